// When a missed question comes back: Leitner's boxes, as Sebastian Leitner described them in 1972. A miss puts a
// question into the first box; each right answer on its day moves it one on, and out of the last.

export const waits = [1, 2, 4, 8, 16]; // Days in each box.

/** @typedef {{ tries: number, right: boolean, box: number, due: number, at: number }} Result
 *   `right`: the last answer; `box`: 1 to 5, 0 when not missed; `due`: a day; `at`: ms since 1970. */

/** The reader's calendar day, counted from 1970. @param {Date} time */
export const dayOf = (time) => Math.floor((time.getTime() / 60_000 - time.getTimezoneOffset()) / 1440);

/** What an answer makes of a result. @param {Result | undefined} before @param {boolean} right @param {Date} time @returns {Result} */
export function answered(before, right, time) {
  const today = dayOf(time);
  let { box, due } = before ?? { box: 0, due: 0 };
  if (!right) box = 1;
  else if (isDue(before, today)) box = box === waits.length ? 0 : box + 1;
  // Right before its day is no test of memory: it stays where it is.
  if (!right || box !== before?.box) due = box === 0 ? 0 : today + waits[box - 1];
  return { tries: (before?.tries ?? 0) + 1, right, box, due, at: time.getTime() };
}

/** @param {Result | undefined} result @param {number} today */
export const isDue = (result, today) => result !== undefined && result.box > 0 && result.due <= today;

/** @param {Result | undefined} result @returns {'new' | 'missed' | 'right'} */
export const stateOf = (result) => (result === undefined ? 'new' : result.box > 0 ? 'missed' : 'right');
