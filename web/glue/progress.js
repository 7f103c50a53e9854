// Reading progress and results: recorded as they happen, and shown wherever a page lists chapters.
import { current, isLost, update, watch } from './kept.js';
import { answered, stateOf } from './leitner.js';
import { tidings } from './tidings.js';

/** How far a chapter is: sections seen, and its questions by state. A “lesson-progress” event on the document tells
 * that it may have changed. @param {string} stem */
function chapterProgress(stem) {
  const counts = { sections: current().chapters[stem]?.length ?? 0, right: 0, missed: 0 };
  for (const [id, result] of Object.entries(current().questions))
    if (id.startsWith(`${stem}/`)) stateOf(result) === 'right' ? ++counts.right : ++counts.missed;
  return counts;
}

/** @param {number} count @param {number} of @param {string} what */
const share = (count, of, what) => (of > 0 ? [`${Math.min(count, of)} of ${of} ${what}`] : []);

/** <li data-progress="STEM" data-sections="9" data-questions="7"> gets a data-state (new, begun, done), and its
 * .how-far the words. */
function show() {
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-progress]'))) {
    const [sections, questions] = [Number(item.dataset.sections), Number(item.dataset.questions)];
    const { sections: seen, right, missed } = chapterProgress(item.dataset.progress ?? '');
    const begun = seen + right + missed > 0;
    const state = !begun ? 'new' : seen >= sections && right >= questions ? 'done' : 'begun';
    if (item.dataset.state !== state) item.dataset.state = state;
    const words = begun ? [...share(seen, sections, 'sections seen'), ...share(right, questions, 'questions right')].join(', ') : '';
    const place = item.querySelector('.how-far');
    if (place && place.textContent !== words) place.textContent = words;
  }
}

let said = false;
/** Says once that nothing is kept. */
function warn() {
  if (said || !isLost()) return;
  said = true;
  tidings('unkept', 'Your progress is not kept: this browser’s storage is blocked, full or unreadable. The lesson works all the same until you close the page.');
}

watch(() => {
  show();
  warn();
  document.dispatchEvent(new CustomEvent('lesson-progress'));
});
show();

document.addEventListener('lesson-result', (event) => {
  const { question, correct } = /** @type {CustomEvent} */ (event).detail;
  update(({ questions }) => (questions[question] = answered(questions[question], correct, new Date())));
});

/** A section counts as seen once its heading has been in view. @param {HTMLElement} main */
function watchSections(main) {
  const stem = main.dataset.chapter ?? '';
  const seen = new IntersectionObserver((entries) => {
    const ids = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target.id);
    for (const id of ids) seen.unobserve(/** @type {Element} */ (document.getElementById(id)));
    const fresh = ids.filter((id) => !current().chapters[stem]?.includes(id));
    if (fresh.length > 0) update(({ chapters }) => (chapters[stem] = [...new Set([...(chapters[stem] ?? []), ...fresh])]));
  });
  for (const heading of main.querySelectorAll('h2[id]')) seen.observe(heading);
}

const main = /** @type {HTMLElement | null} */ (document.querySelector('main[data-chapter]'));
if (main) watchSections(main);
