// What only one of the two drivers can do: touch, densities, scripts off, axe.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { chapter, inStage, openSimulator, params, pixels, starters, visit } from './driver.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const web = visit(starters[0]);

/** @param {any} tab @param {[number, number][]} path */
async function swipe(tab, path) {
  const client = await tab.page.context().newCDPSession(tab.page);
  const touch = (type, points) => client.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x: path[0][0], y: path[0][1] }]);
  for (const [x, y] of path.slice(1)) await touch('touchMove', [{ x, y }]);
  await touch('touchEnd', []);
}

test('a finger drags a slider sideways and scrolls the page upwards', async () => {
  const tab = await web.browser.open({ width: 1280, height: 900, touch: true });
  await openSimulator(tab, web.server.url + chapter);
  const from = await inStage(tab, 29, 54 + 3 * 56);
  await swipe(tab, Array.from({ length: 9 }, (_, i) => [from.x + 15 * i, from.y]));
  await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends > 30);
  const start = await tab.page.evaluate(() => scrollY);
  const middle = await inStage(tab, 600, 500);
  const held = await params(tab);
  await swipe(tab, Array.from({ length: 12 }, (_, i) => [middle.x, middle.y - 25 * i]));
  await tab.until((y) => scrollY > y + 100, start);
  assert.deepEqual(await params(tab), held);
  await tab.close();
});

for (const density of [1, 2, 3]) {
  test(`at ${density} device pixels to a CSS pixel the canvas has them all`, async () => {
    const tab = await web.browser.open({ density });
    await openSimulator(tab, web.server.url + chapter);
    const ratio = await tab.page.evaluate(() => {
      const canvas = document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas');
      return canvas.width / canvas.clientWidth;
    });
    assert.ok(Math.abs(ratio - density) < 0.01, String(ratio));
    await tab.close();
  });
}

test('without scripts the poster, the text and the quiz answers are there', async () => {
  const tab = await web.browser.open({ scripts: false });
  await tab.page.goto(web.server.url + chapter);
  assert.equal(await tab.page.locator('.simulator').first().locator('svg.poster:visible').count(), 1);
  assert.equal(await tab.page.locator('.simulator').first().locator('.fallback .summary:visible').count(), 1);
  await tab.page.locator('details.solution summary').first().click();
  assert.match(await tab.page.locator('details.solution').first().innerText(), /4\.9\s%/);
  await tab.close();
});

test('nothing shifts while the simulator loads, whatever part of it is in view', async () => {
  const watch = 'window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; }).observe({ type: "layout-shift", buffered: true });';
  for (const [width, past] of [[360, 0], [360, 1200], [720, 300], [1280, 0], [1280, 700]]) {
    const tab = await web.browser.open({ width, before: watch });
    await tab.page.goto(web.server.url + chapter);
    // A machine that is busy may show the text before its typeface: that is another shift, and none of the simulator's.
    await tab.page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      window.shift = 0;
    });
    await tab.page.evaluate((y) => scrollTo(0, scrollY + document.querySelector('tradeoff-sim').getBoundingClientRect().top + y), past);
    await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot?.querySelector('canvas:not([hidden])'));
    const shift = await tab.page.evaluate(() => window.shift);
    assert.ok(shift < 0.03, `${shift} at ${width} px, ${past} px into the simulator`);
    await tab.close();
  }
});

test('while the module loads its progress lies over the poster', async () => {
  const tab = await web.browser.open();
  let release = () => {};
  const held = new Promise((done) => (release = () => done(undefined)));
  await tab.page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await tab.page.goto(web.server.url + chapter);
  await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
  await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.loading progress'));
  const over = await tab.page.evaluate(() => {
    const sim = document.querySelector('tradeoff-sim');
    const [a, b] = [sim.shadowRoot.querySelector('.loading'), sim.querySelector('.poster.wide')].map((one) => one.getBoundingClientRect());
    return a.top >= b.top && a.bottom <= b.bottom && b.height > 300;
  });
  assert.ok(over);
  release();
  await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas:not([hidden])'));
  await tab.close();
});

for (const zoom of [2, 4]) {
  test(`at ${100 * zoom} % zoom all of it is there and sharp`, async () => {
    // What the browser does when it zooms: fewer CSS pixels, more device pixels to each.
    const tab = await web.browser.open({ width: 1280 / zoom, height: 900 / zoom, density: zoom });
    await openSimulator(tab, web.server.url + chapter);
    const seen = await tab.page.evaluate(() => {
      const canvas = document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas');
      return { overflow: document.documentElement.scrollWidth - innerWidth, ratio: canvas.width / canvas.clientWidth };
    });
    assert.ok(seen.overflow <= 0, `${seen.overflow} px too wide`);
    assert.ok(Math.abs(seen.ratio - zoom) < 0.02, String(seen.ratio));
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.prediction .primary').click());
    await tab.until(() => /it is 63/.test(document.querySelector('tradeoff-sim').shadowRoot.querySelector('.answer').textContent));
    await tab.close();
  });
}

test('forced colours reach the canvas', async () => {
  const tab = await web.browser.open();
  await openSimulator(tab, web.server.url + chapter);
  const before = await pixels(tab);
  await tab.page.emulateMedia({ forcedColors: 'active' });
  await tab.page.waitForTimeout(200);
  assert.notEqual(await pixels(tab), before);
  assert.deepEqual(tab.complaints, []);
  await tab.close();
});

for (const scheme of ['light', 'dark']) {
  test(`axe finds no violation in ${scheme}`, async () => {
    const tab = await web.browser.open({ scheme });
    await openSimulator(tab, web.server.url + chapter);
    await tab.page.evaluate(() => (document.querySelector('tradeoff-sim').shadowRoot.querySelector('.numbers').open = true));
    const client = await tab.page.context().newCDPSession(tab.page);
    // Through the debugger: the page's own policy lets no foreign script in.
    await client.send('Runtime.evaluate', { expression: axe });
    const violations = await tab.page.evaluate(async () => {
      const result = await /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'] });
      return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`);
    });
    assert.deepEqual(violations, []);
    await tab.close();
  });
}

test('mounting and unmounting a hundred times leaves nothing behind', async () => {
  const tab = await web.browser.open();
  await openSimulator(tab, web.server.url + chapter);
  await tab.page.evaluate(async () => {
    const figure = document.querySelector('figure.simulator');
    for (let i = 0; i < 100; ++i) {
      const sim = document.createElement('tradeoff-sim');
      sim.setAttribute('name', 'percentiles');
      const ready = new Promise((done) => sim.addEventListener('ready', done, { once: true }));
      figure.before(sim);
      await ready;
      sim.remove();
      await new Promise((done) => setTimeout(done));
    }
  });
  assert.deepEqual(tab.complaints.filter((text) => !/Too many active WebGL contexts/.test(text)), []);
  assert.equal((await params(tab)).backends, 1);
  await tab.close();
});
