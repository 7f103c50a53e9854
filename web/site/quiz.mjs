// Quizzes: checked against their schema, then written so that quiz.js can answer them, with every
// answer in <details> for readers without scripts.
import { quantity } from '../glue/unit.js';
import { standIn } from './fallback.mjs';
import { escapeHtml } from './escape.mjs';
import { listed, readJson, refusal, validate } from './schema.mjs';

export const dimensions = { define: 'Define', estimate: 'Estimate', design: 'Design', code: 'Code', debug: 'Debug' };

// ---- Checking ------------------------------------------------------------------------------------

/** @type {any[] | undefined} */
let descriptions;
/** @param {string} id @returns {any} */
const described = (id) => (descriptions ??= readJson('.', 'build/posters/descriptions.json')).find((one) => one.id === id);

/** What a schema cannot say about one question. @param {any} question @param {(field: string, words: string) => never} refuse */
const checks = {
  single(question, refuse) {
    const right = question.options.filter((option) => option.correct).length;
    if (right !== 1) refuse('/options', `must hold exactly one right option; there are ${right}`);
  },
  multiple(question, refuse) {
    if (!question.options.some((option) => option.correct)) refuse('/options', 'must hold a right option; there is none');
  },
  number({ answer, mistakes }, refuse) {
    mistakes.forEach(({ value }, i) => {
      if (Math.abs(value - answer.value) <= answer.tolerance) refuse(`/mistakes/${i}/value`, `must differ from the answer by more than ${answer.tolerance}; ${value} does not`);
    });
  },
  order() {},
  place({ axes, answer, mistakes }, refuse) {
    for (const [path, { at }] of [['/answer', answer], ...mistakes.map((one, i) => [`/mistakes/${i}`, one])])
      if (at.length !== axes.length) refuse(`${path}/at`, `must hold a number for each of ${axes.length} axes; there are ${at.length}`);
    mistakes.forEach(({ at }, i) => {
      if (at.every((x, axis) => Math.abs(x - answer.at[axis]) <= answer.tolerance)) refuse(`/mistakes/${i}/at`, 'must lie outside what counts as right');
    });
  },
  simulate(question, refuse) {
    const simulator = described(question.simulator) ?? refuse('/simulator', `must name a simulator; “${question.simulator}” is none`);
    const known = (list, id, path) => {
      const ids = simulator[list].map((one) => one.id);
      if (!ids.includes(id)) refuse(path, `must name one of the ${list} of ${simulator.id}, ${listed(ids)}; “${id}” is not one`);
    };
    for (const field of ['start', 'solution']) for (const param of Object.keys(question[field])) known('params', param, `/${field}/${param}`);
    (question.act ?? []).forEach((action, i) => known('actions', action, `/act/${i}`));
    const conditions = (list, path) => list.forEach(({ param, output, is }, i) => {
      if (param) known('params', param, `${path}/${i}/param`);
      else known('outputs', output, `${path}/${i}/output`);
      if (!is) return;
      const choices = simulator.params.find((one) => one.id === param).choices?.map((one) => one.id) ?? [];
      if (!choices.includes(is)) refuse(`${path}/${i}/is`, `must be one of the choices of ${param}, ${listed(choices)}; “${is}” is not one`);
    });
    conditions(question.goal, '/goal');
    question.mistakes.forEach(({ when }, i) => conditions(when, `/mistakes/${i}/when`));
  },
};

/** Checks one file's data; throws a sentence naming file and field. @param {string} file @param {any} quiz */
export function checkQuiz(file, quiz) {
  validate(file, quiz, readJson('.', 'content/quizzes/quiz.schema.json'));
  const refuse = refusal(file, quiz);
  const seen = new Set();
  quiz.questions.forEach((question, i) => {
    const at = `/questions/${i}`;
    if (seen.has(question.id)) refuse(`${at}/id`, `must differ from all others; “${question.id}” comes twice`);
    seen.add(question.id);
    checks[question.kind](question, (field, words) => refuse(at + field, words));
  });
}

/** @type {Map<string, any>} */
const quizzes = new Map();

/** A chapter's quiz, read and checked once. @param {string} stem @returns {any} */
export function readQuiz(stem) {
  if (!quizzes.has(stem)) {
    const file = `content/quizzes/${stem}.json`;
    const quiz = readJson('.', file);
    checkQuiz(file, quiz);
    quizzes.set(stem, quiz);
  }
  return quizzes.get(stem);
}

// ---- Writing -------------------------------------------------------------------------------------

