// Parameters in the page's address. One simulator on a page: ?tail=1.2. Several: each parameter is
// written NAME.PARAM, and a plain name goes to the simulator that `sim` names, or to the first. Those with
// data-apart, which belong to a question, have no part in it, nor have those on other people's pages, whose address is
// not ours to read or to write.
import { address } from './module.js';

const ours = ':root[data-lesson] tradeoff-sim:not([data-apart])';
/** What a page's address may carry for the page itself. */
const pages = ['sim', 'embed', 'theme'];

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

/** An address that opens this simulator with its values: of this page, or of the lesson's own page for it.
 * @param {string} name @param {string} query */
export function addressWith(name, query) {
  const count = document.querySelectorAll(ours).length;
  const url = new URL(count > 0 ? location.href : address(`../simulators/${name}/index.html`));
  const page = pages.slice(1).filter((key) => url.searchParams.has(key)).map((key) => `${key}=${encodeURIComponent(url.searchParams.get(key) ?? '')}`);
  url.search = [...page, ...(count > 1 && query ? [`sim=${name}`] : []), query].filter(Boolean).join('&');
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
