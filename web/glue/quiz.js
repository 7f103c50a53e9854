// Answers the quizzes in place. Everything they say is in the page already, except what a simulator shows.
// Each checked answer is told to the page as a “lesson-result” event.
import { h } from './html.js';
import { placing } from './placing.js';

/** What checking found: a request to answer first, or a verdict. `answer` is what was given, in short.
 * @typedef {{ ask: string } | { right: boolean, answer: string, words?: string, feedback?: Element | null }} Finding */

/** @param {ParentNode} parent @param {string} selector @returns {HTMLElement[]} */
const all = (parent, selector) => [...parent.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));

/** @param {HTMLElement} form @param {string} words @param {boolean} [right] */
function say(form, words, right) {
  /** @type {HTMLElement} */ (form.querySelector('.verdict')).textContent = words;
  form.classList.toggle('right', right === true);
  form.classList.toggle('wrong', right === false);
}

/** The first remark whose data fit, else the general one. @param {HTMLElement} form @param {(remark: HTMLElement) => boolean} fits */
function remark(form, fits) {
  const remarks = all(form, '.outcome .feedback');
  const general = (/** @type {HTMLElement} */ one) => Object.keys(one.dataset).length === 0;
  return remarks.find((one) => !general(one) && fits(one)) ?? remarks.find(general);
}

// ---- The kinds: each takes its question and gives what judges it ----------------------------------

/** @param {HTMLElement} form @returns {() => Finding} */
function options(form) {
  const rows = all(form, '.option').map((option) => ({
    option, input: /** @type {HTMLInputElement} */ (option.querySelector('input')),
    feedback: /** @type {HTMLElement} */ (option.querySelector('.feedback')),
  }));
  return () => {
    for (const { input, feedback } of rows) feedback.hidden = !input.checked;
    const chosen = rows.filter(({ input }) => input.checked);
    if (chosen.length === 0) return { ask: 'Choose an answer first.' };
    const wrong = chosen.filter(({ option }) => option.dataset.correct !== 'true').length;
    const missing = rows.filter(({ option, input }) => option.dataset.correct === 'true' && !input.checked).length;
    const words = wrong > 0 ? 'Not yet: read what your choice says, and try again.' : 'Right so far, but something is missing.';
    return { right: wrong + missing === 0, words, answer: chosen.map(({ option }) => option.dataset.id).join(' ') };
  };
}

/** Whether two numbers are equal but for the tolerance and for rounding. @param {number} a @param {number} b @param {number} tolerance */
const near = (a, b, tolerance) => Math.abs(a - b) <= tolerance + 1e-9 * Math.max(1, Math.abs(b));

/** @param {HTMLElement} form @returns {() => Finding} */
function number(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector('input[type=text]'));
  const fits = (/** @type {number} */ value, /** @type {HTMLElement} */ element) =>
    near(value, Number(element.dataset.value), Number(element.dataset.tolerance));
  return () => {
    const text = input.value.trim();
    const value = Number(text.replace(/[,\s%]/g, '').replace('−', '-'));
    if (text === '') return { ask: 'Write a number first.' };
    if (!Number.isFinite(value)) return { ask: `“${text}” is not a number; write it as 12 or 0.5.` };
    const words = value < Number(form.dataset.value) ? 'Not yet: that is too little.' : 'Not yet: that is too much.';
    return { right: fits(value, form), words, answer: String(value), feedback: remark(form, (one) => fits(value, one)) };
  };
}

/** Buttons that move an item, for hands and keyboards alike. @param {HTMLElement} form @returns {() => Finding} */
function order(form) {
  for (const item of all(form, 'li[data-rank]')) {
    const name = item.textContent ?? '';
    const move = (/** @type {number} */ by) => (/** @type {Event} */ event) => {
      const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return say(form, `“${name}” is ${by < 0 ? 'first' : 'last'} already.`);
      by < 0 ? other.before(item) : other.after(item);
      /** @type {HTMLElement} */ (event.currentTarget).focus();
      const place = [...(item.parentElement?.children ?? [])].indexOf(item) + 1;
      say(form, `“${name}” is now number ${place}.`);
    };
    item.append(
      h('button', { type: 'button', 'aria-label': `Move up: ${name}`, click: move(-1) }, '↑'),
      h('button', { type: 'button', 'aria-label': `Move down: ${name}`, click: move(1) }, '↓'),
    );
  }
  return () => {
    const ranks = all(form, 'li[data-rank]').map((item) => Number(item.dataset.rank));
    const misplaced = ranks.filter((rank, i) => rank !== i).length;
    return { right: misplaced === 0, words: `Not yet: ${misplaced} of ${ranks.length} stand in the wrong place.`,
      answer: ranks.map((rank) => rank + 1).join(' '), feedback: remark(form, () => false) };
  };
}

