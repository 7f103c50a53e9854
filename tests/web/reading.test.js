// What helps to read: contents, search, shortcuts, the meaning of words, in both browsers.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { start } from '../../scripts/lib/static-server.mjs';
import { chapter, inBothBrowsers, openSimulator, seek, starters, visit } from './driver.js';

/** Presses a key where the focus is. @param {import('./driver.js').Tab} tab @param {...string} keys */
const press = async (tab, ...keys) => {
  for (const key of keys) await tab.page.keyboard.press(key);
};
/** @param {import('./driver.js').Tab} tab @param {Function} read @param {any} [arg] */
const see = (tab, read, arg) => tab.page.evaluate(read, arg);
const isOpen = (name) => document.querySelector(`dialog[aria-label="${name}"]`)?.open;

inBothBrowsers((web, name) => {
  /** @param {string} path @param {(tab: import('./driver.js').Tab) => Promise<void>} use @param {any} [options] */
  async function on(path, use, options = {}) {
    const tab = await web.browser.open(options);
    await tab.page.goto(web.server.url + path);
    // The page's module has run once the theme can be chosen.
    await tab.until(() => !document.getElementById('theme').disabled);
    await use(tab);
    assert.deepEqual(tab.complaints, []);
    await tab.close();
  }

  test('on a narrow screen a table that goes on has a shadow at that edge, and none where it ends', async () => {
    await on('01-reliability/index.html', async (tab) => {
      await see(tab, () => {
        document.body.prepend(document.querySelector('.table')); // The drivers measure from the page's top or from the window's.
        document.querySelector('.table table').style.visibility = 'hidden'; // What stands in it is not the question.
      });
      const edges = async (/** @type {number} */ at) => {
        const { left, top, right } = await see(tab, (/** @type {number} */ to) => {
          const table = document.querySelector('.table');
          table.scrollLeft = to;
          const { left: l, top: t, right: r } = table.getBoundingClientRect();
          return { left: l, top: t, right: r };
        }, at);
        return Promise.all([left, right - 6].map((x) => tab.page.screenshot({ encoding: 'base64', clip: { x: Math.round(x), y: Math.round(top) + 20, width: 6, height: 60 } }).then(String)));
      };
      const [begin, end] = [await edges(0), await edges(10_000)];
      assert.notEqual(begin[1], begin[0], 'more lies to the right at first');
      assert.notEqual(end[0], end[1], 'and to the left at last');
      assert.deepEqual([begin[0], end[1]], [begin[0], begin[0]], 'an end has no shadow');
    }, { width: 360 });
  });

  test('search asks for nothing before it is opened, then finds “omitted” requests by stem and leads to the section', async () => {
    await on(chapter, async (tab) => {
      const ofSearch = () => tab.requests.filter((url) => /pagefind|search/.test(url));
      assert.deepEqual(ofSearch(), []);
      await press(tab, '/');
      await tab.until(isOpen, 'Search');
      await seek(tab, 'coordinated omission');
      await tab.until(() => /^\d+ places? found/.test(document.querySelector('.search [role=status]').textContent));
      assert.ok(ofSearch().length > 3);
      const title = 'Describing performance: Three ways to measure wrongly';
      const titles = await see(tab, () => [...document.querySelectorAll('.hits a')].map((one) => one.textContent));
      assert.ok(titles.includes(title), titles.join('; '));
      assert.match(await see(tab, () => document.querySelector('.hits mark').textContent), /^coordinated$/i);
      for (let i = 0; i <= titles.indexOf(title); ++i) await press(tab, 'ArrowDown');
      assert.equal(await see(tab, () => document.activeElement.textContent), title);
      await press(tab, 'Enter');
      await tab.until(() => /#three-ways-to-measure-wrongly$/.test(location.href));
    });
  });

  test('search finds a word of the glossary, says when there is nothing, and closes with Escape', async () => {
    await on('index.html', async (tab) => {
      await see(tab, () => document.querySelector('.search-button').click());
      await tab.until(isOpen, 'Search');
      await tab.page.keyboard.type('hedged request');
      await tab.until(() => /Glossary: hedged request/.test(document.querySelector('.hits').textContent));
      await see(tab, () => document.getElementById('search-words').select());
      await tab.page.keyboard.type('zzzqqq');
      await tab.until(() => /^Nothing found for “zzzqqq”$/.test(document.querySelector('.search [role=status]').textContent));
      await press(tab, 'Escape');
      await tab.until(() => !document.querySelector('dialog[open]'));
    });
  });

  test('“?” lists the shortcuts; switched off there, none works, also on the next page, until switched on again', async () => {
    await on(chapter, async (tab) => {
      await press(tab, '?');
      await tab.until(isOpen, 'Keyboard shortcuts');
      await see(tab, () => document.querySelector('dialog[open] input').click());
      await press(tab, 'Escape');
      await tab.until(() => document.activeElement === document.body);
      await press(tab, '?', '/');
      await tab.page.goto(web.server.url + chapter);
      await tab.until(() => !document.getElementById('theme').disabled);
      await press(tab, '/', 'ArrowLeft');
      await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
      assert.equal(await see(tab, () => document.querySelector('dialog')), null);
      assert.match(await see(tab, () => location.pathname), /03-describing-performance/);
      await see(tab, () => document.querySelector('button[data-open=shortcuts]').click());
      await tab.until(isOpen, 'Keyboard shortcuts');
      assert.equal(await see(tab, () => document.querySelector('dialog[open] input').checked), false);
      await see(tab, () => document.querySelector('dialog[open] input').click());
      await press(tab, 'Escape');
      await tab.until(() => document.activeElement === document.body);
      await press(tab, '/');
      await tab.until(isOpen, 'Search');
    });
  });

  test('arrow keys turn to the next chapter, but not in a control, in a table that scrolls, or with a modifier', async () => {
    await on(chapter, async (tab) => {
      const before = await see(tab, () => location.pathname);
      const wanted = await see(tab, () => new URL(document.querySelector('a[rel=prev]').href).pathname);
      for (const selector of ['#theme', '.table', '.question input'])
        await see(tab, (at) => {
          document.querySelector(at).focus();
          document.querySelector(at).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, composed: true }));
          document.activeElement.blur();
        }, selector);
      await see(tab, () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true })));
      assert.equal(await see(tab, () => location.pathname), before);
      await press(tab, 'ArrowLeft');
      await tab.until((path) => location.pathname === path, wanted);
    });
  });

  test('a word’s meaning shows on keyboard focus, is its description, and leaves with Escape and with the focus', async () => {
    await on(chapter, async (tab) => {
      // From the link before the word, as somebody who tabs through the text.
      await see(tab, () => {
        const term = document.querySelector('a.term');
        const stop = document.createElement('button');
        term.before(stop);
        stop.focus();
      });
      await press(tab, 'Tab');
      const meaning = () => {
        const note = document.getElementById(document.activeElement.getAttribute('aria-describedby'));
        return note && { role: note.getAttribute('role'), hidden: note.hidden, text: note.textContent };
      };
      const shown = await see(tab, meaning);
      assert.equal(shown.role, 'tooltip');
      assert.equal(shown.hidden, false);
      assert.ok(shown.text.length > 30);
      await press(tab, 'Escape');
      assert.equal((await see(tab, meaning)).hidden, true);
      await see(tab, () => document.activeElement.blur());
      await see(tab, () => document.querySelector('button:not([class]):not([data-open])').focus());
      await press(tab, 'Tab', 'Tab');
      assert.equal(await see(tab, () => document.querySelectorAll('.meaning:not([hidden])').length <= 1), true);
    });
  });

  test('under the pointer a meaning stays while one moves onto it, and leaves afterwards; the word leads to its entry', async () => {
    await on(chapter, async (tab) => {
      const at = (selector) => see(tab, (wanted) => {
        const box = document.querySelector(wanted).getClientRects()[0];
        return [box.x + box.width / 2, box.y + box.height / 2];
      }, selector);
      await tab.page.mouse.move(...await at('a.term'));
      await tab.until(() => document.querySelector('.meaning:not([hidden])'));
      // Its edge first: it waits for the pointer a quarter of a second, however busy the machine.
      const [x, y] = await at('.meaning:not([hidden])');
      await tab.page.mouse.move(x, (await see(tab, () => document.querySelector('.meaning:not([hidden])').getBoundingClientRect().top)) + 1);
      await tab.page.mouse.move(x, y, { steps: 5 });
      await see(tab, () => new Promise((done) => setTimeout(done, 500)));
      assert.ok(await see(tab, () => document.querySelector('.meaning:not([hidden])') !== null));
      await tab.page.mouse.move(5, 5);
      await tab.until(() => !document.querySelector('.meaning:not([hidden])'));
      await see(tab, () => document.querySelector('a.term').click());
      await tab.until(() => /glossary\/index\.html#/.test(location.href) && document.querySelector(location.hash));
    });
  });

  test('the contents name every chapter and mark the section that is read', async () => {
    await on(chapter, async (tab) => {
      await see(tab, () => document.getElementById('recap').scrollIntoView());
      await tab.until(() => document.querySelector('#contents [aria-current=location]')?.hash === '#recap');
      await see(tab, () => scrollTo(0, 0));
      await tab.until(() => !document.querySelector('#contents [aria-current=location]'));
      assert.equal(await see(tab, () => document.querySelector('#contents [aria-current=page]').dataset.chapter), '03-describing-performance');
    });
  });

  test('at 390 px the contents open over the text, and close on a section, a tap beside them, and Escape', async () => {
    await on(chapter, async (tab) => {
      const open = () => document.getElementById('contents').matches(':popover-open');
      const shown = () => document.getElementById('contents').checkVisibility();
      assert.equal(await see(tab, shown), false);
      await tab.page.click('.menu');
      assert.equal(await see(tab, open), true);
      await tab.page.click('#contents a[href="#recap"]');
      assert.equal(await see(tab, open), false);
      assert.match(await see(tab, () => location.hash), /recap/);
      await see(tab, () => document.querySelector('.menu').click());
      await press(tab, 'Escape');
      assert.equal(await see(tab, open), false);
    }, { width: 390, height: 800 });
  });

  test('a heading is a link to itself', async () => {
    await on(chapter, async (tab) => {
      await see(tab, () => document.querySelector('main h2 a').click());
      await tab.until(() => location.hash === `#${document.querySelector('main h2').id}`);
      assert.ok(await see(tab, () => document.querySelector('main h2 a').textContent === document.querySelector('main h2').textContent));
    });
  });

  test('with local storage blocked all of it works for the page', async () => {
    const blocked = 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });';
    await on(chapter, async (tab) => {
      await see(tab, () => {
        const theme = document.getElementById('theme');
        theme.value = 'dark';
        theme.dispatchEvent(new Event('change'));
      });
      assert.equal(await see(tab, () => document.documentElement.dataset.theme), 'dark');
      await press(tab, '?');
      await tab.until(isOpen, 'Keyboard shortcuts');
      await see(tab, () => document.querySelector('dialog[open] input').click());
      await press(tab, 'Escape');
      await tab.until(() => document.activeElement === document.body);
      await press(tab, '/');
      await see(tab, () => new Promise((done) => setTimeout(done, 200)));
      assert.equal(await see(tab, () => document.querySelector('dialog[open]')), null);
    }, { before: name === 'Chromium' ? blocked : new Function(blocked) });
  });
});

