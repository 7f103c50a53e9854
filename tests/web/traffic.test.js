// The page for hosts: what it reckons follows what its reader puts in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inBothBrowsers } from './driver.js';

inBothBrowsers((web) => {
  test('a price of one’s own changes the costs; what is no price gets a sentence and changes nothing', async () => {
    const tab = await web.browser.open();
    await tab.page.goto(`${web.server.url}million/index.html`);
    await tab.until(() => document.querySelector('#assumed-price')?.disabled === false);
    const put = (/** @type {string} */ name, /** @type {string} */ value) => tab.page.evaluate(([id, text]) => {
      const field = document.querySelector(`#assumed-${id}`);
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      return document.querySelector('.assumed [role=status]').textContent;
    }, [name, value]);
    const word = (/** @type {string} */ name) => tab.page.evaluate((one) => document.querySelector(`[data-word=${one}]`).textContent, name);
    const before = await word('whole-cost');
    assert.equal(await put('price', '$0'), '');
    assert.equal(await word('whole-cost'), '$0.00');
    assert.equal(await put('price', '0.08'), '');
    assert.equal(await word('whole-cost'), before);
    assert.equal(await put('price', '0,08'), '“Price of a gigabyte, in dollars” takes a number from 0 to 10; “0,08” is not that. The numbers below are those of 0.08.');
    assert.match(await put('price', '0,008'), /“0,008” is not that/);
    assert.match(await put('learners', '20,00'), /“20,00” is not that/);
    assert.equal(await word('whole-cost'), before);
    assert.equal(await put('learners', '2,000,000'), '');
    assert.equal(await word('learners'), '2,000,000 learners');
    const doubled = await word('read-all');
    assert.equal(await put('learners', 'many'), '“Learners” takes a number from 1 to 1,000,000,000; “many” is not that. The numbers below are those of 2,000,000.');
    assert.equal(await word('read-all'), doubled);
    assert.equal(await tab.page.evaluate(() => document.querySelector('#assumed-learners').getAttribute('aria-invalid')), 'true');
    assert.deepEqual(tab.complaints, []);
    await tab.close();
  });
});
