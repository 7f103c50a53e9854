// The lesson kept by its service worker: whole with the server stopped, and never made of two editions.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { start } from '../../scripts/lib/static-server.mjs';
import { makeServiceWorker } from '../../web/site/service-worker.mjs';
import { runDrill, seek, starters } from './driver.js';

const at = '/a/b/';
const drill = JSON.parse(readFileSync('content/drills/percentile.json', 'utf8'));
const drawn = () => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('canvas:not([hidden])');
const kept = () => navigator.serviceWorker.ready.then((one) => one.active?.state === 'activated' && navigator.serviceWorker.controller !== null);

/** Another edition: its words in the footer, and the page's script under another name. @param {string} folder @param {string} words @param {string} name */
async function makeEdition(folder, words, name) {
  cpSync('dist/site', folder, { recursive: true });
  const assets = join(folder, 'assets');
  const old = readdirSync(assets).find((name) => /^page\.\w{8}\.js$/.test(name)) ?? '';
  for (const end of ['', '.br', '.gz']) renameSync(join(assets, old + end), join(assets, `page.${name}.js${end}`));
  for (const file of readdirSync(folder, { recursive: true }).map(String).filter((name) => /\.html(\.br|\.gz)?$/.test(name))) {
    if (!file.endsWith('.html')) { rmSync(join(folder, file)); continue; }
    const html = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), html.replaceAll(old, `page.${name}.js`).replace('An open lesson', words));
  }
  for (const end of ['.br', '.gz']) rmSync(join(folder, `sw.js${end}`));
  await makeServiceWorker(folder);
}

const [next, third] = ['next', 'third'].map((name) => mkdtempSync(join(tmpdir(), `lesson-${name}-`)));
before(async () => {
  await makeEdition(next, 'The second edition', 'NEXTNEXT');
  await makeEdition(third, 'The third edition', 'THIRDTHI');
});
after(() => [next, third].forEach((folder) => rmSync(folder, { recursive: true })));

