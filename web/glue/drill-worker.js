// Runs one drill once: starts MicroPython, judges the code, and tells the page as it goes. The page ends it.
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';
import { judge } from './drill-run.js';

const mebibyte = 1 << 20;
const page = 65_536; // WebAssembly's unit of memory.
const most = 150 * mebibyte; // Memory doubles as it grows: this lets it have 128 MB.
const printed = 100; // Lines that are passed on.

const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * page > most) throw new RangeError('No more memory for a drill.');
  return grow.call(this, pages);
};
// Each refused growth would be told on the console; the page says it once, in a sentence.
console.error = () => {};

/** @param {any} message */
const tell = (message) => postMessage(message);

addEventListener('message', async ({ data: { code, cases, python } }) => {
  let lines = 0;
  // The page has brought what MicroPython would fetch.
  globalThis.fetch = async () => new Response(python, { headers: { 'Content-Type': 'application/wasm' } });
  try {
    const interpreter = await loadMicroPython({
      url: 'micropython.wasm',
      heapsize: 4 * mebibyte,
      stdout: (/** @type {string} */ line) => ++lines <= printed && tell({ line }),
    });
    tell({ ready: true });
    judge(interpreter, code, cases, tell);
    tell({ done: true });
  } catch {
    tell({ unloaded: true });
  }
}, { once: true });
