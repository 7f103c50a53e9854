// The C ABI of core/api/lesson.h as JavaScript: text in and out, failures as LessonError.

/** A refused call; the message is the core's own sentence. */
export class LessonError extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @typedef {any} Module  An instance of the WASM module. */

/** An instance that has broken, for want of memory or by a fault of its own, is not to be asked anything more: what it
 * then holds is not to be trusted. @param {Module} module @param {(cause: unknown) => void} onbroken Called once, later on.
 * @returns {Module} The same, watched over. */
export function guard(module, onbroken) {
  let broken = false;
  const guarded = Object.create(module);
  for (const name of Object.keys(module).filter((one) => one.startsWith('_') && typeof module[one] === 'function'))
    guarded[name] = (/** @type {any[]} */ ...values) => {
      if (broken) throw new LessonError('The simulator has stopped.');
      try {
        return module[name](...values);
      } catch (cause) {
        broken = true;
        queueMicrotask(() => onbroken(cause));
        throw new LessonError('The simulator has stopped.', { cause });
      }
    };
  return guarded;
}

/** Ends something, as far as it still answers: what has broken leaves its memory behind as a whole. @param {() => void} act */
export function end(act) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
  }
}

/** Reads a lesson_text at `at`. Views are made anew at each call: growing memory detaches them.
 * @param {Module} module @param {number} at */
function readText(module, at) {
  const [bytes, size] = new Uint32Array(module.HEAPU8.buffer, at, 2);
  return decoder.decode(new Uint8Array(module.HEAPU8.buffer, bytes, size));
}

/** Copies bytes into the module's memory for the time of `use`.
 * @template T @param {Module} module @param {Uint8Array} bytes @param {(at: number) => T} use */
export function withBytes(module, bytes, use) {
  const at = module._lesson_alloc(Math.max(bytes.length, 1));
  if (at === 0) throw new LessonError('There is not enough memory for this.');
  try {
    new Uint8Array(module.HEAPU8.buffer).set(bytes, at);
    return use(at);
  } finally {
    module._lesson_free(at);
  }
}

/** One simulator of one instance. */
export class Simulator {
  /** @param {Module} module @param {string} id */
  constructor(module, id) {
    this.module = module;
    this.core = module._lesson_open();
    const bytes = encoder.encode(id);
    this.handle = withBytes(module, bytes, (at) => module._lesson_sim_open(this.core, at, bytes.length));
    if (this.handle === 0) throw new LessonError(this.#text((out) => module._lesson_error(out, this.core)));
    this.description = JSON.parse(this.#read('description'));
    this.roles = JSON.parse(this.#checked((out) => module._lesson_roles(this.core, out)));
  }

  close() {
    this.module._lesson_sim_close(this.handle);
    this.module._lesson_close(this.core);
  }

  /** @param {(out: number) => void} call */
  #text(call) {
    return withBytes(this.module, new Uint8Array(8), (out) => {
      call(out);
      return readText(this.module, out);
    });
  }

  /** @param {(out: number) => number} call */
  #checked(call) {
    return this.#text((out) => this.#check(call(out)));
  }

  /** @param {number} status */
  #check(status) {
    if (status < 0) throw new LessonError(this.#text((out) => this.module._lesson_sim_error(out, this.handle)));
  }

  /** @param {string} what */
  #read(what) {
    return this.#checked((out) => this.module[`_lesson_sim_${what}`](this.handle, out));
  }

  /** @param {string} what @param {string[]} texts */
  #call(what, ...texts) {
    const parts = texts.map((text) => encoder.encode(text));
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let end = 0;
    const spans = parts.map((part) => {
      all.set(part, end);
      end += part.length;
      return [end - part.length, part.length];
    });
    withBytes(this.module, all, (at) =>
      this.#check(
        this.module[`_lesson_sim_${what}`](this.handle, ...spans.flatMap(([from, size]) => [at + from, size])),
      ),
    );
  }

  /** @param {string} param @param {string | number | boolean} value */
  set(param, value) {
    this.#call('set', param, String(value));
  }
  /** @param {string} action */
  act(action) {
    this.#call('act', action);
  }
  /** @param {string} preset */
  preset(preset) {
    this.#call('preset', preset);
  }
  /** @param {string} prediction @param {string} guess */
  predict(prediction, guess) {
    this.#call('predict', prediction, guess);
  }
  /** @param {string} state */
  restore(state) {
    this.#call('restore', state);
  }
  /** @param {number} steps */
  work(steps) {
    this.#check(this.module._lesson_sim_work(this.handle, steps));
  }
  /** Does the rest of a long computation at once. */
  finish() {
    while (this.backlog > 0) this.work(1_000_000_000);
  }

  get scene() {
    return JSON.parse(this.#read('scene'));
  }
  get state() {
    return this.#read('state');
  }
  get query() {
    return this.#read('query');
  }
  get csv() {
    return this.#read('csv');
  }
  get backlog() {
    return this.module._lesson_sim_backlog(this.handle);
  }
  /** Lets simulated time pass. @param {number} watched Seconds of watching. */
  advance(watched) {
    this.#check(this.module._lesson_sim_advance(this.handle, watched * this.module._lesson_sim_pace(this.handle)));
  }
  /** The same in the simulator's own seconds. @param {number} seconds */
  pass(seconds) {
    this.#check(this.module._lesson_sim_advance(this.handle, seconds));
  }
  /** Simulated seconds since the start. @returns {number} */
  get time() {
    return this.module._lesson_sim_time(this.handle);
  }
  /** Grows whenever the picture may have changed. @returns {bigint} */
  get revision() {
    return this.module._lesson_sim_revision(this.handle);
  }
  /** Draws both on the same axes, as they now are; on its own again without the other. @param {Simulator} [other] */
  shareAxes(other) {
    this.#check(this.module._lesson_sim_share_axes(this.handle, other?.handle ?? 0));
  }
  get animating() {
    return this.module._lesson_sim_animating(this.handle) === 1;
  }

  /** @param {number} width @param {boolean} poster */
  svg(width, poster) {
    return this.#checked((out) => this.module._lesson_sim_svg(this.handle, width, poster ? 1 : 0, out));
  }

  /** Where the canvas puts its controls on a stage of this width, in CSS px. @param {number} width */
  slots(width) {
    const { module, handle } = this;
    return withBytes(module, new Uint8Array(52), (out) => {
      this.#check(module._lesson_sim_draw(handle, width, 0, out));
      const [at, count] = new Uint32Array(module.HEAPU8.buffer, out + 32, 2);
      return Array.from({ length: count }, (_, i) => {
        const [kind, index] = new Uint32Array(module.HEAPU8.buffer, at + 24 * i, 2);
        const [x, y, w, h] = new Float32Array(module.HEAPU8.buffer, at + 24 * i + 8, 4);
        return { action: kind === 1, list: kind === 2, index, x, y, w, h };
      });
    });
  }

  /** Position of a value on its slider, 0 to 1, and back. @param {number} param @param {number} value */
  fraction(param, value) {
    return this.module._lesson_sim_fraction(this.handle, param, value);
  }
  /** @param {number} param @param {number} fraction */
  valueAt(param, fraction) {
    return this.module._lesson_sim_value_at(this.handle, param, fraction);
  }
}
