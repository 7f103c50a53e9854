// Parameters in the page's address. One simulator on a page: ?tail=1.2. Several: each parameter is
// written NAME.PARAM, and a plain name goes to the simulator that `sim` names, or to the first. Those with
// data-apart, which belong to a question, have no part in it.

const ours = 'tradeoff-sim:not([data-apart])';

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
    else if (plainIsOurs && key !== 'sim' && !key.includes('.')) pairs.push([key, value]);
  }
  return pairs;
}

/** The page's address with this simulator's values. @param {string} name @param {string} query */
export function addressWith(name, query) {
  const url = new URL(location.href);
  const several = document.querySelectorAll(ours).length > 1;
  url.search = several && query ? `sim=${name}&${query}` : query;
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
