// What reaches the pages from outside, random and meant to do harm: addresses, messages, saved states, progress files (what a
// course system hands back is read in tests/site/hostile.test.js). Nothing of it may run, stay in what all objects share, hang or
// break the simulator. At the end the suite says how long the page was ever busy at a stretch.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { damaged, hostile, json, runs } from '../hostile.js';
import { starters, visit } from './driver.js';

const web = visit(starters[0]);

/** In each page, before its own scripts. */
const watch = () => {
  const members = () => [Object, Array, Function, String, Number, Promise, Map].map(({ prototype }) => Reflect.ownKeys(prototype).map(String).join()).join();
  const before = members();
  window.harm = [];
  window.longest = 0;
  // A refusal is an “error” event too, but the element's own.
  addEventListener('error', (event) => event instanceof ErrorEvent && window.harm.push(`error: ${event.message}`));
  addEventListener('unhandledrejection', ({ reason }) => window.harm.push(`rejection: ${reason}`));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => window.harm.push(`policy: ${violatedDirective} ${sample}`));
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries()) if (startTime > (window.from ?? Infinity)) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
  window.unharmed = () => [...window.harm, ...(window.ran === undefined ? [] : ['a script ran']), ...(members() === before ? [] : ['prototypes were changed'])];
};

let now = '', longest = { time: 0, when: '' };
beforeEach(({ name }) => (now = name));
after(() => console.log(`The page was busy for ${Math.round(longest.time)} ms at the longest, in “${longest.when}”.`));

/** @param {string} path */
async function open(path) {
  const tab = await web.browser.open({ before: watch });
  await tab.page.goto(web.server.url + path);
  return tab;
}
/** @param {import('./driver.js').Tab} tab */
async function unharmed(tab) {
  assert.deepEqual(await tab.page.evaluate(() => window.unharmed()), []);
  const time = await tab.page.evaluate(() => window.longest);
  if (time > longest.time) longest = { time, when: now };
}
/** Whether the simulator is there and has finite numbers to show. */
const answers = () => document.querySelector('tradeoff-sim')?.scene?.values.every(({ number }) => number === null || Number.isFinite(number));
/** From now on the page is watched for long tasks: its start is measured elsewhere. @param {import('./driver.js').Tab} tab */
const loaded = async (tab) => {
  await tab.until(answers);
  await tab.page.evaluate(() => (window.from = performance.now()));
};

const keys = fc.oneof(fc.constantFrom('tail', 'backends', 'sim', 'theme', 'embed', 'show', 'lock', 'controls', 'actions', 'origins', 'percentiles.tail', 'percentiles.__proto__', 'requests',
  'time', 'history', 'onfocus', 'onclick', 'style', 'hidden', 'inert', 'popover', 'id', 'class', 'tabindex', 'name'), hostile);
const parameters = fc.array(fc.tuple(keys, fc.oneof(hostile, fc.constantFrom('1', 'percentiles', 'all', 'none', 'dark'))), { minLength: 1, maxLength: 12 })
  .map((pairs) => `${new URLSearchParams(pairs.map(([key, value]) => [key.slice(0, 300), value.slice(0, 300)]))}`);

test('whatever an address holds, the page and the frame work, or say what is wrong', async () => {
  const tab = await open('embed.html?sim=percentiles');
  await fc.assert(fc.asyncProperty(fc.constantFrom('embed.html?sim=percentiles&', 'simulators/percentiles/index.html?'), parameters, async (page, query) => {
    await tab.page.goto(web.server.url + page + query);
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim')?.scrollIntoView());
    await tab.until(() => {
      const sim = document.querySelector('tradeoff-sim');
      return sim?.scene || /[.]$|Try again$/.test(sim?.shadowRoot?.querySelector('.loading')?.textContent ?? '');
    });
    await unharmed(tab);
  }), runs(10));
  await tab.close();
});

test('a key of the frame’s address is a parameter or an option, and no attribute that every element has', async () => {
  const elements = { hidden: '', inert: '', popover: '', style: 'display:none', id: 'mine', class: 'veil', tabindex: '0', autofocus: '', onfocus: 'window.ran = 1', onelook: '1' };
  const tab = await open(`embed.html?${new URLSearchParams({ sim: 'cascade', time: '5', retries: '2', ...elements })}`);
  await loaded(tab);
  const seen = await tab.page.evaluate(() => {
    const sim = document.querySelector('tradeoff-sim');
    return { attributes: sim.getAttributeNames().sort(), begun: JSON.parse(sim.state).values.retries, shown: sim.checkVisibility(), said: sim.shadowRoot.querySelector('.notice').textContent };
  });
  assert.deepEqual(seen.attributes, ['name', 'retries', 'time']);
  assert.equal(seen.begun, 2);
  assert.equal(seen.shown, true);
  for (const key of Object.keys(elements)) assert.ok(seen.said.includes(key), `“${key}” in: ${seen.said}`);
  await unharmed(tab);
  await tab.close();
});

/** Shaped like a message to the frame, in part at least. */
const message = fc.record({
  protocol: fc.constantFrom('tradeoff-sim', 'x'), version: fc.constantFrom(1, 1, 1, 2, '1'), id: fc.oneof(fc.integer(), hostile),
  type: fc.oneof(fc.constantFrom('hello', 'get', 'set', 'act', 'preset', 'restore', 'pause'), hostile), what: fc.oneof(fc.constantFrom('params', 'scene', 'state'), hostile),
  values: json, action: fc.oneof(fc.constantFrom('resample', 'reset'), hostile), preset: hostile, state: fc.oneof(json, hostile), paused: fc.boolean(),
}, { requiredKeys: [] }).map(({ values, ...rest }) => JSON.stringify({ ...rest, ...(values && { values: '\u0001' }) }).replace('"\\u0001"', values ?? ''));

