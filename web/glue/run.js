// A simulator's run as text in an address: the values it starts from, and where time passes the second it has come to and
// what was done on the way, “tail=1.2&time=12.5&history=0~story!3.25~retries~2”. Another run beside it is `compare`: the
// whole of its text, or a preset's name.

/** What an address keeps for runs; no parameter has one of these names. */
export const reserved = ['compare', 'time', 'history'];

const plain = (/** @type {any} */ value) => ({ true: 'on', false: 'off' })[String(value)] ?? String(value);

/** @param {any} state As the core saves it. @param {any} description */
export function written({ values, time, history, swept }, description) {
  const changed = description.params.filter((/** @type {any} */ { id, default: usual }) => values[id] !== usual);
  // The one moved last stands last: curves are drawn over it.
  changed.sort((/** @type {any} */ one, /** @type {any} */ other) => Number(one.id === swept) - Number(other.id === swept));
  const pairs = changed.map((/** @type {any} */ { id }) => [id, plain(values[id])]);
  if (time > 0 || history.length) pairs.push(['time', time]);
  if (history.length)
    pairs.push(['history', history.map((/** @type {any} */ one) =>
      [one.time, one.do, ...(one.value === undefined ? [] : [plain(one.value)])].join('~')).join('!')]);
  return pairs.map((/** @type {any[]} */ [name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

/** The state that a text stands for; the core checks it when it is restored. @param {Iterable<[string, string]>} pairs @param {any} description */
export function read(pairs, description) {
  const values = Object.fromEntries(pairs);
  const { time, history = '' } = values;
  for (const name of reserved) delete values[name];
  const inputs = history.split('!').filter(Boolean).map((one) => {
    const [when, what, ...value] = one.split('~');
    return { time: Number(when), do: what ?? '', ...(value.length ? { value: value.join('~') } : {}) };
  });
  return {
    version: 1,
    simulator: description.id,
    values,
    swept: Object.keys(values).at(-1),
    time: time === undefined ? (inputs.at(-1)?.time ?? 0) : Number(time),
    history: inputs,
  };
}
