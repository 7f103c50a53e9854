// When a newer edition is put to use, here or in another tab, a page of the older one must not go on with the newer one's
// files: it is loaded anew and takes over what the reader had set up, chosen and typed.
import { tidings } from './tidings.js';

const key = 'lesson-carried';

/** @typedef {{ path: string, states: { name: string, state?: string }[], fields: Record<string, string | boolean> }} Carried */

/** @returns {{ name: string, state?: string, restore: (state: string) => void }[]} */
const simulators = () => /** @type {any[]} */ ([...document.querySelectorAll('tradeoff-sim')]);

const ticked = (/** @type {any} */ field) => field.type === 'radio' || field.type === 'checkbox';

/** The page's fields under names that another edition has too. @returns {[string, any][]} */
const fields = () => [.../** @type {NodeListOf<any>} */ (document.querySelectorAll('main :is(input:not([type=file]), textarea, select)'))]
  .filter(({ id, name }) => id || name).map((field) => [`${field.id || field.name} ${ticked(field) ? field.value : ''}`, field]);

/** @param {any} sim @returns {string | undefined} None of a run that is too long to be kept. */
function stateOf(sim) {
  try {
    return sim.state;
  } catch {
    return undefined;
  }
}

/** Puts aside what the next page in this tab is to take over. */
function carryOver() {
  const states = simulators().map((sim) => ({ name: sim.name, state: stateOf(sim) }));
  const values = fields().map(([name, field]) => [name, ticked(field) ? field.checked : field.value]);
  try {
    sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, states, fields: Object.fromEntries(values) }));
  } catch {
    // A browser that keeps nothing starts the page anew.
  }
}

/** @returns {Carried | undefined} */
function carried() {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return JSON.parse(text ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {any} field @param {string | boolean | undefined} value */
function fill(field, value) {
  const property = ticked(field) ? 'checked' : 'value';
  if (value === undefined || field[property] === value) return;
  field[property] = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

/** Takes over what was put aside. @returns {boolean} Whether there was such a page. */
function takeOver() {
  const before = carried();
  if (before?.path !== location.pathname) return false;
  const here = simulators();
  for (const { name, state } of before.states) {
    const [sim] = here.splice(here.findIndex((one) => one.name === name) >>> 0, 1);
    if (sim && state) sim.restore(state);
  }
  for (const [name, field] of fields()) fill(field, before.fields[name]);
  return true;
}

const workers = navigator.serviceWorker;
/** Whether this page came from an edition that is kept; a first visit's worker changes nothing on the page. */
let controlled = Boolean(workers?.controller);
workers?.addEventListener('controllerchange', () => {
  if (controlled) {
    carryOver();
    location.reload();
  }
  controlled = true;
});

if (takeOver()) tidings('edition', 'This page is of the newer edition now, as in every tab. What you had set up is as it was.');
