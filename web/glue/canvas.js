// One canvas of the module: feeds it pointer, keys, size and theme, and draws only when asked.
import assets from 'lesson:assets';
import { withBytes } from './core.js';

/** @typedef {import('./core.js').Simulator} Simulator */

const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter', 'PageUp', 'PageDown', 'Home', 'End'];

/** CSS colours as red, green, blue, alpha, one after the other. @param {string[]} list */
function rgba(list) {
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(list.length, 1).getContext('2d', { willReadFrequently: true }));
  list.forEach((colour, i) => {
    pen.fillStyle = colour;
    pen.fillRect(i, 0, 1, 1);
  });
  return new Uint8Array(pen.getImageData(0, 0, list.length, 1).data);
}

/** Pixels of a canvas for a CSS px. */
const density = () => Math.min(Math.max(devicePixelRatio, 1), 4);

/** As web/app/window.cpp asks for it. */
const surface = { alpha: false, depth: false, stencil: false, antialias: false };

/** A stage's height at its usual values, known before the module is there; 0 for a name that no simulator has. The widths are those
 * of core/scene/geometry.h. @param {string} name @param {number} width In CSS px. */
export const usualHeight = (name, width) => assets.heights[name]?.[width < 640 ? 0 : width < 900 ? 1 : 2] ?? 0;

/** Asks for a surface to draw on, of the size that it is likely to have: a browser takes its time for a first one, and for each
 * change of its size. @param {HTMLCanvasElement} element @param {number} width In CSS px. @param {number} height */
export function takeSurface(element, width, height) {
  element.width = Math.round(Math.max(width, 1) * density());
  element.height = Math.round(Math.max(height, 1) * density());
  element.getContext('webgl2', surface);
}

export class Canvas {
  #frame = 0;
  #width = 0;
  #density = 0;
  #gone = false;
  /** Whether the context was given back on purpose. */
  #spared = false;
  #near = true;
  /** Whether a press that began here goes on. */
  #pressed = false;
  /** Asked for at the start: a context that is lost has it no more to give. @type {WEBGL_lose_context | null | undefined} */
  #lose;
  #life = new AbortController();

  /**
   * @param {HTMLCanvasElement} element @param {Simulator} sim @param {Uint8Array[]} fonts
   * @param {{ moved: () => void, drawn: () => void, lost: () => void, speak: (text: string) => void }} host `moved`: the
   *   simulator changed from the canvas; `lost`: the picture went, and nobody here sent it away.
   */
  constructor(element, sim, fonts, host) {
    this.element = element;
    this.sim = sim;
    this.host = host;
    const [regular, semibold] = fonts;
    const status = withBytes(sim.module, regular, (at) =>
      withBytes(sim.module, semibold, (and) =>
        sim.module._app_start(sim.handle, at, regular.length, and, semibold.length)));
    if (status < 0) throw new Error('This browser gives no WebGL2.');
    this.#lose = element.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    // What is there already is shown by whoever made this.
    this.revision = sim.module._lesson_sim_revision(sim.handle);
    this.#listen();
  }

