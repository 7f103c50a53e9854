// The way through every simulator and every quiz by keyboard and by ear, in both browsers: each control is reached, named, says
// its value, and what it changed is announced. A new simulator is in here by being in the registry.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { counted, treeBelow } from './assistive.js';
import { inBothBrowsers, openSimulator } from './driver.js';

const simulators = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));
/** Roles that are nothing without a name; a closed answer is a group without one. */
const controls = /^(button|slider|spinbutton|combobox|checkbox|radio|radiogroup|textbox|application|region|DisclosureTriangle)$/;
const chapters = readdirSync('content/chapters').map((file) => file.replace('.md', '')).sort();

/** What a simulator's description promises to people who do not see it. @param {any} description @returns {import('./assistive.js').Spoken[]} */
function promised({ title, params, presets, actions }) {
  const roles = { boolean: 'checkbox', choice: 'combobox' };
  return [
    { role: 'application', name: `${title}. Up and Down walk through its controls and marks, Left and Right change one. The same controls follow as text.` },
    ...params.flatMap(({ kind, label }) => roles[kind] ? [{ role: roles[kind], name: label }]
      : [{ role: 'slider', name: label }, { role: 'spinbutton', name: `${label}, as a number` }]),
    ...[...presets, ...actions].map(({ label }) => ({ role: 'button', name: label })),
    { role: 'group', name: 'Experiments' }, { role: 'group', name: 'Controls' }, { role: 'region', name: 'Numbers' },
  ];
}

// ---- In the page ----------------------------------------------------------------------------------

/** All that the keyboard has to reach in the page's simulator, as names of its own; of radio buttons the first. The lists over the
 * canvas are a pointer's: the canvas has keys for them. */
function stops() {
  const root = document.querySelector('tradeoff-sim').shadowRoot;
  const seen = new Set();
  return [...root.querySelectorAll('button, input, select, summary, [tabindex="0"]')]
    .filter((one) => one.checkVisibility() && !one.disabled && !one.matches('.picker'))
    .filter((one) => one.type !== 'radio' || (!seen.has(one.name) && seen.add(one.name)))
    .map((one) => window.nameOf(one));
}

