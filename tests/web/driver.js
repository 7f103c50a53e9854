// Chromium (Playwright) and Firefox (WebDriver BiDi) behind the few calls that the tests need.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { start } from '../../scripts/lib/static-server.mjs';

/** How long a test waits for what must come, in milliseconds. Only a failure waits that long, and a busy machine needs it. */
const patience = 1000 * Number(process.env.TEST_PATIENCE ?? 40);
/** The same for a browser's start and a page's way. */
export const arrival = 3 * patience;

export const chapter = '03-describing-performance/index.html';

export const chromiumFlags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Waits for what a page cannot tell by itself: what a server got, or where a frame is. @param {() => any} holds */
export async function until(holds) {
  for (const begun = performance.now(); !(await holds()); await new Promise((done) => setTimeout(done, 50)))
    assert.ok(performance.now() < begun + patience, `it never came to ${holds}`);
}

/** What both browsers' pages share, and what differs, under one name. `sibling` opens another tab that shares all the browser keeps.
 * @typedef {{ page: any, complaints: string[], requests: string[], close: () => Promise<void>, sibling: () => Promise<Tab>,
 *   until: (test: Function | string, arg?: any) => Promise<void>, resize: (width: number, height: number) => Promise<void> }} Tab */

/** @param {any} page @param {string[]} complaints @param {string[]} requests */
function listen(page, complaints, requests) {
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning', 'warn'].includes(message.type()) && !/^Service Worker registration blocked by Playwright/.test(text)) complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
}

async function startChromium() {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags, timeout: arrival });
  return {
    name: 'Chromium',
    close: () => browser.close(),
    /** @param {any} options @returns {Promise<Tab>} */
    async open({ width = 1280, height = 900, scheme = 'light', density = 1, touch = false, scripts = true, before, reduced = false, workers = false } = {}) {
      const context = await browser.newContext({
        serviceWorkers: workers ? 'allow' : 'block',
        viewport: { width, height }, colorScheme: scheme, deviceScaleFactor: density, hasTouch: touch,
        javaScriptEnabled: scripts, reducedMotion: reduced ? 'reduce' : 'no-preference',
      });
      if (before) await context.addInitScript(before);
      const tab = async (/** @type {(page: any) => Promise<void>} */ close) => {
        const page = await context.newPage();
        page.setDefaultTimeout(arrival);
        const complaints = [];
        const requests = [];
        listen(page, complaints, requests);
        return {
          page, complaints, requests, close: () => close(page), sibling: () => tab((other) => other.close()),
          until: async (test, arg) => void (await page.waitForFunction(test, arg, { timeout: patience })),
          resize: (w, h) => page.setViewportSize({ width: w, height: h }),
        };
      };
      return tab(() => context.close());
    },
  };
}

/** @param {{ workers?: boolean }} [options] `workers`: let the lesson keep itself for the time without a network. */
async function startFirefox({ workers = false } = {}) {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false, timeout: arrival,
    env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' },
    extraPrefsFirefox: { 'webgl.force-enabled': true, 'app.update.enabled': false, 'dom.serviceWorkers.enabled': workers },
  });
  return {
    name: 'Firefox',
    close: () => browser.close(),
    /** @param {any} options @returns {Promise<Tab>} */
    async open({ width = 1280, height = 900, before } = {}) {
      const open = this.open.bind(this, { width, height, before });
      const page = await browser.newPage();
      page.setDefaultNavigationTimeout(arrival);
      await page.setViewport({ width, height });
      if (before) await page.evaluateOnNewDocument(before);
      const complaints = [];
      const requests = [];
      listen(page, complaints, requests);
      return {
        page, complaints, requests, close: () => page.close(), sibling: open,
        until: async (test, arg) => void (await page.waitForFunction(test, { timeout: patience, polling: 50 }, arg)),
        resize: (w, h) => page.setViewport({ width: w, height: h }),
      };
    },
  };
}

export const starters = [startChromium, startFirefox];
export const serve = () => start({ root: 'dist/site' });

