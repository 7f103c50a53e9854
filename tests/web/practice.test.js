// Progress, the practice page and the mock interview, as they last over reloads, tabs and bad luck.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapter, inBothBrowsers } from './driver.js';

const stem = chapter.split('/')[0];
const key = 'lesson-progress';
/** A clock that a test can move on. */
const skewed = `{ const Real = Date; window.skew = 0;
  window.Date = class extends Real { constructor(...all) { all.length > 0 ? super(...all) : super(Real.now() + window.skew); } }; }`;

inBothBrowsers((web, name) => {
  let tab;

  const run = (/** @type {Function} */ code, /** @type {any} */ arg) => tab.page.evaluate(code, arg);
  const ready = {
    chapter: () => document.querySelector('.question .check'),
    practice: () => document.querySelector('.count')?.textContent,
  };
  /** @param {keyof typeof ready} where */
  async function go(where) {
    await tab.page.goto(web.server.url + (where === 'chapter' ? chapter : 'practice/index.html'));
    await tab.until(ready[where]);
  }
  /** A tab in which `kept` is stored. @param {keyof typeof ready} where */
  async function open(where, kept = undefined, options = {}) {
    tab = await web.browser.open(options);
    await go(where);
    await run(([name, text]) => (text === undefined ? localStorage.removeItem(name) : localStorage.setItem(name, text)), [key, kept]);
    await go(where);
  }
  /** Answers the first question of one choice that the page shows. @param {boolean} right */
  const answer = (right) => run((correct) => {
    const form = [...document.querySelectorAll('[data-kind=single]')].find((one) => one.checkVisibility());
    form.querySelector(`.option[data-correct=${correct}] input`).click();
    form.querySelector('.check').click();
    return form.dataset.question;
  }, right);
  const stored = () => run((name) => JSON.parse(localStorage.getItem(name)), key);
  const count = () => run(() => document.querySelector('.count').textContent);
  const choose = (/** @type {string} */ name, /** @type {string} */ value) => run(([select, to]) => {
    const control = document.querySelector(`[name=${select}]`);
    control.value = to;
    control.dispatchEvent(new Event('change'));
  }, [name, value]);
  const press = (/** @type {string} */ name) => run((button) => document.querySelector(`button[name=${button}]`).click(), name);
  const said = () => run(() => document.querySelector('.keeping [role=status]').textContent);
  const current = () => run(() => [...document.querySelectorAll('.deck .question')].filter((one) => one.checkVisibility()).map((one) => one.dataset.question));
  const kept = (/** @type {any} */ questions) => JSON.stringify({ version: 1, chapters: {}, questions, notes: {} });
  const missed = { tries: 1, right: false, box: 1, due: 100, at: 5 };

  test('what was missed in a chapter is missed on the practice page, and after a reload', async () => {
    await open('chapter');
    const id = await answer(false);
    await go('practice');
    await choose('state', 'missed');
    assert.deepEqual(await current(), [id]);
    assert.equal(await count(), 'Question 1 of 1. Due today: 0. New: 0.');
    await go('practice');
    await choose('state', 'missed');
    assert.deepEqual(await current(), [id]);
    await tab.close();
  });

  test('sections seen and right answers show on the list of chapters', async () => {
    await open('chapter');
    await answer(true);
    await run(() => document.querySelector('h2').scrollIntoView());
    await tab.until(([name, of]) => JSON.parse(localStorage.getItem(name))?.chapters[of]?.length > 0, [key, stem]);
    await tab.page.goto(`${web.server.url}index.html`);
    await tab.until((of) => document.querySelector(`[data-progress="${of}"]`)?.dataset.state === 'begun', stem);
    assert.match(await run((of) => document.querySelector(`[data-progress="${of}"] .how-far`).textContent, stem), /^[1-9]\d* of \d+ sections seen, 1 of \d+ questions right$/);
    await tab.close();
  });

  test('due questions come first, and the next one takes the focus', async () => {
    await open('practice');
    const last = await run(() => [...document.querySelectorAll('.deck .question')].at(-1).dataset.question);
    await run(([name, text]) => localStorage.setItem(name, text), [key, kept({ [last]: missed })]);
    await go('practice');
    assert.deepEqual(await current(), [last]);
    assert.match(await count(), /^Question 1 of \d+\. Due today: 1\. New: \d+\.$/);
    await press('next');
    const focused = await run(() => document.activeElement.closest('.question')?.dataset.question);
    assert.deepEqual(await current(), [focused]);
    assert.notEqual(focused, last);
    await tab.close();
  });

  test('chapter and kind of question filter; a state that nothing has says so', async () => {
    await open('practice');
    await choose('chapter', stem);
    await choose('dimension', 'debug');
    const [id] = await current();
    assert.ok(id.startsWith(`${stem}/`));
    assert.equal(await run((question) => document.querySelector(`[data-question="${question}"]`).dataset.dimension, id), 'debug');
    await choose('state', 'right');
    assert.deepEqual(await current(), []);
    assert.match(await count(), /^No question is like that now\./);
    await tab.close();
  });

  test('saved to a file, erased after asking, and brought in again', async () => {
    await open('practice', kept({ 'a/b': missed }));
    await run(() => {
      URL.createObjectURL = (blob) => ((window.blob = blob), 'blob:none');
      HTMLAnchorElement.prototype.click = () => {};
    });
    await press('save');
    const file = await run(() => window.blob.text());
    assert.deepEqual(JSON.parse(file).questions, { 'a/b': missed });
    await press('erase');
    assert.equal(await run(() => document.activeElement.name), 'keep');
    await press('keep');
    assert.ok((await stored()).questions['a/b']);
    await press('erase');
    await press('sure');
    assert.equal(await stored(), null);
    assert.equal(await said(), 'All of it is erased.');
    const bring = (/** @type {string} */ text) => run((content) => {
      const field = document.querySelector('.keeping input[type=file]');
      const data = new DataTransfer();
      data.items.add(new File([content], 'mine.json'));
      field.files = data.files;
      field.dispatchEvent(new Event('change'));
    }, text);
    await bring(file.replace('"box": 1', '"box": 7'));
    await tab.until(() => /not taken in/.test(document.querySelector('.keeping [role=status]').textContent));
    assert.equal(await said(), '“mine.json” was not taken in. “a/b”, box must be a whole number from 0 to 5; 7 is not. Nothing has changed.');
    assert.equal(await stored(), null);
    await bring(file);
    await tab.until(() => /joined/.test(document.querySelector('.keeping [role=status]').textContent));
    assert.deepEqual((await stored()).questions, { 'a/b': missed });
    // Each is fine by itself, both together are more than can be read again.
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`c/q-${i}`, missed]));
    await bring(kept(many));
    await tab.until(() => /not taken in/.test(document.querySelector('.keeping [role=status]').textContent));
    assert.equal(await said(), '“mine.json” was not taken in. Joined to what is here: “questions” may hold 2000 entries; there are 2001. Nothing has changed.');
    assert.deepEqual((await stored()).questions, { 'a/b': missed });
    await tab.close();
  });

  /** @type {[string, string, string | undefined][]} */
  const misfortunes = [
    ['blocked', `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })`, undefined],
    ['full', `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`, undefined],
    ['corrupt', '', '{"version":'],
    ['a later version’s', '', '{"version":2,"chapters":[]}'],
  ];
  for (const [what, misfortune, content] of misfortunes)
    test(`storage that is ${what}: answers count until the page closes, and it says so once`, async () => {
      if (content === undefined) {
        tab = await web.browser.open({ before: misfortune });
        await go('practice');
      } else await open('practice', content);
      await answer(false);
      await answer(false);
      await choose('state', 'missed');
      assert.equal((await current()).length, 1);
      assert.deepEqual(await run(() => [...document.querySelectorAll('.unkept')].map((one) => one.textContent)),
        ['Your progress is not kept: this browser’s storage is blocked, full or unreadable. The lesson works all the same until you close the page.Close']);
      await run(() => document.querySelector('.unkept button').click());
      await answer(true);
      assert.equal(await run(() => document.querySelectorAll('.unkept').length), 0);
      if (content !== undefined) assert.equal(await run((name) => localStorage.getItem(name), key), content);
      assert.deepEqual(tab.complaints, []);
      if (content !== undefined) await run((name) => localStorage.removeItem(name), key);
      await tab.close();
    });

  test('two tabs lose nothing of each other', async () => {
    await open('practice');
    const one = tab;
    const other = await one.sibling();
    await other.page.goto(web.server.url + chapter);
    await other.until(ready.chapter);
    const first = await answer(false);
    const second = await other.page.evaluate(() => {
      const form = document.querySelectorAll('[data-kind=single]')[1];
      form.querySelector('.option[data-correct=false] input').click();
      form.querySelector('.check').click();
      return form.dataset.question;
    });
    assert.notEqual(first, second);
    await tab.until(([name, ids]) => ids.every((id) => JSON.parse(localStorage.getItem(name)).questions[id]), [key, [first, second]]);
    // This tab is told of it, a moment later.
    await tab.until(() => {
      const state = document.querySelector('[name=state]');
      state.value = 'missed';
      state.dispatchEvent(new Event('change'));
      return / of 2\./.test(document.querySelector('.count').textContent);
    });
    await other.close();
    await tab.close();
  });

  test('the clock goes by the time that passed, pauses, and ends with a word', async () => {
    await open('practice', undefined, { before: skewed });
    const time = () => run(() => document.querySelector('.time').textContent);
    const status = () => run(() => document.querySelector('.clock [role=status]').textContent);
    await choose('minutes', '45');
    assert.equal(await time(), '45:00');
    await press('go');
    await tab.until(() => document.querySelector('.time').textContent.startsWith('44:'));
    await run(() => (window.skew += 30 * 60_000));
    await tab.until(() => document.querySelector('.time').textContent.startsWith('14:'));
    assert.equal(await status(), 'Half of the time is over.');
    await press('go');
    const held = await time();
    await run(() => (window.skew += 5 * 60_000));
    // Read in the same step: it goes on at once.
    assert.equal(await run(() => {
      document.querySelector('button[name=go]').click();
      return document.querySelector('.time').textContent;
    }), held);
    await run(() => (window.skew += 60 * 60_000));
    await tab.until(() => document.querySelector('.time').textContent === '0:00');
    assert.equal(await status(), 'Time is up. Compare with the model answer.');
    await tab.close();
  });

  test('notes stay with their prompt', async () => {
    await open('practice');
    const second = await run(() => document.querySelectorAll('.interview')[1].dataset.prompt);
    await choose('prompt', second);
    await run(() => document.querySelector('.interview.current textarea').focus());
    await tab.page.keyboard.type('4,000 a second');
    await tab.until((name) => /4,000 a second/.test(localStorage.getItem(name) ?? ''), key);
    await go('practice');
    assert.deepEqual(await run(() => [...document.querySelectorAll('.notes textarea')].map((one) => one.value).filter(Boolean)), ['4,000 a second']);
    await tab.close();
  });

  if (name === 'Chromium') {
    test('without scripts all questions and model answers are there', async () => {
      tab = await web.browser.open({ scripts: false });
      await tab.page.goto(`${web.server.url}practice/index.html`);
      assert.equal(await tab.page.locator('.question:visible').count(), await tab.page.locator('.question').count());
      await tab.page.locator('.model summary').last().click();
      assert.equal(await tab.page.locator('.model li:visible').count() > 5, true);
      assert.equal(await tab.page.locator('.filters:visible, .clock:visible').count(), 0);
      await tab.close();
    });

    test('the practice page fits 320 px and starts no simulator unseen', async () => {
      tab = await web.browser.open({ width: 320 });
      await go('practice');
      const wide = await run(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 320, `${wide} px`);
      assert.deepEqual(tab.requests.filter((url) => url.endsWith('.wasm')), []);
      await tab.close();
    });
  }
});
