// The mock interview: a prompt, a clock, the opening moves to tick off, notes that stay, a model answer to open.
import { clock } from './clock.js';
import { wake } from './html.js';
import { current, limits, update, watch } from './kept.js';

/** Notes of one prompt, kept a moment after the last key. @param {HTMLTextAreaElement} area @param {string} id */
function notes(area, id) {
  const kept = () => current().notes[id]?.text ?? '';
  let due = 0;
  const keep = () => {
    clearTimeout(due);
    if (area.value !== kept()) update((all) => (all.notes[id] = { text: area.value, at: new Date().getTime() }));
  };
  area.maxLength = limits.text;
  area.addEventListener('change', keep);
  area.addEventListener('input', () => {
    clearTimeout(due);
    due = window.setTimeout(keep, 500);
  });
  area.value = kept();
  addEventListener('pagehide', keep);
  watch(() => {
    // Another tab, a file or an erasure: but never under the writer's hands.
    if (document.activeElement !== area) area.value = kept();
  });
}

/** @param {HTMLElement} place */
export function interviews(place) {
  const prompts = /** @type {HTMLElement[]} */ ([...place.querySelectorAll('.interview')]);
  const choose = () => prompts.forEach((one) => one.classList.toggle('current', one.dataset.prompt === select.value));
  const select = wake(place, 'prompt', 'change', choose);
  for (const prompt of prompts)
    notes(/** @type {HTMLTextAreaElement} */ (prompt.querySelector('.notes textarea')), prompt.dataset.prompt ?? '');
  clock(/** @type {HTMLElement} */ (place.querySelector('.clock')));
  // A reload may have kept the choice.
  choose();
}