test('whatever is sent to the frame, it still answers', async () => {
  const tab = await open('embed.html?sim=percentiles&origins=*');
  await loaded(tab);
  /** Its own parent, the page can send to itself. */
  const answered = () => tab.page.evaluate(() => new Promise((done) => {
    const head = { protocol: 'tradeoff-sim', version: 1 };
    const id = `mine ${(window.asked = (window.asked ?? 0) + 1)}`;
    const hear = ({ data }) => data?.type === 'answer' && data.id === id && (removeEventListener('message', hear), done(data.value));
    addEventListener('message', hear);
    postMessage({ ...head, type: 'hello' }, '*');
    postMessage({ ...head, type: 'get', what: 'ignored', id }, '*');
  }));
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(message, json), { minLength: 25, maxLength: 25 }), async (all) => {
    await tab.page.evaluate((texts) => texts.forEach((text) => postMessage(JSON.parse(text), '*')), all);
    assert.ok(/** @type {any} */ (await answered()).malformed >= 0);
    await unharmed(tab);
  }), runs(40));
  // What JSON cannot say.
  await tab.page.evaluate(() => {
    const round = { protocol: 'tradeoff-sim', version: 1, type: 'set', values: {} };
    round.values.self = round;
    for (const odd of [round, new Map([['type', 'hello']]), 10n, new Error('x'), /x/, new Uint8Array(1e6), Array(1e6)]) postMessage(odd, '*');
  });
  await answered();
  assert.equal(await tab.page.evaluate(answers), true);
  await unharmed(tab);
  await tab.close();
});

for (const [id, times] of /** @type {[string, number][]} */ ([['percentiles', 20], ['cascade', 6]]))
  test(`${id}: damaged states are restored or refused, and it still answers`, async () => {
    const tab = await open(`embed.html?sim=${id}`);
    await loaded(tab);
    const good = await tab.page.evaluate(() => {
      const sim = document.querySelector('tradeoff-sim');
      for (const { id: action } of sim.description.actions) sim.act(action);
      return JSON.parse(sim.state);
    });
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(damaged(good), json, hostile), { minLength: 8, maxLength: 8 }), async (states) => {
      const refusals = await tab.page.evaluate(async (all) => {
        const sim = document.querySelector('tradeoff-sim');
        const said = [];
        for (const state of all) {
          sim.restore(state);
          said.push(sim.refusal);
          // A task of its own, so that each is measured apart.
          await new Promise((done) => setTimeout(done));
        }
        return said;
      }, states);
      for (const words of refusals) assert.match(words, /^$|\.$/);
      assert.equal(await tab.page.evaluate(answers), true);
      await unharmed(tab);
    }), runs(times));
    await tab.close();
  });

test('the longest state that is taken is restored in slices, and Reset does not wait for it', async () => {
  const tab = await open('embed.html?sim=cascade');
  await loaded(tab);
  const left = await tab.page.evaluate(async () => {
    const sim = document.querySelector('tradeoff-sim');
    const [action] = sim.description.actions;
    const history = Array.from({ length: 50_000 }, (_, i) => ({ time: i * 0.07, do: action.id }));
    sim.restore(JSON.stringify({ version: 1, simulator: 'cascade', values: {}, time: 3600, history }));
    for (let i = 0; i < 20; ++i) await new Promise((done) => setTimeout(done, 20));
    sim.set(sim.description.params[0].id, sim.description.params[0].default);
    const said = sim.refusal;
    sim.act('reset');
    return [said, sim.refusal];
  });
  assert.match(left[0], /still being restored; \d+ of its 50000 inputs are done\./);
  assert.equal(left[1], '');
  assert.equal(await tab.page.evaluate(answers), true);
  await unharmed(tab);
  await tab.close();
});

test('damaged progress files are joined or refused, and the pages after them work', async () => {
  const tab = await open('practice/index.html');
  await tab.until(() => document.querySelector('.keeping input[type=file]')?.disabled === false);
  const good = { version: 1, chapters: { '03-describing-performance': ['recap'] }, questions: { 'a/b': { tries: 1, right: true, box: 0, due: 0, at: 5 } }, notes: { one: { text: 'x', at: 1 } } };
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(damaged(good), json, hostile), { minLength: 8, maxLength: 8 }), async (files) => {
    await tab.page.evaluate(async (all) => {
      window.from = performance.now();
      const field = document.querySelector('.keeping input[type=file]'), status = document.querySelector('.keeping [role=status]');
      for (const [i, content] of all.entries()) {
        status.textContent = '';
        const data = new DataTransfer();
        data.items.add(new File([content], i % 2 ? 'mine.json' : '<img src=x onerror=window.ran=1>.json'));
        field.files = data.files;
        field.dispatchEvent(new Event('change'));
        while (status.textContent === '') await new Promise((done) => setTimeout(done));
      }
    }, files);
    await unharmed(tab);
  }), runs(25));
  for (const page of ['practice/index.html', 'index.html']) {
    await tab.page.goto(web.server.url + page);
    await tab.until(() => !document.getElementById('theme').disabled);
    await unharmed(tab);
  }
  await tab.close();
});
