// Answers the quizzes in place. Everything they say is in the page already.
import { h } from './html.js';

/** @param {HTMLElement} form @param {string} words @param {boolean} right */
function say(form, words, right) {
  const verdict = /** @type {HTMLElement} */ (form.querySelector('.verdict'));
  verdict.textContent = words;
  form.classList.toggle('right', right);
  form.classList.toggle('wrong', !right);
}

/** @param {HTMLElement} form */
function checkOptions(form) {
  let right = true;
  let chosen = 0;
  for (const option of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.option'))) {
    const picked = /** @type {HTMLInputElement} */ (option.querySelector('input')).checked;
    chosen += picked ? 1 : 0;
    right &&= picked === (option.dataset.correct === 'true');
    /** @type {HTMLElement} */ (option.querySelector('.feedback')).hidden = !picked;
  }
  if (chosen === 0) return say(form, 'Choose an answer first.', false);
  say(form, right ? 'Right.' : 'Not yet: read what each choice says, and try again.', right);
}

/** @param {HTMLElement} form */
function checkNumber(form) {
  const text = /** @type {HTMLInputElement} */ (form.querySelector('input')).value;
  const value = Number(text.replace(/[,\s%]/g, ''));
  for (const feedback of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.feedback')))
    feedback.hidden = !near(value, feedback);
  if (text.trim() === '' || Number.isNaN(value)) return say(form, `“${text}” is not a number; write it as 12 or 0.5.`, false);
  const right = near(value, form);
  say(form, right ? 'Right.' : 'Not yet.', right);
}

/** @param {number} value @param {HTMLElement} element */
const near = (value, element) => Math.abs(value - Number(element.dataset.value)) <= Number(element.dataset.tolerance);

/** @param {HTMLElement} form */
function checkOrder(form) {
  const ranks = [...form.querySelectorAll('li[data-rank]')].map((item) => Number(/** @type {HTMLElement} */ (item).dataset.rank));
  const right = ranks.every((rank, i) => rank === i);
  /** @type {HTMLElement} */ (form.querySelector('.feedback')).hidden = right;
  const misplaced = ranks.filter((rank, i) => rank !== i).length;
  say(form, right ? 'Right.' : `Not yet: ${misplaced} of ${ranks.length} stand in the wrong place.`, right);
}

/** Buttons that move an item, for hands and keyboards alike. @param {HTMLElement} form */
function makeSortable(form) {
  for (const item of form.querySelectorAll('li[data-rank]')) {
    const name = item.textContent ?? '';
    const move = (/** @type {number} */ by) => (/** @type {Event} */ event) => {
      const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (!other) return;
      by < 0 ? other.before(item) : other.after(item);
      /** @type {HTMLElement} */ (event.currentTarget).focus();
      const place = [...(item.parentElement?.children ?? [])].indexOf(item) + 1;
      say(form, `“${name}” is now number ${place}.`, false);
    };
    item.append(
      h('button', { type: 'button', 'aria-label': `Move up: ${name}`, click: move(-1) }, '↑'),
      h('button', { type: 'button', 'aria-label': `Move down: ${name}`, click: move(1) }, '↓'),
    );
  }
}

const checks = { single: checkOptions, multiple: checkOptions, number: checkNumber, order: checkOrder };

for (const form of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.question'))) {
  const kind = /** @type {keyof typeof checks} */ (form.dataset.kind);
  const check = () => checks[kind](form);
  if (kind === 'order') makeSortable(form);
  form.querySelector('.verdict')?.before(h('button', { type: 'button', click: check }, 'Check my answer'));
  form.querySelector('input[type=text]')?.addEventListener('keydown', (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === 'Enter') check();
  });
}
