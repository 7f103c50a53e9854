// In the page: how the computation of a picture and its frame grow with what is asked for.
import { growth } from '../programs.mjs';
import { drawn, open, pageOf, withChromium, withSite } from '../browser.mjs';

const requests = [10_000, 100_000, 1_000_000];
const backends = [1, 10, 100];

/** In the page: milliseconds of the whole computation after a control has moved from `from` to each of `values`, the best of
 * three, and of a frame then. @param {{ name: string, from: number, values: number[] }} asked */
function times({ name, from, values }) {
  const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
  const computed = (/** @type {number} */ value) => {
    sim.set(name, from);
    sim.settle();
    const start = performance.now();
    sim.set(name, value);
    sim.settle();
    return performance.now() - start;
  };
  const found = values.map((value) => ({ computed: Math.min(computed(value), computed(value), computed(value)), frame: sim.frameTime(30) }));
  sim.act('reset');
  return found;
}

/** @param {string} what @param {number[]} works @param {number[]} costs @param {string} of */
const rows = (what, works, costs, of) => growth(what, 'ms', works.map((work, i) => ({ work, cost: costs[i], name: `${work.toLocaleString('en')} ${of}${work === 1 ? '' : 's'}` })));

export const measure = () => withSite((url) => withChromium(async (browser) => {
  const page = await open(browser);
  await page.goto(url + pageOf('percentiles'));
  await drawn(page);
  const more = await page.evaluate(times, { name: 'requests', from: 100, values: requests });
  const wider = await page.evaluate(times, { name: 'backends', from: 2, values: backends });
  return [
    ...rows('computing a picture in the page', requests, more.map((one) => one.computed), 'request'),
    ...rows('its frame', requests, more.map((one) => one.frame), 'request'),
    ...rows('computing a picture in the page', backends, wider.map((one) => one.computed), 'backend'),
  ];
}));
