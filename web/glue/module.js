// The WASM module: fetched and compiled once a page, one instance a canvas.
import assets from 'lesson:assets';
import { scriptUrl } from './trusted.js';

// Of the script itself: only now does a classic one know it.
const here = import.meta.url;
/** @param {string} name Relative to the assets. */
export const address = (name) => new URL(name, here).href;

/** @type {Promise<{ wasm: WebAssembly.Module, create: Function, fonts: Uint8Array[] }> | undefined} */
let loading;
/** @type {Set<(share: number) => void>} */
const watchers = new Set();

/** What was asked for before anybody needed it. @type {Map<string, Promise<Response>>} */
const ahead = new Map();

/** Lets the module come after all that the page itself needs, so that it is there when a reader meets a simulator. */
export function fetchAhead() {
  // Whoever asked first asks again by itself: what came ahead would be as old as what has failed.
  if (attempts > 0 || /** @type {any} */ (navigator).connection?.saveData || /** @type {any} */ (globalThis).lessonFile) return;
  const coming = fetch(address(assets.wasm), /** @type {RequestInit} */ ({ priority: 'low' }));
  coming.catch(() => ahead.delete(assets.wasm)); // Whoever needs it asks again.
  ahead.set(assets.wasm, coming);
}

/** A file of the build; a package may have brought it in another way. @param {string} name @returns {Promise<Response>} */
export async function download(name) {
  const early = ahead.get(name);
  ahead.delete(name);
  const brought = /** @type {any} */ (globalThis).lessonFile?.(name);
  // Nothing is awaited that is not there: a request made at once is on its way while the script that made it still runs.
  const response = (brought && (await brought)) ?? (await (early ?? fetch(address(name))));
  if (!response.ok) throw new Error(`${name} answered ${response.status}`);
  return response;
}

/** Compiles a module while it comes, telling the watchers the share that has come: of the build's own figure, since the length in
 * the header may be that of the compressed bytes. Whatever type a host gives it is taken. @param {Response} response */
function compile({ body }) {
  let size = 0;
  const counted = body?.pipeThrough(new TransformStream({
    transform(part, rest) {
      size += part.length;
      for (const watcher of watchers) watcher(Math.min(size / assets.wasmSize, 1));
      rest.enqueue(part);
    },
  }));
  return WebAssembly.compileStreaming(new Response(counted, { headers: { 'content-type': 'application/wasm' } }));
}

/** The simulators' model cards by id. @returns {Promise<Record<string, any>>} */
export const cards = async () => (inlined ? (await inlined).cards : (await download(assets.cards)).json());

/** @type {Promise<any> | undefined} */
let inlined;

/** The module within a classic script: no host has to allow anything for it, and a frame without an origin may load it. */
function loadInlined() {
  inlined ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => done(/** @type {any} */ (globalThis).lessonInlined));
    script.addEventListener('error', () => {
      script.remove();
      inlined = undefined;
      failed(new Error(`${assets.inlined} did not load`));
    });
    script.src = scriptUrl(address(/** @type {string} */ (assets.inlined)), address('../'));
    document.head.append(script);
  });
  return inlined.then(async ({ wasm, create, fonts }) => ({ wasm: await WebAssembly.compile(decoded(wasm)), create, fonts: fonts.map(decoded) }));
}

/** @param {string} base64 */
const decoded = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** A classic script may stand where nothing can be fetched: in a sandboxed frame, or far from a host that sends no CORS headers. */
async function load() {
  if (!assets.inlined) return fetched();
  if (self.origin === 'null') return loadInlined();
  return fetched().catch(loadInlined);
}

/** A browser may remember that a script did not come, and not ask for it again: a later attempt has an address of its own. */
let attempts = 0;
const again = () => (attempts++ === 0 ? '' : `?attempt=${attempts}`);

async function fetched() {
  const [wasm, script, ...fonts] = await Promise.all([
    download(assets.wasm).then(compile),
    import(/* @vite-ignore */ address(assets.js) + again()),
    ...[assets.regular, assets.semibold].map(async (name) =>
      new Uint8Array(await (await download(name)).arrayBuffer()),
    ),
  ]);
  return { wasm, create: script.default, fonts };
}

/** Loads the module at once, where there is nothing to show without it. */
export function loadAhead() {
  loading ??= load();
  loading.catch(() => (loading = undefined)); // Whoever needs it asks again.
}

/**
 * A new instance for a canvas. A failed load is forgotten, so that a later call tries again.
 * @param {HTMLCanvasElement} canvas @param {(share: number) => void} onprogress
 */
export async function instantiate(canvas, onprogress) {
  watchers.add(onprogress);
  try {
    loading ??= load();
    const { wasm, create, fonts } = await loading;
    // The runtime hears of success only: a refusal, as where no memory is left, goes past it.
    const module = await new Promise((done, failed) => create({
      canvas,
      /** @param {WebAssembly.Imports} imports @param {Function} ready */
      instantiateWasm(imports, ready) {
        WebAssembly.instantiate(wasm, imports).then((instance) => ready(instance, wasm)).catch(failed);
        return {};
      },
    }).then(done, failed));
    return { module, fonts };
  } catch (error) {
    loading = undefined;
    throw error;
  } finally {
    watchers.delete(onprogress);
  }
}
