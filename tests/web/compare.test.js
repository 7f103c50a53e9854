// Two states of a simulator beside each other, and a run taken back to a moment: from a link and by hand, in both browsers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapter, inBothBrowsers, openSimulator } from './driver.js';

/** Calls a function in the page with the simulator. @param {any} tab @param {string} body Of a function of `sim` and `root`. */
const ask = (tab, body) => tab.page.evaluate(`(() => { const sim = document.querySelector('tradeoff-sim'), root = sim.shadowRoot; ${body} })()`);
const press = (tab, name) => ask(tab, `[...root.querySelectorAll('button')].find((one) => one.textContent === '${name}').click()`);

/** B's picture as the page gives it to the reader. */
const download = (tab) => tab.page.evaluate(async () => {
  const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
  const given = new Promise((done) => (URL.createObjectURL = (blob) => (done(/** @type {Blob} */ (blob).text()), 'data:,')));
  [...sim.shadowRoot.querySelectorAll('button')].find((one) => one.textContent === 'Download image').click();
  return given;
});

/** The numbers on a picture's axes, and where they stand. @param {string} svg */
const ticks = (svg) => [...svg.matchAll(/<text x="([^"]*)" y="([^"]*)"[^>]*fill="var\(--ts-muted[^>]*text-anchor="(?:middle|end)"[^>]*>([\d.,]+[kM]?)<\/text>/g)]
  .map(([, x, y, text]) => `${x} ${y} ${text}`);
const pictureOfA = (tab) => ask(tab, "return root.querySelector('.still svg').outerHTML");
const bothThere = () => {
  const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
  return sim.comparison && sim.comparison.sentence && sim.shadowRoot.querySelector('.still svg');
};

inBothBrowsers((web, name) => {
  let tab;
  const open = async (path, options = {}) => {
    tab = await web.browser.open(options);
    await openSimulator(tab, web.server.url + path);
    return tab;
  };
  const openBoth = async (path, options) => {
    await open(path, options);
    await tab.until(bothThere);
  };
  /** What of a scene the model says: not how one came there. */
  const facts = "const facts = (scene) => JSON.stringify({ ...scene, change: '' });";

  test('one address opens two states, on the same axes, and says what differs', async () => {
    await openBoth(`${chapter}?sim=percentiles&tail=1.2&backends=10&compare=backends%3D10`);
    const [a, b] = await ask(tab, 'return [sim.comparison.scene.params, sim.scene.params]');
    assert.deepEqual([a.tail, a.backends, b.tail, b.backends], [0.7, 10, 1.2, 10]);
    assert.deepEqual(await ask(tab, "return [...root.querySelectorAll('.side')].map((one) => one.textContent.replace(/\\u00a0/g, ' '))"),
      ['A Tail weight σ 0.7', 'B Tail weight σ 1.2']);
    const left = ticks(await pictureOfA(tab)), right = ticks(await download(tab));
    assert.ok(left.length > 15, `${left.length} ticks`);
    assert.deepEqual(left, right);
    const rows = await ask(tab, "return [...root.querySelectorAll('.comparison tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent))");
    const p99 = rows.find(([label]) => label === 'p99');
    const numbers = await ask(tab, "return [sim.comparison.scene, sim.scene].map((scene) => scene.values.find((one) => one.label === 'p99').number)");
    assert.ok(numbers[1] > numbers[0]);
    assert.match(p99[3], /^\+[\d.,]+ /);
    assert.ok(Math.abs(Number(p99[3].replace(/,/g, '').match(/[\d.]+/)[0]) / (numbers[1] - numbers[0]) - 1) < 1e-3);
    assert.match(await ask(tab, 'return sim.comparison.sentence'), /^B against A: .* instead of /);
    assert.deepEqual(tab.complaints, []);
    await tab.close();
  });

  test('Compare puts the present state aside; the address holds both, and opens both again', async () => {
    await open(`${chapter}?sim=percentiles&backends=7`);
    await press(tab, 'Compare');
    await tab.until(bothThere);
    await ask(tab, "sim.set('tail', 1.5)");
    await tab.until(() => /compare=backends%3D7/.test(location.search) && /tail=1.5/.test(location.search));
    await tab.until(() => /Tail weight/.test(document.querySelector('tradeoff-sim').shadowRoot.querySelector('.side').textContent));
    const address = await tab.page.evaluate(() => location.href.slice(location.origin.length + 1));
    const before = await ask(tab, `${facts} return [facts(sim.comparison.scene), facts(sim.scene)]`);
    await tab.close();
    await openBoth(address);
    const after = await ask(tab, `${facts} sim.settle(); return [facts(sim.comparison.scene), facts(sim.scene)]`);
    assert.ok(after[0] === before[0] && after[1] === before[1], 'both scenes are the same again');
    await press(tab, 'Swap A and B');
    await tab.until(() => document.querySelector('tradeoff-sim').scene.params.tail === 0.7 && document.querySelector('tradeoff-sim').comparison.scene.params.tail === 1.5);
    await press(tab, 'Stop comparing');
    await tab.until(() => !/compare/.test(location.search));
    assert.equal(await ask(tab, "return root.querySelectorAll('.still, .side, .comparison').length"), 0);
    await tab.close();
  });

  test('a preset beside another, from the text', async () => {
    await open(chapter);
    await tab.page.evaluate(() => document.querySelector('a[data-preset=hedged-fan-out][data-compare]').click());
    await tab.until(bothThere);
    await tab.until(() => /Hedge/.test(document.querySelector('tradeoff-sim').shadowRoot.querySelector('.side').textContent));
    assert.deepEqual(await ask(tab, 'return [sim.comparison.scene.params.hedge, sim.scene.params.hedge, sim.comparison.scene.params.backends]'), [false, true, 10]);
    await tab.close();
  });

  test('what is wrong in a compared state is refused with a sentence, and the rest of the page stands', async () => {
    for (const [query, sentence] of [
      ['backends=3&compare=tail%3D9', /“compare”: .*Tail weight.*0\.1 to 2; 9 is not/],
      ['backends=3&compare=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', /“compare”: .*<img src.*does not have/],
      ['backends=3&compare=time%3D1e9', /“compare”: .*time must be 0; “1000000000(\.0)?” is not/],
      ['backends=3&compare=history%3D0~explode', /“compare”: .*history.*none for a timeless simulator/],
      ['backends=3&compare=ten-backends', /“compare”: There is no preset .ten-backends.; there are one-call, fan-out-10/],
      ['backends=3&history=0~explode', /history.*none for a timeless simulator/],
    ]) {
      await open(`${chapter}?sim=percentiles&${query}`);
      await tab.until((source) => new RegExp(source).test(document.querySelector('tradeoff-sim').shadowRoot.querySelector('.notice').textContent), sentence.source);
      assert.equal(await ask(tab, 'return sim.comparison === undefined && sim.scene.params.backends'), 3);
      assert.deepEqual(tab.complaints, []);
      await tab.close();
    }
  });

  test('a run taken back is the same run to the bit; one change parts it, and the link holds seed, moment and change', async () => {
    await open('simulators/system-design/index.html?traffic=4000&hit-rate=80&seed=7');
    await ask(tab, "sim.act('spike')");
    // Stopped where it is seen: the spike ends by itself a little later.
    await tab.until(() => {
      const sim = document.querySelector('tradeoff-sim');
      return JSON.parse(sim.state).time > 1.5 && (sim.pause(), true);
    });
    await ask(tab, "sim.set('retries', 1)");
    const ran = await ask(tab, 'return JSON.parse(sim.state)');
    await press(tab, 'Rewind');
    await tab.until(bothThere);
    assert.equal(await ask(tab, "return root.activeElement.type"), 'range');
    await ask(tab, `const range = root.querySelector('.rewind input'); range.value = ${ran.time / 2}; range.dispatchEvent(new Event('change'))`);
    await tab.until((limit) => {
      const sim = document.querySelector('tradeoff-sim');
      const time = JSON.parse(sim.state).time;
      return time < limit && time > 0 && sim.comparison.time === time;
    }, ran.time * 0.6);
    const back = await ask(tab, `${facts} return { a: facts(sim.comparison.scene), b: facts(sim.scene), states: [sim.comparison.state, sim.state], time: sim.comparison.time }`);
    assert.ok(back.a === back.b, 'the same scene to the bit');
    assert.equal(JSON.parse(back.states[0]).time, JSON.parse(back.states[1]).time);
    assert.deepEqual(JSON.parse(back.states[0]).history, JSON.parse(back.states[1]).history);
    assert.deepEqual(JSON.parse(back.states[1]).history, ran.history, 'what came later is still to come');
    assert.ok(ran.history.some((one) => one.time > back.time));
    // The change, and both go on: what was done later comes to both.
    await ask(tab, "sim.set('hit-rate', 20)");
    await press(tab, 'Let both go on');
    await tab.until((end) => {
      const sim = document.querySelector('tradeoff-sim');
      return sim.comparison.time > end && sim.comparison.scene.params.retries === 1 && sim.scene.params.retries === 1;
    }, ran.time);
    await ask(tab, 'sim.pause()');
    await tab.until(() => {
      const sim = document.querySelector('tradeoff-sim');
      return sim.comparison.time === JSON.parse(sim.state).time && /hit-rate~20/.test(decodeURIComponent(location.search)) && /history/.test(location.search);
    });
    const seen = `${facts} return { a: facts(sim.comparison.scene), b: facts(sim.scene), told: root.querySelector('.comparison > p').textContent }`;
    const parted = await ask(tab, seen);
    assert.ok(parted.a !== parted.b, 'parted');
    assert.match(parted.told, /same run until/);
    const query = await ask(tab, 'return sim.comparison.query');
    assert.match(query, /seed=7/);
    assert.match(query, new RegExp(`history=[^&]*${String(back.time).replace('.', '\\.')}~hit-rate~20`), 'the fork is at the very moment');
    await tab.close();
    // Opened paused, so that both stand where they were left.
    await open(`simulators/system-design/index.html?${query}`, { before: () => customElements.whenDefined('tradeoff-sim').then(() => {
      const sim = /** @type {any} */ (document.querySelector('tradeoff-sim'));
      sim?.pause();
    }) });
    await tab.until(bothThere);
    await tab.until((time) => document.querySelector('tradeoff-sim').comparison.time >= time, JSON.parse(back.states[0]).time);
    await tab.until((wanted) => {
      const sim = document.querySelector('tradeoff-sim');
      const facts = (scene) => JSON.stringify({ ...scene, change: '' });
      return facts(sim.comparison.scene) === wanted.a && facts(sim.scene) === wanted.b;
    }, { a: parted.a, b: parted.b });
    await tab.close();
  });

  test('a frame on another page takes two states', async () => {
    await openBoth('embed.html?sim=percentiles&tail=1.2&compare=fan-out-100');
    assert.deepEqual(await ask(tab, 'return [sim.scene.params.tail, sim.comparison.scene.params.backends]'), [1.2, 100]);
    assert.deepEqual(tab.complaints, []);
    await tab.close();
  });

  test('on a phone the pictures stand one below the other, and nothing is wider than the window', async () => {
    await openBoth(`${chapter}?sim=percentiles&tail=1.2&compare=`, { width: 360, height: 740 });
    const look = await ask(tab, `const boxes = [root.querySelector('.still'), root.querySelector('.stage:not(.still)')].map((one) => one.getBoundingClientRect());
      return { a: boxes[0].bottom, b: boxes[1].top, wide: document.documentElement.scrollWidth, widths: boxes.map((one) => one.width) }`);
    assert.ok(look.a <= look.b);
    assert.ok(look.wide <= 360, `${look.wide} px`);
    assert.equal(look.widths[0], look.widths[1]);
    await tab.close();
  });

  test('the comparison is for the keyboard and for screen readers too', async () => {
    await openBoth(`${chapter}?sim=percentiles&tail=1.2&compare=`, name === 'Chromium' ? { reduced: true } : {});
    await ask(tab, "[...root.querySelectorAll('button')].find((one) => one.textContent === 'Stop comparing').focus()");
    await tab.page.keyboard.press('Enter');
    await tab.until(() => !document.querySelector('tradeoff-sim').comparison);
    assert.equal(await ask(tab, 'return root.activeElement.textContent'), 'Compare', 'the focus stays where it was');
    await tab.page.keyboard.press('Enter');
    await tab.until(bothThere);
    await ask(tab, "sim.set('backends', 20)");
    await tab.until(() => /B against A: .* instead of /.test(document.querySelector('tradeoff-sim').shadowRoot.querySelector('.visually-hidden[role=status]').textContent));
    assert.match(await ask(tab, "return root.querySelector('.still').getAttribute('aria-label')"), /^A: ./);
    assert.equal(await ask(tab, "return root.querySelector('.still').getAttribute('role')"), 'img');
    await tab.close();
  });
});