  #listen() {
    const { element, sim } = this;
    const { module } = sim;
    const { signal } = this.#life;
    /** @param {string} type @param {(event: any) => void} act */
    const on = (type, act) => element.addEventListener(type, act, { signal });
    /** @param {PointerEvent} event @param {boolean} down */
    const point = (event, down) => {
      this.#pressed = down;
      const box = element.getBoundingClientRect();
      const scale = element.clientWidth / box.width;
      module._app_pointer((event.clientX - box.left) * scale, (event.clientY - box.top) * scale, down ? 1 : 0);
      this.request();
    };
    on('pointerdown', (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      // A first, hovering frame lets the widget under a finger know that it is there.
      point(event, false);
      this.draw(performance.now());
      point(event, true);
    });
    on('pointermove', (event) => point(event, this.#pressed && (event.buttons & 1) === 1));
    on('pointerup', (event) => {
      // Where there was no frame since, the widget has seen neither the press nor the last place; it lets go of what it saw.
      point(event, this.#pressed);
      for (let frames = 0; frames < 2; ++frames) this.draw(performance.now());
      point(event, false);
    });
    for (const type of ['pointerleave', 'pointercancel'])
      on(type, () => {
        this.#letGo();
        this.request();
      });
    on('keydown', (event) => {
      const key = keys.indexOf(event.key === ' ' ? 'Enter' : event.key);
      if (key < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (module._app_key(key) !== 1) return;
      event.preventDefault();
      this.#say();
      this.request();
    });
    on('focus', () => {
      module._app_focus(element.matches(':focus-visible') ? 1 : 0);
      this.#say();
      this.request();
    });
    on('blur', () => {
      module._app_focus(0);
      this.request();
    });
    on('webglcontextlost', (event) => {
      event.preventDefault();
      this.#gone = true;
      module._app_context(0);
      if (!this.#spared) this.host.lost();
      else setTimeout(() => this.near(this.#near)); // Who scrolled back meanwhile needs it again.
    });
    on('webglcontextrestored', () => {
      this.#gone = this.#spared = false;
      module._app_context(1);
      // Who scrolled past meanwhile needs it no more.
      this.#near ? this.request() : this.near(false);
    });
  }

  /** Ends a press without a click. */
  #letGo() {
    this.#pressed = false;
    this.sim.module._app_pointer_left();
  }

  #say() {
    const { module } = this.sim;
    const at = module._app_focused();
    const bytes = new Uint8Array(module.HEAPU8.buffer, at);
    this.host.speak(new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0))));
  }

  /** The stage's height for a width, in CSS px: a whole number of the screen's pixels, or all would be blurred. @param {number} width */
  resize(width) {
    const fine = density();
    // What was dragged lies elsewhere now; under the pointer may be anything.
    if (this.#pressed && (width !== this.#width || fine !== this.#density)) this.#letGo();
    [this.#width, this.#density] = [width, fine];
    this.sim.module._app_resize(width, fine);
    this.request();
    return this.element.height / fine;
  }

  /** Whether the reader wants no motion. @param {boolean} still */
  still(still) {
    this.sim.module._app_still(still ? 1 : 0);
  }
  /** @param {boolean} paused */
  pause(paused) {
    this.sim.module._app_pause(paused ? 1 : 0);
    this.request();
  }
  step() {
    this.sim.module._app_step();
    this.request();
  }
  /** Whether a long computation goes on. @param {boolean} working */
  working(working) {
    this.sim.module._app_working(working ? 1 : 0);
    this.request();
  }

  /** @param {string[]} list CSS colours in the order of the core's roles. */
  colours(list) {
    withBytes(this.sim.module, rgba(list), (at) => this.sim.module._app_theme(at, list.length));
    this.request();
  }

  /** Asks for one frame; more follow only while something moves. */
  request() {
    if (this.#gone) this.#notice();
    if (this.#frame === 0 && !this.#gone && !document.hidden)
      this.#frame = requestAnimationFrame((now) => {
        this.#frame = 0;
        if (this.draw(now)) this.request();
      });
  }

  /** @param {number} now @returns {boolean} */
  draw(now) {
    if (this.#gone) return false;
    const { module } = this.sim;
    const more = module._app_frame(now) === 1;
    this.element.style.cursor = module._app_pointing() === 1 ? 'pointer' : 'default';
    this.host.drawn();
    this.#notice();
    return more;
  }

  #notice() {
    const revision = this.sim.module._lesson_sim_revision(this.sim.handle);
    if (revision === this.revision) return;
    this.revision = revision;
    this.host.moved();
  }

  /** Gives the WebGL context back while the canvas is far from view, and takes it again.
   * @param {boolean} near */
  near(near) {
    this.#near = near;
    if (near && this.#gone) {
      if (this.#spared) this.#lose?.restoreContext();
      this.#spared = false;
      this.host.lost();
    } else if (!near && !this.#gone) {
      this.#spared = true;
      this.#lose?.loseContext();
    }
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#life.abort();
    const lose = this.#gone ? null : this.#lose;
    this.#gone = true;
    try {
      this.sim.module._app_stop();
    } finally {
      lose?.loseContext();
    }
  }
}
