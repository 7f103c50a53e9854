// The simulator on its page, used as people use it, in both browsers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapter, context, inBothBrowsers, inStage, openSimulator, params, pixels } from './driver.js';

// The first slider of the wide stage: its track's left end, right end and height.
const track = { left: 20, right: 284, y: 54 };

inBothBrowsers((web) => {
  let tab;
  const open = async (query = '', options = {}) => {
    tab = await web.browser.open(options);
    await openSimulator(tab, web.server.url + chapter + query);
    return tab;
  };

  test('dragging a slider on the canvas changes value, summary, panel and address', async () => {
    await open();
    const summary = () => tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.summary').textContent);
    const first = await summary();
    const y = track.y + 3 * 56; // Backends is the fourth.
    const from = await inStage(tab, track.left + 9, y);
    await tab.page.mouse.move(from.x, from.y);
    await tab.page.mouse.down();
    for (let i = 1; i <= 8; ++i) await tab.page.mouse.move(from.x + 15 * i, from.y);
    await tab.page.mouse.up();
    // At rest, the address has caught up.
    await tab.until(() => {
      const { backends } = document.querySelector('tradeoff-sim').scene.params;
      return backends > 40 && new URLSearchParams(location.search).get('backends') === String(backends);
    });
    const { backends } = await params(tab);
    assert.ok(backends > 40 && backends < 60, `half a slider is about 50 backends, not ${backends}`);
    assert.equal(await tab.page.evaluate(() => new URLSearchParams(location.search).get('backends')), String(backends));
    assert.notEqual(await summary(), first);
    assert.equal(await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('input[name=backends]').getAttribute('aria-valuetext')), `${backends}\u00a0backends`);
    await tab.close();
  });

  /** Pointer events on the stage, all before the next frame. */
  const atOnce = (/** @type {[string, number, number][]} */ events) => tab.page.evaluate((all) => {
    const canvas = document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas');
    canvas.setPointerCapture = () => {}; // These pointers are nobody's.
    const box = canvas.getBoundingClientRect();
    for (const [type, x, y] of all)
      canvas.dispatchEvent(new PointerEvent(type, { clientX: box.left + x, clientY: box.top + y, button: 0, buttons: /up|leave|cancel/.test(type) ? 0 : 1 }));
  }, events);

  test('a drag that begins and ends between two frames sets the value where it ended', async () => {
    await open();
    const y = track.y + 3 * 56;
    await atOnce([['pointerdown', track.left + 9, y], ['pointermove', 90, y], ['pointermove', 152, y], ['pointerup', 152, y], ['pointerleave', 152, y]]);
    await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends > 40);
    assert.ok((await params(tab)).backends < 60);
    await tab.close();
  });

  test('a press that a scroll takes away clicks nothing and leaves the slider where it was pressed', async () => {
    await open();
    const run = () => tab.page.evaluate(() => document.querySelector('tradeoff-sim').state);
    const before = await run();
    await atOnce([['pointerdown', 152, 421], ['pointercancel', 0, 0]]);
    await pixels(tab);
    assert.equal(await run(), before);
    await atOnce([['pointerdown', 152, 421], ['pointerup', 152, 421]]);
    await pixels(tab);
    assert.notEqual(await run(), before, 'the button is there');
    await atOnce([['pointerdown', 152, track.y + 3 * 56]]);
    await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends > 40);
    const { backends } = await params(tab);
    await atOnce([['pointercancel', 0, 0]]);
    await pixels(tab);
    assert.equal((await params(tab)).backends, backends);
    await tab.close();
  });

  test('a chapter begins where its question is still open, and an address with the usual values asks for those', async () => {
    const began = { overhead: 0.3 }, usual = { overhead: 1 };
    const at = () => tab.page.evaluate(() => [document.querySelector('tradeoff-sim').scene.params.overhead, location.search]);
    tab = await web.browser.open();
    await openSimulator(tab, `${web.server.url}04-scaling-up-and-out/index.html`);
    assert.deepEqual(await at(), [began.overhead, '']);
    await tab.page.evaluate((value) => document.querySelector('tradeoff-sim').set('overhead', value), usual.overhead);
    await tab.until(() => location.search === '?sim=scaling-cost');
    await tab.page.reload();
    await tab.until(() => document.querySelector('tradeoff-sim').scene);
    assert.deepEqual(await at(), [usual.overhead, '?sim=scaling-cost']);
    await tab.close();
  });

  test('a key in the panel changes the picture', async () => {
    await open();
    const before = await pixels(tab);
    assert.equal(await pixels(tab), before, 'at rest the picture stays');
    await tab.page.evaluate(() => {
      const root = document.querySelector('tradeoff-sim').shadowRoot;
      root.querySelector('.numbers').open = true;
      root.querySelector('input[name=backends]').focus();
    });
    await tab.page.keyboard.press('ArrowRight');
    await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends === 2);
    assert.notEqual(await pixels(tab), before);
    await tab.close();
  });

  test('in the panel a store’s settings have the names that the store gives them', async () => {
    tab = await web.browser.open();
    await openSimulator(tab, `${web.server.url}simulators/cap-map/index.html`);
    const options = () => tab.page.evaluate(() =>
      [...document.querySelector('tradeoff-sim').shadowRoot.querySelector('select[name=write-level]').options].map((one) => one.textContent));
    assert.deepEqual(await options(), ['as shipped', 'ONE', 'TWO', 'QUORUM', 'ALL', '5, the same']);
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').set('system', 'mongodb'));
    await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('select[name=system]').value === 'mongodb');
    assert.deepEqual((await options()).slice(0, 3), ['as shipped', '1', 'majority']);
    await tab.close();
  });

  test('the wheel over the canvas scrolls the page', async () => {
    await open();
    const at = await inStage(tab, 300, 300);
    await tab.page.mouse.move(at.x, at.y);
    const from = await tab.page.evaluate(() => scrollY);
    if (web.browser.name === 'Chromium') await tab.page.mouse.wheel(0, 240);
    else await tab.page.mouse.wheel({ deltaY: 240 });
    await tab.until((start) => scrollY > start + 100, from);
    await tab.close();
  });

  test('Tab enters the canvas and leaves it, and keys on it walk and change', async () => {
    await open();
    await tab.page.evaluate(() => {
      const link = [...document.querySelectorAll('main a')].filter((a) => a.compareDocumentPosition(document.querySelector('tradeoff-sim')) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
      link.focus();
    });
    const focused = () => tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.activeElement?.tagName ?? '');
    await tab.page.keyboard.press('Tab');
    assert.equal(await focused(), 'CANVAS');
    for (let i = 0; i < 3; ++i) await tab.page.keyboard.press('ArrowDown');
    await tab.page.keyboard.press('ArrowRight');
    await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends === 2);
    await tab.page.keyboard.press('Tab');
    assert.equal(await focused(), 'BUTTON');
    await tab.close();
  });

  test('a bad address is told politely and the rest of it holds', async () => {
    await open('?tail=9&backends=10&colour=red');
    assert.equal((await params(tab)).backends, 10);
    assert.equal((await params(tab)).tail, 0.7);
    const notice = await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.notice').textContent);
    assert.match(notice, /tail.*takes a number from 0.1 to 2/);
    assert.match(notice, /no parameter “colour”/);
    await tab.close();
  });

  test('a preset in the text sets the simulator in place', async () => {
    await open();
    await tab.page.evaluate(() => document.querySelector('a[data-preset=fan-out-100]').click());
    await tab.until(() => document.querySelector('tradeoff-sim').scene.params.backends === 100);
    // The panel marks it in the frame after.
    await tab.until(() => [...document.querySelector('tradeoff-sim').shadowRoot.querySelectorAll('.presets [aria-current]')].map((one) => one.dataset.preset).join() === 'fan-out-100');
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').set('backends', 50));
    await tab.until(() => !document.querySelector('tradeoff-sim').shadowRoot.querySelector('.presets [aria-current]'));
    await tab.close();
  });

  test('a preset in the text brings the picture to the reader, not the end of what follows it', async () => {
    await open();
    /** How much of the window the picture takes. */
    const shown = () => tab.page.evaluate(() => {
      const { top, bottom } = document.querySelector('tradeoff-sim').stage.getBoundingClientRect();
      return Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / innerHeight;
    });
    await tab.page.evaluate(() => document.querySelector('a[data-preset=fan-out-100]').scrollIntoView({ block: 'center', behavior: 'instant' }));
    assert.ok((await shown()) < 0.3, 'it is out of view');
    await tab.page.evaluate(() => document.querySelector('a[data-preset=fan-out-100]').click());
    await tab.until(() => {
      const { top } = document.querySelector('tradeoff-sim').stage.getBoundingClientRect();
      return top >= 0 && top < 60;
    });
    assert.ok((await shown()) > 0.6);
    await tab.close();
  });

  test('a prediction takes a guess and then shows the answer', async () => {
    await open();
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.prediction .primary').click());
    await tab.until(() => /You said 50.%; it is 63.4.%/.test(document.querySelector('tradeoff-sim').shadowRoot.querySelector('.answer').textContent));
    await tab.close();
  });

  test('two simulators on a page are independent', async () => {
    await open();
    await tab.page.evaluate(() => {
      const second = document.createElement('tradeoff-sim');
      second.setAttribute('name', 'percentiles');
      second.setAttribute('tail', '1.2');
      document.querySelector('tradeoff-sim').closest('figure').after(second);
      second.scrollIntoView();
    });
    await tab.until(() => document.querySelectorAll('tradeoff-sim')[1].scene?.params.tail === 1.2);
    await tab.page.evaluate(() => document.querySelectorAll('tradeoff-sim')[0].set('backends', 7));
    const both = await tab.page.evaluate(() => [...document.querySelectorAll('tradeoff-sim[name=percentiles]:not([data-apart])')].map((sim) => [sim.scene.params.tail, sim.scene.params.backends]));
    assert.deepEqual(both, [[0.7, 7], [1.2, 1]]);
    await tab.close();
  });

  /** Takes the canvas's context away, and gives it back. */
  const loseContext = async () => {
    await context(tab, 'loseContext');
    await tab.until(() => document.querySelector('tradeoff-sim').stage.querySelector('svg.canvas'));
    await context(tab, 'restoreContext');
    await tab.until(() => !document.querySelector('tradeoff-sim').stage.querySelector('svg.canvas'));
  };

  test('a lost context comes back with its state', async () => {
    await open('?backends=10');
    const before = await pixels(tab);
    await loseContext();
    assert.equal(await pixels(tab), before);
    assert.equal((await params(tab)).backends, 10);
    await tab.close();
  });

  test('each of the canvas’s pixels is one of the screen’s, where the stage ends between two, and after a lost context', async () => {
    await open();
    const widths = () => tab.page.evaluate(() => {
      const { stage } = document.querySelector('tradeoff-sim');
      const canvas = stage.querySelector('canvas');
      return [stage.getBoundingClientRect().width, canvas.getBoundingClientRect().width * devicePixelRatio, canvas.width];
    });
    await tab.page.evaluate(() => (document.querySelector('tradeoff-sim').style.width = '640.5px'));
    await tab.until(() => document.querySelector('tradeoff-sim').stage.querySelector('canvas').width < 650);
    const [room, shown, drawn] = await widths();
    assert.notEqual(room, Math.round(room), 'the stage ends between two pixels');
    assert.equal(shown, drawn);
    assert.ok(await tab.page.evaluate(() => {
      const { stage } = document.querySelector('tradeoff-sim');
      return stage.querySelector('canvas').getBoundingClientRect().right <= stage.getBoundingClientRect().right - stage.clientLeft + 0.01;
    }), 'it ends within its frame');
    await loseContext();
    assert.deepEqual(await widths(), [room, shown, drawn]);
    await tab.close();
  });

  test('a canvas holds one texture of letters, when it begins and when its context comes back', async () => {
    tab = await web.browser.open({ before: `
      window.textures = 0;
      const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
      WebGL2RenderingContext.prototype.createTexture = function () { ++window.textures; return createTexture.call(this); };
      WebGL2RenderingContext.prototype.deleteTexture = function (one) { --window.textures; deleteTexture.call(this, one); };` });
    await openSimulator(tab, web.server.url + chapter);
    const textures = () => tab.page.evaluate(() => window.textures);
    assert.equal(await textures(), 1);
    await loseContext();
    assert.equal(await textures(), 1);
    await tab.close();
  });

  test('without WebGL the panel drives a still picture', async () => {
    tab = await web.browser.open({ before: 'HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, { apply: (f, self, args) => args[0].startsWith("webgl") ? null : Reflect.apply(f, self, args) })' });
    await tab.page.goto(web.server.url + chapter);
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').scrollIntoView());
    await tab.until(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('svg.canvas'));
    assert.match(await tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('.notice[role=status]').textContent), /gives no WebGL2/);
    const picture = () => tab.page.evaluate(() => document.querySelector('tradeoff-sim').shadowRoot.querySelector('svg.canvas').outerHTML.length);
    const first = await picture();
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').set('backends', 100));
    assert.notEqual(await picture(), first);
    await tab.close();
  });

  test('an idle page asks for no frame in three seconds', async () => {
    await open();
    const frames = await tab.page.evaluate(async () => {
      const pass = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
      let count = 0;
      const real = window.requestAnimationFrame;
      window.requestAnimationFrame = (callback) => (++count, real(callback));
      // A beginning takes a few frames, each asked for in the one before, and a busy machine its time for them.
      for (let before = -1, tries = 0; before !== count && tries < 20; ++tries) {
        before = count;
        await new Promise((done) => real(done));
        await pass(1000);
      }
      count = 0;
      await pass(3000);
      window.requestAnimationFrame = real;
      return count;
    });
    assert.equal(frames, 0);
    await tab.close();
  });

  test('from 320 to 3840 px nothing makes the page scroll sideways', async () => {
    await open();
    for (const width of [320, 640, 1280, 3840]) {
      await tab.resize(width, 900);
      await tab.until((w) => innerWidth === w, width);
      const overflow = await tab.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide at ${width} px`);
    }
    await tab.close();
  });

  test('nothing is asked of another host, and the console stays silent', async () => {
    await open();
    await tab.page.evaluate(() => document.querySelector('tradeoff-sim').set('tail', 1.5));
    await pixels(tab);
    const foreign = tab.requests.filter((url) => !url.startsWith(web.server.url) && !/^(blob|data):/.test(url));
    assert.deepEqual(foreign, []);
    assert.deepEqual(tab.complaints, []);
    await tab.close();
  });
});
