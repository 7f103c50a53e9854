// Two runs of one simulator side by side: A, which was put aside, as a picture, and B, the element's own. Their axes are
// linked. Where time passes A goes its way in step with B, and both can be taken back to an earlier moment: what is
// changed there parts them.
import { end, LessonError, Simulator } from './core.js';
import { trim } from './cut.js';
import { h, roomIn, said, shown } from './html.js';
import { read, written } from './run.js';
import { picture } from './trusted.js';
import { quantity, unitFor } from './unit.js';

const same = (/** @type {any} */ one, /** @type {any} */ other) => JSON.stringify(one) === JSON.stringify(other);
const seconds = (/** @type {number} */ time) => quantity(Number(time.toFixed(time < 1 ? 6 : 3)), 's');

/** B's number less A's, with its unit. @param {any} a @param {any} b */
function difference(a, b) {
  if (!Number.isFinite(a?.number) || !Number.isFinite(b.number)) return '–';
  const size = b.number - a.number;
  if (size === 0 || a.text === b.text) return 'none';
  const unit = b.unit === '%' ? 'percentage points|percentage point' : b.unit;
  return `${size < 0 ? '−' : '+'}${shown(Math.abs(size))} ${unitFor(unit, Math.abs(size))}`.trim();
}

/** When two runs part; undefined while neither does what the other does not. @param {any} a @param {any} b */
function parting(a, b) {
  if (!same(a.values, b.values)) return 0;
  const [longer, other] = a.history.length > b.history.length ? [a.history, b.history] : [b.history, a.history];
  const i = longer.findIndex((/** @type {any} */ input, /** @type {number} */ k) => !same(input, other[k]));
  return i < 0 ? undefined : Math.min(longer[i].time, other[i]?.time ?? Infinity);
}

export class Comparison {
  #due = 0;
  #free = 0; // When the next picture of A may be made.
  #drawn = '';
  /** What is known to have been done to B. @type {string[]} */
  #known = [];
  /** What was done to B and is due in A. @type {any[]} */
  #mirrored = [];
  #longest = 0; // How far time has come, before it was taken back.
  #life = true;
  /** What differs, in words. */
  sentence = '';

  /**
   * @param {Simulator} own B. @param {string | undefined} other A's text or a preset's name; none for the present state.
   * @param {HTMLElement} pair Holds B's place. @param {{ changed: () => void, pause: (paused: boolean) => void, paused: () => boolean,
   *   calm: () => boolean, cut: (width: number) => import('./cut.js').Cut, restore: (state: any) => void, end: (words: string) => void }} host
   */
  constructor(own, other, pair, host) {
    this.own = own;
    this.pair = pair;
    this.host = host;
    this.sim = new Simulator(own.module, own.description.id);
    try {
      this.#take(other);
    } catch (error) {
      this.sim.close();
      throw error;
    }
    this.#known = this.#acts();
    this.#build();
  }

