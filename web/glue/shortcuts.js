// Keys that lead through the lesson. They can be switched off, all at once, in the list of them.
import { keep, kept } from './setting.js';
import { wanted } from './tidings.js';

const openSearch = () => wanted(import('./search.js'), 'The search').then((search) => search?.openSearch());
const openList = () => wanted(import('./shortcut-list.js'), 'The list of shortcuts').then((list) => list?.openList(on, (wanted) => {
  on = wanted;
  keep('shortcuts', on ? '' : 'off');
}));

/** @param {string} rel */
const follow = (rel) => () => /** @type {HTMLAnchorElement | null} */ (document.querySelector(`a[rel=${rel}]`))?.click();

/** @type {Record<string, () => void>} */
const keys = { '?': openList, '/': openSearch, ArrowLeft: follow('prev'), ArrowRight: follow('next') };
let on = kept('shortcuts') !== 'off';

/** What takes keys itself: controls, canvases, and what scrolls. */
const takers = 'input, select, textarea, button, summary, dialog, canvas, tradeoff-sim, [tabindex], [contenteditable]';

addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (!on || ctrlKey || metaKey || altKey || event.defaultPrevented || !Object.hasOwn(keys, key)) return;
  if (/** @type {Element} */ (event.target).closest?.(takers)) return;
  event.preventDefault();
  keys[key]();
});

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('button[data-open]')))
  button.addEventListener('click', button.dataset.open === 'search' ? openSearch : openList);
