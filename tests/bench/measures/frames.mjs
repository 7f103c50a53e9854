// How long a frame of every simulator takes, the model's sixtieth of a second included: at its defaults, and with the
// controls where it takes longest.
import { median, printed } from '../programs.mjs';
import { descriptions, drawn, open, pageOf, withChromium, withSite } from '../browser.mjs';

const limit = 1000 / 60;

/** In the page: the frame's time with each control at the value that makes it slowest, one control after the other.
 * @param {any[]} params */
function slowest(params) {
  const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
  const values = (/** @type {any} */ param) => param.choices?.length > 0 ? param.choices.map(({ id }) => id)
    : param.kind === 'boolean' ? [true, false] : [param.min, param.max];
  let worst = sim.frameTime(5);
  for (const param of params) {
    let kept = sim.scene.params[param.id];
    for (const value of values(param)) {
      sim.set(param.id, value);
      const time = sim.frameTime(5);
      if (time <= worst) continue;
      worst = time;
      kept = value;
    }
    sim.set(param.id, kept);
  }
  return { time: sim.frameTime(60), at: sim.query };
}

/** @param {any} browser @param {string} url @param {any} description */
async function both(browser, url, { id, params }) {
  const page = await open(browser);
  page.setDefaultTimeout(120_000);
  await page.goto(url + pageOf(id));
  await drawn(page);
  const plain = await page.evaluate(() => /** @type {any} */ (document.querySelector('tradeoff-sim')).frameTime(60));
  const heavy = await page.evaluate(slowest, params);
  await page.context().close();
  return { id, plain, heavy };
}

export const measure = () => withSite((url) => withChromium(async (browser) => {
  const found = [];
  for (const description of descriptions()) found.push(await both(browser, url, description));
  const row = (what, ours, detail) => ({ what, ours, unit: 'ms', against: 'a frame at 60 Hz', theirs: limit, most: 1, detail });
  const slow = (/** @type {(one: any) => number} */ of) => found.reduce((a, b) => (of(b) > of(a) ? b : a));
  const plain = slow((one) => one.plain), heavy = slow((one) => one.heavy.time);
  const native = printed('build/native/lesson_bench_histogram');
  return [
    row(`frame at defaults, median of ${found.length} simulators`, median(found.map((one) => one.plain))),
    row(`frame at defaults, the slowest simulator (${plain.id})`, plain.plain),
    row(`frame at its heaviest, the slowest simulator (${heavy.id})`, heavy.heavy.time),
    ...found.flatMap(({ id, plain: time, heavy: { time: longest } }) => [row(`frame of ${id} at defaults`, time, true), row(`frame of ${id} at its heaviest`, longest, true)]),
    { what: 'frame of percentiles at defaults, WASM with drawing', ours: found.find(({ id }) => id === 'percentiles').plain, unit: 'ms', against: 'model and layout natively', theirs: native.frame_ms, detail: true },
  ];
}));
