// What every page loads: simulators, quizzes, progress, theme switch, what helps to read. The rest comes where it is needed.
import './tradeoff-sim.js';
import './quiz.js';
import './progress.js';
import './contents.js';
import './glossary.js';
import './shortcuts.js';
import './carry.js';
import { fetchAhead } from './module.js';
import { keep } from './setting.js';
import { wanted } from './tidings.js';

// Once the text stands there: what is fetched before the first paint delays it.
if (document.querySelector('figure.simulator'))
  new PerformanceObserver((_, painted) => {
    painted.disconnect();
    fetchAhead();
  }).observe({ type: 'paint', buffered: true });

if (document.querySelector('.drill')) wanted(import('./drill.js'), 'The editor of the drills');

if (document.querySelector('.assumed')) wanted(import('./traffic-page.js'), 'What sets the assumptions');

const deck = document.querySelector('.deck');
if (deck) import('./practice.js').catch(() => deck.closest('main')?.classList.add('whole'));

if (document.querySelector('.generator')) import('./generator.js');
if (document.documentElement.dataset.embed === '') import('./guest.js');

// Kept for the time without a network, once the page has come; not for a guest in someone else's frame.
if (navigator.serviceWorker && window.top === window && document.querySelector('link[rel=manifest]'))
  addEventListener('load', () => import('./edition.js').catch(() => {}));

const theme = /** @type {HTMLSelectElement | null} */ (document.getElementById('theme'));
if (theme) {
  const root = document.documentElement;
  theme.disabled = false;
  theme.value = root.dataset.theme ?? 'auto';
  theme.addEventListener('change', () => {
    if (theme.value === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme.value;
    keep('theme', theme.value === 'auto' ? '' : theme.value);
  });
}

// What is closed on the screen is open on paper.
addEventListener('beforeprint', () => {
  for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('main details:not([open])'))) {
    details.open = true;
    addEventListener('afterprint', () => (details.open = false), { once: true });
  }
});
