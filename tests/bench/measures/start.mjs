// How soon a reader sees the simulator move: against the least that SDL2 and Dear ImGui take, and over a slow network.
import { chapter } from '../../web/driver.js';
import { helloWorld, open, withChromium, withSite } from '../browser.mjs';
import { median } from '../programs.mjs';

const rounds = 7;
const alone = 'embed.html?sim=percentiles'; // The simulator and nothing else, as the hello-world is.

/** Notes when a page's first simulator has drawn, with the page scrolled to it as soon as it is there. */
const watch = `
  addEventListener('DOMContentLoaded', () => document.querySelector('tradeoff-sim')?.scrollIntoView());
  addEventListener('ready', (event) => requestAnimationFrame(function wait() {
    if (event.target.shadowRoot.querySelector('canvas:not([hidden])')) window.firstFrame ??= performance.now();
    else requestAnimationFrame(wait);
  }));`;

/** 4G as slow as its slow tenth: 1.6 Mbit/s down, half as much up, 150 ms. */
const slow = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.8e6 / 8 };

/** Milliseconds from navigation to the first drawn frame. @param {any} browser @param {string} url @param {object} [network] */
async function firstFrame(browser, url, network) {
  const page = await open(browser, { before: watch });
  if (network) {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
  }
  await page.goto(url);
  await page.waitForFunction(() => /** @type {any} */ (window).firstFrame, undefined, { timeout: 60_000 });
  const time = await page.evaluate(() => /** @type {any} */ (window).firstFrame);
  await page.context().close();
  return time;
}

/** Milliseconds until the practice page is whole and takes answers. @param {any} browser @param {string} site */
async function practice(browser, site) {
  const page = await open(browser);
  await page.goto(`${site}practice/index.html`);
  const time = await page.evaluate(() => /** @type {any} */ (performance.getEntriesByType('navigation')[0]).domContentLoadedEventEnd);
  await page.context().close();
  return time;
}

export const measure = () => withSite((site) => withChromium(async (browser) => {
  const floor = await helloWorld();
  const times = { alone: [], hello: [], chapter: [], slow: [], slowHello: [], practice: [] };
  // Turn about, so that whatever else the machine does meets all alike.
  for (let i = 0; i < rounds; ++i) {
    times.alone.push(await firstFrame(browser, site + alone));
    times.chapter.push(await firstFrame(browser, site + chapter));
    times.hello.push(await firstFrame(browser, floor.url));
    times.practice.push(await practice(browser, site));
    if (i >= 3) continue;
    times.slow.push(await firstFrame(browser, site + chapter, slow));
    times.slowHello.push(await firstFrame(browser, floor.url, slow));
  }
  await floor.close();
  const [one, least, whole, slowOurs, slowLeast, questions] = Object.values(times).map(median);
  const overSlow = 'a chapter with its simulator drawn, over 1.6 Mbit/s and 150 ms';
  return [
    { what: 'a simulator alone, to its first drawn frame', ours: one, unit: 'ms', against: 'SDL2 + ImGui hello-world', theirs: least, most: 1.3 },
    { what: 'a whole chapter, to its first drawn frame', ours: whole, unit: 'ms', against: 'SDL2 + ImGui hello-world', theirs: least },
    { what: 'the practice page, until it takes answers', ours: questions / 1000, unit: 's', against: 'limit', theirs: 2.5, most: 1 },
    { what: overSlow, ours: slowOurs / 1000, unit: 's', against: 'limit', theirs: 3.5, most: 1 },
    { what: overSlow, ours: slowOurs / 1000, unit: 's', against: 'SDL2 + ImGui hello-world', theirs: slowLeast / 1000 },
  ];
}));
