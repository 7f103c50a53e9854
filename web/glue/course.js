// The frame around the lesson in a course package. It alone talks to the course system, since a session outlives the
// pages that the learner turns; the pages reach it as `parent.lessonCourse`.
import { openScorm } from './course-scorm.js';
import { decode, encode, standing } from './course-suspend.js';
import { launchFaults, openXapi, uuid } from './course-xapi.js';
import { merge, parse } from './kept.js';

/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {{ question: string, answer: string, correct: boolean, at: number }} Answer */

const table = JSON.parse(document.getElementById('table')?.textContent ?? '');
const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
const trouble = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));
const base = new URL('.', location.href).href;

// ---- What was there before ------------------------------------------------------------------------

const troubles = { lms: false, lrs: false };
const lms = openScorm(table.scorm);
const lrs = openXapi(table, location.search, (waiting) => warn('lrs', waiting));
/** What stays wrong with this launch, however long the learner waits. */
const nobody = [...(lms || lrs ? [] : ['No course system answers here, so what you do is not reported to anyone.']), ...launchFaults(location.search)].join(' ');
trouble.textContent = nobody;

const before = decode(lms?.suspended ?? '', table);
// A new attempt comes without data, and gets a name of its own: what an older one left behind is not looked at.
const attempt = before?.attempt ?? uuid().replaceAll('-', '').slice(0, 8);
/** Here lies what the course system has not confirmed; without one, all of it. */
const key = lms ? `lesson-unsent-${attempt}` : `lesson-course ${table.id} ${lrs?.registration ?? ''}`;

/** @returns {{ kept?: Kept, answers: Answer[], place: string }} */
function left() {
  try {
    const { kept, answers, place } = JSON.parse(localStorage.getItem(key) ?? '');
    return { kept: parse(JSON.stringify(kept)), answers: Array.isArray(answers) ? answers : [], place: String(place) };
  } catch {
    return { answers: [], place: '' };
  }
}

const unsent = left();
/** @type {Kept} */
let kept = before?.kept ?? { version: 1, chapters: {}, questions: {}, notes: {} };
if (unsent.kept) kept = merge(kept, unsent.kept);
let answers = unsent.answers;
let place = [unsent.place, lms?.place ?? ''].find((one) => table.pages.includes(one.split('#')[0])) ?? table.start;
let complete = standing(kept, table).complete;

// ---- Time: only while the lesson is looked at -------------------------------------------------------

let seconds = 0;
let since = performance.now();
function spent() {
  const now = performance.now();
  if (document.visibilityState === 'visible') seconds += (now - since) / 1000;
  since = now;
  return seconds;
}

// ---- Telling ------------------------------------------------------------------------------------

/** Whether what waits would outlast this page. */
function keeps() {
  try {
    localStorage.setItem('lesson-try', '');
    localStorage.removeItem('lesson-try');
    return true;
  } catch {
    return false;
  }
}

/** @param {keyof typeof troubles} which @param {boolean} wrong */
function warn(which, wrong) {
  troubles[which] = wrong;
  const place = keeps() ? 'in this browser, and' : 'only as long as this page is open, since this browser keeps nothing. They';
  const waits = troubles.lms || troubles.lrs ? `The course system cannot be reached. Go on: your results wait ${place} are sent as soon as it answers.` : '';
  const words = [nobody, waits].filter(Boolean).join(' ');
  if (trouble.textContent !== words) trouble.textContent = words;
}

/** A browser that keeps nothing is no reason to stop. @param {() => void} act */
function attemptTo(act) {
  try {
    act();
  } catch {
    // The course system still gets it.
  }
}

const patience = { first: 1000, most: 60_000 };
let wait = patience.first, due = 0, closed = false, dirty = true;

/** @returns {import('./course-scorm.js').Report} */
const report = () => {
  const now = standing(kept, table);
  // Who has been through once stays through, even if an answer was forgotten for want of room.
  return { ...now, complete: (complete ||= now.complete), place, suspend: encode(kept, attempt, lms?.limit ?? Infinity, table), seconds: spent() };
};

/** @param {Answer} answer @param {typeof lms | typeof lrs} to */
function tell({ question, answer, correct, at }, to) {
  const known = table.questions.find((/** @type {any} */ one) => one.id === question);
  if (known) to?.answer(known, String(answer), correct === true, new Date(at));
}

function commit() {
  clearTimeout(due);
  if (!lms || closed) return;
  const arrived = lms.commit(report());
  warn('lms', !arrived);
  dirty = !arrived;
  if (arrived) {
    answers = [];
    attemptTo(() => localStorage.removeItem(key));
  } else due = window.setTimeout(commit, wait);
  wait = arrived ? patience.first : Math.min(2 * wait, patience.most);
}

/** Keeps it here at once, and tells the course system soon. */
function save() {
  dirty = true;
  attemptTo(() => localStorage.setItem(key, JSON.stringify({ kept, answers, place })));
  const through = standing(kept, table);
  if (through.complete && !complete) {
    complete = true;
    lrs?.complete(through);
  }
  clearTimeout(due);
  due = window.setTimeout(commit, wait);
}

// ---- What the pages use ---------------------------------------------------------------------------

const storage = {
  getItem: () => JSON.stringify(kept),
  setItem(/** @type {string} */ _, /** @type {string} */ text) {
    kept = parse(text);
    save();
  },
  removeItem() {
    kept = { version: 1, chapters: {}, questions: {}, notes: {} };
    save();
  },
};

let title = '';
Object.assign(globalThis, {
  lessonCourse: {
    storage,
    /** @param {{ question: string, answer: string, correct: boolean }} result A lesson-result. */
    answered(result) {
      const answer = { question: result.question, answer: result.answer, correct: result.correct, at: new Date().getTime() };
      if (lms) answers = [...answers, answer].slice(-250);
      tell(answer, lms);
      tell(answer, lrs);
      save();
    },
    /** Where the learner is. @param {string} address @param {string} heading */
    at(address, heading) {
      const here = address.startsWith(base) ? address.slice(base.length).replace(/\?[^#]*/, '') : '';
      if (!table.pages.includes(here.split('#')[0]) || here.length > 250) return;
      const turned = here.split('#')[0] !== place.split('#')[0] || title === '';
      place = here;
      if (turned) lrs?.page(here.split('#')[0], (title = heading));
      if (turned) save();
      else dirty = true;
    },
  },
});

for (const answer of unsent.answers) tell(answer, lms);
frame.src = place;
commit();

addEventListener('online', commit);
document.addEventListener('visibilitychange', () => {
  // What has been running until now was seen, or was not: the clock is read at each change.
  if (document.visibilityState === 'hidden') {
    seconds += (performance.now() - since) / 1000;
    if (dirty) commit();
  }
  since = performance.now();
});
addEventListener('pagehide', () => {
  commit();
  lms?.close();
  lrs?.close(spent());
  closed = true;
});
// A page brought back from the browser's memory has no session any more.
addEventListener('pageshow', (event) => event.persisted && location.reload());
