// The lesson as files: opened by their file:// address, with no server anywhere.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { runDrill, seek, starters } from './driver.js';

const folder = mkdtempSync(join(tmpdir(), 'lesson files ')); // A space, as on many a desk.
const at = (/** @type {string} */ file) => pathToFileURL(join(folder, 'trade-offs-lesson', file)).href;
const drill = JSON.parse(readFileSync('content/drills/percentile.json', 'utf8'));
const drawn = () => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('canvas:not([hidden])');

before(() => {
  execFileSync('node', ['web/site/package.mjs'], { stdio: 'pipe' });
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync('dist/offline.zip')))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
});
after(() => rmSync(folder, { recursive: true }));

test('every link of the unpacked pages leads to a file', () => {
  const root = join(folder, 'trade-offs-lesson');
  for (const page of readdirSync(root, { recursive: true }).map(String).filter((file) => file.endsWith('.html')))
    for (const [, , address] of readFileSync(join(root, page), 'utf8').matchAll(/\s(href|src)="([^"#?]+)[^"]*"/g))
      assert.ok(existsSync(join(root, dirname(page), address)), `${address} in ${page}`);
});

for (const startBrowser of starters) {
  describe(startBrowser.name.replace('start', ''), { concurrency: false }, () => {
    /** @type {any} */
    let browser;
    before(async () => (browser = await startBrowser()));
    after(() => browser?.close());

    test('unpacked and opened by double click, simulators, quizzes, search and progress work', { timeout: 300_000 }, async () => {
      const tab = await browser.open();
      await tab.page.goto(at('index.html'));
      await tab.page.evaluate(() => document.querySelector('a[href^="03-"]').click());
      await tab.until(() => location.href.includes('03-describing'));
      await tab.until(() => document.querySelector('tradeoff-sim'));
      await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
      await tab.until(drawn);
      assert.equal(await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scene.params.backends), 1);
      await tab.page.evaluate(() => document.querySelector('a.preset[data-preset]').click());
      await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends !== 1);
      // A question, answered.
      await tab.page.evaluate(() => {
        const form = document.querySelector('.question[data-kind=single]');
        form.querySelector('[data-correct=true] input').click();
        form.querySelector('.check').click();
      });
      assert.match(await tab.page.evaluate(() => document.querySelector('.question[data-kind=single] .verdict').textContent), /^Right/);
      // Search, from the index to the page it leads to.
      await tab.page.evaluate(() => document.querySelector('button[data-open=search]').click());
      await seek(tab, 'quorum');
      await tab.until(() => document.querySelectorAll('.hits a').length > 0);
      await tab.page.evaluate(() => document.querySelector('.hits a').click());
      await tab.until(() => !location.href.includes('03-describing') || location.hash !== '');
      // Progress, on another page.
      await tab.page.goto(at('index.html'));
      assert.match(await tab.page.evaluate(() => document.querySelector('[data-progress="03-describing-performance"] .how-far').textContent), /1 of \d+ questions right/);
      assert.deepEqual(tab.requests.filter((url) => !/^(file|blob|data):/.test(url)), []);
      assert.deepEqual(tab.complaints.filter((words) => !/WebGL|GPU|GL Driver|swiftshader/i.test(words)), []);
      await tab.close();
    });

    test('the page that makes code for other pages works from a file, once it knows where the lesson lies', async () => {
      const tab = await browser.open();
      await tab.page.goto(at('embedding/index.html'));
      await tab.until(() => document.querySelector('.setup tradeoff-sim')?.scene && document.getElementById('make-base-refusal').textContent);
      assert.equal(await tab.page.evaluate(() => document.getElementById('code-frame').value), '', 'a file is no address for other pages');
      await tab.page.evaluate(() => {
        const field = document.querySelector('[name=base]');
        field.value = 'https://school.example/lesson/';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        document.querySelector('.seen').scrollIntoView();
      });
      await tab.until(() => document.getElementById('code-frame').value.includes('https://school.example/lesson/embed.html?sim='));
      await tab.until(() => document.querySelector('.seen tradeoff-sim')?.scene);
      assert.deepEqual(tab.requests.filter((url) => !/^(file|blob|data):/.test(url)), []);
      await tab.close();
    });

    test('a drill runs: Python comes from the files, the solution passes, an endless loop is stopped', { timeout: 300_000 }, async () => {
      const tab = await browser.open();
      await tab.page.goto(at('09-interview-arsenal/index.html'));
      assert.equal(await runDrill(tab, drill.solution.join('\n')), `All ${drill.visible.length + drill.hidden.length} checks pass.`);
      assert.match(await runDrill(tab, 'while True: pass'), /^Stopped after 8 seconds in the code outside its functions/);
      assert.deepEqual(tab.requests.filter((url) => !/^(file|blob|data):/.test(url)), []);
      assert.deepEqual(tab.complaints, []);
      await tab.close();
    });

    test('a worker of the lesson gets its script and what it fetches', async () => {
      const tab = await browser.open();
      mkdirSync(join(folder, 'trade-offs-lesson/data/assets'), { recursive: true });
      const { wrapped } = await import('../../web/site/classic.mjs');
      const put = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(folder, `trade-offs-lesson/data/assets/${name}.js`), wrapped(`assets/${name}`, Buffer.from(text)));
      put('echo.js', "addEventListener('message', async ({ data }) => postMessage(data + await (await fetch(new URL('word.txt', import.meta.url))).text()), { once: true });");
      put('word.txt', ' and back');
      await tab.page.goto(at('index.html'));
      const heard = await tab.page.evaluate(() => new Promise((done) => {
        const worker = new Worker(new URL('assets/echo.js', document.baseURI), { type: 'module' });
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = ({ message }) => done(message);
        worker.postMessage('there');
      }));
      assert.equal(heard, 'there and back');
      const missing = await tab.page.evaluate(() => fetch('assets/none.json').then(() => '', (error) => error.message));
      assert.equal(missing, "assets/none.json is not among the lesson's files");
      await tab.close();
    });

    test('one file holds a simulator whole, and no more than 1.2 MB', { timeout: 300_000 }, async () => {
      const names = readdirSync('dist/single');
      const ids = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8')).map((one) => `${one.id}.html`);
      assert.deepEqual(names.sort(), ids.sort());
      for (const name of names) assert.ok(statSync(join('dist/single', name)).size <= 1_200_000, name);
      const alone = join(folder, 'alone.html');
      writeFileSync(alone, readFileSync(join('dist/single', names[0])));
      const tab = await browser.open();
      await tab.page.goto(pathToFileURL(alone).href);
      await tab.until(drawn);
      await tab.page.evaluate(() => document.querySelector('a.preset').click());
      assert.deepEqual(tab.requests.filter((url) => !/^(blob|data):/.test(url) && url !== pathToFileURL(alone).href), []);
      assert.deepEqual(tab.complaints.filter((words) => !/WebGL|GPU|GL Driver|swiftshader/i.test(words)), []);
      await tab.close();
    });

    test('one file begins as its address says, and its link opens the same', { timeout: 300_000 }, async () => {
      const tab = await browser.open();
      const alone = pathToFileURL('dist/single/percentiles.html').href;
      const tail = () => tab.page.evaluate(() => document.querySelector('tradeoff-sim').scene.params.tail);
      const open = async (/** @type {string} */ address) => {
        await tab.page.goto(address);
        await tab.until(() => document.querySelector('tradeoff-sim')?.scene);
      };
      await open(`${alone}?tail=1.2`);
      assert.equal(await tail(), 1.2);
      const link = await tab.page.evaluate(() => new Promise((done) => {
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (/** @type {string} */ text) => done(text) } });
        const sim = document.querySelector('tradeoff-sim');
        sim.set('tail', 0.9);
        [...sim.shadowRoot.querySelectorAll('button')].find((one) => one.textContent === 'Copy link').click();
      }));
      assert.ok(link.startsWith(`${alone}?`), link);
      await tab.page.goto('about:blank');
      await open(link);
      assert.equal(await tail(), 0.9);
      await tab.close();
    });
  });
}