/** @param {any} value */
const json = (value) => escapeHtml(JSON.stringify(value));

/** What counts as right, as far as it lies on the plane. @param {{ x: number, y: number }} place @param {number} reach @param {number} height */
function targetBox({ x, y }, reach, height) {
  const [left, right] = [Math.max(0, x - reach), Math.min(100, x + reach)];
  const [top, bottom] = height < 100 ? [0, height] : [Math.max(0, y - reach), Math.min(height, y + reach)];
  return `<rect class="target" x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"/>`;
}

/** A plane, or a line, on which a mark is placed. @param {any[]} axes @param {any} [shown] The place to show, with its tolerance. */
function plane(axes, shown) {
  const two = axes.length === 2;
  const height = two ? 100 : 20;
  const across = (x) => 100 * x, up = (y) => (two ? 100 - 100 * y : 10);
  const ticks = [25, 50, 75];
  const grid = ticks.map((x) => `<line x1="${x}" y1="0" x2="${x}" y2="${height}"/>`).join('') +
    (two ? ticks : [10]).map((y) => `<line x1="0" y1="${y}" x2="100" y2="${y}"/>`).join('');
  const place = shown ? { x: across(shown.at[0]), y: up(shown.at[1]) } : { x: 50, y: up(0.5) };
  const target = shown ? targetBox(place, 100 * shown.tolerance, height) : '';
  const [x, y] = axes;
  return `<div class="map" aria-hidden="true">${y ? `<span class="upper">↑ ${escapeHtml(`${y.label}: ${y.to}`)}</span>` : ''}
<svg class="plane" viewBox="0 0 100 ${height}"><rect class="ground" width="100" height="${height}"/><g class="grid">${grid}</g>${target}<circle class="mark" cx="${place.x}" cy="${place.y}" r="4"/></svg>
${y ? `<span class="lower">↓ ${escapeHtml(y.from)}</span>` : ''}<span class="left">← ${escapeHtml(x.from)}</span><span class="right-end">${escapeHtml(`${x.label}: ${x.to}`)} →</span></div>`;
}

/** How far along an axis, in words. @param {any} axis @param {number} x */
const along = (axis, x) => `${axis.label}: ${Math.round(100 * x)} % of the way from “${axis.from}” to “${axis.to}”`;

/** A parameter's setting in words. @param {any} simulator @param {[string, any]} setting */
function setting(simulator, [id, value]) {
  const param = simulator.params.find((one) => one.id === id);
  const choice = param.choices.find((one) => one.id === value)?.label;
  const words = choice ?? (param.kind === 'boolean' ? (value ? 'on' : 'off') : quantity(Number(value), param.unit));
  return `${param.label}: ${words.trim()}`;
}

/** The button to press, when the goal needs one. @param {any} question */
function pressing({ act = [] }, simulator) {
  const labels = act.map((id) => `“${simulator.actions.find((one) => one.id === id).label}”`);
  return labels.length > 0 ? `Then press ${labels.join(', then ')}.` : '';
}

/**
 * One question. Ids on the page begin with `prefix`; `picture` makes a simulator's stand-in.
 * @param {string} stem @param {any} question @param {number | string} number
 * @param {{ inline: (text: string) => string, prefix: string, picture?: (simulator: any) => string, current?: boolean, still?: boolean }} page
 *   `still`: only what there is to read, answer and all.
 */
