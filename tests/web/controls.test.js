// The controls on the canvas, pressed one after another as a hand with a mouse does, in every simulator.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Simulator } from '../../web/glue/core.js';
import { moduleInNode } from './built-module.js';
import { inBothBrowsers, inStage, openSimulator } from './driver.js';

/** @type {any[]} */
const descriptions = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));

inBothBrowsers((web) => {
  for (const { id, params, actions } of descriptions)
    test(`${id}: each control on the canvas answers a press, whichever was pressed before it`, async () => {
      const tab = await web.browser.open({ height: 2000 });
      await openSimulator(tab, `${web.server.url}simulators/${id}/index.html`);
      /** What a reader has done: the values and inputs, without the time that passed. */
      const done = () => tab.page.evaluate(() => JSON.stringify({ ...JSON.parse(document.querySelector('tradeoff-sim').state), time: 0 }));
      const press = async (/** @type {number} */ x, /** @type {number} */ y) => {
        const at = await inStage(tab, x, y);
        const before = await done();
        await tab.page.mouse.move(at.x, at.y);
        await tab.page.mouse.down();
        await tab.page.mouse.up();
        await tab.page.evaluate(async () => {
          for (let frame = 0; frame < 4; ++frame) await new Promise(requestAnimationFrame);
        });
        return (await done()) !== before;
      };
      // Elsewhere the same simulator says where the controls are.
      const width = await tab.page.evaluate(() => document.querySelector('tradeoff-sim').stage.querySelector('canvas').clientWidth);
      const slots = new Simulator(await moduleInNode(), id).slots(width);
      assert.ok(slots.length > 3);
      for (const { action, index, x, y, w, h } of slots) {
        const name = (action ? actions : params)[index].id;
        // Where one press is on the value that holds already, another is not.
        const answers = (await press(x + 0.1 * w, y + h / 2)) || (await press(x + 0.9 * w, y + h / 2));
        assert.ok(answers, `${name} answers no press`);
      }
      await tab.close();
    });

  for (const [id, param] of [['percentiles', 'hedge'], ['tradeoff-map', 'system']])
    test(`${id}: what a click on ${param} changes is drawn, though the mouse rests`, async () => {
      const tab = await web.browser.open();
      await openSimulator(tab, `${web.server.url}embed.html?sim=${id}`);
      const picture = async () => {
        await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
        return Buffer.from(await tab.page.screenshot()).toString('base64');
      };
      const width = await tab.page.evaluate(() => document.querySelector('tradeoff-sim').stage.querySelector('canvas').clientWidth);
      const index = descriptions.find((one) => one.id === id).params.findIndex((/** @type {any} */ one) => one.id === param);
      const { x, y, w, h } = new Simulator(await moduleInNode(), id).slots(width).find((one) => !one.action && one.index === index);
      const at = await inStage(tab, x + Math.min(0.8 * w, 18), y + h / 2);
      await tab.page.mouse.move(at.x, at.y);
      const before = await picture();
      await tab.page.mouse.down();
      await tab.page.mouse.up();
      const after = await picture();
      await tab.page.evaluate(() => document.querySelector('tradeoff-sim').woke()); // One more frame shows nothing new.
      assert.equal(after === (await picture()), true);
      assert.notEqual(after, before);
      await tab.close();
    });
});
