// Parameters in the page's address. One simulator on a page: ?tail=1.2. Several: each parameter is
// written NAME.PARAM, and a plain name goes to the simulator that `sim` names, or to the first. Those with
// data-apart, or within it, which belong to a question or to code in the making, have no part in it, nor have those on other
// people's pages, whose address is not ours to read or to write.
import { address } from './module.js';

const ours = ':root[data-lesson] tradeoff-sim:not([data-apart], [data-apart] *)';
/** What a page's address may carry for the page itself. */
const pages = ['sim', 'embed', 'theme', 'origins'];

/** The pairs of the query meant for this element. @param {Element} element @param {string} name */
export function parametersFor(element, name) {
  const query = new URLSearchParams(location.search);
  if (!element.matches(ours)) return [];
  const first = document.querySelector(ours) === element;
  const plainIsOurs = query.has('sim') ? query.get('sim') === name : first;
  /** @type {[string, string][]} */
  const pairs = [];
  for (const [key, value] of query) {
    if (key.startsWith(`${name}.`)) pairs.push([key.slice(name.length + 1), value]);
    else if (plainIsOurs && !pages.includes(key) && !key.includes('.')) pairs.push([key, value]);
  }
  return pairs;
}

/** What an element of the lesson begins with while the address does not speak of it: pairs, or none. @param {HTMLElement} element @param {string} name
 * @returns {[string, string][]} */
export function beginningOf(element, name) {
  const spoken = new URLSearchParams(location.search).get('sim') === name || parametersFor(element, name).length > 0;
  return spoken || !element.matches(ours) ? [] : [...new URLSearchParams(element.dataset.begin ?? '')];
}

/** What a page in another page's frame hands on to the next one. @param {string} search */
export function handedOn(search) {
  const query = new URLSearchParams(search);
  return pages.slice(1).filter((key) => query.has(key)).map((key) => `${key}=${encodeURIComponent(query.get(key) ?? '')}`);
}

/** An address that opens this simulator with its values: of this page, or of the lesson's own page for it.
 * @param {string} name @param {string} query */
export function addressWith(name, query) {
  const all = [...document.querySelectorAll(ours)], count = all.length;
  // Where it begins otherwise, its usual values have to be asked for.
  const named = (count > 1 && query) || all.some((one) => one.getAttribute('name') === name && one.hasAttribute('data-begin'));
  const url = new URL(count > 0 ? location.href : address(`../simulators/${name}/index.html`));
  url.search = [...handedOn(url.search), ...(named ? [`sim=${name}`] : []), query].filter(Boolean).join('&');
  return url.href;
}

let timer = 0;
/** Writes the values into the address bar, at most a few times a second.
 * @param {Element} element @param {string} name @param {string} query */
export function remember(element, name, query) {
  if (!element.matches(ours)) return;
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    try {
      history.replaceState(history.state, '', addressWith(name, query));
    } catch {
      // A sandboxed frame may not change its address; the lesson works all the same.
    }
  }, 150);
}
