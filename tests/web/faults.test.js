// What goes wrong around the lesson, made to go wrong: each time the state is kept, and a sentence tells what happened.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chapter, context, inBothBrowsers, inStage, openSimulator, params, pixels } from './driver.js';
import { serveFaulty, spoilers } from './faulty.js';

const drawn = () => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('canvas:not([hidden])');
/** What a screen reader is told, too: a sentence within a live region. @param {string} words */
const told = (words) => [...(document.querySelector('tradeoff-sim')?.shadowRoot?.querySelectorAll('[role=status]') ?? [])]
  .some((one) => one.checkVisibility() && one.textContent.includes(words));
const still = () => document.querySelector('tradeoff-sim').shadowRoot.querySelector('svg.canvas')?.outerHTML.length ?? 0;

inBothBrowsers((web, name) => {
  /** @type {Awaited<ReturnType<typeof serveFaulty>>} */
  let faulty;
  /** @type {import('./driver.js').Tab} */
  let tab;
  before(async () => (faulty = await serveFaulty()));
  after(() => faulty?.close());

  const open = async (query = '?backends=10', options = {}) => {
    tab = await web.browser.open(options);
    await openSimulator(tab, web.server.url + chapter + query);
  };
  const see = (/** @type {Function} */ read, /** @type {any} */ arg) => tab.page.evaluate(read, arg);
  const press = (/** @type {string} */ label) => see((words) =>
    [...document.querySelector('tradeoff-sim').shadowRoot.querySelectorAll('button')].find((one) => one.textContent === words).click(), label);

  // ---- Loading -------------------------------------------------------------------------------------

  /** @type {[string, RegExp, keyof typeof spoilers][]} */
  const unloadable = [
    ['a module that is not there', /\.wasm$/, 'missing'],
    ['a truncated module', /\.wasm$/, 'truncated'],
    ['a page in place of the module', /\.wasm$/, 'page'],
    ['a network that dies in the middle of the module', /\.wasm$/, 'cut'],
    ['a runtime that is not there', /\/lesson\.\w+\.js$/, 'missing'],
  ];
  for (const [title, path, how] of unloadable)
    test(`${title}: the still picture stays, a sentence says so, and trying again works`, async () => {
      tab = await web.browser.open();
      faulty.break(path, spoilers[how]);
      await tab.page.goto(`${faulty.url}${chapter}?backends=10`);
      await see(() => document.querySelector('tradeoff-sim').scrollIntoView());
      await tab.until(told, 'could not be loaded');
      assert.equal(await see(() => [...document.querySelectorAll('tradeoff-sim > .poster')].filter((one) => one.checkVisibility()).length > 0), true);
      faulty.mend();
      await press('Try again');
      await tab.until(drawn);
      assert.equal((await params(tab)).backends, 10);
      await tab.close();
    });

  test('by itself, without a still picture, a simulator that does not come leaves no empty room above the sentence', async () => {
    tab = await web.browser.open();
    faulty.break(/\.wasm$|\/inlined\./, spoilers.missing);
    await tab.page.goto(`${faulty.url}embed.html?sim=percentiles`);
    await tab.until(told, 'could not be loaded');
    assert.ok(await see(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.stage').offsetHeight) < 100);
    faulty.mend();
    await press('Try again');
    await tab.until(drawn);
    await tab.close();
  });

  test('memory that cannot be reserved: the still picture stays, a sentence says so, and trying again works', async () => {
    tab = await web.browser.open({ before: () => {
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = () => {
        WebAssembly.instantiate = instantiate;
        return Promise.reject(new RangeError('no room'));
      };
    } });
    await tab.page.goto(`${web.server.url}${chapter}?backends=10`);
    await see(() => document.querySelector('tradeoff-sim').scrollIntoView());
    await tab.until(told, 'could not be loaded');
    await press('Try again');
    await tab.until(drawn);
    assert.equal((await params(tab)).backends, 10);
    await tab.close();
  });

  test('a policy that lets no module run: the still picture stays, and a sentence says so', async () => {
    tab = await web.browser.open();
    faulty.break(/\.html/, spoilers.forbidding);
    await tab.page.goto(faulty.url + chapter);
    await see(() => document.querySelector('tradeoff-sim').scrollIntoView());
    await tab.until(told, 'could not be loaded');
    faulty.mend();
    await tab.close();
  });

  test('a module served with the wrong type runs all the same', async () => {
    tab = await web.browser.open();
    faulty.break(/\.wasm$/, spoilers.mistyped);
    await openSimulator(tab, faulty.url + chapter);
    faulty.mend();
    await tab.close();
  });

  test('a part of the page that does not come is named, and the rest works', async () => {
    tab = await web.browser.open();
    faulty.break(/\/assets\/(search|shortcut-list)\.\w+\.js$/, spoilers.missing);
    await tab.page.goto(faulty.url + chapter);
    await tab.until(() => !document.getElementById('theme').disabled);
    await see(() => document.querySelector('button[data-open=search]').click());
    await tab.until(() => /^The search could not be loaded/.test(document.querySelector('.tidings[role=status] p')?.textContent));
    await see(() => document.querySelector('.tidings button').click());
    await see(() => document.querySelector('.question .check').click());
    assert.match(await see(() => document.querySelector('.question .verdict').textContent), /first/);
    faulty.mend();
    await tab.close();
  });

  // ---- The drawing surface --------------------------------------------------------------------------

  test('a context lost for good: a still picture follows the controls, a sentence says so, and both go when it is back', async () => {
    await open();
    await context(tab, 'loseContext');
    await tab.until(told, 'still picture');
    const before = await see(still);
    assert.ok(before > 0);
    await see(() => document.querySelector('tradeoff-sim').set('backends', 100));
    assert.notEqual(await see(still), before);
    assert.match(await see(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.summary').textContent), /100/);
    await context(tab, 'restoreContext');
    await tab.until(() => !document.querySelector('tradeoff-sim').shadowRoot.querySelector('svg.canvas'));
    assert.equal(await see(told, 'still picture'), false);
    assert.equal((await params(tab)).backends, 100);
    await tab.close();
  });

  test('a context lost again and again comes back with the same picture', async () => {
    await open();
    await see(() => document.querySelector('tradeoff-sim').settle().summary);
    const before = await pixels(tab);
    for (let i = 0; i < 8; ++i) {
      await context(tab, 'loseContext');
      await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('svg.canvas'));
      await context(tab, 'restoreContext');
      await tab.until(() => !document.querySelector('tradeoff-sim').shadowRoot.querySelector('svg.canvas'));
    }
    // The first frames after a loss may come before all of the picture's parts.
    for (let i = 0; i < 20 && (await pixels(tab)) !== before; ++i);
    assert.equal(await pixels(tab), before);
    assert.equal((await params(tab)).backends, 10);
    await tab.close();
  });

  test('far from view the surface is given away, and taken again when it is looked at; scrolled past meanwhile, it is given away again', async () => {
    await open();
    await see(() => {
      window.heard = [];
      for (const what of ['lost', 'restored'])
        document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas').addEventListener(`webglcontext${what}`, () => window.heard.push(what));
    });
    const approach = (/** @type {boolean[]} */ ...turns) => see((all) => all.forEach((near) => document.querySelector('tradeoff-sim').approach(near)), turns);
    const heard = (/** @type {string} */ words) => tab.until((all) => window.heard.join(' ') === all, words);
    await approach(false);
    await heard('lost');
    await approach(true, false);
    await heard('lost restored lost');
    await approach(true);
    await heard('lost restored lost restored');
    await tab.until(() => !document.querySelector('tradeoff-sim').shadowRoot.querySelector('svg.canvas'));
    await approach(false, true);
    await heard('lost restored lost restored lost restored');
    await tab.close();
  });

  test('when a page has more contexts than the browser gives, a still picture takes over from the one that is taken away', async () => {
    await open();
    await see(() => {
      window.others = Array.from({ length: 40 }, () => document.createElement('canvas').getContext('webgl2'));
    });
    // Firefox gives some hundred.
    if (name === 'Chromium') await tab.until(told, 'still picture');
    await see(() => document.querySelector('tradeoff-sim').set('backends', 100));
    assert.equal((await see(still)) > 0, await see(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas').getContext('webgl2').isContextLost()));
    assert.equal((await params(tab)).backends, 100);
    await tab.close();
  });

  // ---- Memory ---------------------------------------------------------------------------------------

  /** Lets the simulator run out of memory. */
  const exhaust = () => see(() => {
    const { grow } = WebAssembly.Memory.prototype;
    WebAssembly.Memory.prototype.grow = () => { throw new RangeError('no more'); };
    const sim = document.querySelector('tradeoff-sim');
    // Ever longer states, until one is read but cannot be taken apart.
    const asked = sim.refusal;
    for (let size = 100_000; size < 4_000_000 && sim.refusal === asked; size *= 1.3)
      sim.restore(`{"version":1,"simulator":"percentiles","values":{"backends":10},"time":0,"more":[${'0,'.repeat(size / 2)}0]}`);
    setTimeout(() => (WebAssembly.Memory.prototype.grow = grow));
  });

  test('memory that does not grow: the simulator stops with a sentence, and starts again with its settings', async () => {
    await open();
    await exhaust();
    await tab.until(told, 'has stopped');
    await press('Start it again');
    await tab.until(drawn);
    assert.equal((await params(tab)).backends, 10);
    await tab.close();
  });

  test('memory that runs out beside another run: no error is left over, both are cleared away, and it starts again', async () => {
    await open('?sim=percentiles&backends=10&compare=backends%3D3');
    await tab.until(() => document.querySelector('tradeoff-sim').comparison?.sentence);
    await see(() => {
      window.errors = [];
      addEventListener('error', ({ error }) => error && window.errors.push(String(error)));
      window.surface = document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas').getContext('webgl2');
    });
    await exhaust();
    await tab.until(told, 'has stopped');
    await tab.until(() => window.surface.isContextLost());
    assert.equal(await see(() => document.querySelector('tradeoff-sim').shadowRoot.querySelectorAll('.comparison, .side, .still').length), 0);
    await press('Start it again');
    await tab.until(drawn);
    assert.equal((await params(tab)).backends, 10);
    assert.deepEqual(await see(() => window.errors), []);
    await tab.close();
  });

  // ---- Time -----------------------------------------------------------------------------------------

  /** Puts the page's frames and its clock off by `window.late` milliseconds. */
  const skewed = () => {
    window.late = 0;
    const frame = requestAnimationFrame, now = performance.now.bind(performance);
    window.requestAnimationFrame = (act) => frame((at) => act(at + window.late));
    performance.now = () => now() + window.late;
    const Native = Date;
    window.Date = class extends Native {
      constructor(...values) { values.length ? super(...values) : super(Native.now() + window.late); }
    };
  };
  const simulated = () => JSON.parse(document.querySelector('tradeoff-sim').state).time;

  test('a tab that slept for an hour goes on where it was', async () => {
    tab = await web.browser.open({ before: skewed });
    await openSimulator(tab, `${web.server.url}simulators/cascade/index.html`);
    await see(() => {
      const sim = document.querySelector('tradeoff-sim');
      sim.act(sim.description.actions.find((one) => one.id === 'story').id);
    });
    const passes = async () => {
      const from = await see(simulated);
      await tab.until((time) => JSON.parse(document.querySelector('tradeoff-sim').state).time > time + 0.2, from);
      return see(simulated);
    };
    const before = await passes();
    if (name === 'Chromium') {
      const client = await /** @type {any} */ (tab.page).context().newCDPSession(tab.page);
      await client.send('Page.setWebLifecycleState', { state: 'frozen' });
      await client.send('Page.setWebLifecycleState', { state: 'active' });
    }
    await see(() => (window.late = 3_600_000));
    assert.ok((await passes()) < before + 600, 'an hour is not simulated at a stroke');
    await see(() => (window.late = -3_600_000));
    await passes();
    await tab.close();
  });

  test('an interview’s clock that is set back gives no minutes as a present', async () => {
    tab = await web.browser.open({ before: skewed });
    await tab.page.goto(`${web.server.url}practice/index.html`);
    await tab.until(() => document.querySelector('.clock [name=go]')?.disabled === false);
    await see(() => document.querySelector('.clock [name=go]').click());
    const first = await see(() => document.querySelector('.time').textContent);
    await see(() => (window.late = -3_600_000));
    await tab.until((time) => document.querySelector('.time').textContent !== time, first);
    const minutes = (/** @type {string} */ text) => Number(text.split(':')[0]);
    assert.ok(minutes(await see(() => document.querySelector('.time').textContent)) <= minutes(first));
    await tab.close();
  });

  // ---- Hands ----------------------------------------------------------------------------------------

  test('a window turned in the middle of a drag ends it: nothing else is pressed, and the next drag works', async () => {
    await open('?backends=10');
    const slider = await inStage(tab, 60, 54 + 3 * 56);
    await tab.page.mouse.move(slider.x, slider.y);
    await tab.page.mouse.down();
    await tab.page.mouse.move(slider.x + 30, slider.y, { steps: 3 });
    await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends !== 10);
    await tab.resize(700, 1100);
    await tab.until(() => innerWidth === 700);
    await pixels(tab);
    const held = await params(tab);
    for (let y = 0; y < 600; y += 60) await tab.page.mouse.move(slider.x + y / 4, slider.y + y);
    await tab.page.mouse.up();
    await pixels(tab);
    assert.deepEqual(await params(tab), held);
    await tab.resize(1280, 900);
    await tab.until(() => innerWidth === 1280);
    await pixels(tab);
    const again = await inStage(tab, 29, 54 + 3 * 56);
    await tab.page.mouse.move(again.x, again.y);
    await tab.page.mouse.down();
    await tab.page.mouse.move(again.x + 120, again.y, { steps: 4 });
    await tab.page.mouse.up();
    await tab.until((old) => document.querySelector('tradeoff-sim').scene.params.backends !== old, held.backends);
    await tab.close();
  });

  // ---- What was kept --------------------------------------------------------------------------------

  /** @type {[string, string, RegExp][]} */
  const states = [
    ['a later version’s', '{"version":2,"simulator":"percentiles","values":{},"time":0}', /version/],
    ['one that names a parameter of old', '{"version":1,"simulator":"percentiles","values":{"servers":3},"time":0}', /servers/],
    ['another simulator’s', '{"version":1,"simulator":"fan-out","values":{},"time":0}', /percentiles/],
    ['one cut short', '{"version":1,"simulator":"perc', /JSON/],
    ['one with a value out of today’s range', '{"version":1,"simulator":"percentiles","values":{"tail":40},"time":0}', /0\.1 to 2/],
  ];
  test('saved states of other versions are refused with a sentence, or restored where they still mean something', async () => {
    await open();
    for (const [title, state, words] of states) {
      await see((text) => document.querySelector('tradeoff-sim').restore(text), state);
      assert.match(await see(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.notice').textContent), words, title);
      assert.equal((await params(tab)).backends, 10, title);
    }
    // From before a parameter was there: it takes its default.
    await see(() => document.querySelector('tradeoff-sim').restore('{"version":1,"simulator":"percentiles","values":{"backends":7},"time":0}'));
    assert.equal((await params(tab)).backends, 7);
    assert.equal((await params(tab)).tail, 0.7);
    await tab.close();
  });

  // ---- Scripts --------------------------------------------------------------------------------------

  for (const page of [chapter, 'embed.html?sim=percentiles', '09-interview-arsenal/index.html'])
    test(`${page} takes no script and no document from plain text`, async () => {
      tab = await web.browser.open();
      await tab.page.goto(web.server.url + page);
      await tab.until(() => document.querySelector('tradeoff-sim, .drill .run'));
      const refused = await see(() => Object.entries({
        address: () => { document.createElement('script').src = '/assets/x.js'; },
        text: () => { document.createElement('script').text = 'window.ran = 1'; },
        markup: () => { document.createElement('p').innerHTML = '<b>x</b>'; },
        document: () => new DOMParser().parseFromString('<p>x</p>', 'text/html'),
        worker: () => new Worker('/assets/x.js'),
        policy: () => trustedTypes.createPolicy('mine', {}),
        twice: () => trustedTypes.createPolicy('lesson', {}),
      }).filter(([, act]) => {
        try {
          act();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      }).map(([what]) => what));
      assert.deepEqual(refused, ['address', 'text', 'markup', 'document', 'worker', 'policy', 'twice']);
      await tab.close();
    });
});
