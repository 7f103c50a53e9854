// What messages ask of a simulator in a frame.
import { LessonError } from './core.js';

const events = ['ready', 'change', 'prediction', 'error'];

/** Sets all values or, where one is refused, none. @param {any} sim @param {Record<string, any>} values
 * @returns {string} The refusal. */
function setAll(sim, values) {
  const before = sim.scene.params;
  const refused = Object.keys(values).find((param) => (sim.set(param, values[param]), sim.refusal));
  const { refusal } = sim;
  if (refused) for (const param of Object.keys(values)) if (param in before) sim.set(param, before[param]);
  return refusal;
}

/** @param {any} sim The element. @param {() => void} height @returns {import('./messages.js').Inside} */
export function simulatorInside(sim, height) {
  const read = /** @type {Record<string, (ignored: object) => any>} */ ({
    params: () => sim.scene.params,
    scene: () => sim.scene,
    state: () => sim.state,
    description: () => sim.description,
    ignored: (ignored) => ignored,
  });
  const plain = /** @type {Record<string, (message: any, ignored: object) => any>} */ ({
    hello: (_, ignored) => ({ description: sim.description, params: sim.scene.params, ignored }),
    get: ({ what }, ignored) => read[what](ignored),
    pause: ({ paused }) => sim.pause(paused),
  });
  /** Those that the core may refuse. */
  const inputs = /** @type {Record<string, (message: any) => void>} */ ({
    act: ({ action }) => sim.act(action),
    preset: ({ preset }) => sim.preset(preset),
    restore: ({ state }) => sim.restore(state),
  });
  /** Why there is no simulator, once that is known. */
  let stopped = '';
  sim.addEventListener('error', (/** @type {CustomEvent} */ { detail }) => sim.description || (stopped = detail.message));
  const answer = (/** @type {any} */ message, /** @type {object} */ ignored) => {
    if (!sim.description) return { refusal: stopped };
    if (plain[message.type]) return { value: plain[message.type](message, ignored) };
    if (message.type === 'set') {
      const refusal = setAll(sim, message.values);
      return refusal ? { refusal } : { value: sim.scene.params };
    }
    inputs[message.type](message);
    return { refusal: sim.refusal };
  };
  return {
    answer(message, ignored) {
      try {
        return answer(message, ignored);
      } catch (error) {
        // A run may be too long to save.
        if (error instanceof LessonError) return { refusal: error.message };
        throw error;
      }
    },
    ready(act) {
      if (sim.description || stopped) return act();
      const once = new AbortController();
      for (const name of ['ready', 'error']) sim.addEventListener(name, () => (once.abort(), act()), { signal: once.signal });
    },
    follow(tell) {
      for (const name of events) sim.addEventListener(name, (/** @type {CustomEvent} */ { detail }) => tell(name, detail));
    },
    height,
  };
}