/** Gives the page's functions a name for each element, and a record of all that is announced. */
function prepare() {
  const root = document.querySelector('tradeoff-sim').shadowRoot;
  window.nameOf = (one) => one && `${one.localName} ${one.name || one.id || one.getAttribute('aria-label') || one.textContent}`.slice(0, 80);
  window.spoken = [];
  for (const region of root.querySelectorAll('[role=status]'))
    new MutationObserver(() => region.textContent && window.spoken.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  const before = document.createElement('a');
  before.href = '#';
  document.querySelector('tradeoff-sim').before(before);
  before.focus();
}

inBothBrowsers((web, browser) => {
  /** @param {string} path @param {(tab: any) => Promise<void>} use */
  async function on(path, use) {
    const tab = await web.browser.open({ reduced: true });
    await openSimulator(tab, web.server.url + path);
    await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.busy[hidden]'));
    await tab.page.evaluate(prepare);
    await use(tab);
    assert.deepEqual(tab.complaints, []);
    await tab.close();
  }
  const press = (/** @type {any} */ tab, /** @type {string} */ key) => tab.page.keyboard.press(key);
  const focused = () => window.nameOf(document.querySelector('tradeoff-sim').shadowRoot.activeElement);

  /** Tabs through a simulator, opening its text on the way; what has had the focus, in turn. @param {any} tab */
  async function walk(tab) {
    const met = [];
    for (let i = 0; i < 200; ++i) {
      await press(tab, 'Tab');
      const name = await tab.page.evaluate(focused);
      if (!name) break;
      met.push(name);
      if (name !== 'summary Controls and numbers as text') continue;
      await press(tab, 'Enter');
      await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.figures details'));
    }
    return met;
  }

  /** All, or one of each role: a question takes Firefox half a second, and one piece of code makes all controls of a role. */
  const asked = (/** @type {import('./assistive.js').Spoken[]} */ wanted) => browser === 'Chromium' ? wanted
    : wanted.filter(({ role }, i) => wanted.findIndex((one) => one.role === role) === i);

  for (const description of simulators)
    test(`${description.id}: by keyboard every control is reached, is named and says its value, and what it changes is announced`, async () => {
      await on(`simulators/${description.id}/index.html`, async (tab) => {
        assert.deepEqual(await walk(tab), await tab.page.evaluate(stops));
        const wanted = asked(promised(description));
        const counts = await counted(tab, browser, 'tradeoff-sim', wanted);
        assert.deepEqual(wanted.filter((_, i) => counts[i] === 0), []);
        if (browser === 'Chromium') await named(tab, description);
        await saysValues(tab, description);
        await announces(tab, description);
      });
    });

  /** What only Chromium's tree tells: no control without a name, each control with its help, the summary. @param {any} tab @param {any} description */
  async function named(tab, { params }) {
    const tree = await treeBelow(tab.page, 'tradeoff-sim');
    assert.deepEqual(tree.filter(({ role, name }) => controls.test(role) && name === ''), []);
    const unhelped = params.filter(({ label, help }) => !tree.some(({ name, description }) => name === label && description === help));
    assert.deepEqual(unhelped, []);
    const { summary } = await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scene);
    assert.ok(tree.some(({ name }) => name === summary), 'the summary');
  }

  /** Values with their units, and pictures in words. Neither browser tells a driver an aria-valuetext, so it is read where they read it. @param {any} tab @param {any} description */
  async function saysValues(tab, { params }) {
    const { texts, figures, sliders } = await tab.page.evaluate(() => {
      const sim = document.querySelector('tradeoff-sim');
      const ranges = [...sim.shadowRoot.querySelectorAll('.controls input[type=range]')];
      return { ...sim.scene, sliders: Object.fromEntries(ranges.map((one) => [one.name, one.getAttribute('aria-valuetext')])) };
    });
    const ranged = params.filter(({ kind }) => kind !== 'boolean' && kind !== 'choice').map(({ id }) => [id, texts[id]]);
    assert.deepEqual(sliders, Object.fromEntries(ranged));
    for (const { title, alt } of figures) assert.ok(title.length > 0 && alt.length > 20, `${title}: ${alt}`);
  }

  /** Keys on the picture say its controls; a changed control and an experiment say what became of them. @param {any} tab @param {any} description */
  async function announces(tab, { params, presets }) {
    const heard = () => tab.page.evaluate(() => window.spoken.splice(0));
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas').focus());
    for (let i = 0; i <= params.length; ++i) await press(tab, 'ArrowDown');
    const said = (await heard()).join('\n');
    assert.deepEqual(params.filter(({ label, hidden }) => !hidden && !said.includes(`${label}: `)).map(({ label }) => label), []);
    await changes(tab, params);
    await tab.until(() => window.spoken.length > 0);
    await heard();
    await tab.page.evaluate((label) => [...document.querySelector('tradeoff-sim').shadowRoot.querySelectorAll('.presets button')].find((one) => one.textContent === label).focus(), presets[0].label);
    await press(tab, 'Enter');
    await tab.until((note) => window.spoken.includes(note), presets[0].note);
  }

  /** Moves the first control that can be moved, by key. @param {any} tab @param {any[]} params */
  async function changes(tab, params) {
    const { id, kind } = params[0];
    await tab.page.evaluate((name) => {
      const root = document.querySelector('tradeoff-sim').shadowRoot;
      root.querySelector(`[name="${name}"]`).focus();
      window.before = JSON.stringify(document.querySelector('tradeoff-sim').scene.params);
    }, id);
    const changed = () => JSON.stringify(document.querySelector('tradeoff-sim').scene.params) !== window.before;
    for (const key of kind === 'boolean' ? [' '] : ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) {
      await press(tab, key);
      if (await tab.page.evaluate(changed)) return;
    }
    assert.fail(`no key moves ${id}`);
  }

  for (const stem of chapters) {
    test(`${stem}: every question is named, so is every control, and checking by key is announced`, async () => {
      const tab = await web.browser.open();
      await tab.page.goto(`${web.server.url}${stem}/index.html`);
      await tab.until(() => !document.querySelector('.question[data-kind]') || document.querySelector('.question .check'));
      const count = await tab.page.evaluate(() => document.querySelectorAll('.question[data-kind]').length);
      assert.ok(count > 0 || stem === chapters.at(-1));
      if (browser === 'Chromium')
        for (let i = 0; i < count; ++i) {
          const id = await tab.page.evaluate((at) => document.querySelectorAll('.question[data-kind]')[at].id, i);
          await tab.page.evaluate((name) => document.getElementById(name).scrollIntoView(), id);
          const tree = await treeBelow(tab.page, `#${id}`);
          assert.deepEqual(tree.filter(({ role, name }) => controls.test(role) && name === ''), [], id);
          assert.ok(tree.some(({ role, name }) => role === 'group' && name.length > 10), `${id} is a group with its question as a name`);
          assert.ok(tree.some(({ role, name }) => role === 'button' && name === 'Check my answer'), id);
          assert.ok(tree.some(({ role }) => role === 'status'), id);
        }
      for (let i = 0; i < count; ++i) {
        await tab.page.evaluate((at) => document.querySelectorAll('.question .check')[at].focus(), i);
        await press(tab, 'Enter');
      }
      // Only now: Firefox names nothing in a page that has stood still since its tree was first asked for.
      if (browser === 'Firefox') assert.deepEqual(await counted(tab, browser, 'main', [{ role: 'button', name: 'Check my answer' }]), [count]);
      const silent = await tab.page.evaluate(() => [...document.querySelectorAll('.question[data-kind]')]
        .filter((form) => !form.querySelector('[role=status]')?.textContent).map((form) => form.id));
      assert.deepEqual(silent, []);
      await tab.close();
    });
  }
});
