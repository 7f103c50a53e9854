// A chapter's page: simulators, quizzes, theme switch, arrow keys between chapters.
import './tradeoff-sim.js';
import './quiz.js';

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
