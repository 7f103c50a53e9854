// The page for lost addresses, as a host sends it from any depth, with nothing set at build to say where the lesson lies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from '../../scripts/lib/static-server.mjs';
import { inBothBrowsers } from './driver.js';

const at = '/a/b/';
let server;
before(async () => (server = await start({ root: 'dist/site', at })));
after(() => server?.close());

inBothBrowsers((web) => {
  for (const lost of ['gone', 'gone/', '03-describing-performance/gone.html', 'c/d/e/f.html?x=1#y'])
    test(`${at}${lost}: the lesson’s own page, with links that lead home`, async () => {
      const tab = await web.browser.open();
      await tab.page.goto(server.url + lost);
      await tab.until(() => document.getElementById('theme')?.disabled === false && document.querySelector('style') === null);
      assert.match(await tab.page.evaluate(() => document.querySelector('h1').textContent), /There is no such page/);
      const links = await tab.page.evaluate(() => [...document.querySelectorAll('a[href]:not([href^="#"])')].map((link) => link.href));
      assert.ok(links.length > 12);
      for (const link of new Set(links)) assert.equal((await fetch(link)).status, 200, link);
      assert.ok(await tab.page.evaluate(() => getComputedStyle(document.body).fontFamily.startsWith('Inter')));
      assert.equal(await tab.page.evaluate(() => document.querySelector('.skip').href), server.url + lost.split('#')[0] + '#content');
      // Looking for the files leaves failed requests behind, and nothing else.
      assert.deepEqual(tab.complaints.filter((words) => !/status of 404/.test(words)), []);
      await tab.page.evaluate(() => document.querySelector('button[data-open=search]').click());
      await tab.until(() => document.querySelector('#search-words'));
      await tab.close();
    });

  test('where the files cannot be found it stays plain, and can be read', async () => {
    const tab = await web.browser.open({ before: 'globalThis.fetch = () => Promise.reject(new TypeError());' });
    await tab.page.goto(`${server.url}gone`);
    assert.match(await tab.page.evaluate(() => document.querySelector('main').innerText), /There is no such page/);
    assert.equal(await tab.page.evaluate(() => document.querySelectorAll('style, link[rel=stylesheet]').length), 1);
    assert.deepEqual(tab.complaints.filter((words) => !/status of 404/.test(words)), []);
    await tab.close();
  });
});
