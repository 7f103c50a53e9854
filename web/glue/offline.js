// The lesson as files, without a server. Browsers then let a page neither fetch nor load a module, so whatever the lesson asks
// for comes from a script in data/ that hands over that one file. Loaded before all else, by such pages only.

import { root, unpacked } from './packed.js';
import { scriptUrl } from './trusted.js';

const { fetch: fetchElsewhere, Worker: NativeWorker } = globalThis;

globalThis.fetch = (input, init) => {
  const { href } = new URL(input instanceof Request ? input.url : input, document.baseURI);
  return href.startsWith(root) ? unpacked(href.slice(root.length).replace(/[?#].*/, '')) : fetchElsewhere(input, init);
};

/** The text of a script of the lesson's. @param {string} url */
const scriptText = async (url) => (await (await fetch(url)).text()).replaceAll('import.meta.url', JSON.stringify(url));

/** A script as an address that may be loaded. @param {...string} parts */
const loadable = (...parts) => URL.createObjectURL(new Blob(parts, { type: 'text/javascript' }));

/** What import() is in such pages. @param {string | URL} url */
/** @type {any} */ (globalThis).lessonImport = async (/** @type {string | URL} */ url) =>
  import(loadable(await scriptText(String(new URL(url, document.baseURI)))));

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
    const text = await scriptText(url);
    if (this.#ended) return;
    // Chromium runs no module worker without a server; as a function, a bundled module may await in a plain one too.
    const script = loadable(`(${inWorker})();(async()=>{"use strict";`, text, '\n})();');
    const worker = new NativeWorker(scriptUrl(script, 'blob:'), { ...options, type: 'classic' });
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
