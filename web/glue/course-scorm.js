// One door to a course system (LMS) that speaks SCORM 1.2 or SCORM 2004. A refused value is no reason to stop: whether the
// results have arrived is what `commit` says.

import { parts, response, typeOf } from './course-answer.js';

/** @typedef {import('./course-suspend.js').Question} Question */
/** @typedef {{ complete: boolean, share: number, right: number, questions: number, place: string, suspend: string, seconds: number }} Report */

const two = (/** @type {number} */ value) => String(Math.floor(value)).padStart(2, '0');
const clock = (/** @type {number} */ seconds) => `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
const letter = (/** @type {number} */ index) => 'abcdefghijklmnopqrstuvwxyz'[index];
const decimal = (/** @type {number} */ value) => value.toFixed(7).replace(/\.?0+$/, '');

/** In SCORM 1.2 options are letters. @param {Question} question @param {string[]} given */
const letters = ({ options = [] }, given) => given.map((id) => letter(options.indexOf(id))).join(',');

const dialects = {
  '1.2': {
    api: 'API', prefix: 'LMS', close: 'Finish', limit: 4096,
    suspended: 'cmi.suspend_data', place: 'cmi.core.lesson_location', mode: 'cmi.core.lesson_mode',
    /** @param {Report} report @returns {[string, string | number][]} */
    report: ({ complete, right, questions, place, suspend, seconds }) => [
      ['cmi.core.lesson_status', complete ? 'completed' : 'incomplete'],
      ['cmi.core.score.min', 0], ['cmi.core.score.max', 100],
      ['cmi.core.score.raw', questions > 0 ? Math.round((100 * right) / questions) : 0],
      ['cmi.core.lesson_location', place], ['cmi.suspend_data', suspend],
      ['cmi.core.session_time', `${clock(seconds).padStart(10, '0')}.00`], ['cmi.core.exit', 'suspend'],
    ],
    /** @param {Question} question @param {string} answer @param {boolean} correct @param {Date} time @returns {[string, string | number][]} */
    answer: (question, answer, correct, time) => [
      ['id', question.id.replace(/[^a-z0-9]+/g, '_')], ['type', typeOf(question)],
      ['time', clock(time.getHours() * 3600 + time.getMinutes() * 60 + time.getSeconds())],
      ...(question.right ? [/** @type {[string, string]} */ (['correct_responses.0.pattern', letters(question, question.right)])] : []),
      ['student_response', question.options ? letters(question, parts(question, answer)) : answer.slice(0, 255)],
      ['result', correct ? 'correct' : 'wrong'],
    ],
  },
  '2004': {
    api: 'API_1484_11', prefix: '', close: 'Terminate', limit: 64000,
    suspended: 'cmi.suspend_data', place: 'cmi.location', mode: 'cmi.mode',
    /** @param {Report} report @returns {[string, string | number][]} */
    report: ({ complete, share, right, questions, place, suspend, seconds }) => [
      ['cmi.completion_status', complete ? 'completed' : 'incomplete'], ['cmi.progress_measure', decimal(share)],
      ['cmi.score.min', 0], ['cmi.score.max', questions], ['cmi.score.raw', right],
      ['cmi.score.scaled', questions > 0 ? decimal(right / questions) : 0],
      ['cmi.location', place], ['cmi.suspend_data', suspend],
      ['cmi.session_time', `PT${Math.floor(seconds / 3600)}H${Math.floor((seconds / 60) % 60)}M${Math.floor(seconds % 60)}S`], ['cmi.exit', 'suspend'],
    ],
    /** @param {Question} question @param {string} answer @param {boolean} correct @param {Date} time @returns {[string, string | number][]} */
    answer: (question, answer, correct, time) => {
      const pattern = question.right?.join('[,]') ?? (question.low === undefined ? undefined : `${decimal(question.low)}[:]${decimal(Number(question.high))}`);
      return [
        ['id', question.id.replace('/', '.')], ['type', typeOf(question)],
        ['timestamp', `${time.toISOString().slice(0, 19)}Z`],
        ...(pattern === undefined ? [] : [/** @type {[string, string]} */ (['correct_responses.0.pattern', pattern])]),
        ['learner_response', question.kind === 'number' ? decimal(Number(answer)) : response(question, answer)],
        ['result', correct ? 'correct' : 'incorrect'], ['description', question.text.slice(0, 250)],
      ];
    },
  },
};

/** More answers than any system must keep are not told one by one; the score counts them all. */
const mostAnswers = 250;

/** The API object, in a window around this one or in the one that opened it. @param {string} name @returns {any} */
function find(name) {
  const chains = [window.parent, window.opener, window.opener?.parent];
  for (let from of chains)
    try {
      for (let depth = 0; from && depth < 20; ++depth, from = from.parent) {
        if (from[name]) return from[name];
        if (from.parent === from) break;
      }
    } catch {
      // Another origin's window: nothing to find there.
    }
  return undefined;
}

/** A session with the course system, if there is one. @param {'1.2' | '2004'} preferred */
export function openScorm(preferred) {
  const version = /** @type {const} */ ([preferred, '1.2', '2004']).find((one) => find(dialects[one].api));
  if (!version) return undefined;
  const dialect = dialects[version];
  const api = find(dialect.api);
  const call = (/** @type {string} */ name, /** @type {any[]} */ ...values) => {
    try {
      return String(api[dialect.prefix + name](...values));
    } catch {
      return 'false';
    }
  };
  const get = (/** @type {string} */ name) => {
    const value = call('GetValue', name);
    return value === 'false' || value === 'undefined' || value === 'null' ? '' : value;
  };
  const set = (/** @type {string} */ name, /** @type {string | number} */ value) => call('SetValue', name, String(value));
  if (call('Initialize', '') !== 'true') return undefined;
  // Whoever looks at an old attempt changes nothing of it.
  const normal = ['', 'normal'].includes(get(dialect.mode));
  let count = Number(get('cmi.interactions._count')) || 0;
  return {
    limit: dialect.limit,
    suspended: get(dialect.suspended),
    place: get(dialect.place),
    /** @param {Question} question @param {string} answer @param {boolean} correct @param {Date} time */
    answer(question, answer, correct, time) {
      if (!normal || count >= mostAnswers) return;
      for (const [field, value] of dialect.answer(question, answer, correct, time)) set(`cmi.interactions.${count}.${field}`, value);
      ++count;
    },
    /** @param {Report} report @returns {boolean} Whether the course system has it. */
    commit(report) {
      if (!normal) return true;
      for (const [name, value] of dialect.report(report)) set(name, value);
      return call('Commit', '') === 'true';
    },
    close: () => call(dialect.close, '') === 'true',
  };
}
