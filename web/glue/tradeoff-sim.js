// <tradeoff-sim name="percentiles" tail="1.2">: a simulator on any page. Its children (poster and
// text) stand until the canvas has drawn, and stay when it cannot.
import panelStyles from '../styles/panel.css';
import { Canvas, takeSurface, usualHeight } from './canvas.js';
import { coloursOf } from './colours.js';
import { end, guard, LessonError, Simulator } from './core.js';
import { figuresOf, trim, whole } from './cut.js';
import { h, roomIn } from './html.js';
import { instantiate } from './module.js';
import { panel } from './panel.js';
import { isParameter, leavesAlone, options, permissions } from './permissions.js';
import { pickers } from './pickers.js';
import { read, reserved } from './run.js';
import { picture } from './trusted.js';
import { beginningOf, parametersFor, remember } from './url.js';
import { veils } from './veils.js';

const styles = new CSSStyleSheet();
styles.replaceSync(panelStyles);

let count = 0;

/** Elements whose theme, density or visibility may change with the page. @type {Set<TradeoffSim>} */
const mounted = new Set();
const everywhere = (/** @type {(sim: TradeoffSim) => void} */ act) => () => mounted.forEach(act);

const nearby = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) /** @type {TradeoffSim} */ (entry.target).approach(entry.isIntersecting);
  },
  { rootMargin: '600px' },
);

const sizes = new ResizeObserver((entries) => {
  for (const entry of entries)
    /** @type {any} */ (entry.target.getRootNode()).host?.resized();
});

export class TradeoffSim extends HTMLElement {
  /** @type {Simulator | undefined} */
  #sim;
  /** @type {Canvas | undefined} */
  #canvas;
  /** @type {ReturnType<typeof panel> | undefined} */
  #panel;
  /** @type {import('./compare.js').Comparison | undefined} */
  #versus;
  /** Whether a comparison is on its way: until then the address keeps it. */
  #coming = false;
  /** @type {ReturnType<typeof pickers>} */
  #pickers = [];
  #starting = false;
  #cancelled = false;
  #paused = false;
  #shownAt = 0;
  #refused = '';
  #due = 0;
  /** Until the reader is told that the canvas stays dark. */
  #dark = 0;
  /** Whether a still picture stands in for the canvas. */
  #still = false;
  /** The scene as it was last shown; its parameters are what a broken simulator leaves behind. @type {any} */
  #shown;
  /** @type {import('./permissions.js').Permissions | undefined} */
  #may;
  /** Values that stay as the page set them, whatever a reader does. @type {Map<string, any>} */
  #held = new Map();
  /** What was asked before there was a simulator to ask. @type {(() => void)[]} */
  #waiting = [];
  #attributes = new MutationObserver((records) => this.#altered(records));

