import { escapeHtml } from '../escape.mjs';

/** An element: tag('title', {}, 'words') or with elements inside. @param {string} name @param {Record<string, any>} [attributes]
 * @param {...(string | string[])} children Already XML. */
export function tag(name, attributes = {}, ...children) {
  const own = Object.entries(attributes).filter(([, value]) => value !== undefined).map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`).join('');
  const inside = children.flat().join('');
  return inside === '' ? `<${name}${own}/>` : `<${name}${own}>${inside}</${name}>`;
}

/** Characters that no XML may hold are dropped. @param {string} words */
// eslint-disable-next-line no-control-regex
export const text = (words) => escapeHtml(words.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, ''));

/** @param {string} root */
export const xml = (root) => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
