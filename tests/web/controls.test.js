// The controls on the canvas, pressed one after another as a hand with a mouse does, in every simulator.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Simulator } from '../../web/glue/core.js';
import { moduleInNode } from './built-module.js';
import { inBothBrowsers, inStage, openSimulator, params as valuesOf, until } from './driver.js';

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
      for (const { action, list, index, x, y, w, h } of slots) {
        const name = (action ? actions : params)[index].id;
        if (list) continue; // The browser's own, see below.
        // Where one press is on the value that holds already, another is not.
        const answers = (await press(x + 0.1 * w, y + h / 2)) || (await press(x + 0.9 * w, y + h / 2));
        assert.ok(answers, `${name} answers no press`);
      }
      await tab.close();
    });

  test('a choice with more options than have room opens a list of them all', async () => {
    const tab = await web.browser.open({ width: 1200 });
    await openSimulator(tab, `${web.server.url}embed.html?sim=cap-map`);
    const width = await tab.page.evaluate(() => document.querySelector('tradeoff-sim').stage.querySelector('canvas').clientWidth);
    const { index, x, y, w, h } = /** @type {any} */ (new Simulator(await moduleInNode(), 'cap-map').slots(width).find(({ list }) => list));
    const { id, choices } = descriptions.find((one) => one.id === 'cap-map').params[index];
    const at = await inStage(tab, x + w / 2, y + h / 2);
    const picked = await tab.page.evaluate(([left, top]) => {
      const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
      const list = sim.shadowRoot.elementFromPoint(left, top);
      const before = list.value === sim.scene.params[sim.description.params.find((one) => one.label === list.title).id];
      list.selectedIndex = list.options.length - 1;
      list.dispatchEvent(new Event('change'));
      return { tag: list.localName, count: list.options.length, before };
    }, [at.x, at.y]);
    assert.deepEqual(picked, { tag: 'select', count: choices.length, before: true });
    assert.equal((await valuesOf(tab))[id], choices.at(-1).id);
    // Set elsewhere, the list follows.
    await tab.page.evaluate(([name, value]) => document.querySelector('tradeoff-sim').set(name, value), [id, choices[0].id]);
    await tab.until((first) => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.picker').value === first, choices[0].id);
    await tab.close();
  });

  for (const [id, param] of [['percentiles', 'hedge'], ['partition', 'sticky']])
    test(`${id}: what a click on ${param} changes is drawn, though the mouse rests`, async () => {
      const tab = await web.browser.open();
      await openSimulator(tab, `${web.server.url}embed.html?sim=${id}`);
      /** The picture when it rests: the same twice, 400 ms apart. */
      const picture = async () => {
        let last = '', shown = '';
        await until(async () => {
          last = shown;
          await tab.page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 400)));
          shown = Buffer.from(await tab.page.screenshot()).toString('base64');
          return shown === last;
        });
        return shown;
      };
      const width = await tab.page.evaluate(() => document.querySelector('tradeoff-sim').stage.querySelector('canvas').clientWidth);
      const index = descriptions.find((one) => one.id === id).params.findIndex((/** @type {any} */ one) => one.id === param);
      const { x, y, w, h } = new Simulator(await moduleInNode(), id).slots(width).find((one) => !one.action && one.index === index);
      const at = await inStage(tab, x + Math.min(0.8 * w, 18), y + h / 2);
      await tab.page.mouse.move(at.x, at.y);
      const before = await picture();
      const held = (await valuesOf(tab))[param];
      await tab.page.mouse.down();
      await tab.page.mouse.up();
      await tab.until(([name, value]) => document.querySelector('tradeoff-sim').scene.params[name] !== value, [param, held]);
      const after = await picture();
      await tab.page.evaluate(() => document.querySelector('tradeoff-sim').woke()); // One more frame shows nothing new.
      assert.equal(after === (await picture()), true);
      assert.notEqual(after, before);
      await tab.close();
    });
});
