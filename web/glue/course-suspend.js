// What a learner did, in few characters: SCORM 1.2 keeps 4,096 of them. Names are written as three characters of their
// hash, so that another edition of the lesson still finds them. What is worth most comes first; what does not fit stays out.

/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {{ stem: string, title: string, sections: string[] }[]} Chapters */
/** @typedef {{ id: string, kind: string, text: string, options?: string[], right?: string[], low?: number, high?: number }} Question */
/** @typedef {{ chapters: Chapters, questions: Question[] }} Names */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const minute = 60_000;

/** @param {number} value @param {number} length */
function write(value, length) {
  let text = '';
  for (let rest = Math.min(Math.max(Math.trunc(value), 0), 64 ** length - 1); text.length < length; rest = Math.floor(rest / 64)) text = digits[rest % 64] + text;
  return text;
}

/** @param {string} text */
const read = (text) => [...text].reduce((value, digit) => 64 * value + digits.indexOf(digit), 0);

/** A name's three characters (FNV-1a, folded to 18 bits). @param {string} name */
export function mark(name) {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return write((hash ^ (hash >>> 18)) & 0x3ffff, 3);
}

/** Names of questions and of sections by their marks. @param {Names} names */
export function marks({ chapters, questions }) {
  const sections = chapters.flatMap(({ stem, sections: ids }) => ids.map((id) => /** @type {const} */ ([mark(`${stem}/${id}`), [stem, id]])));
  return { questions: new Map(questions.map(({ id }) => [mark(id), id])), sections: new Map(sections) };
}

/** @param {[string, import('./leitner.js').Result]} entry */
const writeAnswer = ([id, { right, box, tries, due, at }]) =>
  mark(id) + write((right ? 8 : 0) + box, 1) + write(tries, 1) + write(due, 3) + write(at / minute, 5);
const answerLength = 13;

/** @param {string} text @returns {import('./leitner.js').Result} */
function readAnswer(text) {
  const flags = read(text[3]);
  return { right: flags >= 8, box: Math.min(flags % 8, 5), tries: read(text[4]), due: read(text.slice(5, 8)), at: minute * read(text.slice(8)) };
}

/** The later first. @param {[string, { at: number }]} a @param {[string, { at: number }]} b */
const later = ([, a], [, b]) => b.at - a.at;

/** @param {Kept} kept @param {string} attempt Eight characters. @param {number} limit @param {Names} names */
export function encode(kept, attempt, limit, names) {
  const known = marks(names);
  let room = limit - `1${attempt}||`.length;
  /** As many as fit. @param {string[]} parts */
  const fitting = (parts) => parts.filter((part) => {
    if (part.length > room) return false;
    room -= part.length;
    return true;
  });
  const answers = Object.entries(kept.questions).filter(([id]) => known.questions.has(mark(id))).sort(later).map(writeAnswer);
  const sections = Object.entries(kept.chapters).flatMap(([stem, ids]) => ids.map((id) => mark(`${stem}/${id}`))).filter((one) => known.sections.has(one));
  const notes = Object.entries(kept.notes).sort(later).map(([id, { at, text }]) => `|${write(at / minute, 5)}${new URLSearchParams({ [id]: text })}`);
  return `1${attempt}|${fitting(answers).join('')}|${fitting(sections).join('')}${fitting(notes).join('')}`;
}

/** @template T @param {string} text @param {number} length @param {Map<string, T>} known
 * @returns {[T, string][]} Whole records of known names. */
const records = (text, length, known) => (text.match(new RegExp(`.{${length}}`, 'g')) ?? []).flatMap((record) => {
  const name = known.get(record.slice(0, 3));
  return name === undefined || /[^\w-]/.test(record) ? [] : [/** @type {[T, string]} */ ([name, record])];
});

/** What `encode` wrote; nothing when it is something else. @param {string} text @param {Names} names
 * @returns {{ attempt: string, kept: Kept } | undefined} */
export function decode(text, names) {
  const [, attempt, answers, rest] = /^1([\w-]{8})\|([^|]*)\|(.*)$/s.exec(text) ?? [];
  if (attempt === undefined) return undefined;
  const known = marks(names);
  const [sections, ...notes] = rest.split('|');
  /** @type {Kept} */
  const kept = { version: 1, chapters: {}, questions: {}, notes: {} };
  for (const [id, record] of records(answers, answerLength, known.questions)) kept.questions[id] = readAnswer(record);
  for (const [[stem, id]] of records(sections, 3, known.sections)) (kept.chapters[stem] ??= []).push(id);
  for (const note of notes)
    for (const [id, words] of new URLSearchParams(note.slice(5)))
      if (/^[a-z0-9-]{1,120}$/.test(id) && /^[\w-]{5}/.test(note)) kept.notes[id] = { at: minute * read(note.slice(0, 5)), text: words };
  return { attempt, kept };
}

/** How far the learner is. @param {Kept} kept @param {Names} names */
export function standing(kept, { chapters, questions }) {
  // Nobody has to scroll through the list of sources.
  const sections = chapters.flatMap(({ stem, sections: ids }) => ids.filter((id) => id !== 'sources').map((id) => kept.chapters[stem]?.includes(id) ?? false));
  const answers = questions.map(({ id }) => kept.questions[id]);
  const done = sections.filter(Boolean).length + answers.filter(Boolean).length;
  const all = sections.length + answers.length;
  return { share: all > 0 ? done / all : 1, complete: done === all, right: answers.filter((one) => one?.right).length, questions: answers.length };
}
