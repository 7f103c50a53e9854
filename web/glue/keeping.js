// Saving progress to a file, bringing it in again, and erasing it.
import { save, wake } from './html.js';
import { current, erase, limits, merge, parse, update } from './kept.js';

/** Throws a sentence where both together are more than can be read again. @param {import('./kept.js').Kept} brought */
function checkJoined(brought) {
  try {
    parse(JSON.stringify(merge(current(), brought)));
  } catch (error) {
    throw new Error(`Joined to what is here: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/** @param {HTMLElement} place */
export function keeping(place) {
  const status = /** @type {HTMLElement} */ (place.querySelector('[role=status]'));
  const field = /** @type {HTMLInputElement} */ (place.querySelector('input[type=file]'));
  const say = (/** @type {string} */ words) => (status.textContent = words);

  const give = () => {
    save('lesson-progress.json', new Blob([JSON.stringify(current(), null, 1)], { type: 'application/json' }));
    say('The file lesson-progress.json is among your downloads.');
  };
  const take = async () => {
    const file = field.files?.[0];
    field.value = '';
    if (!file) return;
    try {
      if (file.size > limits.file) throw new Error(`It is larger than ${limits.file / 1e6} MB, which no progress file is.`);
      const brought = parse(await file.text());
      const now = new Date().getTime();
      // A clock that ran ahead must not win for ever.
      for (const one of [...Object.values(brought.questions), ...Object.values(brought.notes)]) one.at = Math.min(one.at, now);
      checkJoined(brought);
      update((kept) => Object.assign(kept, merge(kept, brought)));
      const count = Object.keys(brought.questions).length;
      say(`“${file.name}” is joined to what was here: ${count} answered ${count === 1 ? 'question' : 'questions'}, ${Object.keys(brought.chapters).length} chapters begun.`);
    } catch (error) {
      say(`“${file.name}” was not taken in. ${/** @type {Error} */ (error).message} Nothing has changed.`);
    }
  };
  field.disabled = false;
  field.addEventListener('change', take);
  wake(place, 'save', 'click', give);

  const sure = /** @type {HTMLElement} */ (place.querySelector('.sure'));
  const ask = (/** @type {boolean} */ open) => {
    sure.hidden = !open;
    start.hidden = open;
    (open ? no : start).focus();
  };
  const start = wake(place, 'erase', 'click', () => ask(true));
  const no = wake(place, 'keep', 'click', () => ask(false));
  wake(place, 'sure', 'click', () => {
    erase();
    ask(false);
    say('All of it is erased.');
  });
}
