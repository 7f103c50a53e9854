// The practice page: one question at a time out of all of them, those due first; then the mock interview, and what
// this browser keeps.
import { wake } from './html.js';
import { interviews } from './interview.js';
import { current, watch } from './kept.js';
import { dayOf, isDue, stateOf } from './leitner.js';
import { keeping } from './keeping.js';

const deck = /** @type {HTMLElement} */ (document.querySelector('.deck'));
const questions = /** @type {HTMLElement[]} */ ([...deck.querySelectorAll('.question')]);
const resultOf = (/** @type {HTMLElement} */ question) => current().questions[question.dataset.question ?? ''];
const today = () => dayOf(new Date());

const states = {
  '': () => true,
  due: (/** @type {any} */ result) => isDue(result, today()),
  new: (/** @type {any} */ result) => stateOf(result) === 'new',
  missed: (/** @type {any} */ result) => stateOf(result) === 'missed',
  right: (/** @type {any} */ result) => stateOf(result) === 'right',
};

const [chapter, dimension, wanted] = ['chapter', 'dimension', 'state'].map((name) => wake(deck, name, 'change', () => deal()));
const count = /** @type {HTMLElement} */ (deck.querySelector('.count'));
const previous = wake(deck, 'previous', 'click', () => turn(-1));
const next = wake(deck, 'next', 'click', () => turn(1));

/** @type {HTMLElement[]} */
let hand = [];
let at = 0;

/** Due ones by their day, then new ones, missed ones still to come, right ones. @param {HTMLElement} question */
function urgency(question) {
  const result = resultOf(question);
  if (isDue(result, today())) return result.due - 1e9;
  return { new: 0, missed: 1, right: 2 }[stateOf(result)];
}

/** Chooses and sorts the questions anew. */
function deal() {
  const keeps = states[/** @type {keyof typeof states} */ (wanted.value)];
  hand = questions
    .filter(({ dataset }) => (dataset.question ?? '').startsWith(chapter.value && `${chapter.value}/`))
    .filter(({ dataset }) => [dataset.dimension, ''].includes(dimension.value))
    .filter((one) => keeps(resultOf(one)))
    .sort((a, b) => urgency(a) - urgency(b));
  at = 0;
  show();
}

function show() {
  questions.forEach((one) => one.classList.toggle('current', one === hand[at]));
  previous.disabled = at === 0;
  next.disabled = at >= hand.length - 1;
  tally();
}

/** How many there are, and how they stand. */
function tally() {
  const due = hand.filter((one) => isDue(resultOf(one), today())).length;
  const fresh = hand.filter((one) => resultOf(one) === undefined).length;
  const words = hand.length === 0
    ? 'No question is like that now. Choose another chapter, kind or state.'
    : `Question ${at + 1} of ${hand.length}. Due today: ${due}. New: ${fresh}.`;
  if (count.textContent !== words) count.textContent = words;
}

/** @param {number} by */
function turn(by) {
  at += by;
  show();
  const group = /** @type {HTMLElement} */ (hand[at].querySelector('fieldset'));
  group.tabIndex = -1;
  group.focus({ preventScroll: true });
  deck.scrollIntoView({ block: 'start' });
}

deal();
watch(tally);
interviews(/** @type {HTMLElement} */ (document.querySelector('.interviews')));
keeping(/** @type {HTMLElement} */ (document.querySelector('.keeping')));
