// The lesson as files, without a server. Browsers then let a page neither fetch nor load a module, so whatever the lesson asks
// for comes from a script in data/ that hands over that one file. Loaded before all else, by such pages only.

import { scriptUrl } from './trusted.js';

const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
const root = new URL(own ? '../' : './', own || location.href).href;
const types = { wasm: 'application/wasm', js: 'text/javascript', json: 'application/json' };

/** Files by their path from the root, packed, as they arrived. @type {Map<string, string>} */
const packed = new Map();
/** @type {Map<string, Promise<void>>} */
const coming = new Map();

/** Called by the scripts in data/. @param {string} path @param {string} text gzip as base64. */
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

/** @param {string} path */
async function answer(path) {
  await bring(path);
  const bytes = Uint8Array.from(atob(packed.get(path) ?? ''), (one) => one.charCodeAt(0));
  const type = types[/** @type {keyof typeof types} */ (path.split('.').at(-1))] ?? 'application/octet-stream';
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')), { headers: { 'Content-Type': type } });
}

const { fetch: fetchElsewhere, Worker: NativeWorker } = globalThis;

globalThis.fetch = (input, init) => {
  const { href } = new URL(input instanceof Request ? input.url : input, document.baseURI);
  return href.startsWith(root) ? answer(href.slice(root.length).replace(/[?#].*/, '')) : fetchElsewhere(input, init);
};

/** A script of the lesson's, as an address that may be loaded. @param {string} url @param {string} [before] */
async function loadable(url, before = '') {
  const text = await (await fetch(url)).text();
  return URL.createObjectURL(new Blob([before, text.replaceAll('import.meta.url', JSON.stringify(url))], { type: types.js }));
}

/** What import() is in such pages. @param {string | URL} url */
/** @type {any} */ (globalThis).lessonImport = async (/** @type {string | URL} */ url) => import(await loadable(String(new URL(url, document.baseURI))));

/** Runs first in a worker: what it fetches, the page brings. */
function inWorker() {
  /** @type {Map<number, (answer: any) => void>} */
  const asked = new Map();
  addEventListener('message', (event) => {
    const { lessonAnswer, bytes, type } = event.data ?? {};
    const done = asked.get(lessonAnswer);
    if (!done) return;
    event.stopImmediatePropagation();
    asked.delete(lessonAnswer);
    done(bytes ? new Response(bytes, { headers: { 'Content-Type': type } }) : Response.error());
  });
  let count = 0;
  globalThis.fetch = (input) => new Promise((done) => {
    asked.set(++count, done);
    /** @type {any} */ (globalThis).postMessage({ lessonAsks: count, url: String(input instanceof Request ? input.url : input) });
  });
}

/** A worker whose script comes from the lesson's files; messages wait until it has. */
class FileWorker extends EventTarget {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {any[][]} */
  #waiting = [];
  #ended = false;
  /** @type {((event: any) => void) | null} */
  onmessage = null;
  /** @type {((event: any) => void) | null} */
  onerror = null;

  /** @param {string | URL} url @param {WorkerOptions} [options] */
  constructor(url, options) {
    super();
    this.#start(String(new URL(url, document.baseURI)), options).catch((error) => this.#tell(new ErrorEvent('error', { message: String(error) })));
  }

  /** @param {string} url @param {WorkerOptions} [options] */
  async #start(url, options) {
    const address = await loadable(url, `(${inWorker})();`);
    if (this.#ended) return;
    // Chromium runs no module worker without a server; a bundled module is a script as well.
    const worker = new NativeWorker(scriptUrl(address, 'blob:'), { ...options, type: 'classic' });
    this.#worker = worker;
    worker.onmessage = ({ data }) => (data?.lessonAsks ? this.#bring(data) : this.#tell(new MessageEvent('message', { data })));
    worker.onerror = ({ message }) => this.#tell(new ErrorEvent('error', { message }));
    for (const [message, transfer] of this.#waiting) worker.postMessage(message, transfer ?? []);
  }

  /** @param {{ lessonAsks: number, url: string }} asked */
  async #bring({ lessonAsks, url }) {
    const response = await fetch(url).catch(() => Response.error());
    const bytes = response.ok ? await response.arrayBuffer() : undefined;
    this.#worker?.postMessage({ lessonAnswer: lessonAsks, bytes, type: response.headers.get('Content-Type') });
  }

  /** @param {MessageEvent | ErrorEvent} event */
  #tell(event) {
    if (event.type === 'message') this.onmessage?.(event);
    else this.onerror?.(event);
    this.dispatchEvent(event);
  }

  /** @param {any[]} message */
  postMessage(...message) {
    if (this.#worker) this.#worker.postMessage(message[0], message[1] ?? []);
    else this.#waiting.push(message);
  }

  terminate() {
    this.#ended = true;
    this.#worker?.terminate();
  }
}
globalThis.Worker = /** @type {any} */ (FileWorker);
