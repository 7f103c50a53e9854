// What simulators on a page hold in memory, in all of the browser's processes; and whether such a page scrolls.
import { descriptions, megabytes, mount, open, pause, withChromium, withSite } from '../browser.mjs';

/** Megabytes of a browser with so many simulators on its page, all of which have drawn. @param {string} url @param {string[]} ids */
const held = (url, ids) => withChromium(async (browser) => {
  const page = await open(browser);
  await mount(page, url, ids);
  await pause(2);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await pause(1);
  return megabytes(browser);
});

/** Milliseconds of the longest time without a frame while the page is scrolled from end to end. @param {string} url @param {string[]} ids */
const longestGap = (url, ids) => withChromium(async (browser) => {
  const page = await open(browser);
  await mount(page, url, ids);
  await page.evaluate(() => {
    let last = performance.now();
    window.gap = 0;
    requestAnimationFrame(function frame(now) {
      window.gap = Math.max(window.gap, now - last);
      last = now;
      requestAnimationFrame(frame);
    });
  });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const session = await page.context().newCDPSession(page);
  for (const direction of [-1, 1])
    await session.send('Input.synthesizeScrollGesture', { x: 640, y: 30, yDistance: direction * height, speed: 3000, gestureSourceType: 'mouse' });
  return page.evaluate(() => window.gap);
});

export const measure = () => withSite(async (url) => {
  const ids = descriptions().map(({ id }) => id).slice(0, 12);
  const none = await held(url, []);
  const extra = [];
  for (const count of [1, 4, 12]) extra.push((await held(url, ids.slice(0, count))) - none);
  const row = (count, more) => ({ what: `memory of ${count} on a page, beyond the page without`, unit: 'MB', ...more });
  return [
    row('one simulator', { ours: extra[0], against: 'the page without', theirs: none }),
    row('4 simulators', { ours: extra[1], against: '4 times that of one', theirs: 4 * extra[0] }),
    row('12 simulators', { ours: extra[2], against: 'limit', theirs: 200, most: 1 }),
    row('12 simulators', { ours: extra[2], against: '12 times that of one', theirs: 12 * extra[0] }),
    { what: 'longest time without a frame, scrolling past 12 simulators and back', ours: await longestGap(url, ids), unit: 'ms', against: 'limit', theirs: 1000, most: 1 },
  ];
});
