// What the built lesson weighs on its way to a reader, as Brotli, and what that makes of many readers (web/glue/traffic.js).
// Fills in the page that says so, where the text has @name@.
import { readFile, writeFile } from 'node:fs/promises';
import { assumptions, words } from '../glue/traffic.js';
import { shrinks, squeeze } from './compress.mjs';
import { escapeHtml } from './escape.mjs';
import { filesBelow } from './files.mjs';
import { kept } from './service-worker.mjs';

/** Bytes of an answer's head and a request's, compressed as HTTP/2 and HTTP/3 do; an allowance, not a measurement. */
export const perRequest = 300;
const page = 'million/index.html';

/** @param {string} site @returns {Promise<(file: string) => Promise<number>>} */
const scales = async (site) => async (file) => {
  const bytes = await readFile(`${site}/${file}`);
  return shrinks(file) ? (await squeeze(bytes)).length : bytes.length;
};

/** What a page loads at once, beside itself. @param {string} html */
const parts = (html) => [...new Set([...html.matchAll(/<(?:script|link rel="(?:modulepreload|stylesheet|icon|manifest)")[^>]* (?:src|href)="[./]*([^"]+)"/g)].map(([, file]) => file))];

/** @param {string} site @returns {Promise<Record<string, number>>} Bytes and counts. */
export async function measure(site) {
  const weigh = await scales(site);
  const total = async (/** @type {string[]} */ files) => (await Promise.all(files.map(weigh))).reduce((sum, one) => sum + one + perRequest, 0);
  const files = await filesBelow(site);
  const find = (/** @type {RegExp} */ name) => files.filter((file) => name.test(file));
  const chapters = find(/^\d\d-[^/]+\/index\.html$/);
  const shared = [...parts(await readFile(`${site}/${chapters[0]}`, 'utf8')), ...find(/^assets\/inter-.*\.ttf$/)];
  const module = find(/^assets\/lesson\.\w+\.(wasm|js)$/);
  const pages = await Promise.all(chapters.map(async (file) => (await weigh(file)) + perRequest));
  const whole = files.filter((file) => kept(file) && !/\.(br|gz)$/.test(file) && file !== page);
  const [sharedBytes, moduleBytes, wholeBytes] = await Promise.all([total(shared), total(module), total(whole)]);
  const median = [...pages].sort((a, b) => a - b)[Math.floor(pages.length / 2)];
  const read = sharedBytes + moduleBytes + pages.reduce((sum, one) => sum + one, 0);
  return {
    median, shared: sharedBytes, sharedRequests: shared.length, module: moduleBytes, cold: median + sharedBytes + moduleBytes, coldRequests: 1 + shared.length + module.length,
    warm: perRequest, perRequest, read, readRequests: shared.length + module.length + pages.length, whole: wholeBytes, wholeRequests: whole.length, chapters: chapters.length,
  };
}

/** The fields for what is assumed. They wake with the page's scripts. @param {Record<string, number>} measured */
const fieldsHtml = (measured) => `<div class="assumed" role="group" aria-labelledby="what-you-assume" data-measured="${escapeHtml(JSON.stringify(measured))}">
${Object.entries(assumptions).map(([name, { label, value }]) =>
  `<p><label for="assumed-${name}">${escapeHtml(label)}</label> <input type="text" inputmode="decimal" autocomplete="off" disabled id="assumed-${name}" name="${name}" value="${value.toLocaleString('en')}"></p>`).join('\n')}
<p role="status"></p></div>`;

/** @param {string} site */
export async function fillFootprint(site) {
  const measured = await measure(site);
  const known = words(measured);
  const html = await readFile(`${site}/${page}`, 'utf8');
  await writeFile(`${site}/${page}`, html.replace('<p>@assumed@</p>', fieldsHtml(measured)).replace(/@([a-z-]+)@/g, (_, name) => {
    if (!(name in known)) throw new Error(`content/pages/million.md asks for “${name}”; known are ${Object.keys(known).join(', ')}`);
    return `<span data-word="${name}">${known[name]}</span>`;
  }));
}
