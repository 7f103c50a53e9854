// The lesson on other people's pages: a second origin with plain HTML, React, a strict policy and a hostile style sheet.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2019.js';
import { build } from 'esbuild';
import { start } from '../../scripts/lib/static-server.mjs';
import { inBothBrowsers, pixels, until } from './driver.js';

/** Where React is, when it is not among the packages. */
const nodePaths = (process.env.NODE_PATH ?? '').split(':').filter(Boolean);
const hasReact = existsSync('node_modules/react') || nodePaths.some((path) => existsSync(`${path}/react`));
const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

const schema = JSON.parse(readFileSync('web/glue/messages.schema.json', 'utf8'));
const ajv = new Ajv({ strict: false });
ajv.addSchema(schema, 'messages');
/** Holds what a frame said to the schema. @param {any[]} heard @param {string[]} types Those that must be among it. */
function holdToSchema(heard, types) {
  for (const message of heard) assert.ok(ajv.validate('messages#/$defs/fromFrame', message), `${JSON.stringify(message).slice(0, 300)}: ${ajv.errorsText()}`);
  const said = new Set(heard.map(({ type }) => type));
  for (const type of types) assert.ok(said.has(type), `${type} among ${[...said]}`);
}

/** A host's pages, which name the lesson's and their own origin. @param {string} lesson @param {string} policy */
async function host(lesson, policy = '') {
  const react = hasReact ? (await build({ entryPoints: ['tests/web/hosts/react.jsx'], bundle: true, write: false, jsx: 'automatic', nodePaths, define: { 'process.env.NODE_ENV': '"production"' } })).outputFiles[0].text : '';
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1).replace(/\?.*/, '');
    const origin = `http://${request.headers.host}`;
    const own = `tests/web/hosts/${name}`;
    const text = name === 'react.js' ? react : existsSync(own) && name ? readFileSync(own, 'utf8') : '';
    response.writeHead(text ? 200 : 404, { 'Content-Type': types[name.split('.').pop()] ?? 'text/plain', ...(policy ? { 'Content-Security-Policy': policy } : {}) });
    response.end(text.replaceAll('LESSON', lesson).replaceAll('HOST', origin));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  return { url: `http://localhost:${server.address().port}/`, close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) };
}

