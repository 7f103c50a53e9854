// The lesson without a network: a service worker keeps the edition that was read. A newer one waits until the reader
// wants it, and then replaces this one in all tabs at once, so that no page is made of two.
import { h } from './html.js';
import { tidings } from './tidings.js';
import { scriptUrl } from './trusted.js';

const workers = navigator.serviceWorker;
/** Whether this page came from an edition that is kept; a first visit's worker changes nothing on the page. */
let controlled = workers.controller !== null;
let told = false;
const root = new URL('../', import.meta.url).href;

/** @param {ServiceWorker} waiting */
function tell(waiting) {
  if (told) return;
  told = true;
  tidings('edition', 'A newer edition of this lesson is ready. What you did so far stays.', (close) => [
    h('button', { type: 'button', class: 'primary', click: () => waiting.postMessage({ type: 'SKIP_WAITING' }) }, 'Use it now'),
    h('button', { type: 'button', click: close }, 'Later'),
  ]);
}

workers.addEventListener('controllerchange', () => {
  if (controlled) location.reload();
  controlled = true;
});

/** @param {ServiceWorkerRegistration | undefined} registration None where something keeps workers from the page. */
function watch(registration) {
  if (!registration) return;
  if (registration.waiting && controlled) tell(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => fresh.state === 'installed' && controlled && tell(fresh));
  });
}

// Blocked storage or a private window may refuse; the lesson then needs its host, as any page does.
workers.register(scriptUrl(new URL('sw.js', root), root), { scope: root }).then(watch, () => {});
