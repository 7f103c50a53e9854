// What the bytes and requests that were measured make of many readers, under assumptions that each host has to put in.
// The build writes these words into the page, and the page writes them anew when an assumption changes.

/** @typedef {Record<string, number>} Numbers */

/** What a host may put in: what it begins with, and what is allowed. */
export const assumptions = {
  learners: { label: 'Learners', value: 1e6, min: 1, max: 1e9 },
  price: { label: 'Price of a gigabyte, in dollars', value: 0.08, min: 0, max: 10 },
  days: { label: 'Days over which they come', value: 30, min: 1, max: 3650 },
  peak: { label: 'Busiest hour, times the average', value: 10, min: 1, max: 1000 },
  places: { label: 'Places from which the caches answer', value: 300, min: 1, max: 10_000 },
};

export const usual = /** @type {Numbers} */ (Object.fromEntries(Object.entries(assumptions).map(([name, { value }]) => [name, value])));

const figure = (/** @type {number} */ value) => Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 20 });
const scaled = (/** @type {number} */ value, /** @type {[number, string][]} */ units) => {
  const [size, name] = units.find(([least]) => value >= least) ?? units[units.length - 1];
  return `${figure(value / size)}\u00a0${name}`;
};
const size = (/** @type {number} */ bytes) => scaled(bytes, [[1e12, 'TB'], [1e9, 'GB'], [1e6, 'MB'], [1e3, 'KB'], [1, 'bytes']]);
const speed = (/** @type {number} */ bits) => scaled(bits, [[1e9, 'Gbit/s'], [1e6, 'Mbit/s'], [1e3, 'kbit/s'], [1, 'bit/s']]);
const dollars = (/** @type {number} */ value) => (value > 0 && value < 0.005 ? 'less than a cent' : `$${value < 100 ? value.toFixed(2) : figure(value)}`);

/** @param {number} value @param {string} one The noun for one of them. */
const counted = (value, one) => (figure(value) === '1' ? `1 ${one}` : `${figure(value)} ${one}s`);
/** Of two decimals, never more than there is: a share of 100 % would say that no request is left. @param {number} share */
const atLeast = (share) => `${(Math.floor(1e4 * Math.max(0, share)) / 100).toFixed(2)}\u00a0%`;
/** What sends so many bits a second, if no cache does. @param {number} bits */
const sender = (bits) => (bits <= 1e9
  ? 'One small machine can send that from memory; the caches are there for distance, not for load.'
  : `From one place that would take ${figure(Math.ceil(bits / 1e9))} links of 1\u00a0Gbit/s; the caches are there for load as well as for distance.`);

/** The words for each number. @param {Numbers} measured As footprint.mjs measures. @param {Numbers} [assumed] @returns {Record<string, string>} */
export function words(measured, assumed = usual) {
  const { median, shared, module, cold, warm, read, whole, wholeRequests, sharedRequests, coldRequests, readRequests, chapters, perRequest } = measured;
  const { learners, price, days, peak, places } = assumed;
  const origin = places * wholeRequests, asked = learners * readRequests, seconds = days * 24 * 3600;
  const bits = (peak * 8 * learners * read) / seconds;
  const cost = (/** @type {number} */ bytes) => dollars((bytes * learners / 1e9) * price);
  return {
    chapters: String(chapters), median: size(median), shared: size(shared), module: size(module), cold: size(cold), warm: size(warm), read: size(read), whole: size(whole),
    'shared-requests': String(sharedRequests), 'cold-requests': String(coldRequests), 'read-requests': String(readRequests), 'whole-requests': String(wholeRequests), 'per-request': size(perRequest),
    learners: counted(learners, 'learner'), 'each-learner': figure(learners) === '1' ? 'one learner' : `each of ${counted(learners, 'learner')}`, make: figure(learners) === '1' ? 'makes' : 'make',
    places: counted(places, 'place'), 'place-count': figure(places), days: counted(days, 'day'), times: figure(peak),
    'read-all': size(read * learners), 'whole-all': size(whole * learners), 'read-cost': cost(read), 'whole-cost': cost(whole),
    origin: figure(origin), asked: figure(asked), hits: atLeast(1 - origin / asked), 'origin-bytes': size(places * whole),
    rate: figure(asked / seconds), peak: figure((peak * asked) / seconds), 'peak-bits': speed(bits), sender: sender(bits),
  };
}
