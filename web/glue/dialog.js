// A dialog over the page: closed by its button, by Escape, and by a click beside it.
import { h } from './html.js';

/** @param {string} title @param {...Node} children */
export function dialog(title, ...children) {
  const close = h('button', { type: 'button', class: 'close', click: () => box.close() }, 'Close');
  const box = h('dialog', { 'aria-label': title, click: (/** @type {Event} */ event) => event.target === box && box.close() },
    h('div', { class: 'box' }, ...children, close));
  document.body.append(box);
  return box;
}
