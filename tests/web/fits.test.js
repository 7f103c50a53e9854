// Every page in Chromium under what readers may do to it: wider spacing of text, zoom to 400 %, and fingers.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { starters, visit } from './driver.js';

const pages = readdirSync('dist/site', { recursive: true }).map(String).filter((file) => file.endsWith('.html') && file !== 'embed.html');
/** The functions of fits.js as the page can have them. */
const helpers = readFileSync('tests/web/fits.js', 'utf8').replace(/^export /gm, '');
const web = visit(starters[0]);

for (const page of pages)
  test(`${page}: with wider text and at 400 % nothing is cut off or too wide, and every target is 24 px or stands alone`, async () => {
    const tab = await web.browser.open({ before: `${helpers}; Object.assign(window, { spaceText, cutOff, tooWide, tooSmall });` });
    await tab.page.goto(web.server.url + page);
    await tab.until(() => !document.getElementById('theme').disabled);
    const simulator = tab.page.locator('tradeoff-sim').first();
    if ((await simulator.count()) > 0 && (await simulator.isVisible())) {
      await simulator.scrollIntoViewIfNeeded();
      await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas:not([hidden])'));
      await tab.page.evaluate(() => (document.querySelector('tradeoff-sim').shadowRoot.querySelector('.numbers').open = true));
    }
    const see = () => tab.page.evaluate(() => ({ cut: window.cutOff(), wide: Math.max(0, window.tooWide()) }));
    const whole = { cut: [], wide: 0 };
    assert.deepEqual(await tab.page.evaluate(() => window.tooSmall()), [], 'too small');
    // 1280 × 1024 at 400 %.
    await tab.resize(320, 256);
    assert.deepEqual(await see(), whole, 'at 400 %');
    assert.deepEqual(await tab.page.evaluate(() => window.tooSmall()), [], 'too small at 400 %');
    await tab.page.evaluate(() => window.spaceText());
    assert.deepEqual(await see(), whole, 'at 400 % with wider text');
    await tab.resize(1280, 900);
    assert.deepEqual(await see(), whole, 'with wider text');
    await tab.close();
  });
