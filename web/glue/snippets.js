// The code by which other pages show a simulator or a chapter.
import { h } from './html.js';

/** @typedef {{ name: string, title: string, attributes: Record<string, string> }} Shown What to show, and the element's attributes. */
/** @typedef {{ height: number, origins: string, fit: boolean }} Frame */

const lines = (/** @type {(string | false)[]} */ ...texts) => texts.filter(Boolean).join('\n');
/** As text: where Trusted Types are required no script element gets an address from elsewhere. @param {Record<string, any>} attributes */
const script = (attributes) => h('i', attributes).outerHTML.replace(/^<i (.*)><\/i>$/, '<script $1></script>');
const withQuery = (/** @type {string} */ address, /** @type {Record<string, string>} */ query) => `${address}?${new URLSearchParams(query)}`;

/** @param {string} base Where the lesson lies. @param {Shown} shown */
export const linkTo = (base, { name, attributes }) => withQuery(`${base}embed.html`, { sim: name, ...attributes });

/** A module needs CORS headers from the lesson's host; the plain script does not. @param {string} base @param {Shown} shown @param {boolean} cors */
export function elementCode(base, { name, title, attributes }, cors) {
  const first = cors
    ? { type: 'module', src: `${base}assets/tradeoff-sim.js` }
    : { defer: true, src: `${base}assets/tradeoff-sim.classic.js` };
  // The link is there until the simulator is, and where scripts are off.
  return lines(script(first), h('tradeoff-sim', { name, ...attributes }, h('a', { href: `${base}simulators/${name}/index.html` }, title)).outerHTML);
}

/** @param {string} base @param {Frame} frame @param {Record<string, any>} attributes */
const inFrame = (base, { height, fit }, attributes) =>
  lines(fit && script({ src: `${base}assets/tradeoff-fit.js` }), h('iframe', { ...attributes, width: '100%', height, frameborder: 0 }).outerHTML);

/** @param {string} base @param {Shown} shown @param {Frame} frame */
export function frameCode(base, shown, frame) {
  const { controls = 'all' } = shown.attributes;
  const src = linkTo(base, { ...shown, attributes: { ...shown.attributes, ...(frame.origins && { origins: frame.origins }) } });
  return inFrame(base, frame, { src, title: shown.title, sandbox: controls === 'all' ? 'allow-scripts allow-downloads' : 'allow-scripts' });
}

/** @param {string} base @param {{ path: string, theme: string }} chapter @param {string} [origins] */
export const chapterAt = (base, { path, theme }, origins) =>
  withQuery(`${base}${path}`, { embed: '', ...(theme && { theme }), ...(origins && { origins }) });

/** @param {string} base @param {{ path: string, title: string, theme: string }} chapter @param {Frame} frame */
export function chapterCode(base, chapter, frame) {
  const src = chapterAt(base, chapter, frame.origins);
  return inFrame(base, frame, { src, title: chapter.title, sandbox: 'allow-scripts allow-same-origin allow-downloads' });
}
