// Runs before the page is drawn, so that a chosen theme never flashes.
import { kept } from './setting.js';

const query = new URLSearchParams(location.search);
const theme = query.get('theme') ?? kept('theme');
const root = document.documentElement;
if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
// In another page's frame the lesson leaves its head and foot away.
if (query.has('embed')) root.dataset.embed = '';
