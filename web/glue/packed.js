// Files that come as scripts, for where nothing can be fetched or where servers do not know a file's type: each script in
// data/ hands over one file, gzipped as base64.

import { scriptUrl } from './trusted.js';

const types = { wasm: 'application/wasm', js: 'text/javascript', json: 'application/json' };

/** Below which data/ lies, beside the folder of the script that runs now; one within a page lies beside data/ itself. */
const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
export const root = new URL(own ? '../' : './', own || location.href).href;

/** Files by their path from the root, packed, as they arrived. @type {Map<string, string>} */
const packed = new Map();
/** @type {Map<string, Promise<void>>} */
const coming = new Map();

/** Called by the scripts in data/. @param {string} path @param {string} text */
/** @type {any} */ (globalThis).lessonPacked = (/** @type {string} */ path, /** @type {string} */ text) => packed.set(path, text);

/** @param {string} path @returns {Promise<void>} */
function bring(path) {
  if (packed.has(path)) return Promise.resolve();
  const arriving = coming.get(path) ?? new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = scriptUrl(`${root}data/${path}.js`, `${root}data/`);
    script.onload = () => done(undefined);
    script.onerror = () => {
      coming.delete(path);
      failed(new TypeError(`${path} is not among the lesson's files`));
    };
    document.head.append(script);
  });
  coming.set(path, arriving);
  return arriving;
}

/** A file as if it had been fetched. @param {string} path From the root. */
export async function unpacked(path) {
  await bring(path);
  const bytes = Uint8Array.from(atob(packed.get(path) ?? ''), (one) => one.charCodeAt(0));
  const type = types[/** @type {keyof typeof types} */ (path.split('.').at(-1))] ?? 'application/octet-stream';
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), { headers: { 'Content-Type': type } });
}
