// The frame's side of the messages that messages.schema.json describes.
import { toFrame as isMessage } from 'lesson:messages';

const head = { protocol: 'tradeoff-sim', version: 1 };
const events = ['ready', 'change', 'prediction', 'error'];

/** Tells any parent the height of the content, which is no secret. @param {Element} content */
export function reportHeight(content) {
  if (parent === window) return;
  let last = -1;
  new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height !== last) parent.postMessage({ ...head, type: 'height', height: (last = height) }, '*');
  }).observe(content);
}

/** Listens to the parent, if its origin is among the allowed. Everything else is ignored, and counted.
 * @param {any} sim The element. @param {string[]} origins Exact origins, or “*” for any. */
export function listen(sim, origins) {
  const ignored = { foreign: 0, malformed: 0 };
  /** Where answers and events go: the origin that said hello. @type {string | undefined} */
  let partner;
  const post = (/** @type {object} */ message) => partner && parent.postMessage({ ...head, ...message }, partner);
  const event = (/** @type {string} */ name, /** @type {object} */ detail) => post({ type: 'event', name, detail });

  for (const name of events) sim.addEventListener(name, (/** @type {CustomEvent} */ { detail }) => event(name, detail));
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || !(origins.includes('*') || origins.includes(origin))) return void ++ignored.foreign;
    if (!isMessage(data)) return void ++ignored.malformed;
    // A page without an origin, like a file, can only be answered openly, which “*” allowed.
    if (data.type === 'hello') partner = origin === 'null' ? '*' : origin;
    if (!partner) return void ++ignored.malformed;
    whenReady(sim, () => {
      const value = inputs[data.type](data);
      const about = { to: data.type, ...(data.id === undefined ? {} : { id: data.id }) };
      if (isInput(data.type) && sim.refusal) post({ type: 'refusal', ...about, message: sim.refusal });
      else post({ type: 'answer', ...about, value: value ?? null });
    });
  });

  const read = /** @type {Record<string, () => any>} */ ({
    params: () => sim.scene.params,
    scene: () => sim.scene,
    state: () => sim.state,
    description: () => sim.description,
    ignored: () => ({ ...ignored }),
  });
  const inputs = /** @type {Record<string, (data: any) => any>} */ ({
    hello: () => ({ description: sim.description, params: sim.scene.params, ignored: { ...ignored } }),
    get: ({ what }) => read[what](),
    set: ({ values }) => Object.entries(values).every(([param, value]) => (sim.set(param, value), !sim.refusal)) && sim.scene.params,
    act: ({ action }) => sim.act(action),
    preset: ({ preset }) => sim.preset(preset),
    restore: ({ state }) => sim.restore(state),
    pause: ({ paused }) => sim.pause(paused),
  });
}

const isInput = (/** @type {string} */ type) => ['set', 'act', 'preset', 'restore'].includes(type);

/** @param {any} sim @param {() => void} act */
function whenReady(sim, act) {
  if (sim.description) act();
  else sim.addEventListener('ready', act, { once: true });
}
