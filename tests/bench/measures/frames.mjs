// How long drawing a frame takes, and a frame in which a control moves besides, with all that this changes: at the defaults, and
// with the other controls where it takes longest.
import { median } from '../programs.mjs';
import { descriptions, drawn, open, pageOf, withChromium, withSite } from '../browser.mjs';

/** Milliseconds: of drawing alone, and of all that happens between two pictures at 60 Hz. */
const limits = { drawn: 4, moved: 1000 / 60 };

/** In the page: `frame(count)`, the median time of so many frames in each of which the first control that has numbers has moved:
 * to take it in, to lay the picture out, to draw it and to bring the text up to date. And `slowest()`, the same with each control
 * at the value that makes it longest, one control after the other. @param {any[]} params */
function prepare(params) {
  const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
  const moved = params.find(({ choices }) => choices.length === 0) ?? params[0];
  const ends = (/** @type {any} */ { kind, choices, min, max }) => choices.length > 0 ? choices.map(({ id }) => id) : kind === 'boolean' ? [true, false] : [min, max];
  const frame = (/** @type {number} */ count) => {
    const now = sim.scene.params[moved.id];
    const other = typeof now === 'number' ? (now + moved.step <= moved.max ? now + moved.step : now - moved.step) : ends(moved).find((one) => one !== now);
    const times = Array.from({ length: count }, (_, i) => {
      const from = performance.now();
      sim.set(moved.id, i % 2 === 0 ? other : now);
      const taken = performance.now() - from;
      return taken + sim.frameTime(1); // What is left to compute, frames do in slices of 8 ms.
    });
    sim.set(moved.id, now);
    return times.sort((a, b) => a - b)[count >> 1];
  };
  const slowest = () => {
    let worst = frame(5);
    for (const param of params) {
      let kept = sim.scene.params[param.id];
      for (const value of ends(param)) {
        sim.set(param.id, value);
        const time = frame(5);
        if (time <= worst) continue;
        worst = time;
        kept = value;
      }
      sim.set(param.id, kept);
    }
    return frame(31);
  };
  Object.assign(window, { frame, slowest });
}

/** @param {any} browser @param {string} url @param {any} description */
async function both(browser, url, { id, params }) {
  const page = await open(browser);
  page.setDefaultTimeout(120_000);
  await page.goto(url + pageOf(id));
  await drawn(page);
  await page.evaluate(prepare, params.filter(({ hidden }) => !hidden));
  const drawing = () => page.evaluate(() => /** @type {any} */ (document.querySelector('tradeoff-sim')).frameTime(31));
  const plain = { drawn: await drawing(), moved: await page.evaluate(() => window.frame(31)) };
  const heavy = { moved: await page.evaluate(() => window.slowest()), drawn: await drawing() };
  await page.context().close();
  return { id, plain, heavy };
}

export const measure = () => withSite((url) => withChromium(async (browser) => {
  const found = [];
  for (const description of descriptions()) found.push(await both(browser, url, description));
  const rows = (/** @type {'drawn' | 'moved'} */ of, /** @type {string} */ words, /** @type {string} */ against) => {
    const row = (what, ours, detail) => ({ what, ours, unit: 'ms', against, theirs: limits[of], most: 1, detail });
    const slowest = (/** @type {'plain' | 'heavy'} */ at) => found.reduce((a, b) => (b[at][of] > a[at][of] ? b : a));
    const plain = slowest('plain'), heavy = slowest('heavy');
    return [
      row(`${words} at defaults, median of ${found.length} simulators`, median(found.map((one) => one.plain[of]))),
      row(`${words} at defaults, the slowest simulator (${plain.id})`, plain.plain[of]),
      row(`${words} at its heaviest, the slowest simulator (${heavy.id})`, heavy.heavy[of]),
      ...found.flatMap((one) => [row(`${words} of ${one.id} at defaults`, one.plain[of], true), row(`${words} of ${one.id} at its heaviest`, one.heavy[of], true)]),
    ];
  };
  return [...rows('drawn', 'drawing a frame', 'limit'), ...rows('moved', 'a frame in which a control moves', 'a frame at 60 Hz')];
}));
