// The lesson without a network: a service worker keeps the edition that was read. A newer one waits until the reader
// wants it, and then replaces this one in all tabs at once, so that no page is made of two.
import { h } from './html.js';

const workers = navigator.serviceWorker;
/** Whether this page came from an edition that is kept; a first visit's worker changes nothing on the page. */
let controlled = workers.controller !== null;
let told = false;

/** @param {ServiceWorker} waiting */
function tell(waiting) {
  if (told) return;
  told = true;
  const bar = h('div', { class: 'edition', role: 'status' });
  document.body.append(bar);
  bar.append(
    h('p', {}, 'A newer edition of this lesson is ready. What you did so far stays.'),
    h('button', { type: 'button', class: 'primary', click: () => waiting.postMessage({ type: 'SKIP_WAITING' }) }, 'Use it now'),
    h('button', { type: 'button', click: () => bar.remove() }, 'Later'));
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
workers.register(new URL('../sw.js', import.meta.url), { scope: new URL('../', import.meta.url).href }).then(watch, () => {});
