// embed.html: one simulator in another page's frame. ?sim=NAME, its parameters, and the options of the element;
// `origins` lists who may send messages. It works in a sandbox that allows scripts and nothing else.
import './ahead.js';
import './tradeoff-sim.js';
import { simulatorInside } from './frame-inputs.js';
import { origins, reportHeight } from './height.js';
import { h } from './html.js';
import { listen } from './messages.js';
import { cards } from './module.js';
import { isParameter, options } from './permissions.js';

const query = new URLSearchParams(location.search);
const content = /** @type {HTMLElement} */ (document.querySelector('main'));
const { listed, refusals } = origins();

function show(/** @type {string} */ name) {
  const sim = /** @type {any} */ (document.createElement('tradeoff-sim'));
  sim.setAttribute('name', name);
  for (const option of options) if (query.has(option)) sim.setAttribute(option, query.get(option) ?? '');
  // A run in time begins with its values; others are told one by one what is wrong with them.
  const begins = ['time', 'history'].some((name) => query.has(name));
  const mayBegin = (/** @type {string} */ key) => begins && /^[a-z][a-z\d-]*$/.test(key) && isParameter(key);
  for (const [key, value] of query)
    if (!['sim', 'origins', ...options].includes(key)) mayBegin(key) ? sim.setAttribute(key, value) : sim.set(key, value);
  sim.addEventListener('ready', () => (document.title = `${sim.description.title} · Trade-offs in data systems`), { once: true });
  if (refusals.length > 0) sim.tell(refusals.join(' '));
  content.replaceChildren(sim);
  // By itself in a window it is in view; in another page's frame it may be far below.
  if (self === top) sim.approach(true);
  listen(simulatorInside(sim, reportHeight(content, listed)), listed);
}

/** Without a name there is nothing to open: who made the address is told which names there are. */
async function ask() {
  const names = await cards().then(Object.keys, () => []);
  const refusal = `The address names no simulator: add ?sim= and ${names.length > 0 ? `one of ${names.join(', ')}` : 'the name of one'}.`;
  content.replaceChildren(h('p', { role: 'alert' }, refusal));
  listen({ answer: () => ({ refusal }), ready: (act) => act(), follow: () => {}, height: reportHeight(content, listed) }, listed);
}

const name = query.get('sim')?.trim();
name ? show(name) : ask();
