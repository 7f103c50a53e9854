// A Chromium whose processes can be measured, the lesson's server, and pages with simulators on them.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { start } from '../../scripts/lib/static-server.mjs';
import { chromiumFlags, serve } from '../web/driver.js';

/** The registry's simulators: id, title, parameters. */
export const descriptions = () => JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));
export const pageOf = (/** @type {string} */ id) => `simulators/${id}/index.html`;

/** Chromium of its own, closed afterwards. @template T @param {(browser: any) => Promise<T>} use @returns {Promise<T>} */
export async function withChromium(use) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** The built site, served. @template T @param {(url: string) => Promise<T>} use @returns {Promise<T>} */
export async function withSite(use) {
  const server = await serve();
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

/** The least that SDL2 and Dear ImGui need, served, compressed as the lesson is. */
export function helloWorld() {
  const folder = 'build/hello';
  mkdirSync(folder, { recursive: true });
  cpSync('tests/bench/hello-world/index.html', `${folder}/index.html`);
  for (const file of ['hello.js', 'hello.wasm']) {
    const bytes = readFileSync(`build/web/${file}`);
    writeFileSync(`${folder}/${file}`, bytes);
    writeFileSync(`${folder}/${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${folder}/${file}.gz`, gzipSync(bytes));
  }
  return start({ root: folder, policy: false });
}

/** A page without a service worker, so that nothing is kept behind the measurement's back. @param {any} browser @param {any} [options] */
export async function open(browser, { before = '', workers = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: workers ? 'allow' : 'block', ...options });
  if (before) await context.addInitScript(before);
  return context.newPage();
}

/** Brings the page's first simulator into view and waits until it has drawn. @param {any} page */
export async function drawn(page) {
  await page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
  await page.waitForFunction(() => document.querySelector('tradeoff-sim').shadowRoot?.querySelector('canvas:not([hidden])'), undefined, { timeout: 60_000 });
}

/** All processes of a browser. @param {any} browser @returns {Promise<{ id: number, type: string, cpuTime: number }[]>} */
async function processes(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}

/** Seconds of CPU that all of a browser's processes have used. @param {any} browser */
export const cpuSeconds = async (browser) => (await processes(browser)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);

/** Megabytes that all of a browser's processes hold, what they share counted once. @param {any} browser */
export async function megabytes(browser) {
  const share = (/** @type {number} */ id) => {
    try {
      return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1]);
    } catch {
      return 0; // It has ended since.
    }
  };
  return (await processes(browser)).reduce((sum, { id }) => sum + share(id), 0) / 1000;
}

/** A tall page with these simulators on it, a screen apart; all of them have drawn once. @param {any} page @param {string} url @param {string[]} ids */
export async function mount(page, url, ids) {
  await page.goto(`${url}licences/index.html`);
  await page.waitForFunction(() => customElements.get('tradeoff-sim'));
  await page.evaluate((names) => {
    const main = document.querySelector('main');
    main.replaceChildren(...names.map((name) => {
      const element = document.createElement('tradeoff-sim');
      element.setAttribute('name', name);
      element.style.marginBottom = '100vh'; // As much text follows it in a chapter.
      return element;
    }));
  }, ids);
  for (let i = 0; i < ids.length; ++i) {
    await page.evaluate((at) => document.querySelectorAll('tradeoff-sim')[at].scrollIntoView(), i);
    await page.waitForFunction((at) => document.querySelectorAll('tradeoff-sim')[at].shadowRoot?.querySelector('canvas:not([hidden])'), i, { timeout: 60_000 });
  }
  await page.evaluate(() => scrollTo(0, 0));
}

export const pause = (/** @type {number} */ seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
