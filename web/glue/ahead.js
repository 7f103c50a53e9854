// For a page that shows nothing without the module: loads it at once, before other scripts have so much as run.
import { loadAhead } from './module.js';

loadAhead();
