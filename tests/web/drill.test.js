// The drills on their page, used as people use them, in both browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { serve, starters } from './driver.js';

const page = '09-interview-arsenal/index.html';
const drill = JSON.parse(readFileSync('content/drills/percentile.json', 'utf8'));
const solution = drill.solution.join('\n');
const checks = drill.visible.length + drill.hidden.length;

for (const startBrowser of starters) {
  describe(startBrowser.name.replace('start', ''), { concurrency: false }, () => {
    let server, browser, tab;
    before(async () => {
      server = await serve();
      browser = await startBrowser();
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });
    const open = async (options = {}) => {
      tab = await browser.open({ before: 'try { if (!sessionStorage.begun) localStorage.clear(); sessionStorage.begun = 1; } catch {}', ...options });
      await tab.page.goto(server.url + page);
      await tab.until(() => document.querySelector('#drill-percentile .run'));
    };
    /** Replaces the code as typing would. @param {string} code */
    const write = (code) => tab.page.evaluate((text) => {
      const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('#drill-percentile textarea'));
      area.value = text;
      area.dispatchEvent(new Event('input'));
    }, code);
    const press = () => tab.page.evaluate(() => /** @type {any} */ (document.querySelector('#drill-percentile .run')).click());
    const read = (/** @type {string} */ selector) => tab.page.evaluate((s) => document.querySelector(`#drill-percentile ${s}`)?.textContent ?? '', selector);
    /** Runs and waits for the end. @returns {Promise<string>} What the status says. */
    const run = async (/** @type {string} */ code) => {
      await write(code);
      await press();
      await tab.until(() => document.querySelector('#drill-percentile .run')?.textContent === 'Run the checks');
      return read('.status');
    };

    test('Python comes with the first run, the solution passes, and the page is told', async () => {
      await open();
      const python = () => tab.requests.filter((/** @type {string} */ url) => /python|drill-worker/.test(url));
      assert.deepEqual(python(), []);
      await tab.page.evaluate(() => document.addEventListener('lesson-result', (event) => (/** @type {any} */ (window).result = /** @type {CustomEvent} */ (event).detail)));
      assert.equal(await run(solution), `All ${checks} checks pass.`);
      assert.match(await read('.checks'), new RegExp(`${drill.hidden.length} hidden checks`));
      assert.deepEqual(await tab.page.evaluate(() => /** @type {any} */ (window).result),
        { question: '09-interview-arsenal/drill-percentile', dimension: 'code', correct: true, answer: `${checks} of ${checks} checks` });
      if (browser.name === 'Chromium') assert.ok(python().length > 0);
      assert.deepEqual(tab.complaints, []);
      await tab.close();
    });

    test('wrong code is told the failing input, what it should give and what it gave, hidden checks only then', async () => {
      await open();
      assert.doesNotMatch(await read('.table'), /\[\], 50/);
      const status = await run(solution.replace('rank - 1', 'min(rank, len(times) - 1)').replace('not times or ', ''));
      assert.match(status, /^\d+ of 20 checks pass\. First to fail: nearest_rank\(\[13, 11, 800, 12, 14, 11, 16, 12, 15, 13\], 90\) should give 16 and gave 800\.$/);
      const list = await read('.checks');
      assert.match(list, /One too far: rank 9 is index 8/);
      assert.match(list, /nearest_rank\(\[\], 50\) should give a ValueError and gave/);
      await tab.close();
    });

    test('a syntax error names its line', async () => {
      await open();
      assert.equal(await run('def linear(times, p):\n    return (1 +\n'), 'Line 3: this is not Python yet (invalid syntax).');
      await tab.close();
    });

    test('an endless loop is stopped with a sentence, and the next run works', async () => {
      await open();
      await write(solution.replace('times = ordered(times, p)', 'while True: pass'));
      await press();
      await tab.until(() => document.querySelector('#drill-percentile .run')?.textContent === 'Run the checks');
      assert.equal(await read('.status'), 'Stopped after 8 seconds in nearest_rank([13, 11, 800, 12, 14, 11, 16, 12, 15, 13], 50): a loop there does not end, or takes far too long.');
      assert.equal(await run(solution), `All ${checks} checks pass.`);
      await tab.close();
    });

    test('a run can be stopped at once', async () => {
      await open();
      await write('while True: pass');
      await press();
      await tab.until(() => document.querySelector('#drill-percentile .run')?.textContent === 'Stop');
      await press();
      await tab.until(() => document.querySelector('#drill-percentile .status')?.textContent === 'Stopped.');
      await tab.close();
    });

    test('code that takes all memory is stopped with a sentence', async () => {
      await open();
      assert.match(await run(solution.replace('return sorted(times)', 'return [[0] * 1000000 for _ in range(1000)]')), /^Stopped in nearest_rank\(.*\): it took more memory than the 128 MB that a drill may have\.$/);
      assert.equal(await run(solution), `All ${checks} checks pass.`);
      await tab.close();
    });

    test('what the code prints is shown, and only its first hundred lines', async () => {
      await open();
      await run(`for i in range(5000): print("line", i)\n${solution}`);
      const printed = await read('.printed pre');
      assert.match(printed, /^line 0\nline 1\n/);
      assert.equal(printed.split('\n').length, 100);
      await tab.close();
    });

    test('by keyboard alone: indentation is kept, Control and Enter run, Tab leaves', async () => {
      await open();
      await write('');
      await tab.page.evaluate(() => /** @type {any} */ (document.querySelector('#drill-percentile textarea')).focus());
      const { keyboard } = tab.page;
      await keyboard.type('def nearest_rank(times, p):\nreturn 13\n');
      await keyboard.press('Backspace');
      await keyboard.type('def linear(times, p):\nreturn 0');
      assert.equal(await tab.page.evaluate(() => /** @type {any} */ (document.activeElement).value),
        'def nearest_rank(times, p):\n    return 13\ndef linear(times, p):\n    return 0');
      await keyboard.down('Control');
      await keyboard.press('Enter');
      await keyboard.up('Control');
      await tab.until(() => /^\d+ of 20 checks pass/.test(document.querySelector('#drill-percentile .status')?.textContent ?? ''));
      await keyboard.press('Tab');
      assert.equal(await tab.page.evaluate(() => document.activeElement?.textContent), 'Run the checks');
      await tab.close();
    });

    test('the code stays over a reload; the start comes back, and the code again', async () => {
      await open();
      await write(solution);
      await tab.page.reload();
      await tab.until(() => document.querySelector('#drill-percentile .run'));
      const code = () => tab.page.evaluate(() => /** @type {any} */ (document.querySelector('#drill-percentile textarea')).value);
      const swap = () => tab.page.evaluate(() => /** @type {any} */ (document.querySelector('#drill-percentile .run + button')).click());
      assert.equal(await code(), solution);
      await swap();
      assert.equal(await code(), drill.starter.join('\n'));
      await swap();
      assert.equal(await code(), solution);
      await tab.close();
    });

    test('with storage blocked it works all the same', async () => {
      await open({ before: 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });' });
      assert.equal(await run(solution), `All ${checks} checks pass.`);
      await tab.close();
    });

    test('the solution opens after the first run', async () => {
      await open();
      const hidden = () => tab.page.evaluate(() => /** @type {any} */ (document.querySelector('#drill-percentile .solution')).hidden);
      assert.equal(await hidden(), true);
      await run('pass');
      assert.equal(await hidden(), false);
      assert.equal(await read('.status'), 'There is no function “nearest_rank” in the code; the checks call it by that name.');
      await tab.close();
    });

    test('at 320 px nothing is wider than the window', async () => {
      await open({ width: 320 });
      await run('def nearest_rank(times, p): return 0\ndef linear(times, p): return 0');
      assert.ok(await tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth) <= 0);
      await tab.close();
    });
  });
}

test('without scripts the task, the starting code and the solution are there', async () => {
  const server = await serve();
  const browser = await starters[0]();
  const tab = await browser.open({ scripts: false });
  await tab.page.goto(server.url + page);
  assert.match(await tab.page.locator('#drill-percentile textarea').inputValue(), /def nearest_rank/);
  await tab.page.locator('#drill-percentile .solution summary').click();
  assert.match(await tab.page.locator('#drill-percentile .solution pre').innerText(), /rank = max\(1/);
  await browser.close();
  await server.close();
});
