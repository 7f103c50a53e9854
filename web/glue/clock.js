// Counts an interview's minutes down by the clock on the wall, so that a sleeping tab loses nothing.
import { wake } from './html.js';

const minute = 60_000;

/** Minutes and seconds. @param {number} left Milliseconds. */
const shown = (left) => {
  const seconds = Math.ceil(left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** @param {HTMLElement} place */
export function clock(place) {
  let left = 0;
  let end = 0; // When it will be over; 0 while it stands still.
  let tick = 0;
  const time = () => new Date().getTime();

  const display = /** @type {HTMLElement} */ (place.querySelector('.time'));
  const status = /** @type {HTMLElement} */ (place.querySelector('[role=status]'));
  const length = wake(place, 'minutes', 'change', () => reset());
  const go = wake(place, 'go', 'click', () => (end ? pause() : start()));
  wake(place, 'back', 'click', () => reset());

  const show = () => {
    display.textContent = shown(left);
    go.textContent = end ? 'Pause' : left < Number(length.value) * minute && left > 0 ? 'Go on' : 'Start';
    go.disabled = left === 0;
  };
  const look = () => {
    const before = left;
    // A clock that was set back gives no minutes as a present.
    if (end - time() > before) end = time() + before;
    left = Math.max(0, end - time());
    // The only three moments that are spoken.
    for (const [mark, words] of /** @type {[number, string][]} */ ([[Number(length.value) / 2, 'Half of the time is over.'], [5, 'Five minutes are left.'], [0, 'Time is up. Compare with the model answer.']]))
      if (before > mark * minute && left <= mark * minute) status.textContent = words;
    if (left === 0) end = 0;
    else tick = window.setTimeout(look, left % 1000 || 1000);
    show();
  };
  const start = () => {
    end = time() + left;
    status.textContent = `The clock runs: ${Math.ceil(left / minute)} minutes.`;
    look();
  };
  const pause = () => {
    clearTimeout(tick);
    left = Math.max(0, end - time());
    end = 0;
    status.textContent = `Paused at ${shown(left)}.`;
    show();
  };
  const reset = () => {
    clearTimeout(tick);
    end = 0;
    left = Number(length.value) * minute;
    status.textContent = '';
    show();
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !end) return;
    clearTimeout(tick);
    look();
  });
  reset();
}