/** @param {HTMLElement} form @returns {() => Finding} */
function place(form) {
  const mark = placing(form);
  const fits = (/** @type {HTMLElement} */ element) => {
    const at = (element.dataset.at ?? '').split(',').map(Number);
    return mark.at().every((x, axis) => near(x, at[axis], Number(element.dataset.tolerance)));
  };
  return () => mark.moved()
    ? { right: fits(form), answer: mark.at().join(' '), feedback: remark(form, fits) }
    : { ask: 'Move the mark first.' };
}

/** @typedef {{ output?: string, param?: string, min?: number, max?: number, is?: string }} Condition `is`: one of a parameter's choices. */

/** @param {HTMLElement} form @returns {() => Finding} */
function simulate(form) {
  const element = /** @type {import('./tradeoff-sim.js').TradeoffSim} */ (form.querySelector('tradeoff-sim'));
  /** @type {Condition[]} */
  const goal = JSON.parse(form.dataset.goal ?? '[]');
  return () => {
    const scene = element.settle?.();
    if (!scene) return { ask: 'The simulator is not there yet; wait for it, or open the answer.' };
    const shown = (/** @type {Condition} */ { output }) => scene.values.find((/** @type {any} */ one) => one.id === output);
    const reading = (/** @type {Condition} */ one) => one.param && one.is ? scene.params[one.param] : one.param ? Number(scene.params[one.param]) : (shown(one)?.exact ?? shown(one)?.number ?? NaN);
    const holds = (/** @type {Condition} */ one) => {
      const value = reading(one);
      if (one.is) return value === one.is;
      const slack = 1e-9 * Math.abs(value);
      return value >= (one.min ?? -Infinity) - slack && value <= (one.max ?? Infinity) + slack;
    };
    const missed = goal.filter((one) => !holds(one));
    if ('press' in form.dataset && missed.some((one) => Number.isNaN(reading(one))))
      return { ask: 'The simulator has no number for that yet: press its button first.' };
    const found = goal.flatMap((one) => one.param ? [scene.texts[one.param]] : shown(one) ? [`${shown(one).label} ${shown(one).text}`] : []);
    return { right: missed.length === 0, words: `Not yet. The simulator says: ${found.join(', ')}.`, answer: goal.map(reading).join(' '),
      feedback: remark(form, ({ dataset }) => JSON.parse(dataset.when ?? '[]').every(holds)) };
  };
}

const kinds = { single: options, multiple: options, number, order, place, simulate };

// ---- All of them ----------------------------------------------------------------------------------

/** Shows what was found, and tells the page. @param {HTMLElement} form @param {Finding} finding */
function conclude(form, finding) {
  for (const feedback of all(form, '.outcome .feedback')) feedback.hidden = true;
  if ('ask' in finding) return say(form, finding.ask);
  const { right, words, answer, feedback } = finding;
  say(form, right ? 'Right.' : (words ?? 'Not yet.'), right);
  if (feedback && !right) /** @type {HTMLElement} */ (feedback).hidden = false;
  const { question, dimension } = form.dataset;
  form.dispatchEvent(new CustomEvent('lesson-result', { bubbles: true, detail: { question, dimension, correct: right, answer } }));
}

for (const form of all(document, '.question[data-kind]')) {
  const judge = kinds[/** @type {keyof typeof kinds} */ (form.dataset.kind)](form);
  const check = () => conclude(form, judge());
  form.querySelector('.outcome')?.before(h('button', { type: 'button', class: 'check', click: check }, 'Check my answer'));
  form.querySelector('input[type=text]')?.addEventListener('keydown', (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === 'Enter') check();
  });
}
