// Every page in Chromium: axe in both themes, narrow windows, reading without scripts, Lighthouse.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { arrival, chromiumFlags, serve, starters } from './driver.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = readdirSync('dist/site', { recursive: true }).map(String).filter((file) => file.endsWith('.html') && file !== 'embed.html'); // The frame is tested as one.
const chapters = pages.filter((page) => /^\d\d-/.test(page)).sort();
// Its performance score hangs on what else the machine does: a measurement, not a test.
const categories = ['accessibility', 'best-practices', 'seo'];

let server;
before(async () => (server = await serve()));
after(() => server?.close());

describe('every page', () => {
  let browser;
  before(async () => (browser = await starters[0]()));
  after(() => browser?.close());

  /** What axe finds, by all rules or only some. @param {import('./driver.js').Tab} tab @param {string[]} [rules] */
  async function violations(tab, rules) {
    const client = await tab.page.context().newCDPSession(tab.page);
    // Through the debugger: the page's own policy lets no foreign script in.
    await client.send('Runtime.evaluate', { expression: axe });
    return tab.page.evaluate(async (only) => {
      const runOnly = only && { type: 'rule', values: only };
      const { violations } = await /** @type {any} */ (window).axe.run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) });
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`);
    }, rules);
  }

  for (const page of pages) {
    test(`${page}: axe finds nothing in light and in dark, and nothing is too wide at 320 px`, async () => {
      const tab = await browser.open();
      await tab.page.goto(server.url + page);
      await tab.until(() => !document.getElementById('theme').disabled);
      assert.deepEqual(await violations(tab), []);
      await tab.page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await violations(tab, ['color-contrast', 'link-in-text-block']), []);
      await tab.resize(320, 640);
      const wide = await tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await tab.close();
    });

    test(`${page}: without scripts there are text, pictures and answers`, async () => {
      const tab = await browser.open({ scripts: false, width: 390, height: 800 });
      await tab.page.goto(server.url + page);
      const main = tab.page.locator('main');
      assert.ok((await main.innerText()).length > 100);
      for (const figure of await main.locator('figure.simulator').all()) {
        assert.equal(await figure.locator('svg.poster:visible').count(), 1);
        assert.ok((await figure.innerText()).length > 100);
      }
      const answers = main.locator('.quiz details.solution');
      for (let i = 0; i < (await answers.count()); ++i) {
        await answers.nth(i).locator('summary').click();
        assert.ok((await answers.nth(i).locator('.source').innerText()).length > 8);
      }
      if ((await tab.page.locator('.menu').count()) > 0) {
        await tab.page.locator('.menu').click();
        assert.ok(await tab.page.locator('#contents a[data-chapter]').first().isVisible());
      }
      assert.equal(await tab.page.locator('.search-button:visible').count(), 0);
      await tab.close();
    });
  }
});

describe('Lighthouse, as on a phone', () => {
  let browser;
  before(async () => {
    browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags, timeout: arrival });
  });
  after(() => browser?.close());

  for (const chapter of chapters) {
    test(`${chapter} scores 100 three times`, async () => {
      const page = await browser.newPage();
      const { lhr } = /** @type {any} */ (await lighthouse(server.url + chapter, { logLevel: 'error', onlyCategories: categories }, undefined, page));
      await page.close();
      assert.deepEqual(categories.map((name) => lhr.categories[name].score), [1, 1, 1]);
    });
  }
});