describe('in Chromium alone', () => {
  const web = visit(starters[0]);

  test('a finger’s first tap on a word shows its meaning, its second follows the link', async () => {
    const tab = await web.browser.open({ width: 390, height: 800, touch: true });
    await tab.page.goto(web.server.url + chapter);
    await tab.until(() => document.querySelector('.meaning'));
    await tab.page.tap('a.term');
    await tab.until(() => document.querySelector('.meaning:not([hidden])'));
    assert.match(tab.page.url(), /03-describing-performance/);
    await tab.page.tap('h1');
    await tab.until(() => !document.querySelector('.meaning:not([hidden])'));
    await tab.page.tap('a.term');
    await tab.until(() => document.querySelector('.meaning:not([hidden])'));
    await tab.page.tap('a.term');
    await tab.until(() => /glossary/.test(location.href));
    await tab.close();
  });

  test('under a sub-path, search and its links work the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lesson-'));
    symlinkSync(resolve('dist/site'), join(folder, 'deep'));
    const under = await start({ root: folder });
    after(() => under.close().then(() => rmSync(folder, { recursive: true })));
    const tab = await web.browser.open();
    await tab.page.goto(`${under.url}deep/${chapter}`);
    await tab.until(() => document.querySelector('.meaning'));
    await press(tab, '/');
    await tab.until(isOpen, 'Search');
    await tab.page.keyboard.type('tail at scale');
    await tab.until(() => /Describing performance/.test(document.querySelector('.hits').textContent));
    await see(tab, () => [...document.querySelectorAll('.hits a')].find((link) => /Describing performance/.test(link.textContent)).click());
    await tab.until((path) => location.pathname === path, `/deep/${chapter}`);
    assert.deepEqual(tab.complaints, []);
    await tab.close();
  });

  test('on paper a chapter is light, its answers are open and its picture is there, also after the canvas has drawn', async () => {
    const tab = await web.browser.open({ scheme: 'dark' });
    await openSimulator(tab, web.server.url + chapter);
    await tab.page.emulateMedia({ media: 'print' });
    const paper = await see(tab, () => {
      dispatchEvent(new Event('beforeprint'));
      const shown = (selector, root = document) => root.querySelector(selector).checkVisibility({ visibilityProperty: true });
      return {
        ground: getComputedStyle(document.documentElement).backgroundColor,
        answer: shown('.solution .source'),
        poster: [...document.querySelectorAll('tradeoff-sim > .poster')].some((one) => one.checkVisibility({ visibilityProperty: true })),
        canvas: shown('canvas', document.querySelector('tradeoff-sim').shadowRoot),
        contents: shown('#contents'), bar: shown('.bar'),
      };
    });
    assert.deepEqual(paper, { ground: 'rgb(255, 255, 255)', answer: true, poster: true, canvas: false, contents: false, bar: false });
    await tab.close();
  });
});
