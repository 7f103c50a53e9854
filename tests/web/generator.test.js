// The page that makes code for other people's pages: what it gives is pasted into a page of another origin and looked at there.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { inBothBrowsers } from './driver.js';

/** A page elsewhere that holds whatever was pasted into it. */
async function elsewhere() {
  const one = { url: '', pasted: '', close: async () => {} };
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, { 'Content-Type': 'text/html' });
    response.end(request.url === '/' ? `<!doctype html><html lang="en"><meta charset="utf-8"><title>This week</title><body>${one.pasted}</body></html>` : '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  one.url = `http://localhost:${server.address().port}`;
  one.close = () => new Promise((done) => (server.closeAllConnections(), server.close(() => done())));
  return one;
}

inBothBrowsers((web) => {
  /** @type {Awaited<ReturnType<typeof elsewhere>>} */
  let host;
  before(async () => (host = await elsewhere()));
  after(() => host?.close());

  /** The generator, once its simulator can be set up. @param {string} query */
  const visit = async (query) => {
    const tab = await web.browser.open();
    await tab.page.goto(`${web.server.url}embedding/index.html?${query}`);
    await tab.until(() => document.querySelector('.setup tradeoff-sim')?.scene && document.querySelector('[data-param]'));
    return tab;
  };
  /** Fills fields in as a teacher would. @param {any} tab @param {Record<string, string>} fields By selector. */
  const fill = (tab, fields) => tab.page.evaluate((all) => {
    for (const [selector, value] of Object.entries(all)) {
      const field = document.querySelector(selector);
      if (field.type === 'checkbox') field.checked = value === 'on';
      else field.value = value;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }, fields);
  /** A code, once it holds all these words. @param {any} tab @param {string} name @param {string[]} words */
  const codeWith = async (tab, name, ...words) => {
    await tab.until(([id, ...all]) => all.every((text) => document.getElementById(id).value.includes(text)), [`code-${name}`, ...words]);
    return tab.page.evaluate((id) => document.getElementById(id).value, `code-${name}`);
  };
  /** @param {string} code */
  const paste = async (code) => {
    host.pasted = code;
    const tab = await web.browser.open();
    await tab.page.goto(`${host.url}/`);
    return tab;
  };

  test('a name in the address that no simulator has is told, with those there are', async () => {
    const tab = await visit('sim=nope');
    assert.match(await tab.page.evaluate(() => document.querySelector('.tidings p').textContent), /^“sim” names one of .*percentiles.*; “nope” is not one, so this is /);
    await tab.close();
  });

  test('element and frame show, on another page, the simulator with its values, colours and limits', { timeout: 300_000 }, async () => {
    const tab = await visit('sim=percentiles');
    await tab.page.evaluate(() => {
      const sim = document.querySelector('.setup tradeoff-sim');
      sim.set('tail', 1.2);
      sim.set('backends', 10);
    });
    await fill(tab, { '[data-param=tail]': 'locked', '[data-param=seed]': 'hidden', '[data-action=resample]': 'off', '[name=theme]': 'dark', '[name=origins]': host.url });
    const element = await codeWith(tab, 'element', 'tail="1.2"', 'theme="dark"');
    const frame = await codeWith(tab, 'frame', 'tail=1.2', 'theme=dark');
    // What the page itself shows is what it gives.
    await tab.page.evaluate(() => document.querySelector('.seen').scrollIntoView());
    await tab.until(() => document.querySelector('.seen tradeoff-sim')?.scene);
    const seen = await tab.page.evaluate(() => document.querySelector('.seen tradeoff-sim').outerHTML);
    assert.ok(element.includes(seen.slice(0, seen.indexOf('>'))), `${seen} and ${element}`);
    assert.deepEqual(tab.complaints.filter((words) => !/WebGL|GPU|GL Driver|swiftshader/i.test(words)), []);
    await tab.close();

    const page = await paste(element);
    await page.until(() => document.querySelector('tradeoff-sim')?.scene);
    const shown = await page.page.evaluate(() => {
      const sim = document.querySelector('tradeoff-sim');
      const inputs = [...sim.shadowRoot.querySelectorAll('.controls [name]')];
      return {
        name: sim.name, tail: sim.scene.params.tail, backends: sim.scene.params.backends, scheme: getComputedStyle(sim).colorScheme,
        locked: inputs.filter((one) => one.disabled).map((one) => one.name), seed: inputs.some((one) => one.name === 'seed'),
        buttons: [...sim.shadowRoot.querySelectorAll('.buttons button')].map((one) => one.textContent), notice: sim.shadowRoot.querySelector('.notice').textContent,
      };
    });
    assert.deepEqual({ ...shown, buttons: [] }, { name: 'percentiles', tail: 1.2, backends: 10, scheme: 'dark', locked: ['tail'], seed: false, buttons: [], notice: '' });
    assert.ok(shown.buttons.includes('Reset') && !shown.buttons.includes('Resample'), shown.buttons.join());
    await page.close();

    const framed = await paste(frame);
    const told = await framed.page.evaluate(async (lesson) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      const iframe = document.querySelector('iframe');
      const sim = await connect(iframe, 120_000);
      const { tail, backends } = await sim.get('params');
      return { id: sim.description.id, tail, backends, title: iframe.title, named: sim.description.title };
    }, web.server.url);
    assert.deepEqual({ ...told, title: '', named: '' }, { id: 'percentiles', tail: 1.2, backends: 10, title: '', named: '' });
    assert.equal(told.title, told.named);
    // The frame grows, and shrinks, by the script that the code brings.
    await framed.until(() => parseInt(document.querySelector('iframe').style.height) > 600);
    const wide = await framed.page.evaluate(() => document.querySelector('iframe').style.height);
    await framed.resize(420, 900);
    await framed.until((before) => document.querySelector('iframe').style.height !== before, wide);
    await framed.close();
  });

  test('an experiment, and a run as it stands, come with all that they did', { timeout: 300_000 }, async () => {
    const tab = await visit('sim=cascade');
    await fill(tab, { '[name=begin]': 'preset:story' });
    const experiment = await codeWith(tab, 'element', 'preset="story"');
    const values = () => document.querySelector('tradeoff-sim').settle().values.map(({ id, number }) => [id, number]);
    const wanted = await tab.page.evaluate(values);
    const one = await paste(experiment);
    await one.until(() => document.querySelector('tradeoff-sim')?.scene);
    assert.deepEqual(await one.page.evaluate(values), wanted);
    await one.close();

    // Moved by hand, it is an experiment no longer.
    await tab.page.evaluate(() => document.querySelector('.setup tradeoff-sim').set('retries', 1));
    await tab.until(() => document.querySelector('[name=begin]').value === 'values');
    await fill(tab, { '[name=sim]': 'reliability' });
    await tab.until(() => document.querySelector('.setup tradeoff-sim').name === 'reliability' && document.querySelector('.setup tradeoff-sim').scene && document.querySelector('[data-action="live-100"]'));
    await tab.page.evaluate(() => {
      const sim = document.querySelector('.setup tradeoff-sim');
      sim.set('components', 7);
      sim.act('live-100');
    });
    await fill(tab, { '[name=begin]': 'state', '[data-param=components]': 'locked' });
    const run = await codeWith(tab, 'element', 'lock="components"');
    const lived = await tab.page.evaluate(values);
    const two = await paste(run);
    await two.until(() => document.querySelector('tradeoff-sim')?.scene);
    assert.deepEqual(await two.page.evaluate(values), lived);
    assert.equal(await two.page.evaluate(() => document.querySelector('tradeoff-sim').scene.params.components), 7);
    await two.close();
    const link = await codeWith(tab, 'link', 'lock=components');
    await tab.page.goto(link);
    await tab.until(() => document.querySelector('tradeoff-sim')?.scene);
    assert.deepEqual(await tab.page.evaluate(values), lived);
    assert.equal(await tab.page.evaluate(() => document.title), 'Reliability Simulator · Trade-offs in data systems');
    await tab.close();
  });

  test('a chapter comes in a frame that grows to hold it', { timeout: 300_000 }, async () => {
    const tab = await visit('');
    await fill(tab, { '[name=chapter]': '05-maintainability/index.html', '[name=theme]': 'dark' });
    const page = await paste(await codeWith(tab, 'chapter', '05-maintainability'));
    await page.until(() => parseInt(document.querySelector('iframe').style.height) > 3000);
    assert.match(await page.page.evaluate(() => document.querySelector('iframe').src), /05-maintainability\/index\.html\?embed=&theme=dark$/);
    await page.close();
    await tab.close();
  });

  test('what a field does not take gets a sentence, and no code comes of it', async () => {
    const tab = await visit('sim=percentiles');
    await codeWith(tab, 'frame', 'sim=percentiles');
    await fill(tab, { '[name=base]': 'ftp://school.example/', '[name=height]': '12 cm', '[name=origins]': 'https://school.example/lesson' });
    await tab.until(() => document.getElementById('code-frame').value === '');
    const seen = await tab.page.evaluate(() => ({
      sentences: ['base', 'height', 'origins'].map((name) => document.getElementById(`make-${name}-refusal`).textContent),
      invalid: document.querySelectorAll('.generator [aria-invalid]').length, asleep: document.querySelectorAll('[data-copy]:disabled').length,
    }));
    assert.deepEqual(seen.sentences, [
      '“Where the lesson lies” takes an address that begins with https:// or http://, not “ftp://school.example/”.',
      '“Height of the frame” takes a whole number from 100 to 20,000, not “12 cm”.',
      '“Your page’s origin” takes addresses without a path, as https://school.example, or *, not “https://school.example/lesson”.',
    ]);
    assert.deepEqual([seen.invalid, seen.asleep], [3, 4]);
    await fill(tab, { '[name=base]': 'https://school.example/lesson', '[name=height]': '640', '[name=origins]': '' });
    assert.match(await codeWith(tab, 'frame', 'height="640"'), /src="https:\/\/school\.example\/lesson\/embed\.html\?sim=percentiles"/);
    assert.equal(await tab.page.evaluate(() => document.querySelectorAll('.generator [aria-invalid]').length), 0);
    await tab.close();
  });

  test('the keyboard alone chooses, limits and copies', { timeout: 300_000 }, async () => {
    const tab = await visit('');
    const press = (key) => tab.page.keyboard.press(key);
    const first = await tab.page.evaluate(() => {
      document.querySelector('[name=sim]').focus();
      return document.querySelector('[name=sim]').value;
    });
    await press('ArrowDown');
    await tab.until((before) => document.querySelector('[name=sim]').value !== before && document.querySelector('.setup tradeoff-sim').name !== before, first);
    await tab.until(() => document.querySelector('.setup tradeoff-sim').scene);
    await codeWith(tab, 'element', await tab.page.evaluate(() => document.querySelector('[name=sim]').value));
    // Through all that stands between, to the button.
    const reached = new Set();
    for (let i = 0; i < 80 && !reached.has('code-element copy'); ++i) {
      await press('Tab');
      reached.add(await tab.page.evaluate(() => {
        const { activeElement: on } = document;
        return on.dataset.copy ? `${on.dataset.copy} copy` : on.name || (on.dataset.param ? 'a limit' : on.dataset.action ? 'an action' : on.localName);
      }));
    }
    for (const stop of ['begin', 'controls', 'theme', 'a limit', 'an action', 'base', 'height', 'fit', 'origins', 'code-element copy']) assert.ok(reached.has(stop), `${stop} among ${[...reached]}`);
    await press('Enter');
    await tab.until(() => document.querySelector('[data-copy=code-element] + [role=status]').textContent !== '');
    assert.match(await tab.page.evaluate(() => document.querySelector('[data-copy=code-element] + [role=status]').textContent), /^Copied\.$|Ctrl\+C/);
    await tab.close();
  });
});
