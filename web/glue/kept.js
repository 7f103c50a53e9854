// What a reader did, kept in this browser under one key: sections seen, answers, notes. Where storage is blocked,
// full or unreadable it stays in memory, and `isLost` says so. Several tabs may write: each change is made to what is
// stored at that moment.
import { waits } from './leitner.js';

/** @typedef {import('./leitner.js').Result} Result */
/** @typedef {{ version: 1, chapters: Record<string, string[]>, questions: Record<string, Result>,
 *   notes: Record<string, { text: string, at: number }> }} Kept */

const key = 'lesson-progress';
/** This browser's, or what a course package puts in its place. @returns {Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} */
const storage = () => /** @type {any} */ (globalThis).lessonStorage ?? localStorage;
export const limits = { file: 1_000_000, chapters: 100, sections: 100, questions: 2000, notes: 100, text: 20_000 };
const name = /^[a-z0-9-]{1,120}$/, pair = /^[a-z0-9-]{1,120}\/[a-z0-9-]{1,120}$/;
const year2100 = 4_102_444_800_000;

/** @template T @returns {Record<string, T>} */
const record = () => Object.create(null); // No name is taken beforehand, not even “constructor”.

/** @returns {Kept} */
const empty = () => ({ version: 1, chapters: record(), questions: record(), notes: record() });

// ---- Checking ------------------------------------------------------------------------------------

/** @param {boolean} holds @param {string} sentence */
function demand(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

/** @param {any} value @param {string} where */
const object = (value, where) =>
  demand(typeof value === 'object' && value !== null && !Array.isArray(value), `“${where}” must be an object.`);

/** @param {any} value @param {number} most @param {string} where */
const whole = (value, most, where) =>
  demand(Number.isInteger(value) && value >= 0 && value <= most, `${where} must be a whole number from 0 to ${most}; ${String(JSON.stringify(value)).slice(0, 40)} is not.`);

/** Copies one list of the file, each entry checked. @template T @param {any} list @param {string} where
 * @param {number} most @param {RegExp} names @param {(value: any, where: string) => T} entry */
function entries(list, where, most, names, entry) {
  object(list, where);
  const ids = Object.keys(list);
  demand(ids.length <= most, `“${where}” may hold ${most} entries; there are ${ids.length}.`);
  const copy = /** @type {Record<string, T>} */ (record());
  for (const id of ids) {
    demand(names.test(id), `“${id.slice(0, 80)}” in “${where}” is not a name that this lesson uses.`);
    copy[id] = entry(list[id], `“${id}”`);
  }
  return copy;
}

/** A copy of what a file holds; throws a sentence when it is no progress of this lesson. @param {string} text @returns {Kept} */
export function parse(text) {
  let data;
  demand(text.length <= limits.file, `It is larger than ${limits.file / 1e6} MB, which no progress file is.`);
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error('It is not JSON.');
  }
  object(data, 'the whole');
  demand(data.version === 1, `Its version must be 1; ${String(JSON.stringify(data.version)).slice(0, 40)} is not.`);
  return {
    version: 1,
    chapters: entries(data.chapters, 'chapters', limits.chapters, name, (sections, where) => {
      demand(Array.isArray(sections) && sections.length <= limits.sections && sections.every((/** @type {any} */ one) => typeof one === 'string' && name.test(one)),
        `${where} must list at most ${limits.sections} names of sections.`);
      return [...new Set(/** @type {string[]} */ (sections))];
    }),
    questions: entries(data.questions, 'questions', limits.questions, pair, (one, where) => {
      object(one, where);
      whole(one.tries, 1e6, `${where}, tries`);
      whole(one.box, waits.length, `${where}, box`);
      whole(one.due, 1e6, `${where}, due`);
      whole(one.at, year2100, `${where}, at`);
      demand(typeof one.right === 'boolean', `${where}, right must be true or false.`);
      return { tries: one.tries, right: one.right, box: one.box, due: one.due, at: one.at };
    }),
    notes: entries(data.notes, 'notes', limits.notes, name, (one, where) => {
      object(one, where);
      whole(one.at, year2100, `${where}, at`);
      demand(typeof one.text === 'string' && one.text.length <= limits.text, `${where} must be a text of at most ${limits.text} characters.`);
      return { text: one.text, at: one.at };
    }),
  };
}

/** Both together: all sections, and the later of two answers or notes. @param {Kept} a @param {Kept} b */
export function merge(a, b) {
  const both = empty();
  for (const one of [a, b]) {
    for (const [stem, sections] of Object.entries(one.chapters))
      both.chapters[stem] = [...new Set([...(both.chapters[stem] ?? []), ...sections])];
    for (const list of /** @type {const} */ (['questions', 'notes']))
      for (const [id, entry] of Object.entries(one[list]))
        if (!both[list][id] || entry.at > both[list][id].at) /** @type {any} */ (both[list])[id] = entry;
  }
  return both;
}

// ---- Keeping -------------------------------------------------------------------------------------

let kept = empty();
let lost = false;
const watchers = /** @type {Set<() => void>} */ (new Set());

/** What storage holds now; throws when it cannot be read. */
function stored() {
  const text = storage().getItem(key);
  return text === null ? empty() : parse(text);
}

/** Takes what is stored; what only this page remembers is not dropped for it. @returns {boolean} Whether it could be read. */
function refresh() {
  try {
    kept = lost ? merge(stored(), kept) : stored();
    return true;
  } catch {
    lost = true;
    return false;
  }
}

/** Makes a change, and keeps it if the browser lets us. @param {(kept: Kept) => void} change */
export function update(change) {
  const readable = refresh();
  change(kept);
  try {
    // What cannot be read may be a later version's: it is left alone.
    if (readable) storage().setItem(key, JSON.stringify(kept));
    lost = !readable;
  } catch {
    lost = true;
  }
  for (const watcher of watchers) watcher();
}

/** Forgets all of it, here and in storage. */
export function erase() {
  kept = empty();
  try {
    storage().removeItem(key);
    lost = false;
  } catch {
    lost = true;
  }
  for (const watcher of watchers) watcher();
}

export const current = () => kept;
/** Whether what is done on this page will be gone with it. */
export const isLost = () => lost;
/** @param {() => void} watcher Called after each change, here or in another tab. */
export const watch = (watcher) => watchers.add(watcher);

refresh();
addEventListener('storage', (event) => {
  if (event.key !== key && event.key !== null) return;
  const mine = kept;
  const readable = refresh();
  // Browsers may let two tabs write at once; what the other did not know of is written again. Erased stays erased.
  const both = merge(kept, mine);
  if (readable && event.newValue !== null && JSON.stringify(both) !== JSON.stringify(merge(kept, kept)))
    return update((all) => Object.assign(all, merge(all, mine)));
  for (const watcher of watchers) watcher();
});
