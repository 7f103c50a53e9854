// The quizzes as Moodle XML. Every kind has a match there but the simulator, which becomes an essay.
import { instead, plain, rich, solution } from './questions.mjs';
import { tag, text, xml } from './xml.mjs';

const html = (/** @type {string} */ name, /** @type {string} */ words, attributes = {}) => tag(name, { ...attributes, format: 'html' }, tag('text', {}, text(words)));
const fraction = (/** @type {number} */ value) => (value === 100 ? '100' : value.toFixed(5).replace(/\.?0+$/, ''));

/** Choosing all must earn nothing, so a wrong choice costs as much as there are wrong ones. @param {any} question */
function choices({ kind, options }) {
  const right = options.filter(({ correct }) => correct).length;
  const worth = (correct) => (correct ? 100 / right : kind === 'single' ? 0 : -100 / (options.length - right));
  return [
    tag('single', {}, String(kind === 'single')), tag('shuffleanswers', {}, 'true'), tag('answernumbering', {}, 'abc'),
    ...options.map((option) => tag('answer', { fraction: fraction(worth(option.correct)), format: 'html' }, tag('text', {}, text(rich(option.text))), html('feedback', rich(option.feedback)))),
  ];
}

const answer = (/** @type {number} */ share, /** @type {any} */ { value, tolerance, feedback }) =>
  tag('answer', { fraction: share, format: 'moodle_auto_format' }, tag('text', {}, String(value)), html('feedback', rich(feedback ?? '')), tag('tolerance', {}, String(tolerance)));

/** What stands in braces must not end them. @param {string} words */
const cloze = (words) => words.replace(/[}#~/"\\]/g, '\\$&');

const percent = (/** @type {number} */ value) => Math.round(100 * value);

/** By kind: Moodle's type, its fields, and the text where it is not the prompt. */
const kinds = {
  single: (question) => ({ type: 'multichoice', fields: choices(question) }),
  multiple: (question) => ({ type: 'multichoice', fields: choices(question) }),
  number: (question) => ({
    type: 'numerical', words: `${rich(question.prompt)}${question.answer.unit ? ` (in ${text(question.answer.unit)})` : ''}`,
    fields: [answer(100, question.answer), ...question.mistakes.map((one) => answer(0, one))],
  }),
  order: (question) => ({
    type: 'ordering',
    fields: [tag('layouttype', {}, 'VERTICAL'), tag('selecttype', {}, 'ALL'), tag('selectcount', {}, '0'), tag('gradingtype', {}, 'ALL_OR_NOTHING'), tag('showgrading', {}, 'SHOW'),
      ...question.items.map((item, i) => tag('answer', { fraction: i + 1, format: 'html' }, tag('text', {}, text(rich(item)))))],
  }),
  place: (question) => ({
    type: 'cloze', fields: [],
    words: `<p>${rich(question.prompt)}</p>${question.axes.map((axis, i) =>
      `<p>${rich(axis.label)}, from 0 (${rich(axis.from)}) to 100 (${rich(axis.to)}): {1:NUMERICAL:=${percent(question.answer.at[i])}:${percent(question.answer.tolerance)}#${cloze(plain(question.explanation))}}</p>`).join('')}`,
  }),
  simulate: (question) => ({
    type: 'essay', words: text(instead(question)),
    fields: [tag('responseformat', {}, 'editor'), tag('responserequired', {}, '1'), tag('responsefieldlines', {}, '5'), tag('attachments', {}, '0'), html('graderinfo', text(solution(question)))],
  }),
};

/** @param {string} stem @param {any} question */
function one(stem, question) {
  const { type, fields, words = rich(question.prompt) } = kinds[/** @type {keyof typeof kinds} */ (question.kind)](question);
  const grade = type === 'cloze' ? [] : [tag('defaultgrade', {}, '1')];
  return tag('question', { type }, tag('name', {}, tag('text', {}, text(`${stem}/${question.id}`))), html('questiontext', words),
    html('generalfeedback', `${rich(question.explanation)} Source: ${rich(question.source)}`), ...grade, tag('penalty', {}, '0.3333333'), tag('idnumber', {}, text(`${stem}/${question.id}`)), ...fields,
    html('hint', rich(question.hint)));
}

/** @param {ReturnType<typeof import('./questions.mjs').chapters>} chapters */
export const moodleXml = (chapters) => xml(tag('quiz', {}, chapters.flatMap(({ stem, title, questions }) => [
  tag('question', { type: 'category' }, tag('category', {}, tag('text', {}, text(`$course$/top/Trade-offs in data systems/${title.replaceAll('/', '//')}`)))),
  ...questions.map((question) => one(stem, question)),
])));
