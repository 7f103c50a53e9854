// A bar at the foot of the page, for what concerns the page as a whole; a screen reader hears it too.
import { h } from './html.js';

/** @param {string} kind @param {string} words @param {(close: () => void) => HTMLElement[]} [buttons] A button to close it when there are none. */
export function tidings(kind, words, buttons = (close) => [h('button', { type: 'button', click: close }, 'Close')]) {
  const bar = h('div', { class: `tidings ${kind}`, role: 'status' });
  document.body.append(bar);
  // Into a region that is there already: then it is spoken.
  bar.append(h('p', {}, words), ...buttons(() => bar.remove()));
}

/** Loads a part of the page; when it does not come, says what is missing. @template T @param {Promise<T>} part @param {string} what
 * @returns {Promise<T | undefined>} */
export const wanted = (part, what) => part.catch(() => void tidings('missing', `${what} could not be loaded. Check the connection and load the page again.`));
