// Every kind of question, answered by keyboard in both browsers: wrong answers get their remark, right ones are told.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { readQuiz } from '../../web/site/quiz.mjs';
import { inBothBrowsers } from './driver.js';

const all = readdirSync('content/chapters').map((file) => file.replace('.md', ''))
  .flatMap((stem) => readQuiz(stem).questions.map((question) => ({ ...question, stem })));
/** The lesson's first question of a kind. */
const first = (/** @type {string} */ kind) => all.find((one) => one.kind === kind) ?? assert.fail(`the lesson asks no ${kind}`);

inBothBrowsers((web, name) => {
  let tab, question;

  /** Opens a question's chapter, and listens for results. @param {string} kind */
  async function open(kind, options = {}) {
    question = first(kind);
    tab = await web.browser.open(options);
    await tab.page.goto(`${web.server.url}${question.stem}/index.html`);
    await tab.until((id) => document.querySelector(`#question-${id} .check`), question.id);
    await tab.page.evaluate((id) => {
      window.form = document.getElementById(`question-${id}`);
      window.results = [];
      document.addEventListener('lesson-result', (event) => window.results.push(event.detail));
    }, question.id);
  }
  /** @param {string} selector @param {number} index */
  const focus = (selector, index = 0) => tab.page.evaluate(([s, i]) => window.form.querySelectorAll(s)[i].focus(), [selector, index]);
  const press = (/** @type {string[]} */ ...keys) => keys.reduce((done, key) => done.then(() => tab.page.keyboard.press(key)), Promise.resolve());
  const check = async () => {
    await focus('.check');
    await press('Enter');
  };
  const verdict = () => tab.page.evaluate(() => window.form.querySelector('.verdict').textContent);
  /** Remarks in view, without what typography changed. */
  const remarks = () => tab.page.evaluate(() => [...window.form.querySelectorAll('.feedback')].filter((one) => one.checkVisibility()).map((one) => one.textContent));
  const plain = (/** @type {string} */ text) => text.replace(/[^a-z]/gi, '');
  const saysOnly = async (/** @type {string} */ text) => assert.deepEqual((await remarks()).map(plain), [plain(text.replace(/[`*]|\[(.*?)\]\(.*?\)|\{.*?\}/g, '$1'))]);
  const results = () => tab.page.evaluate(() => window.results.map(({ question: id, correct }) => [id, correct]));
  const told = async (/** @type {boolean[]} */ ...right) => assert.deepEqual(await results(), right.map((one) => [`${question.stem}/${question.id}`, one]));

  test('single: a wrong choice gets its own remark, the right one is right', async () => {
    await open('single');
    await check();
    assert.equal(await verdict(), 'Choose an answer first.');
    const wrong = question.options.findIndex((one) => !one.correct);
    await focus('.option input', wrong);
    await press(' ');
    await check();
    await saysOnly(question.options[wrong].feedback);
    await focus('.option input', question.options.findIndex((one) => one.correct));
    await press(' ');
    await check();
    assert.equal(await verdict(), 'Right.');
    await told(false, true);
    await tab.close();
  });

  test('multiple: half of the right choices is not all', async () => {
    await open('multiple');
    const right = question.options.flatMap((one, i) => (one.correct ? [i] : []));
    for (const [n, i] of right.entries()) {
      await focus('.option input', i);
      await press(' ');
      await check();
      assert.equal(await verdict(), n + 1 < right.length ? 'Right so far, but something is missing.' : 'Right.');
    }
    await tab.close();
  });

  test('number: what is no number is told, a slip gets its remark', async () => {
    await open('number');
    const type = async (/** @type {string} */ text) => {
      await focus('input[type=text]');
      await tab.page.evaluate(() => window.form.querySelector('input[type=text]').select());
      await tab.page.keyboard.type(text);
      await press('Enter');
    };
    await type('many');
    assert.equal(await verdict(), '“many” is not a number; write it as 12 or 0.5.');
    await type(String(question.mistakes[0].value));
    await saysOnly(question.mistakes[0].feedback);
    await type(String(question.answer.value));
    assert.equal(await verdict(), 'Right.');
    assert.deepEqual(await remarks(), []);
    await told(false, true);
    await tab.close();
  });

  test('order: items are moved by buttons, and the focus stays with them', async () => {
    await open('order');
    await check();
    await saysOnly(question.feedback);
    const count = question.items.length;
    for (let place = 0; place < count; ++place)
      for (;;) {
        const at = await tab.page.evaluate((rank) => {
          const rows = [...window.form.querySelectorAll('li[data-rank]')];
          const found = rows.findIndex((row) => row.dataset.rank === String(rank));
          rows[found].querySelector('button').focus();
          return found;
        }, place);
        if (at === place) break;
        await press('Enter');
        assert.equal(await tab.page.evaluate(() => document.activeElement.closest('li').dataset.rank), String(place));
      }
    await check();
    assert.equal(await verdict(), 'Right.');
    await tab.close();
  });

  /** Sets the sliders, the last step by key. @param {number[]} at */
  async function put(at) {
    for (const [axis, x] of at.entries()) {
      const target = Math.round(100 * x);
      await tab.page.evaluate(([i, value]) => (window.form.querySelectorAll('.axis input')[i].value = value), [axis, target < 100 ? target + 1 : 99]);
      await focus('.axis input', axis);
      await press(target < 100 ? 'ArrowLeft' : 'ArrowRight');
    }
  }

  test('place: sliders put the mark, each wrong region has its remark', async () => {
    await open('place');
    await check();
    assert.equal(await verdict(), 'Move the mark first.');
    await put(question.mistakes[0].at);
    await check();
    await saysOnly(question.mistakes[0].feedback);
    await put(question.answer.at);
    const shown = await tab.page.evaluate(() => [window.form.querySelector('.axis input').getAttribute('aria-valuetext'), window.form.querySelector('.placing .mark').getAttribute('cx')]);
    const percent = Math.round(100 * question.answer.at[0]);
    assert.deepEqual(shown, [`${percent} %`, String(percent)]);
    await check();
    assert.equal(await verdict(), 'Right.');
    await told(false, true);
    await tab.close();
  });

  test('place: a press on the picture moves the sliders too', async () => {
    await open('place');
    await tab.page.evaluate(() => window.form.querySelector('.placing .plane').scrollIntoView({ block: 'center', behavior: 'instant' }));
    // Simulators above may still find their height: the near ones are there, and nothing moves.
    await tab.until(() => {
      const come = [...document.querySelectorAll('tradeoff-sim')].every((sim) => {
        const { top, bottom } = sim.getBoundingClientRect();
        return bottom < -500 || top > innerHeight + 500 || sim.shadowRoot?.querySelector('canvas:not([hidden])');
      });
      const { y } = window.form.querySelector('.placing .plane').getBoundingClientRect();
      if (window.seenAt?.y !== y) window.seenAt = { y, since: performance.now() };
      return come && performance.now() - window.seenAt.since > 300;
    });
    const at = await tab.page.evaluate(() => {
      const plane = window.form.querySelector('.placing .plane');
      const box = plane.getBoundingClientRect();
      return { x: box.x + 0.25 * box.width, y: box.y + 0.3 * box.height };
    });
    await tab.page.mouse.click(at.x, at.y);
    const values = await tab.page.evaluate(() => [...window.form.querySelectorAll('.axis input')].map((one) => Number(one.value)));
    assert.ok(Math.abs(values[0] - 25) <= 1 && (values.length === 1 || Math.abs(values[1] - 70) <= 1), values.join());
    await tab.close();
  });

  test('simulate: the start is not yet right, the solution is, and the chapter’s own simulator stays as it was', async () => {
    await open('simulate');
    await tab.page.evaluate(() => window.form.querySelector('tradeoff-sim').scrollIntoView());
    await tab.until(() => window.form.querySelector('tradeoff-sim').scene);
    assert.equal(await tab.page.evaluate(() => window.form.querySelector('tradeoff-sim').shadowRoot.querySelectorAll('.presets button').length), 0, 'an experiment would be the answer');
    await check();
    assert.match(await verdict(), /^Not yet\. The simulator says: /);
    assert.equal((await remarks()).length, 1);
    for (const [param, value] of Object.entries(question.solution))
      await tab.page.evaluate(([id, text]) => {
        const root = window.form.querySelector('tradeoff-sim').shadowRoot;
        root.querySelector('.numbers').open = true;
        const control = root.querySelector(`[name="${id}"]`);
        const field = control.type === 'range' ? control.parentElement.querySelector('input[type=number]') : control;
        if (field.type === 'checkbox') field.checked = text === 'true';
        else field.value = text;
        field.dispatchEvent(new Event('change'));
      }, [param, String(value)]);
    for (const action of question.act ?? []) await tab.page.evaluate((id) => window.form.querySelector('tradeoff-sim').act(id), action);
    await check();
    assert.equal(await verdict(), 'Right.');
    await told(false, true);
    assert.equal(await tab.page.evaluate(() => location.search), '');
    await tab.close();
  });

  if (name === 'Chromium')
    test('without scripts, places and settings can be read in the answers', async () => {
      for (const kind of ['place', 'simulate']) {
        question = first(kind);
        tab = await web.browser.open({ scripts: false });
        await tab.page.goto(`${web.server.url}${question.stem}/index.html`);
        const form = tab.page.locator(`#question-${question.id}`);
        await form.locator('.solution summary').click();
        await form.locator('.solution li:visible').first().waitFor();
        await form.locator(kind === 'place' ? '.solution .target:visible' : 'svg.poster:visible').waitFor();
        await tab.close();
      }
    });
});
