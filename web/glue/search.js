// Full-text search over the index that the build wrote; nothing of it is loaded before the dialog opens.
import { dialog } from './dialog.js';
import { h } from './html.js';

const root = new URL('../', import.meta.url);
/** Milliseconds after the last key. */
const patience = 120;
const pagesShown = 8;
const sectionsShown = 3;

/** @type {Promise<any> | undefined} */
let loading;

/** A failed load is forgotten, so that the next key tries again. */
function engine() {
  loading ??= import(/* @vite-ignore */ new URL('pagefind/pagefind.js', root).href).then(async (pagefind) => {
    // Its worker would come by an address of its own making; the index is small enough to do without.
    await pagefind.options({ baseUrl: '/', excerptLength: 18, noWorker: true });
    await pagefind.init();
    return pagefind;
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

/** The excerpt's own markup, which only marks what was sought, as elements; its text is escaped no further than so. @param {string} html */
const excerpt = (html) => html.split(/<\/?mark>/).map((part, i) => {
  const words = part.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return i % 2 === 1 ? h('mark', {}, words) : words;
});

/** @param {{ url: string, title: string, excerpt: string }} section @param {string} page */
const hit = (section, page) =>
  h('li', {}, h('a', { href: new URL(section.url.replace(/^\//, ''), root).href }, section.title === page ? page : `${page}: ${section.title}`),
    h('p', {}, ...excerpt(section.excerpt)));

/** @param {any} section */
const weight = ({ weighted_locations: places }) => places.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.balanced_score, 0);

/** A page's best sections. @param {any} found A result's data. */
const hits = ({ meta, sub_results: sections, url, excerpt: words }) => {
  const best = [...sections].sort((a, b) => weight(b) - weight(a)).slice(0, sectionsShown);
  return (best.length > 0 ? best : [{ url, title: meta.title, excerpt: words }]).map((section) => hit(section, meta.title));
};

/** The words in the field, sought and shown. @param {HTMLInputElement} field @param {HTMLElement} list @param {HTMLElement} status */
async function seek(field, list, status) {
  const words = field.value;
  if (words.trim() === '') {
    list.replaceChildren();
    status.textContent = '';
    return;
  }
  try {
    const pagefind = await engine();
    const search = await pagefind.debouncedSearch(words, {}, patience);
    if (search === null) return;
    const found = await Promise.all(search.results.slice(0, pagesShown).map((/** @type {any} */ result) => result.data()));
    // An answer to what has been typed over comes too late.
    if (field.value !== words) return;
    const shown = found.flatMap(hits);
    list.replaceChildren(...shown);
    status.textContent = shown.length > 0 ? `${shown.length} ${shown.length === 1 ? 'place' : 'places'} found` : `Nothing found for “${words}”`;
  } catch {
    status.textContent = 'The search could not be loaded; change a letter to try again.';
  }
}

/** Up and down walk from the field through the results. @param {KeyboardEvent} event @param {HTMLElement} field @param {HTMLElement} list */
function walk(event, field, list) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [field, ...list.querySelectorAll('a')];
  if (event.key === 'Enter' && event.target === field) stops[1]?.click();
  if (!by) return;
  event.preventDefault();
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  stops[Math.max(0, Math.min(stops.length - 1, at + by))].focus();
}

function make() {
  const list = h('ol', { class: 'hits' });
  const status = h('p', { role: 'status' });
  const field = h('input', { type: 'text', inputmode: 'search', id: 'search-words', autocomplete: 'off', enterkeyhint: 'search', input: () => seek(field, list, status) });
  const box = dialog('Search', h('div', { class: 'search', role: 'search', keydown: (/** @type {KeyboardEvent} */ event) => walk(event, field, list),
    click: (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest('a') && box.close() },
  h('label', { for: 'search-words' }, 'Search the lesson'), field, status, list));
  return { box, field };
}

/** @type {ReturnType<typeof make> | undefined} */
let made;

export function openSearch() {
  made ??= make();
  made.box.showModal();
  made.field.select();
  engine().catch(() => {});
}
