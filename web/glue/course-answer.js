// An answer in the words that SCORM 2004 and xAPI share; SCORM 1.2 has letters of its own.

/** @typedef {import('./course-suspend.js').Question} Question */

const types = { single: 'choice', multiple: 'choice', number: 'numeric', order: 'sequencing', place: 'performance', simulate: 'performance' };
export const typeOf = (/** @type {Question} */ { kind }) => types[/** @type {keyof typeof types} */ (kind)];

/** An answer's parts: ids of options, places of items, numbers. @param {Question} question @param {string} answer */
export function parts({ kind, options = [] }, answer) {
  const words = answer.split(' ');
  return kind === 'order' ? words.map((rank) => options[Number(rank) - 1]) : words;
}

/** The whole answer; of a performance each step has a name. @param {Question} question @param {string} answer */
export function response(question, answer) {
  const given = parts(question, answer);
  return (typeOf(question) === 'performance' ? given.map((value, i) => `${i + 1}[.]${value}`) : given).join('[,]');
}
