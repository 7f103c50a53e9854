// For a page that embeds a simulator by <iframe>: `const sim = await connect(iframe)`. Fits the frame to its content,
// and turns messages into calls.
const head = { protocol: 'tradeoff-sim', version: 1 };

/** @param {HTMLIFrameElement} iframe Its address names this page's origin in `origins`. @param {number} [patience] Milliseconds to wait for it.
 * @returns {Promise<any>} Refused with a sentence where the frame has no simulator, or nobody answers. */
export function connect(iframe, patience = 30_000) {
  /** @type {Map<number, { done: (value: any) => void, failed: (error: Error) => void }>} */
  const open = new Map();
  const life = new AbortController();
  const events = new EventTarget();
  // A sandboxed frame has no origin to name; what is sent to it is no secret.
  const post = (/** @type {object} */ message) => iframe.contentWindow?.postMessage({ ...head, ...message }, '*');
  let last = 0;
  const ask = (/** @type {string} */ type, fields = {}) => new Promise((done, failed) => {
    life.signal.throwIfAborted();
    open.set(++last, { done, failed });
    post({ type, ...fields, id: last });
  });
  addEventListener('message', ({ source, data }) => {
    if (source !== iframe.contentWindow || data?.protocol !== head.protocol || data.version !== head.version) return;
    if (data.type === 'height') iframe.style.height = `${data.height}px`;
    else if (data.type === 'event') events.dispatchEvent(new CustomEvent(data.name, { detail: data.detail }));
    else if (data.type === 'answer') open.get(data.id)?.done(data.value);
    else if (data.type === 'refusal') open.get(data.id)?.failed(new Error(data.message));
    if (data.type === 'answer' || data.type === 'refusal') open.delete(data.id);
  }, { signal: life.signal });

  const sim = {
    events,
    on: (/** @type {string} */ name, /** @type {(detail: any) => void} */ listener) =>
      events.addEventListener(name, (event) => listener(/** @type {CustomEvent} */ (event).detail), { signal: life.signal }),
    get: (/** @type {string} */ what) => ask('get', { what }),
    set: (/** @type {Record<string, string | number | boolean>} */ values) => ask('set', { values }),
    act: (/** @type {string} */ action) => ask('act', { action }),
    preset: (/** @type {string} */ preset) => ask('preset', { preset }),
    restore: (/** @type {string} */ state) => ask('restore', { state }),
    pause: (paused = true) => ask('pause', { paused }),
    destroy() {
      life.abort(new Error('The connection to this frame has ended: destroy() was called.'));
      for (const { failed } of open.values()) failed(life.signal.reason);
      open.clear();
    },
  };
  return new Promise((done, failed) => {
    // The frame may not listen yet: hello is repeated until it is answered.
    const again = setInterval(() => post({ type: 'hello', id: 0 }), 250);
    const end = (/** @type {() => void} */ act) => (clearInterval(again), clearTimeout(late), act());
    const fail = (/** @type {Error} */ error) => end(() => (life.abort(), failed(error)));
    const late = setTimeout(() => fail(new Error(`No simulator answered within ${patience / 1000} s: is this page's origin in the frame's “origins”?`)), patience);
    open.set(0, { done: (hello) => end(() => done({ ...sim, description: hello.description, hello })), failed: fail });
  });
}