inBothBrowsers((web) => {
  let open, strict, bare;
  const at = (url) => url.replace(/\/$/, '');
  before(async () => {
    bare = await start({ root: 'dist/site', cors: false });
    open = await host(at(web.server.url));
    // No inline script or style, nothing fetched: what a careful platform sends.
    strict = await host(at(bare.url), `default-src 'none'; script-src ${at(bare.url)} 'wasm-unsafe-eval'; style-src 'self'; frame-src ${at(bare.url)}`);
  });
  after(async () => {
    for (const one of [open, strict, bare]) await one?.close();
  });
  const visit = async (url) => {
    const tab = await web.browser.open();
    await tab.page.goto(url);
    return tab;
  };
  /** The frame whose address holds these words. @param {any} tab @param {string} words */
  const frameAt = (tab, words) => tab.page.frames().find((one) => one.url().includes(words));
  const drawn = () => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('canvas:not([hidden])');

  test('two lines put a simulator on a page of another origin, and leave its address alone', async () => {
    const tab = await visit(`${open.url}plain.html?course=7`);
    await tab.until(drawn);
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').set('tweets', 5000));
    await new Promise((done) => setTimeout(done, 400));
    const seen = await tab.page.evaluate(() => {
      const sim = document.querySelector('tradeoff-sim');
      return { followers: sim.scene.params.followers, tweets: sim.scene.params.tweets, search: location.search, notice: sim.shadowRoot.querySelector('.notice').textContent };
    });
    assert.deepEqual(seen, { followers: 200, tweets: 5000, search: '?course=7', notice: '' });
    await tab.close();
  });

  test('a page\'s custom properties colour picture and panel, and nothing else of its style comes in', async () => {
    const tab = await visit(`${open.url}plain.html`);
    await tab.until(drawn);
    const ink = () => tab.page.evaluate(() => getComputedStyle(document.querySelector('tradeoff-sim').shadowRoot.querySelector('.summary')).color);
    const [before, plain] = [await pixels(tab), await ink()];
    await tab.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('tradeoff-sim { --ts-ink: #402000; --ts-surface: #fff4e0; --ts-accent: #a00040; color: lime; font-size: 40px } p { color: lime !important }');
      document.adoptedStyleSheets.push(sheet);
      document.documentElement.dataset.theme = 'light'; // What a page's own switch does tells the canvas.
    });
    assert.equal(await ink(), 'rgb(64, 32, 0)');
    assert.notEqual(plain, 'rgb(64, 32, 0)');
    assert.notEqual(await pixels(tab), before);
    await tab.close();
  });

  test('attributes and inputs that are wrong give a sentence, and what came before it was ready is not lost', async () => {
    const tab = await visit(`${open.url}plain.html`);
    await tab.until(() => customElements.get('tradeoff-sim'));
    const said = await tab.page.evaluate(() => new Promise((done) => {
      const sim = document.createElement('tradeoff-sim');
      for (const [name, value] of Object.entries({ name: 'percentiles', tail: '9', lock: 'colour', controls: 'some' })) sim.setAttribute(name, value);
      sim.set('backends', 10);
      sim.addEventListener('ready', () => done([sim.shadowRoot.querySelector('.notice').textContent, sim.scene.params.backends]));
      document.querySelector('h1').before(sim);
    }));
    assert.match(said[0], /“controls” takes “all”, “plain”, “none”, not “some”\..*“lock” lists “colour”, which is not among “requests”.*tail.*0\.1 to 2/);
    assert.equal(said[1], 10);
    await tab.close();
  });

  test('a strict policy, a style sheet that unsets everything and no CORS headers leave it as it is', async () => {
    const tab = await visit(`${strict.url}hostile.html`);
    await tab.until(drawn);
    const look = await tab.page.evaluate(() => {
      const root = document.querySelector('tradeoff-sim').shadowRoot;
      const style = getComputedStyle(root.querySelector('.presets button'));
      return { transform: style.textTransform, spacing: style.letterSpacing, visibility: style.visibility, size: style.fontSize, height: root.querySelector('.presets button').getBoundingClientRect().height, colour: style.color };
    });
    assert.ok(look.height >= 24, `${look.height} px high`);
    assert.deepEqual({ ...look, height: 0 }, { transform: 'none', spacing: 'normal', visibility: 'visible', size: '15px', height: 0, colour: 'rgb(27, 34, 41)' });
    await tab.close();
    // A frame there draws too, and the plain script hears how high it is.
    const framed = await visit(`${strict.url}framed.html`);
    await framed.until(() => parseInt(document.querySelector('iframe').style.height) > 600);
    await framed.close();
  });

  test('a frame that may only run scripts draws, tells its height, and answers the page it was told of', { timeout: 300_000 }, async () => {
    const tab = await visit(`${open.url}frame.html`);
    const result = await tab.page.evaluate(async (lesson) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      const frame = document.getElementById('frame');
      const heard = [];
      addEventListener('message', ({ source, data }) => source === frame.contentWindow && heard.push(data));
      const sim = await connect(frame);
      const changed = new Promise((done) => sim.events.addEventListener('change', (event) => event.detail.params.backends === 10 && done(true)));
      const set = await sim.set({ backends: 10 });
      const state = await sim.get('state');
      const refusal = await sim.set({ tail: 9 }).catch((error) => error.message);
      await sim.set({ backends: 50 });
      await sim.restore(state);
      for (const bad of [null, 7, 'x', {}, { protocol: 'tradeoff-sim', version: 2, type: 'hello' }, { protocol: 'tradeoff-sim', version: 1, type: 'set', values: { tail: {} } }])
        frame.contentWindow.postMessage(bad, '*');
      await sim.pause();
      while (!(parseInt(frame.style.height) > 600)) await new Promise((done) => setTimeout(done, 50));
      return { tail: set.tail, back: (await sim.get('params')).backends, refusal, ignored: await sim.get('ignored'), changed: await changed, height: parseInt(frame.style.height), heard: JSON.stringify(heard) };
    }, web.server.url);
    holdToSchema(JSON.parse(result.heard), ['height', 'answer', 'refusal', 'event']);
    assert.match(result.refusal, /tail.*0\.1 to 2/);
    assert.ok(result.height > 600, `${result.height} px`);
    assert.deepEqual({ ...result, refusal: '', height: 0, heard: '' }, { tail: 1.2, back: 10, refusal: '', ignored: { foreign: 0, malformed: 6 }, changed: true, height: 0, heard: '' });
    const deaf = await tab.page.evaluate(async (lesson) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      return connect(document.getElementById('deaf'), 1500).catch((error) => error.message);
    }, web.server.url);
    assert.match(deaf, /origin/, 'a page that “origins” does not name hears nothing');
    await tab.close();
  });

  test('a message from another window, or to a frame that names another page, changes nothing and is counted', { timeout: 300_000 }, async () => {
    const tab = await visit(`${open.url}frame.html`);
    const result = await tab.page.evaluate(async (lesson) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      const [frame, deaf] = ['frame', 'deaf'].map((id) => document.getElementById(id));
      const sim = await connect(frame);
      const head = { protocol: 'tradeoff-sim', version: 1 };
      const messages = [{ ...head, type: 'hello' }, { ...head, type: 'set', values: { tail: 0.3 } }];
      // A window of the right origin that is not the frame's parent.
      const other = document.createElement('iframe');
      other.srcdoc = `<script>for (const one of ${JSON.stringify(messages)}) parent.frames[0].postMessage(one, '*'); parent.postMessage('sent', '*')</script>`;
      const heard = [];
      const sent = new Promise((done) => addEventListener('message', ({ source, data }) => {
        if (data === 'sent') done(undefined);
        if (source === deaf.contentWindow) heard.push(data.type);
      }));
      document.body.append(other);
      await sent;
      for (const one of messages) deaf.contentWindow.postMessage(one, '*');
      while ((await sim.get('ignored')).foreign < 2) await new Promise((done) => setTimeout(done, 50));
      return { ignored: await sim.get('ignored'), tail: (await sim.get('params')).tail, heard };
    }, web.server.url);
    assert.deepEqual(result, { ignored: { foreign: 2, malformed: 0 }, tail: 1.2, heard: [] });
    const deaf = frameAt(tab, 'elsewhere.example');
    assert.equal(await deaf.evaluate(() => document.querySelector('tradeoff-sim').getAttribute('name')), 'percentiles');
    assert.notEqual(await deaf.evaluate(() => document.querySelector('tradeoff-sim').scene?.params.tail), 0.3);
    await tab.close();
  });

  test('“origins” takes an address with a slash at its end; what is no origin is named, bars nobody else, and leaves the frame fitting', { timeout: 300_000 }, async () => {
    const tab = await visit(`${open.url}plain.html`);
    const own = at(open.url);
    const result = await tab.page.evaluate(async ([lesson, listed]) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      Object.assign(document.body.style, { display: 'flex', alignItems: 'start' }); // In view side by side: what is far off does not start.
      const frame = (/** @type {string} */ address) => {
        const one = document.createElement('iframe');
        one.src = `${lesson}${address}`;
        document.body.prepend(one);
        return one;
      };
      const fitted = async (/** @type {HTMLIFrameElement} */ one) => {
        while (!(parseInt(one.style.height) > 600)) await new Promise((done) => setTimeout(done, 50));
      };
      const sim = await connect(frame(`embed.html?sim=percentiles&origins=school.example,https://a.example/path,${listed}/`));
      const nobody = frame('embed.html?sim=percentiles&tail=1.5&origins=school.example');
      connect(nobody, 240_000).catch(() => {}); // Fits the frame, whoever may speak to it.
      const chapter = frame('05-maintainability/index.html?embed&origins=school.example');
      connect(chapter, 1).catch(() => {});
      await fitted(nobody);
      const deaf = await connect(nobody, 1500).catch((/** @type {Error} */ error) => error.message);
      return { backends: (await sim.set({ backends: 10 })).backends, deaf };
    }, [web.server.url, own]);
    assert.equal(result.backends, 10);
    assert.match(result.deaf, /^No simulator answered/);
    const notice = () => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('.notice')?.textContent;
    const tidings = () => document.querySelector('.tidings p')?.textContent;
    const sentence = '“origins” takes addresses without a path, as https://school.example; “school.example” is not that.';
    await until(async () => (await frameAt(tab, 'tail=1.5')?.evaluate(notice)) === sentence);
    await until(async () => (await frameAt(tab, '05-maintainability')?.evaluate(tidings)) === sentence);
    await tab.close();
  });

  test('a connection that is ended leaves nobody waiting, and one that never came hears nothing more', { timeout: 300_000 }, async () => {
    const tab = await visit(`${open.url}frame.html`);
    const result = await tab.page.evaluate(async (lesson) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      const frame = document.getElementById('frame');
      const sim = await connect(frame);
      const open = sim.get('params').catch((error) => error.message);
      sim.destroy();
      const words = [await open, await sim.get('params').catch((error) => error.message)];
      // A frame that says its height too late; the page itself plays its part.
      const late = { contentWindow: window, style: { height: '' } };
      await connect(late, 300).catch(() => {});
      const said = new Promise((done) => addEventListener('message', ({ data }) => data.type === 'height' && data.height === 77 && done(true)));
      postMessage({ protocol: 'tradeoff-sim', version: 1, type: 'height', height: 77 });
      await said;
      return { words, height: late.style.height };
    }, web.server.url);
    const ended = 'The connection to this frame has ended: destroy() was called.';
    assert.deepEqual(result, { words: [ended, ended], height: '' });
    await tab.close();
  });

  test('a page that connects to a frame without a simulator is told why at once', async () => {
    const tab = await visit(`${open.url}plain.html`);
    const said = await tab.page.evaluate(async ([lesson, own]) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      const refused = (/** @type {string} */ query) => {
        const frame = document.createElement('iframe');
        frame.src = `${lesson}embed.html?${query}&origins=${own}`;
        document.body.prepend(frame);
        return connect(frame, 60_000).catch((/** @type {Error} */ error) => error.message);
      };
      return Promise.all(['sim=none-such', ''].map(refused));
    }, [web.server.url, at(open.url)]);
    assert.match(said[0], /none-such.*percentiles/);
    assert.match(said[1], /^The address names no simulator: add \?sim= and one of .*percentiles/);
    await tab.close();
  });

  test('by itself, a simulator’s room is kept while the module comes, and its surface has the size that it will need', async () => {
    for (const width of [360, 800, 1280]) {
      const tab = await web.browser.open({ width, before: `
        const { getContext } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = function (...asked) {
          if (asked[0] === 'webgl2')
            window.kept ??= [this.width, this.height, document.querySelector('tradeoff-sim').shadowRoot.querySelector('.stage').offsetHeight];
          return getContext.apply(this, asked);
        };` });
      await tab.page.goto(`${web.server.url}embed.html?sim=percentiles`);
      await tab.until(() => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('canvas:not([hidden])'));
      const [kept, drawn] = await tab.page.evaluate(() => {
        const { shadowRoot } = document.querySelector('tradeoff-sim');
        const canvas = shadowRoot.querySelector('canvas');
        return [window.kept, [canvas.width, canvas.height, shadowRoot.querySelector('.stage').offsetHeight]];
      });
      assert.deepEqual(kept, drawn, `in a window of ${width} px`);
      await tab.close();
    }
  });

  test('a refusal is as high as the frame is told, and an address without a name gets the names', async () => {
    const tab = await web.browser.open({ width: 320 });
    await tab.page.goto(`${web.server.url}embed.html?sim=none-such`);
    await tab.until(() => document.querySelector('tradeoff-sim')?.shadowRoot?.querySelector('.loading')?.textContent.includes('percentiles'));
    const [told, bottom] = await tab.page.evaluate(() => [document.querySelector('main'), document.querySelector('tradeoff-sim').shadowRoot.querySelector('.loading')].map((one) => one.getBoundingClientRect().bottom));
    assert.ok(bottom < told + 1, `the sentence ends at ${bottom} px, the content at ${told} px`);
    for (const query of ['', '?sim=']) {
      await tab.page.goto(`${web.server.url}embed.html${query}`);
      await tab.until(() => document.querySelector('main [role=alert]'));
      assert.match(await tab.page.evaluate(() => document.querySelector('main').textContent), /^The address names no simulator: add \?sim= and one of .*percentiles.*\.$/);
    }
    await tab.close();
  });

  test('of values that are set at once, none stays where one is refused', async () => {
    const tab = await visit(`${open.url}frame.html`);
    const result = await tab.page.evaluate(async (lesson) => {
      const { connect } = await import(`${lesson}assets/tradeoff-frame.js`);
      const sim = await connect(document.getElementById('frame'));
      const before = await sim.get('params');
      const refusal = await sim.set({ backends: 10, median: 20, tail: 9 }).catch((error) => error.message);
      return { refusal, before, after: await sim.get('params') };
    }, web.server.url);
    assert.match(result.refusal, /tail.*0\.1 to 2/);
    assert.deepEqual(result.after, result.before);
    await tab.close();
  });

  test('an experiment or a saved state is what it begins with, and what a class may not move stays as it left it', async () => {
    const tab = await web.browser.open();
    await tab.page.goto(`${web.server.url}embed.html?sim=percentiles&preset=fan-out-10&lock=backends&tail=1.2`);
    await tab.until(() => document.querySelector('tradeoff-sim')?.scene);
    const begun = await tab.page.evaluate(() => {
      const sim = document.querySelector('tradeoff-sim');
      for (const button of sim.shadowRoot.querySelectorAll('.buttons button')) if (button.textContent === 'Reset') button.click();
      const { backends, tail } = sim.scene.params;
      return { backends, tail, state: sim.state };
    });
    assert.deepEqual([begun.backends, begun.tail], [10, 0.7]);
    await tab.page.goto(`${web.server.url}embed.html?sim=percentiles&state=${encodeURIComponent(begun.state)}`);
    await tab.until(() => document.querySelector('tradeoff-sim')?.scene);
    assert.equal(await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scene.params.backends), 10);
    await tab.page.goto(`${web.server.url}embed.html?sim=percentiles&preset=none-such&state=x`);
    await tab.until(() => document.querySelector('tradeoff-sim')?.scene);
    assert.match(await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.notice').textContent), /none-such.*\. .*state/i);
    await tab.close();
  });

  test('what is locked stays, whatever a reader presses; what is hidden has no control', async () => {
    const tab = await web.browser.open();
    await tab.page.goto(`${web.server.url}embed.html?sim=percentiles&tail=1.2&show=tail,backends&lock=tail&actions=none`);
    await tab.until(drawn);
    const seen = await tab.page.evaluate(async () => {
      const sim = document.querySelector('tradeoff-sim');
      const root = sim.shadowRoot;
      for (const button of root.querySelectorAll('.presets button')) button.click();
      return {
        tail: sim.scene.params.tail, names: [...root.querySelectorAll('.controls input[name]')].map((one) => `${one.name} ${one.disabled}`),
        questions: root.querySelectorAll('.prediction').length,
        buttons: [...root.querySelectorAll('.buttons button')].filter((one) => !one.hidden).map((one) => one.textContent),
      };
    });
    assert.equal(seen.tail, 1.2);
    assert.deepEqual(seen.names, ['tail true', 'backends false']);
    assert.equal(seen.questions, 0);
    assert.deepEqual(seen.buttons, ['Compare', 'Copy link', 'Download CSV', 'Download image']);
    await tab.close();
  });

  test('where controls are hidden the picture is its figures and leaves no hole, in a wide frame and in a narrow one', async () => {
    for (const [width, away] of [[1280, 'left'], [360, 'top']]) {
      const tab = await web.browser.open({ width });
      await tab.page.goto(`${web.server.url}embed.html?sim=percentiles&show=tail`);
      await tab.until(drawn);
      const seen = await tab.page.evaluate(() => {
        const { shadowRoot: root } = document.querySelector('tradeoff-sim');
        const [stage, canvas, slider] = ['.stage', 'canvas', '.controls [name=tail]'].map((one) => root.querySelector(one).getBoundingClientRect());
        return {
          left: stage.left - canvas.left, top: stage.top - canvas.top, ends: [canvas.right - stage.right, canvas.bottom - stage.bottom].map(Math.abs),
          shown: slider.height > 0 && slider.top >= stage.bottom, names: [...root.querySelectorAll('.controls [name]')].map((one) => one.name),
        };
      });
      assert.ok(seen[away] > 200, `${width} px: ${seen[away]} px of controls are out of view at the ${away}`);
      assert.ok(seen.ends.every((one) => one <= 2), `${width} px: the picture ends where its frame does: ${seen.ends}`);
      assert.deepEqual([seen.shown, seen.names], [true, ['tail']]);
      await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.controls [name=tail]').focus());
      await tab.page.keyboard.press('ArrowRight');
      await tab.until(() => document.querySelector('tradeoff-sim').scene.params.tail > 0.7);
      await tab.close();
    }
  });

  test('a misspelt “show” hides nothing and is named', async () => {
    const tab = await web.browser.open();
    const look = async (/** @type {string} */ show) => {
      await tab.page.goto(`${web.server.url}embed.html?sim=percentiles&show=${show}`);
      await tab.until(drawn);
      return tab.page.evaluate(() => {
        const { shadowRoot: root } = document.querySelector('tradeoff-sim');
        return [root.querySelectorAll('.controls [name]').length, root.querySelector('.notice').textContent];
      });
    };
    const [all, none] = await look('tial');
    assert.ok(all > 3, `${all} controls`);
    assert.match(none, /^“show” lists “tial”, which is not among “requests”, .*“tail”/);
    const [one, other] = await look('tail,backend');
    assert.equal(one, 1);
    assert.match(other, /^“show” lists “backend”, which/);
    await tab.close();
  });

  test('React sets an attribute and the simulator follows, under a lock too', { skip: hasReact ? false : 'react is not installed' }, async () => {
    const tab = await visit(`${open.url}react.html`);
    await tab.until(() => document.querySelector('output')?.textContent === '200');
    await tab.page.evaluate(() => document.getElementById('more').click());
    await tab.until(() => document.querySelector('output').textContent === '5000');
    await tab.close();
  });

  test('a chapter in a frame has neither head nor foot, and keeps the chosen theme', async () => {
    const tab = await visit(`${web.server.url}03-describing-performance/index.html?embed&theme=dark`);
    await tab.until(() => document.documentElement.dataset.embed === '');
    const seen = await tab.page.evaluate(() => ['.bar', '.foot', 'h1'].map((one) => getComputedStyle(document.querySelector(one)).display).concat(document.documentElement.dataset.theme));
    assert.deepEqual(seen, ['none', 'none', 'block', 'dark']);
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
    await tab.until(drawn);
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').set('backends', 10));
    await tab.until(() => location.search.includes('backends=10'));
    assert.match(await tab.page.evaluate(() => location.search), /^\?embed=&theme=dark&sim=percentiles&backends=10$/);
    await tab.close();
  });

  test('a chapter in a frame tells its height to the page that it was told of, answers it, and stays a guest from link to link', { timeout: 300_000 }, async () => {
    const tab = await visit(`${open.url}chapter.html`);
    const height = (id) => parseInt(document.getElementById(id).style.height) || 0;
    await tab.until(() => parseInt(document.getElementById('frame').style.height) > 3000);
    const first = await tab.page.evaluate(height, 'frame');
    await tab.page.evaluate(() => (document.getElementById('frame').width = '400'));
    await tab.until((before) => parseInt(document.getElementById('frame').style.height) > before + 500, first);

    const answers = await tab.page.evaluate(async () => {
      const frame = document.getElementById('frame');
      const ask = (message) => new Promise((done) => {
        addEventListener('message', ({ source, data }) => source === frame.contentWindow && data.id === message.type && done(data));
        frame.contentWindow.postMessage({ protocol: 'tradeoff-sim', version: 1, id: message.type, ...message }, '*');
      });
      frame.contentWindow.postMessage('hello', '*');
      return [await ask({ type: 'hello' }), await ask({ type: 'set', values: { debt: 1 } }), await ask({ type: 'get', what: 'ignored' })];
    });
    holdToSchema(answers, ['answer', 'refusal']);
    assert.match(answers[0].value.title, /^Maintainability/);
    assert.match(answers[1].message, /“set” is for the frame of one simulator/);
    assert.deepEqual(answers[2].value, { foreign: 0, malformed: 1 });

    // Firefox may go before it has answered, and the answer is then of a page that is no more.
    await frameAt(tab, '05-maintainability').evaluate(() => void setTimeout(() => document.querySelector('a[rel=next]').click()));
    await until(() => frameAt(tab, '06-'));
    const own = () => document.body && Math.ceil(document.body.getBoundingClientRect().height);
    await until(async () => (await tab.page.evaluate(height, 'frame')) === (await frameAt(tab, '06-').evaluate(own)));
    const next = new URL(frameAt(tab, '06-').url());
    assert.deepEqual([...next.searchParams], [['embed', ''], ['theme', 'dark'], ['origins', open.url.replace(/\/$/, '')]]);
    // Neither its parameters nor a notice on its simulator.
    assert.equal(await frameAt(tab, '06-').evaluate(() => getComputedStyle(document.querySelector('.bar')).display), 'none');
    assert.equal(await tab.page.evaluate(height, 'deaf'), 0, 'a chapter that was told of another page tells this one nothing');
    await tab.close();
  });
});