for (const startBrowser of starters) {
  describe(startBrowser.name.replace('start', ''), { concurrency: false }, () => {
    /** @type {any} */
    let browser, server;
    const port = () => (server ? Number(new URL(server.url).port) : 0);
    before(async () => (browser = await startBrowser({ workers: true })));
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    test('after one visit the lesson works whole with its server stopped', { timeout: 300_000 }, async () => {
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
      await seek(tab, 'percentile');
      await tab.until(() => document.querySelectorAll('.hits a').length > 3);
      // A drill, whose Python no page has asked for yet.
      await tab.page.goto(`${server.url}09-interview-arsenal/index.html`);
      assert.match(await runDrill(tab, drill.solution.join('\n')), /^All \d+ checks pass\.$/);
      const pages = readdirSync('dist/site', { recursive: true }).map(String).filter((file) => file.endsWith('index.html'));
      const answers = await tab.page.evaluate((all) => Promise.all(all.map(async (page) => (await fetch(`/a/b/${page}`)).status)), pages);
      assert.deepEqual(answers.filter((status) => status !== 200), []);
      // An address that is none: the lesson's own page, dressed, whose links lead home.
      await tab.page.goto(`${server.url}no/such/page.html`);
      await tab.until(() => document.getElementById('theme')?.disabled === false && document.querySelector('style') === null);
      assert.match(await tab.page.evaluate(() => document.querySelector('h1').textContent), /There is no such page/);
      await tab.page.evaluate(() => void setTimeout(() => document.querySelector('.home').click()));
      await tab.until((/** @type {string} */ home) => location.href.startsWith(home) && document.querySelector('.chapters'), server.url);
      await tab.page.goto(server.url);
      assert.match(await tab.page.evaluate(() => document.querySelector('[data-progress="03-describing-performance"] .how-far')?.textContent), /seen/);
      await tab.close();
    });

    test('an edition that came only in part is not made use of: the one before stays whole', { timeout: 300_000 }, async () => {
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

    test('a newer edition is announced, waits for consent, then takes over every tab', { timeout: 300_000 }, async () => {
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
      await tab.until(() => document.querySelector('.edition'));
      assert.match(await tab.page.evaluate(() => document.querySelector('.edition p').textContent), /is of the newer edition now/);
      // The first edition's files are gone from the store.
      const left = await tab.page.evaluate(async () => {
        const names = await caches.keys();
        const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return keys.flat().map(({ url }) => url).filter((url) => /\/page\.\w{8}\.js/.test(url));
      });
      assert.deepEqual(left.map((url) => url.includes('NEXTNEXT')), [true]);
      await tab.close();
    });

    test('several tabs change together, keep what was set up, and each says so; a third edition that came meanwhile is the one used', { timeout: 300_000 }, async () => {
      await server?.close();
      server = await start({ root: 'dist/site', at }); // At an address where nothing is kept yet.
      const first = await browser.open({ workers: true });
      await first.page.goto(server.url);
      await first.until(kept);
      // Other tabs of the same browser: a simulator that was set, questions begun, a drill half written.
      const other = await first.sibling();
      await other.page.goto(`${server.url}03-describing-performance/index.html`);
      await other.page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
      await other.until(drawn);
      await other.page.evaluate(() => {
        document.querySelector('tradeoff-sim').set('tail', 1.2);
        document.querySelectorAll('.question[data-kind=single] input')[1].click();
        document.querySelector('.question[data-kind=number] input[type=text]').value = '12.5';
      });
      await other.until(() => document.querySelector('tradeoff-sim').scene.params.tail === 1.2);
      const state = await other.page.evaluate(() => document.querySelector('tradeoff-sim').state);
      // A run that is too long to be kept must not keep its tab at the older edition.
      const long = await first.sibling();
      await long.page.goto(`${server.url}simulators/cascade/index.html`);
      await long.page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
      await long.until(drawn);
      await long.page.evaluate(() => Object.defineProperty(document.querySelector('tradeoff-sim'), 'state', { get() { throw new Error('This run is too long to save.'); } }));
      const drilling = await first.sibling();
      await drilling.page.goto(`${server.url}09-interview-arsenal/index.html`);
      await drilling.until(() => document.querySelector('#drill-percentile .run'));
      await drilling.page.evaluate(() => {
        const area = document.querySelector('#drill-percentile textarea');
        area.value = 'def half(written):';
        area.dispatchEvent(new Event('input'));
      });

      for (const root of [next, third]) {
        await server.close();
        server = await start({ root, at, port: port() });
        await first.page.evaluate(async () => {
          const registration = await navigator.serviceWorker.ready;
          // The one before may wait already.
          const { waiting } = registration;
          await registration.update();
          while (registration.waiting === waiting) await new Promise((done) => setTimeout(done, 50));
        });
      }
      await first.until(() => document.querySelector('.edition .primary'));
      // Nothing may come from the server any more: what is of the older edition would be gone from it.
      await server.close();
      await first.page.evaluate(() => document.querySelector('.edition .primary').click());
      for (const tab of [first, other, drilling, long]) {
        await tab.until(() => document.querySelector('.foot')?.textContent.includes('The third edition'));
        await tab.until(() => document.querySelector('.edition'));
        assert.match(await tab.page.evaluate(() => document.querySelector('.edition p').textContent), /is of the newer edition now.*as it was/);
        assert.equal(await tab.page.evaluate(() => document.querySelector('script[type=module]').src.includes('THIRDTHI')), true);
      }
      await other.page.bringToFront();
      await other.page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
      await other.until(drawn);
      assert.equal(await other.page.evaluate(() => document.querySelector('tradeoff-sim').state), state);
      assert.deepEqual(await other.page.evaluate(() => [document.querySelectorAll('.question[data-kind=single] input')[1].checked, document.querySelector('.question[data-kind=number] input[type=text]').value]), [true, '12.5']);
      await drilling.until(() => document.querySelector('#drill-percentile .run'));
      assert.equal(await drilling.page.evaluate(() => document.querySelector('#drill-percentile textarea').value), 'def half(written):');
      for (const tab of [other, drilling, long, first]) await tab.close();
    });
  });
}