export function questionHtml(stem, question, number, { inline, prefix, picture = (simulator) => standIn(simulator, { apart: true }), current = false, still = false }) {
  const id = `${prefix}${question.id}`;
  const feedback = (text, data = '') => `<div class="feedback"${data} hidden>${inline(text)}</div>`;
  const options = () => {
    const type = question.kind === 'single' ? 'radio' : 'checkbox';
    const rows = question.options.map((option, i) =>
      `<div class="option" data-id="${option.id}" data-correct="${option.correct}"><label><input type="${type}" name="${id}${type === 'radio' ? '' : `-${i}`}" value="${i}"> <span>${inline(option.text)}</span></label>${feedback(option.feedback)}</div>`);
    return { body: `<div aria-live="polite">${rows.join('')}</div>`,
      answer: `<ul>${question.options.map((o) => `<li>${o.correct ? '<strong>Right: </strong>' : ''}${inline(o.text)}<br>${inline(o.feedback)}</li>`).join('')}</ul>` };
  };
  const kinds = {
    single: options,
    multiple: options,
    number: () => ({
      body: `<p class="number"><label>Your answer <input type="text" inputmode="decimal" name="${id}" autocomplete="off"></label> ${escapeHtml(question.answer.unit)}</p>`,
      feedback: question.mistakes.map((one) => feedback(one.feedback, ` data-value="${one.value}" data-tolerance="${one.tolerance}"`)).join(''),
      data: ` data-value="${question.answer.value}" data-tolerance="${question.answer.tolerance}"`,
      answer: `<p><strong>${question.answer.value} ${escapeHtml(question.answer.unit)}</strong></p>`,
    }),
    order: () => {
      // Shown in a fixed shuffle that is not the answer.
      const shuffled = question.items.map((text, i) => ({ text, i })).sort((a, b) => ((a.i * 7 + 3) % 11) - ((b.i * 7 + 3) % 11));
      return {
        body: `<ol class="order">${shuffled.map(({ text, i }) => `<li data-rank="${i}"><span>${inline(text)}</span></li>`).join('')}</ol>`,
        feedback: feedback(question.feedback),
        answer: `<ol>${question.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ol>`,
      };
    },
    place: () => ({
      body: `<div class="placing">${plane(question.axes)}${question.axes.map((axis, i) =>
        `<p class="axis"><label for="${id}-axis-${i}">${inline(axis.label)}, from “${inline(axis.from)}” to “${inline(axis.to)}”</label><input type="range" id="${id}-axis-${i}" min="0" max="100" step="1" value="50" aria-valuetext="50 %"></p>`).join('')}</div>`,
      feedback: question.mistakes.map((one) => feedback(one.feedback, ` data-at="${one.at}" data-tolerance="${one.tolerance}"`)).join('') + feedback(question.feedback),
      data: ` data-at="${question.answer.at}" data-tolerance="${question.answer.tolerance}"`,
      answer: `${plane(question.axes, question.answer)}<ul>${question.axes.map((axis, i) => `<li>${inline(along(axis, question.answer.at[i]))}</li>`).join('')}</ul>`,
    }),
    simulate: () => {
      const simulator = described(question.simulator);
      const start = Object.entries(question.start).map(([param, value]) => ` ${param}="${escapeHtml(String(value))}"`).join('');
      const press = pressing(question, simulator);
      return {
        body: `${press ? `<p>Set the simulator. ${escapeHtml(press)}</p>` : ''}<tradeoff-sim name="${simulator.id}" id="${id}-simulator" data-apart${start}>${picture(simulator)}</tradeoff-sim>`,
        feedback: question.mistakes.map((one) => feedback(one.feedback, ` data-when="${json(one.when)}"`)).join('') + feedback(question.feedback),
        data: ` data-goal="${json(question.goal)}"${press ? ' data-press' : ''}`,
        answer: `<ul>${Object.entries(question.solution).map((one) => `<li>${escapeHtml(setting(simulator, one))}</li>`).join('')}</ul>${press ? `<p>${escapeHtml(press)}</p>` : ''}`,
      };
    },
  };
  const part = kinds[question.kind]();
  const asked = `<span class="tag">${dimensions[question.dimension]}</span> ${number}. ${inline(question.prompt)}`;
  const solution = `${part.answer}<p>${inline(question.explanation)}</p><p class="source">Source: ${inline(question.source)}</p>`;
  if (still) return `<div class="question" id="${id}"><p><strong>${asked}</strong></p>${solution}</div>`;
  return `<div class="question${current ? ' current' : ''}" data-kind="${question.kind}" data-question="${stem}/${question.id}" data-dimension="${question.dimension}" id="${id}"${part.data ?? ''}><fieldset>
<legend>${asked}</legend>
${part.body}
</fieldset><div class="outcome" role="status"><p class="verdict"></p>${part.feedback ?? ''}</div>
<details class="hint"><summary>Hint</summary><p>${inline(question.hint)}</p></details>
<details class="solution"><summary>Answer</summary>${solution}</details>
</div>`;
}

/** A chapter's quiz. @param {string} stem @param {(text: string) => string} inline
 * @param {string} [whole] What its ids begin with as part of the whole lesson on one page, where it is only to be read. */
export function quizHtml(stem, inline, whole = '') {
  const questions = readQuiz(stem).questions.map((question, i) => questionHtml(stem, question, i + 1,
    { inline, prefix: `${whole}question-`, still: whole !== '' }));
  return `<div class="${whole ? 'answers' : 'quiz'}">${questions.join('\n')}</div>\n`;
}
