// The lesson without a network: a service worker keeps the edition that was read. A newer one waits until the reader
// wants it, and then replaces this one in all tabs at once (carry.js), so that no page is made of two.
import { h } from './html.js';
import { tidings } from './tidings.js';
import { scriptUrl } from './trusted.js';

const workers = navigator.serviceWorker;
let told = false;
const root = new URL('../', import.meta.url).href;

/** @param {ServiceWorkerRegistration} registration */
function tell(registration) {
  if (told) return;
  told = true;
  // Whichever waits by then: a still newer one may have come.
  const use = () => registration.waiting?.postMessage({ type: 'SKIP_WAITING' });
  tidings('edition', 'A newer edition of this lesson is ready. What you did so far stays.', (close) => [
    h('button', { type: 'button', class: 'primary', click: use }, 'Use it now'),
    h('button', { type: 'button', click: close }, 'Later'),
  ]);
}

/** @param {ServiceWorkerRegistration | undefined} registration None where something keeps workers from the page. */
function watch(registration) {
  if (!registration) return;
  if (registration.waiting && workers.controller) tell(registration);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => fresh.state === 'installed' && workers.controller && tell(registration));
  });
}

// Blocked storage or a private window may refuse; the lesson then needs its host, as any page does.
workers.register(scriptUrl(new URL('sw.js', root), root), { scope: root }).then(watch, () => {});
