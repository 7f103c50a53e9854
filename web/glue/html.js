// Elements without a framework: h('p', { class: 'note' }, 'words').

/**
 * @param {string} tag @param {Record<string, any>} [attributes] Functions become listeners, true and
 * false switch an attribute, the rest is text. @param {...(Node | string)} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** A control that the page has, by its name, awake. @param {ParentNode} place @param {string} name @param {string} type @param {(event: any) => void} act */
export function wake(place, name, type, act) {
  const control = /** @type {any} */ (place.querySelector(`[name=${name}]`));
  control.disabled = false;
  control.addEventListener(type, act);
  return control;
}

/** @type {Intl.NumberFormat | undefined} Made when first needed: a browser takes a page's first some 30 ms to make. */
let five;

/** A number of a table, as a person reads it. @param {number | string | null} cell */
export function shown(cell) {
  if (typeof cell !== 'number') return cell ?? '–';
  five ??= new Intl.NumberFormat('en', { maximumSignificantDigits: 5 });
  return five.format(cell);
}

/** A value of a scene in words: its number and what to know about it, or why there is none. @param {{ number: number | null, text: string, note: string }} value */
export const said = ({ number, text, note }) => (number === null || !note ? text : `${text} — ${note}`);

/** Gives the reader a file. @param {string} name @param {Blob} blob */
export function save(name, blob) {
  const link = h('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** How wide a picture can be in an element, in CSS px: whole in the screen's own pixels, since between two of those
 * every line would be blurred. 0 where it is not shown. @param {Element} element */
export function roomIn(element) {
  const style = getComputedStyle(element);
  const px = (/** @type {string} */ length) => parseFloat(length) || 0;
  // Our boxes' widths include their borders; clientWidth does not, but is rounded.
  const inside = px(style.width) - px(style.borderLeftWidth) - px(style.borderRightWidth);
  return Math.max(Math.floor(inside * devicePixelRatio), 0) / devicePixelRatio;
}
