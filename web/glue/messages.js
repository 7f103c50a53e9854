// The frame's side of the messages that messages.schema.json describes.
import { toFrame as isMessage } from 'lesson:messages';

const head = { protocol: 'tradeoff-sim', version: 1 };

/** What lies behind the messages.
 * @typedef {{
 *   answer: (message: any, ignored: object) => { value?: any, refusal?: string },
 *   ready: (act: () => void) => void,
 *   follow: (tell: (name: string, detail: object) => void) => void,
 *   height: () => void,
 * }} Inside `ready` acts once there is something to ask, or nothing will be; `follow` tells of events; `height` tells the height again. */

/** Listens to the parent, if its origin is among the allowed. Everything else is ignored, and counted.
 * @param {Inside} inside @param {string[]} origins Exact origins, or “*” for any. */
export function listen(inside, origins) {
  const ignored = { foreign: 0, malformed: 0 };
  /** Where answers and events go: the origin that said hello. @type {string | undefined} */
  let partner;
  const post = (/** @type {object} */ message) => partner && parent.postMessage({ ...head, ...message }, partner);

  inside.follow((name, detail) => post({ type: 'event', name, detail }));
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || !(origins.includes('*') || origins.includes(origin))) return void ++ignored.foreign;
    if (!isMessage(data)) return void ++ignored.malformed;
    // A page without an origin, like a file, can only be answered openly, which “*” allowed.
    if (data.type === 'hello') partner = origin === 'null' ? '*' : origin;
    if (!partner) return void ++ignored.malformed;
    // Whoever begins late has missed it.
    if (data.type === 'hello') inside.height();
    inside.ready(() => {
      const { value, refusal } = inside.answer(data, { ...ignored });
      const about = { to: data.type, ...(data.id === undefined ? {} : { id: data.id }) };
      post(refusal ? { type: 'refusal', ...about, message: refusal } : { type: 'answer', ...about, value: value ?? null });
    });
  });
}
