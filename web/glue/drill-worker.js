// Runs one drill once: starts MicroPython, judges the code, and tells the page as it goes. The page ends it.
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';
import assets from 'lesson:assets';
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

addEventListener('message', async ({ data: { code, cases } }) => {
  let lines = 0;
  try {
    const interpreter = await loadMicroPython({
      url: new URL(assets.python, import.meta.url).href,
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
