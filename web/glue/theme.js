// Runs before the page is drawn, so that a chosen theme never flashes.
import { kept } from './setting.js';

const theme = kept('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
