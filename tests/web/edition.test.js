// The lesson kept by its service worker: whole with the server stopped, and never made of two editions.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { start } from '../../scripts/lib/static-server.mjs';
import { makeServiceWorker } from '../../web/site/service-worker.mjs';
import { runDrill, starters } from './driver.js';

const at = '/a/b/';
const drill = JSON.parse(readFileSync('content/drills/percentile.json', 'utf8'));
const drawn = () => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('canvas:not([hidden])');
const kept = () => navigator.serviceWorker.ready.then((one) => one.active?.state === 'activated' && navigator.serviceWorker.controller !== null);

/** The next edition: another footer, and the page's script under another name. @param {string} folder */
async function makeNext(folder) {
  cpSync('dist/site', folder, { recursive: true });
  const assets = join(folder, 'assets');
  const old = readdirSync(assets).find((name) => /^page\.\w{8}\.js$/.test(name)) ?? '';
  for (const end of ['', '.br', '.gz']) renameSync(join(assets, old + end), join(assets, `page.NEXTNEXT.js${end}`));
  for (const file of readdirSync(folder, { recursive: true }).map(String).filter((name) => /\.html(\.br|\.gz)?$/.test(name))) {
    if (!file.endsWith('.html')) { rmSync(join(folder, file)); continue; }
    const html = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), html.replaceAll(old, 'page.NEXTNEXT.js').replace('An open lesson', 'The second edition'));
  }
  for (const end of ['.br', '.gz']) rmSync(join(folder, `sw.js${end}`));
  await makeServiceWorker(folder);
}

for (const startBrowser of starters) {
  describe(startBrowser.name.replace('start', ''), { concurrency: false }, () => {
    /** @type {any} */
    let browser, server;
    const next = mkdtempSync(join(tmpdir(), 'lesson-next-'));
    const port = () => Number(new URL(server.url).port);
    before(async () => {
      await makeNext(next);
      browser = await startBrowser({ workers: true });
    });
    after(async () => {
      await browser?.close();
      await server?.close();
      rmSync(next, { recursive: true });
    });

    test('after one visit the lesson works whole with its server stopped', { timeout: 120_000 }, async () => {
      server = await start({ root: 'dist/site', at });
      const tab = await browser.open({ workers: true });
      await tab.page.goto(server.url);
      await tab.until(kept);
      await server.close();
      await assert.rejects(fetch(server.url));
      // A chapter that was never opened, with parameters; its simulator; search; progress; all other pages.
      await tab.page.goto(`${server.url}03-describing-performance/index.html?tail=1.2`);
      await tab.page.evaluate(() => document.querySelector('tradeoff-sim')?.scrollIntoView());
      await tab.until(drawn);
      assert.equal(await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scene.params.tail), 1.2);
      await tab.page.evaluate(() => document.querySelector('.question[data-kind=single] input')?.click());
      await tab.page.evaluate(() => document.querySelector('.question[data-kind=single] .check')?.click());
      await tab.until(() => document.querySelector('.question[data-kind=single] .verdict')?.textContent !== '');
      await tab.page.evaluate(() => document.querySelector('button[data-open=search]')?.click());
      await tab.until(() => document.querySelector('#search-words'));
      await tab.page.evaluate(() => {
        const field = document.querySelector('#search-words');
        field.value = 'percentile';
        field.dispatchEvent(new Event('input'));
      });
      await tab.until(() => document.querySelectorAll('.hits a').length > 3);
      // A drill, whose Python no page has asked for yet.
      await tab.page.goto(`${server.url}09-interview-arsenal/index.html`);
      assert.match(await runDrill(tab, drill.solution.join('\n')), /^All \d+ checks pass\.$/);
      const pages = readdirSync('dist/site', { recursive: true }).map(String).filter((file) => file.endsWith('index.html'));
      const answers = await tab.page.evaluate((all) => Promise.all(all.map(async (page) => (await fetch(`/a/b/${page}`)).status)), pages);
      assert.deepEqual(answers.filter((status) => status !== 200), []);
      await tab.page.goto(server.url);
      assert.match(await tab.page.evaluate(() => document.querySelector('[data-progress="03-describing-performance"] .how-far')?.textContent), /seen/);
      await tab.close();
    });

    test('an edition that came only in part is not made use of: the one before stays whole', { timeout: 120_000 }, async () => {
      server = await start({ root: 'dist/site', at, port: port() });
      const tab = await browser.open({ workers: true });
      await tab.page.goto(server.url);
      await tab.until(kept);
      await server.close();
      // The next edition's list is there, one of its files is not.
      const [lost, away] = [join(next, 'assets/page.NEXTNEXT.js'), join(next, 'away')];
      renameSync(lost, away);
      server = await start({ root: next, at, port: port() });
      await tab.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update().catch(() => {});
        while (registration.installing) await new Promise((done) => setTimeout(done, 50));
      });
      assert.equal(await tab.page.evaluate(() => document.querySelector('.edition')), null);
      await server.close();
      await tab.page.goto(`${server.url}02-scalability/index.html`);
      await tab.page.evaluate(() => document.querySelector('tradeoff-sim')?.scrollIntoView());
      await tab.until(drawn);
      assert.equal(await tab.page.evaluate(() => document.querySelector('.foot').textContent.includes('The second edition')), false);
      renameSync(away, lost);
      await tab.close();
    });

    test('a newer edition is announced, waits for consent, then takes over every tab', { timeout: 120_000 }, async () => {
      server = await start({ root: 'dist/site', at, port: port() });
      const tab = await browser.open({ workers: true });
      await tab.page.goto(server.url);
      await tab.until(kept);
      await tab.page.goto(`${server.url}01-reliability/index.html`);
      await server.close();
      server = await start({ root: next, at, port: port() });
      await tab.page.evaluate(() => navigator.serviceWorker.ready.then((one) => one.update()));
      await tab.until(() => document.querySelector('.edition'));
      assert.match(await tab.page.evaluate(() => document.querySelector('.edition p').textContent), /newer edition of this lesson is ready/);
      // Not yet wanted: another page is still of the first edition, script and all.
      await tab.page.goto(`${server.url}02-scalability/index.html`);
      const edition = () => tab.page.evaluate(() => [document.querySelector('.foot').textContent.includes('The second edition'), document.querySelector('script[type=module]').src.includes('NEXTNEXT')]);
      assert.deepEqual(await edition(), [false, false]);
      await tab.until(() => document.querySelector('.edition button'));
      await tab.page.evaluate(() => document.querySelector('.edition button').click());
      await tab.until(() => document.querySelector('.foot')?.textContent.includes('The second edition'));
      assert.deepEqual(await edition(), [true, true]);
      assert.equal(await tab.page.evaluate(() => document.querySelector('.edition')), null);
      // The first edition's files are gone from the store.
      const left = await tab.page.evaluate(async () => {
        const names = await caches.keys();
        const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return keys.flat().map(({ url }) => url).filter((url) => /page\.\w{8}\.js/.test(url));
      });
      assert.deepEqual(left.map((url) => url.includes('NEXTNEXT')), [true]);
      await tab.close();
    });
  });
}
