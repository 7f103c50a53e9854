// What the built lesson weighs on its way to a reader, as Brotli, and what that makes of a million readers. Fills in the page
// that says so, where the text has @name@.
import { readFile, writeFile } from 'node:fs/promises';
import { shrinks, squeeze } from './compress.mjs';
import { filesBelow } from './files.mjs';
import { kept } from './service-worker.mjs';

/** Bytes of an answer's head and a request's, compressed as HTTP/2 and HTTP/3 do; an allowance, not a measurement. */
export const perRequest = 300;
export const learners = 1e6;
/** Places from which a large network of caches answers; an assumption, on the high side. */
export const places = 300;
/** Dollars a gigabyte: the cheaper and the dearer end assumed. */
export const prices = [0.01, 0.09];

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
    median, shared: sharedBytes, module: moduleBytes, cold: median + sharedBytes + moduleBytes, coldRequests: 1 + shared.length + module.length,
    warm: perRequest, read, readRequests: shared.length + module.length + pages.length, whole: wholeBytes, wholeRequests: whole.length, chapters: chapters.length,
  };
}

/** The words for each number. @param {Record<string, number>} measured */
export function words(measured) {
  const figure = (/** @type {number} */ value) => Number(value.toPrecision(3)).toLocaleString('en');
  const size = (/** @type {number} */ bytes) => (bytes < 1e3 ? `${figure(bytes)}\u00a0bytes` : bytes < 1e6 ? `${figure(bytes / 1e3)}\u00a0KB` : `${figure(bytes / 1e6)}\u00a0MB`);
  const terabytes = (/** @type {number} */ bytes) => `${figure((bytes * learners) / 1e12)}\u00a0TB`;
  const cost = (/** @type {number} */ bytes) => prices.map((price) => `$${figure((bytes * learners / 1e9) * price)}`).join(' to ');
  const { median, shared, module, cold, read, whole, wholeRequests, coldRequests, readRequests, chapters } = measured;
  const origin = places * wholeRequests, asked = learners * readRequests;
  const month = 30 * 24 * 3600;
  return {
    chapters: String(chapters), median: size(median), shared: size(shared), module: size(module), cold: size(cold), warm: size(measured.warm), read: size(read), whole: size(whole), 'cold-requests': String(coldRequests),
    'read-requests': String(readRequests), 'whole-requests': String(wholeRequests), 'per-request': size(perRequest), places: String(places),
    'read-million': terabytes(read), 'whole-million': terabytes(whole), 'read-cost': cost(read), 'whole-cost': cost(whole), prices: prices.map((price) => `$${price}`).join(' to '),
    origin: figure(origin), asked: figure(asked), hits: `${(100 * (1 - origin / asked)).toFixed(2)}\u00a0%`, 'origin-bytes': `${figure((places * whole) / 1e9)}\u00a0GB`,
    rate: figure(asked / month), peak: figure((10 * asked) / month), 'peak-bits': `${figure((10 * 8 * learners * read) / month / 1e6)}\u00a0Mbit/s`,
  };
}

/** @param {string} site */
export async function fillFootprint(site) {
  const known = words(await measure(site));
  const html = await readFile(`${site}/${page}`, 'utf8');
  await writeFile(`${site}/${page}`, html.replace(/@([a-z-]+)@/g, (_, name) => known[/** @type {keyof typeof known} */ (name)] ??
    (() => { throw new Error(`content/pages/million.md asks for “${name}”; known are ${Object.keys(known).join(', ')}`); })()));
}
