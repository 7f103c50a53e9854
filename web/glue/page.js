// What every page loads: simulators, quizzes, progress, theme switch. The rest comes where it is needed.
import './tradeoff-sim.js';
import './quiz.js';
import './progress.js';

const deck = document.querySelector('.deck');
if (deck) import('./practice.js').catch(() => deck.closest('main')?.classList.add('whole'));

const theme = /** @type {HTMLSelectElement | null} */ (document.getElementById('theme'));
if (theme) {
  const root = document.documentElement;
  theme.disabled = false;
  theme.value = root.dataset.theme ?? 'auto';
  theme.addEventListener('change', () => {
    if (theme.value === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme.value;
    try {
      if (theme.value === 'auto') localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme.value);
    } catch {
      // Not kept, then; the choice holds for this page.
    }
  });
}