/** A server and a browser, there from before a suite's first test until after its last. @param {() => Promise<any>} startBrowser */
export function visit(startBrowser) {
  const web = /** @type {{ server: any, browser: any }} */ ({});
  before(async () => {
    web.server = await serve();
    web.browser = await startBrowser();
  });
  after(async () => {
    await web.browser?.close();
    await web.server?.close();
  });
  return web;
}

/** The same suite in Chromium and in Firefox. @param {(web: ReturnType<typeof visit>, name: string) => void} tests */
export function inBothBrowsers(tests) {
  for (const startBrowser of starters) {
    const name = startBrowser.name.replace('start', '');
    describe(name, { concurrency: false }, () => tests(visit(startBrowser), name));
  }
}

/** Opens the chapter and waits until its simulator has drawn. @param {Tab} tab @param {string} url */
export async function openSimulator(tab, url) {
  await tab.page.goto(url);
  await tab.page.evaluate(() => document.querySelector('tradeoff-sim')?.scrollIntoView({ block: 'start' }));
  await tab.until(() => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('canvas:not([hidden])'));
}

/** The values that the simulator holds. @param {Tab} tab */
export const params = (tab) => tab.page.evaluate(() => /** @type {any} */ (document.querySelector('tradeoff-sim')).scene.params);

/** Where a point of the stage (in CSS px from its top left) is in the window. @param {Tab} tab @param {number} x @param {number} y */
export const inStage = (tab, x, y) =>
  tab.page.evaluate(([dx, dy]) => {
    const box = /** @type {any} */ (document.querySelector('tradeoff-sim')).shadowRoot.querySelector('canvas').getBoundingClientRect();
    return { x: box.x + dx, y: box.y + dy };
  }, [x, y]);

/** Takes the drawing surface's context away, or gives it back. @param {Tab} tab @param {'loseContext' | 'restoreContext'} what */
export const context = (tab, what) =>
  tab.page.evaluate((/** @type {string} */ call) => {
    const page = /** @type {any} */ (window);
    const { stage } = /** @type {any} */ (document.querySelector('tradeoff-sim'));
    (page.surface ??= stage.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context'))[call]();
  }, what);

/** Puts words into the open search at once: letter by letter, what is found for a part of them comes first. @param {Tab} tab @param {string} words */
export async function seek(tab, words) {
  await tab.until(() => document.querySelector('#search-words'));
  await tab.page.evaluate((text) => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector('#search-words'));
    field.value = text;
    field.dispatchEvent(new Event('input'));
  }, words);
}

/** Writes code into the percentile drill of the page, runs it, and gives what the drill says of it. @param {Tab} tab @param {string} code
 * @returns {Promise<string>} */
export async function runDrill(tab, code) {
  await tab.until(() => document.querySelector('#drill-percentile .run'));
  await tab.page.evaluate((text) => {
    const drill = /** @type {any} */ (document.querySelector('#drill-percentile'));
    const area = drill.querySelector('textarea');
    area.value = text;
    area.dispatchEvent(new Event('input'));
    drill.querySelector('.run').click();
  }, code);
  await tab.until(() => document.querySelector('#drill-percentile .run')?.textContent === 'Run the checks');
  return tab.page.evaluate(() => document.querySelector('#drill-percentile .status')?.textContent ?? '');
}

/** A fingerprint of the canvas's pixels. @param {Tab} tab */
export const pixels = (tab) =>
  tab.page.evaluate(() => new Promise((done) => {
    const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
    const canvas = sim.shadowRoot.querySelector('canvas');
    // Read in the frame that draws: WebGL drops its picture afterwards.
    sim.woke();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      sim.woke();
      requestAnimationFrame(() => {
        const copy = document.createElement('canvas');
        copy.width = canvas.width;
        copy.height = canvas.height;
        const pen = /** @type {any} */ (copy.getContext('2d'));
        pen.drawImage(canvas, 0, 0);
        const data = new Uint32Array(pen.getImageData(0, 0, copy.width, copy.height).data.buffer);
        let hash = 0;
        for (const word of data) hash = (Math.imul(hash, 31) + word) | 0;
        done(hash);
      });
    }));
  }));
