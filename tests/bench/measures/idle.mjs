// Energy, by proxy: seconds of CPU, over all of the browser's processes, that a page left open for a minute takes.
import { chapter } from '../../web/driver.js';
import { cpuSeconds, drawn, helloWorld, open, pageOf, pause, withChromium, withSite } from '../browser.mjs';

/** Starts a run that plays slowly, and again whenever it has ended. @param {any} page */
async function playing(page) {
  await drawn(page);
  await page.evaluate(() => {
    const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
    sim.act('play');
    setInterval(() => sim.act('play'), 5000);
  });
}

/** @param {string} url @param {(page: any) => Promise<any>} settle Waits until the page is as it will stay. @param {object} [options] */
const left = (url, settle, options) => withChromium(async (browser) => {
  const page = await open(browser, options);
  await page.goto(url);
  await settle(page);
  await pause(45); // What loading left to do: compiling once more and better, and half a minute later collecting what it left.
  const from = await cpuSeconds(browser);
  await pause(60);
  return (await cpuSeconds(browser)) - from;
});

export const measure = () => withSite(async (site) => {
  const hello = await helloWorld();
  // A browser tidies up when it likes: the better of two rounds, side by side.
  const round = () => Promise.all([left(site + chapter, drawn), left('about:blank', async () => {}), left(site + chapter, async () => {}, { javaScriptEnabled: false })]);
  const rounds = [await round(), await round()];
  const [idle, empty, unscripted] = rounds.sort(([a, b], [c, d]) => a - b - (c - d))[0];
  const moving = await left(site + pageOf('partition'), playing);
  const floor = await left(hello.url, (page) => page.waitForFunction(() => window.firstFrame));
  await hello.close();
  const row = (what, ours, against, theirs, most) => ({ what, ours, unit: 's', against, theirs, most });
  return [
    row('CPU of a chapter left open for 60 s, simulator at rest', idle, 'an empty page', empty),
    // A sixth of a percent of a core: what two empty pages differ by.
    row('the same, beyond the empty page', Math.max(0, idle - empty), 'limit', 0.1, 1),
    row('the same, its simulator drawn', idle, 'the same page without scripts', unscripted),
    row('CPU of a simulator that plays for 60 s', moving, 'SDL2 + ImGui hello-world', floor),
  ];
});