  connectedCallback() {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = [styles];
      this.stage = h('div', { class: 'stage', part: 'stage' }, h('slot'));
      this.state_ = h('div', { class: 'loading', role: 'status' });
      this.panel_ = h('div', {}, h('slot', { name: 'panel' }));
      this.pair = h('div', { class: 'pair' }, h('div', { class: 'own' }, this.stage));
      this.beside = h('div', {});
      root.append(h('div', { class: 'frame' }, this.pair, this.state_, this.beside, this.panel_));
    }
    mounted.add(this);
    nearby.observe(this);
    sizes.observe(this.stage);
    this.#attributes.observe(this, { attributes: true });
  }

  disconnectedCallback() {
    mounted.delete(this);
    this.#attributes.disconnect();
    nearby.unobserve(this);
    sizes.unobserve(this.stage);
    // An element moved in the document is connected again at once.
    queueMicrotask(() => this.isConnected || this.#close());
  }

  /** @param {boolean} near */
  approach(near) {
    if (near && !this.#sim) this.#start();
    else this.#canvas?.near(near);
  }

  get name() {
    return this.getAttribute('name') ?? '';
  }
  set name(name) {
    this.setAttribute('name', name);
  }

  /** Attributes may change later on: a parameter is set, anything else starts the simulator anew. @param {MutationRecord[]} records */
  #altered(records) {
    if (!this.#sim) return;
    const names = [...new Set(records.map(({ attributeName }) => attributeName ?? ''))];
    const value = (/** @type {string} */ name) => this.getAttribute(name);
    if (names.includes('theme')) this.themed();
    if (names.some((name) => name === 'name' || (name !== 'theme' && options.includes(name)))) {
      this.#close();
      this.#start();
    } else
      for (const name of names.filter((one) => isParameter(one) && value(one) !== null))
        this.set(name, /** @type {string} */ (value(name)));
  }

  async #start() {
    if (this.#starting) return;
    this.#starting = true;
    const bar = h('progress', { max: 1, value: 0, 'aria-label': 'Loading the simulator' });
    this.state_.classList.remove('stopped');
    this.state_.replaceChildren(h('span', {}, 'Loading the simulator'), bar);
    const canvas = h('canvas', { class: 'canvas', tabindex: 0, role: 'application', hidden: true });
    try {
      const coming = instantiate(canvas, (share) => (bar.value = share));
      // While the module is on its way, which then finds it there.
      takeSurface(canvas, ...this.#reserve());
      const { module, fonts } = await coming;
      if (!this.isConnected) return;
      this.#open(new Simulator(guard(module, (cause) => this.#broke(cause)), this.name), canvas, fonts);
      this.state_.replaceChildren();
    } catch (error) {
      this.#refuse(error);
    } finally {
      this.#starting = false;
    }
  }

  /** The width and height that the picture is likely to have; where nothing stands in for it, its room is kept.
   * @returns {[number, number]} */
  #reserve() {
    const width = roomIn(this.stage);
    // Of a picture that loses controls only the core knows how much is left.
    const cut = ['show', 'actions'].some((option) => this.hasAttribute(option));
    const height = cut ? 0 : usualHeight(this.name, width);
    if (height > 0 && !this.firstElementChild) this.stage.style.height = `${height}px`;
    return [width, height || this.stage.clientHeight];
  }

  /** @param {unknown} error */
  #refuse(error) {
    this.stage.style.height = '';
    const own = error instanceof LessonError;
    const words = own ? error.message : 'The simulator could not be loaded, so this is a still picture of it.';
    const again = own ? [] : [h('button', { type: 'button', click: () => this.#start() }, 'Try again')];
    this.#stand(words, ...again);
    this.#emit('error', { message: words, cause: String(error) });
  }

  /** The simulator has broken: its values outlive it. @param {unknown} cause */
  #broke(cause) {
    const values = Object.entries(this.#shown?.params ?? {});
    this.#close();
    const words = 'The simulator has stopped: this page has no more memory for it, or it has a fault. Its settings are kept.';
    const again = () => {
      this.#waiting.push(...values.map(([param, value]) => () => this.#sim?.set(param, value)));
      this.#start();
    };
    this.#stand(words, h('button', { type: 'button', click: again }, 'Start it again'));
    this.#emit('error', { message: words, cause: String(cause) });
  }

  /** Says why there is no simulator, until it starts again. @param {string} words @param {...HTMLElement} buttons */
  #stand(words, ...buttons) {
    this.state_.classList.add('stopped');
    this.state_.replaceChildren(h('span', {}, words), ...buttons);
  }

  /** @param {Simulator} sim @param {HTMLCanvasElement} canvas @param {Uint8Array[]} fonts */
  #open(sim, canvas, fonts) {
    this.#sim = sim;
    const may = (this.#may = permissions(this, sim.description));
    const refusals = [...may.refusals, ...this.#beginning(sim).map((act) => this.#refusal(act))];
    for (const message of may.refusals) this.#emit('error', { message });
    this.#hold();
    const prefix = `ts${++count}`;
    this.#panel = panel(sim, prefix, {
      change: (act) => this.#try(act),
      // In a question an experiment would be the answer.
      offers: (preset) => !this.matches('.question *') && leavesAlone(preset, sim.description, this.#held),
      image: async () => new Blob([sim.svg(roomIn(this.stage), true)], { type: 'image/svg+xml' }),
      pause: (paused) => this.#pause(paused),
      step: () => {
        if (this.#canvas) return this.#canvas.step();
        sim.advance(0.1);
        this.#changed();
      },
      work: (working) => this.#work(working),
      compare: (rewind) => void (this.#versus && !rewind ? this.alone() : this.compare(undefined, rewind)),
      versus: () => this.#versus,
      query: () => this.#versus?.query ?? sim.query,
    }, may);
    this.panel_.replaceChildren(this.#panel.element);
    canvas.setAttribute('aria-label', `${sim.description.title}. Up and Down walk through its controls and marks, Left and Right change one. The same controls follow as text.`);
    this.stage.append(canvas);
    if (may.limited) {
      // The pointer meets veils over what is locked; the keyboard has the same controls as text.
      canvas.removeAttribute('tabindex');
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', sim.description.title);
    }
    this.#panel.say(refusals.filter(Boolean).join(' '));
    try {
      this.#canvas = new Canvas(canvas, sim, fonts, {
        moved: () => this.#moved(),
        drawn: () => this.#reveal(canvas),
        lost: () => this.#lost(),
        speak: (text) => this.#panel?.speak(text),
      });
      this.#canvas.still(calm.matches);
      this.#canvas.pause(this.#paused);
      this.resized();
    } catch {
      canvas.remove();
      this.#still = true;
      this.#panel.say('This browser gives no WebGL2, so the picture is redrawn only when something changes.');
    }
    const other = new Map(this.#wished()).get('compare');
    this.#coming = other !== undefined;
    // The address speaks of what a reader does, not of how the page begins.
    if (beginningOf(this, this.name).length > 0) this.#shownQuery = sim.query;
    this.themed();
    this.#changed();
    this.#emit('ready', { description: sim.description });
    if (other !== undefined) this.compare(other);
  }

  /** What attributes, the page's address and scripts ask for, in this order: an experiment or a saved state, then single
   * values. @param {Simulator} sim @returns {(() => void)[]} */
  #beginning(sim) {
    const [preset, state] = ['preset', 'state'].map((option) => this.getAttribute(option));
    const wished = this.#wished();
    const run = () => sim.restore(JSON.stringify(read(wished, sim.description)));
    const asked = wished.some(([name]) => name === 'time' || name === 'history');
    // Where time passes, what is wished for is there from the start and no input of a reader's.
    const begun = (asked || !(preset || state || sim.description.timeless)) && !this.#refusal(run);
    return [
      ...(preset ? [() => sim.preset(preset)] : []),
      ...(state ? [() => this.#restore(sim, state)] : []),
      ...(begun ? [] : [...(asked ? [run] : []),
        ...wished.filter(([name]) => !reserved.includes(name)).map(([param, value]) => () => sim.set(param, value))]),
      ...this.#waiting.splice(0),
    ];
  }

  /** Values and runs that attributes and the page's address ask for, the address last. @returns {[string, string][]} */
  #wished() {
    const attributes = [...this.attributes].filter((one) => isParameter(one.name) || reserved.includes(one.name));
    return [...attributes.map((one) => /** @type {[string, string]} */ ([one.name, one.value])), ...beginningOf(this, this.name), ...parametersFor(this, this.name)];
  }

  /** @param {Simulator} sim @param {string} state */
  #restore(sim, state) {
    sim.restore(state);
    // What is held for a class is held as it is once the history has been replayed.
    if (this.#may?.limited) sim.finish();
  }

  /** Runs an input; a refusal becomes the core's sentence on the panel. @param {() => void} act */
  #try(act) {
    this.#work(true);
    this.#panel?.say('');
    const refusal = this.#refusal(act);
    this.#guard();
    if (refusal) this.#panel?.say(refusal);
    this.#refresh();
  }

  #refresh() {
    this.#canvas ? this.#canvas.request() : this.#changed();
  }

  /** An input of the page's own, to which no lock applies. Before there is a simulator it waits. @param {() => void} act */
  #ask(act) {
    if (!this.#sim) return void this.#waiting.push(act);
    this.#held.clear();
    this.#try(act);
    this.#hold();
  }

  /** Remembers what a reader may not move. */
  #hold() {
    this.#held.clear();
    const fixed = this.#may?.fixed ?? [];
    if (fixed.length === 0 || !this.#sim) return;
    const { params } = this.#sim.scene;
    for (const param of fixed) this.#held.set(param, params[param]);
  }

  /** Puts back what a reader may not move: experiments, marks in the picture and Reset may have. */
  #guard() {
    const sim = this.#sim;
    if (!sim || this.#held.size === 0) return;
    const { params } = sim.scene;
    for (const [param, value] of this.#held) if (params[param] !== value) this.#refusal(() => sim.set(param, value));
  }

  /** @param {boolean} paused */
  #pause(paused) {
    this.#paused = paused;
    this.#panel?.pause(paused);
    this.#canvas?.pause(paused);
    if (this.#still || this.#versus) this.#changed();
    this.#versus?.update();
  }

  /** The core's sentence when it refuses, else nothing. @param {() => void} act */
  #refusal(act) {
    try {
      act();
      return (this.#refused = '');
    } catch (error) {
      if (!(error instanceof LessonError)) throw error;
      this.#refused = error.message;
      this.#emit('error', { message: error.message });
      return error.message;
    }
  }

  /** Lets a long computation go on, or leaves it where it is. @param {boolean} working */
  #work(working) {
    this.#cancelled = !working;
    this.#canvas?.working(working);
    this.#panel?.working(working);
  }

  /** Called for every frame that changed: the panel follows an animation a few times a second. */
  #moved() {
    this.#guard();
    this.#versus?.update();
    clearTimeout(this.#due);
    const wait = this.#sim?.animating ? Math.max(0, this.#shownAt + 250 - performance.now()) : 0;
    if (wait === 0) this.#changed();
    else this.#due = window.setTimeout(() => this.#changed(), wait);
  }

  #shownQuery = '';
  #changed() {
    const sim = this.#sim;
    if (!sim) return;
    this.#shownAt = performance.now();
    const scene = (this.#shown = sim.scene);
    this.#panel?.show(scene);
    for (const one of this.#pickers) one.show(scene);
    if (this.#still) {
      this.#draw(sim);
      this.#versus?.update();
    }
    this.#remember(sim);
    this.#emit('change', { params: scene.params, query: sim.query });
    if (scene.prediction) this.#emit('prediction', scene.prediction);
    if (this.#still) this.#carryOn(sim);
  }

  /** The address follows; of two runs in time only when they rest. @param {Simulator} sim */
  #remember(sim) {
    if (this.#coming) return;
    if (this.#versus && (sim.backlog > 0 || (sim.animating && !this.#paused))) return;
    const query = this.#versus?.query ?? sim.query;
    if (query === this.#shownQuery) return;
    this.#shownQuery = query;
    remember(this, this.name, query);
  }

  /** Without a canvas nobody else does the rest of a long computation, or lets time pass. @param {Simulator} sim */
  #carryOn(sim) {
    clearTimeout(this.#due);
    const working = sim.backlog > 0 && !this.#cancelled;
    if (!working && (!sim.animating || this.#paused)) return;
    this.#due = window.setTimeout(() => {
      if (this.#sim !== sim) return;
      working ? sim.work(3_000_000) : sim.advance(calm.matches ? 1 : 0.25);
      this.#changed();
    }, working || calm.matches ? 0 : 250);
  }

  /** The picture without WebGL. @param {Simulator} sim */
  #draw(sim) {
    const width = roomIn(this.stage);
    if (width === 0) return;
    const cut = this.#cut(width);
    const still = picture(sim.svg(cut.width, true));
    trim(still, cut);
    still.classList.add('canvas');
    this.stage.querySelector('svg.canvas')?.remove();
    this.stage.append(still);
    this.stage.style.height = '';
    this.stage.classList.add('live');
  }

  /** The canvas went dark: a still picture stands in until it is back. Most are back before one could read a word. */
  #lost() {
    this.#still = true;
    clearTimeout(this.#dark);
    this.#dark = window.setTimeout(() => this.#panel?.say(darkness), 1500);
    this.#changed();
  }

  /** @param {HTMLCanvasElement} canvas */
  #reveal(canvas) {
    if (this.#still) {
      this.#still = false;
      clearTimeout(this.#dark);
      clearTimeout(this.#due);
      this.#panel?.unsay(darkness);
      this.stage.querySelector('svg.canvas')?.remove();
      this.resized();
    }
    if (!canvas.hidden) return;
    canvas.hidden = false;
    this.stage.classList.add('live');
  }

  resized() {
    const width = roomIn(this.stage);
    if (width === 0) return;
    const cut = this.#cut(width);
    const height = this.#canvas?.resize(cut.width);
    if (this.#canvas)
      Object.assign(this.#canvas.element.style, { inset: `${-cut.top}px auto auto ${-cut.left}px`, width: `${cut.width}px`, height: `${height}px` });
    if (this.#still && this.#sim) this.#draw(this.#sim);
    else if (height) this.stage.style.height = `${height - cut.top}px`;
    this.#versus?.update();
    this.#veil(width);
    this.#list(width);
  }

  /** @param {number} width */
  #cut(width) {
    return this.#sim && this.#may?.hides ? figuresOf(this.#sim, width) : whole(width);
  }

  /** @param {number} width */
  #veil(width) {
    for (const old of this.stage.querySelectorAll('.veil')) old.remove();
    if (this.#sim && this.#may?.limited && !this.#may.hides) this.stage.append(...veils(this.#sim, width, this.#may));
  }

  /** @param {number} width */
  #list(width) {
    const sim = this.#sim;
    for (const { element } of this.#pickers) element.remove();
    this.#pickers = sim && this.#may && !this.#may.hides ? pickers(sim, width, this.#may, (param, value) => this.#try(() => sim.set(param, value))) : [];
    for (const one of this.#pickers) if (this.#shown) one.show(this.#shown);
    this.stage.append(...this.#pickers.map(({ element }) => element));
  }

  themed() {
    const sim = this.#sim;
    if (!sim) return;
    const colours = coloursOf(this, sim.roles);
    const { style } = this.stage.closest('.frame');
    for (const { role, colour, own } of colours) own ? style.removeProperty(`--ts-${role}`) : style.setProperty(`--ts-${role}`, colour);
    this.#canvas?.colours(colours.map(({ colour }) => colour));
    this.#canvas?.still(calm.matches);
  }

  woke() {
    this.#canvas?.request();
    this.#versus?.update();
  }

  #close() {
    clearTimeout(this.#due);
    clearTimeout(this.#dark);
    this.#versus?.close();
    end(() => this.#canvas?.stop());
    end(() => this.#sim?.close());
    this.#still = false;
    this.panel_.replaceChildren(h('slot', { name: 'panel' }));
    for (const one of this.stage.querySelectorAll('.canvas, .veil, .picker')) one.remove();
    this.#pickers = [];
    this.stage.classList.remove('live');
    this.stage.style.height = '';
    this.#held.clear();
    this.#canvas = this.#sim = this.#panel = this.#may = this.#versus = undefined;
  }

  /** @param {string} type @param {any} detail */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  // ---- For scripts of the page --------------------------------------------------------------

  /** @param {string} param @param {string | number | boolean} value */
  set(param, value) {
    this.#ask(() => this.#sim?.set(param, value));
  }
  /** Says on the panel, and as an error, what is wrong with what the page asks for. @param {string} sentence */
  tell(sentence) {
    this.#ask(() => {
      throw new LessonError(sentence);
    });
  }
  /** @param {string} action */
  act(action) {
    this.#ask(() => this.#sim?.act(action));
  }
  /** @param {string} preset */
  preset(preset) {
    this.#ask(() => this.#sim?.preset(preset));
  }
  /** Shows another run beside this one, as A: a preset, a run as an address has it, or the present state, put aside.
   * @param {string} [other] @param {boolean} [rewind] Whether to pause, to go back to an earlier moment. */
  async compare(other, rewind = false) {
    const sim = this.#sim;
    if (!sim) return void this.#waiting.push(() => this.compare(other, rewind));
    this.#coming = true;
    const part = await import('./compare.js').catch(() => undefined);
    this.#coming = false;
    if (sim !== this.#sim) return;
    if (!part) return void this.#panel?.say('The comparison could not be loaded. Check the connection and try again.');
    this.alone();
    const refused = this.#refusal(() => {
      this.#versus = new part.Comparison(sim, other, this.pair, {
        changed: () => this.#refresh(),
        pause: (paused) => this.#pause(paused),
        paused: () => this.#paused,
        calm: () => calm.matches,
        cut: (width) => this.#cut(width),
        restore: (state) => this.#try(() => sim.restore(JSON.stringify(state))),
        end: (words) => {
          this.alone();
          this.#panel?.say(words);
        },
      });
    });
    const news = other === undefined ? 'This is now A. What you change from here on is B.' : '';
    this.#panel?.say(refused ? `“compare”: ${refused}` : news);
    this.#opposite(rewind);
  }

  /** @param {boolean} rewind */
  #opposite(rewind) {
    if (!this.#versus) return this.#changed();
    this.beside.append(this.#versus.element);
    if (rewind) this.#pause(true);
    this.#versus.update();
    this.#changed();
    if (rewind) this.#versus.moment.focus();
  }

  /** Ends a comparison: B goes on alone. */
  alone() {
    if (!this.#versus) return;
    this.#versus.close();
    this.#versus = undefined;
    this.#changed();
    this.#canvas?.request();
  }
  /** The run beside this one, and both as an address has them. */
  get comparison() {
    return this.#versus && { scene: this.#versus.sim.scene, time: this.#versus.sim.time, state: this.#versus.sim.state, query: this.#versus.query, sentence: this.#versus.sentence };
  }
  /** Stops the clock of a simulator in which time passes, or lets it go on. @param {boolean} [paused] */
  pause(paused = true) {
    this.#pause(paused);
  }
  /** The sentence that refused the last of these inputs; empty when it was taken. */
  get refusal() {
    return this.#refused;
  }
  get description() {
    return this.#sim?.description;
  }
  get scene() {
    return this.#sim?.scene;
  }
  get state() {
    return this.#sim?.state;
  }
  /** The scene once all that was asked for is computed and has played to its end. */
  settle() {
    const sim = this.#sim;
    if (!sim) return undefined;
    sim.finish();
    for (let seconds = 0; sim.animating && seconds < 600; ++seconds) {
      sim.advance(1);
      sim.finish();
    }
    this.#refresh();
    return sim.scene;
  }
  /** Milliseconds that drawing one frame takes, a sixtieth of a second after the one before, the median of so many. @param {number} frames */
  frameTime(frames) {
    const canvas = this.#canvas;
    if (!canvas) return undefined;
    this.#sim?.finish();
    const start = performance.now();
    const times = Array.from({ length: frames }, (_, i) => {
      const from = performance.now();
      canvas.draw(start + (i * 1000) / 60);
      return performance.now() - from;
    });
    return times.sort((a, b) => a - b)[frames >> 1];
  }
  /** @param {string} state */
  restore(state) {
    this.#ask(() => this.#sim && this.#restore(this.#sim, state));
  }
}

const darkness = 'The browser has taken the drawing surface away, so this is a still picture, redrawn when something changes. All controls below work; it comes back by itself when it can.';

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const themed = everywhere((sim) => sim.themed());
for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
  matchMedia(query).addEventListener('change', themed);
calm.addEventListener('change', themed);
new MutationObserver(themed).observe(document.documentElement, { attributeFilter: ['data-theme'] });
document.addEventListener('visibilitychange', everywhere((sim) => sim.woke()));

/** Zoom and screens change the density; a query for the present one tells when it no longer holds. */
function watchDensity() {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    mounted.forEach((sim) => sim.resized());
    watchDensity();
  }, { once: true });
}
watchDensity();

/** Links that set a simulator: <a data-sim="NAME" data-preset="ID" href="?...">. */
document.addEventListener('click', (event) => {
  const link = /** @type {Element} */ (event.target).closest?.('a[data-preset]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const sim = [...mounted].find((one) => one.name === link.getAttribute('data-sim') && one.scene && !one.closest('[data-apart]'));
  if (!sim) return;
  event.preventDefault();
  sim.preset(link.getAttribute('data-preset') ?? '');
  const other = link.getAttribute('data-compare');
  other === null ? sim.alone() : sim.compare(other);
  bringIntoView(sim.stage);
});

/** Scrolls to a picture where the window shows little of it: what a link changes is to be seen. @param {Element} stage */
function bringIntoView(stage) {
  const { top, bottom, height } = stage.getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  if (seen < 0.6 * Math.min(height, innerHeight)) stage.scrollIntoView({ behavior: calm.matches ? 'auto' : 'smooth' });
}

customElements.define('tradeoff-sim', TradeoffSim);