  /** @param {string | undefined} other */
  #take(other) {
    const { sim, own } = this;
    // A run without changes is an empty text, and every other one has an “=”.
    if (other && !other.includes('=')) return sim.preset(other);
    const run = other === undefined ? this.state : read(new URLSearchParams(other), own.description);
    sim.restore(JSON.stringify({ ...run, time: own.description.timeless ? run.time : Math.min(run.time, own.time) }));
  }

  /** B as the core saves it. @returns {any} */
  get state() {
    return JSON.parse(this.own.state);
  }
  /** And A. @returns {any} */
  get run() {
    return JSON.parse(this.sim.state);
  }

  /** Both, as an address carries them. */
  get query() {
    const { description } = this.own;
    return [written(this.state, description), `compare=${encodeURIComponent(written(this.run, description))}`].filter(Boolean).join('&');
  }

  // ---- Time ------------------------------------------------------------------------------------

  /** Brings A some milliseconds closer to B's moment; its own inputs come when they are due. @returns {boolean} Whether it is there. */
  #follow() {
    const { sim, own } = this;
    const until = performance.now() + 8;
    if (own.time < sim.time && sim.backlog === 0) {
      this.#mirrored = [];
      sim.restore(JSON.stringify({ ...this.run, time: own.time }));
    }
    while (performance.now() < until) {
      const [input] = this.#mirrored;
      const to = input?.time ?? own.time;
      if (sim.backlog > 0) sim.work(400_000);
      else if (to > sim.time) sim.pass(Math.min(to - sim.time, 60));
      else if (input) sim.act(/** @type {any} */ (this.#mirrored.shift()).do);
      else return true;
    }
    return false;
  }

  /** What was done to B, or is yet to be. */
  #acts() {
    return this.state.history.filter((/** @type {any} */ input) => input.value === undefined).map((/** @type {any} */ input) => JSON.stringify(input));
  }

  /** What is done to B is done to A too; what is set is B's alone. */
  #mirror() {
    const gone = this.#known;
    this.#known = this.#acts();
    const fresh = this.#known.filter((act) => {
      const i = gone.indexOf(act);
      if (i >= 0) gone.splice(i, 1);
      return i < 0;
    });
    // Where something is gone, B has started over.
    if (gone.length === 0) this.#mirrored.push(...fresh.map((act) => JSON.parse(act)));
  }

  /** Both as they were at a moment, paused. @param {number} time */
  rewind(time) {
    this.host.pause(true);
    this.host.restore({ ...this.state, time });
  }

  /** A and B change places. */
  swap() {
    const [a, b] = [this.run, this.state];
    this.#mirrored = [];
    this.sim.restore(JSON.stringify({ ...b, time: this.own.time }));
    this.host.restore({ ...a, time: this.own.time });
    this.#known = this.#acts();
  }

  // ---- Showing ---------------------------------------------------------------------------------

  #build() {
    const button = (/** @type {string} */ label, /** @type {() => void} */ click) => h('button', { type: 'button', click }, label);
    /** @type {HTMLElement[]} */
    this.captions = [h('p', { class: 'side' }), h('p', { class: 'side' })];
    this.picture = h('div', { class: 'stage still', role: 'img' });
    this.other = h('div', { class: 'own' }, this.captions[0], this.picture);
    this.pair.prepend(this.other);
    /** @type {HTMLElement} */ (this.pair.lastElementChild).prepend(this.captions[1]);
    this.pair.classList.add('two');

    this.moment = h('input', { type: 'range', min: 0, value: 0, 'aria-label': 'Moment of both', 'aria-describedby': 'rewind-help',
      input: () => this.#tell(Number(this.moment.value)), change: () => this.rewind(Number(this.moment.value)) });
    this.told = h('output', { class: 'told' });
    this.go = button('Let both go on', () => this.host.pause(false));
    this.scrubber = h('div', { class: 'rewind', hidden: true },
      h('div', { class: 'line' }, h('span', {}, 'Rewind both to'), this.moment, this.told, this.go),
      h('p', { class: 'help', id: 'rewind-help' }, 'Change a control of B there, and let both go on: A stays as it was. An action, such as a fault, meets both.'));
    this.parted = h('p', {});
    this.rows = h('tbody');
    this.element = h('section', { class: 'comparison', 'aria-label': 'A and B compared' }, this.scrubber, this.parted,
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Differences' }, h('table', {},
        h('caption', {}, 'Differences'),
        h('thead', {}, h('tr', {}, ...['output', 'A', 'B', 'B less A'].map((name) => h('th', { scope: 'col' }, name)))), this.rows)),
      h('div', { class: 'buttons' }, button('Swap A and B', () => this.swap())));
  }

  /** @param {number} time */
  #tell(time) {
    this.told.textContent = seconds(time);
    this.moment.setAttribute('aria-valuetext', this.told.textContent);
  }

  /** Brings A to where B is, and all of it up to date. */
  update() {
    clearTimeout(this.#due);
    if (!this.#life || document.hidden) return;
    try {
      this.#bring();
    } catch (error) {
      if (!(error instanceof LessonError)) throw error;
      this.host.end(error.message); // A run may have become too long to be kept.
    }
  }

  #bring() {
    const { sim, own } = this;
    const again = (/** @type {number} */ wait) => (this.#due = window.setTimeout(() => this.update(), wait));
    // B on its way through a history says when it has come further.
    if (own.backlog > 0 && !own.description.timeless) return;
    this.#mirror();
    const there = this.#follow();
    if (performance.now() < this.#free) return again(this.#free - performance.now());
    const before = own.revision;
    own.shareAxes(sim);
    if (own.revision !== before) this.host.changed();
    this.#show();
    if (!there) again(0);
    // B may be through while A still has some way to go.
    else if (sim.animating && !own.animating && !this.host.paused())
      this.#due = window.setTimeout(() => {
        own.advance(this.host.calm() ? 1 : 0.1);
        this.update();
      }, this.host.calm() ? 0 : 100);
  }

  #show() {
    const from = performance.now();
    const [a, b] = [this.sim.scene, this.own.scene];
    const moved = this.own.description.params.filter((/** @type {any} */ { id }) => a.params[id] !== b.params[id]);
    [a, b].forEach((scene, i) => {
      const values = moved.map((/** @type {any} */ { id, label }) => `${label} ${scene.texts[id]}`).join(', ');
      this.captions?.[i].replaceChildren(h('strong', {}, 'AB'[i]), ` ${values || (i ? 'as A, so far: change a control' : 'as it was put aside')}`);
    });
    const rows = b.values.map((/** @type {any} */ value) => [value, a.values.find((/** @type {any} */ one) => one.id === value.id)]);
    this.rows.replaceChildren(...rows.map((/** @type {any[]} */ [value, other]) => h('tr', {}, h('th', { scope: 'row' }, value.label),
      ...[other ? said(other) : '–', said(value) || '–', difference(other, value)].map((text) => h('td', {}, text)))));
    this.sentence = this.#sentence(moved, rows);
    this.#time();
    this.picture.setAttribute('aria-label', `A: ${a.summary}`);
    this.#draw();
    // A picture may take a quarter of the time.
    this.#free = performance.now() + 3 * (performance.now() - from);
  }

  /** What differs most, to be said. @param {any[]} moved @param {any[][]} rows */
  #sentence(moved, rows) {
    const size = (/** @type {any[]} */ [b, a]) => Math.abs(b.number - a.number) / Math.max(Math.abs(a.number), 1e-12);
    const most = rows.filter(([b, a]) => a && difference(a, b) !== '–' && difference(a, b) !== 'none').sort((one, two) => size(two) - size(one)).slice(0, 3);
    if (moved.length === 0 && most.length === 0) return 'A and B are the same.';
    return `B against A: ${most.map(([b, a]) => `${b.label} ${b.text} instead of ${a.text}`).join(', ') || 'no output differs'}.`;
  }

  #time() {
    const [a, b] = [this.run, this.state];
    this.#longest = Math.max(this.#longest, this.own.time, a.history.at(-1)?.time ?? 0, b.history.at(-1)?.time ?? 0);
    this.scrubber.hidden = this.#longest === 0;
    if (this.#longest === 0) return;
    this.moment.max = this.#longest;
    this.moment.step = this.#longest / 1000;
    if (this.moment !== this.moment.getRootNode().activeElement || !this.host.paused()) this.moment.value = this.own.time;
    this.#tell(this.own.time);
    this.go.disabled = !this.host.paused();
    const from = parting(a, b);
    this.parted.textContent = from === undefined ? '' : from > 0 ? `A and B are the same run until ${seconds(from)}.` : '';
  }

  #draw() {
    const width = roomIn(this.picture);
    const key = `${width} ${this.sim.revision}`;
    if (width === 0 || key === this.#drawn) return;
    this.#drawn = key;
    const cut = this.host.cut(width);
    const drawn = picture(this.sim.svg(cut.width, true));
    trim(drawn, cut);
    drawn.classList.add('canvas');
    drawn.setAttribute('aria-hidden', 'true');
    this.picture.replaceChildren(drawn);
  }

  close() {
    this.#life = false;
    clearTimeout(this.#due);
    this.other.remove();
    for (const one of this.captions ?? []) one.remove();
    this.element.remove();
    this.pair.classList.remove('two');
    end(() => this.own.shareAxes());
    end(() => this.sim.close());
  }
}
