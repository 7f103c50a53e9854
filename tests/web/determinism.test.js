// One WASM, three engines: Node, Chromium and Firefox give the same bytes; native agrees to 1e-9.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { builtModule, script, wasm } from './built-module.js';
import { chapter, openSimulator, serve, starters } from './driver.js';

/** A small generator of our own, so that a failing state can be made again. @param {number} seed */
function* chance(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const descriptions = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));

/** Random inputs for every simulator, `count` lines each and of some more, as tests/web/scenes.cpp reads them.
 * @param {number} count @param {Record<string, number>} [more] */
function programmes(count, more = {}) {
  const random = chance(2026);
  const draw = () => /** @type {number} */ (random.next().value);
  const pick = (/** @type {any[]} */ list) => list[Math.floor(draw() * list.length)];
  const value = (/** @type {any} */ param) => {
    if (param.kind === 'boolean') return draw() < 0.5 ? 'on' : 'off';
    if (param.kind === 'choice') return pick(param.choices).id;
    // A few thousand of anything counted keep thousands of states quick.
    const max = param.kind === 'integer' && param.min > 0 ? Math.min(param.max, 3000) : param.max;
    const drawn = param.scale === 'log' ? param.min * (max / param.min) ** draw() : param.min + (max - param.min) * draw();
    return param.kind === 'integer' ? Math.round(drawn) : drawn;
  };
  return descriptions.flatMap((/** @type {any} */ one) => Array.from({ length: more[one.id] ?? count }, () => {
    const inputs = one.params.map((/** @type {any} */ param) => `${param.id}=${value(param)}`);
    for (let i = 0; i < 3 && one.actions.length > 0; ++i) inputs.push(`!${pick(one.actions).id}`, `+${(draw() * 0.7).toFixed(4)}`);
    return [one.id, ...inputs].join('&');
  }));
}

/** Runs in every engine: the module's bytes to the scenes' texts. */
const drive = `async (create, wasm, all) => {
  const compiled = await WebAssembly.compile(wasm);
  const module = await create({ canvas: {}, instantiateWasm(imports, done) {
    WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled));
    return {};
  } });
  const withText = (text, use) => {
    const bytes = new TextEncoder().encode(text);
    const at = module._lesson_alloc(bytes.length + 1);
    module.HEAPU8.set(bytes, at);
    const result = use(at, bytes.length);
    module._lesson_free(at);
    return result;
  };
  const core = module._lesson_open();
  const out = module._lesson_alloc(8);
  const apply = (sim, input) => {
    if (input[0] === '!') return withText(input.slice(1), (at, size) => module._lesson_sim_act(sim, at, size));
    if (input[0] === '+') return module._lesson_sim_advance(sim, Number(input.slice(1)));
    const [name, value] = input.split('=');
    return withText(name, (n, ns) => withText(value, (v, vs) => module._lesson_sim_set(sim, n, ns, v, vs)));
  };
  return all.map((line) => {
    const [id, ...inputs] = line.split('&');
    const sim = withText(id, (at, size) => module._lesson_sim_open(core, at, size));
    for (const input of inputs) if (apply(sim, input) !== 0) throw new Error(line + ': ' + input);
    while (module._lesson_sim_backlog(sim) > 0) module._lesson_sim_work(sim, 1000000);
    module._lesson_sim_scene(sim, out);
    const [at, size] = new Uint32Array(module.HEAPU8.buffer, out, 2);
    const text = new TextDecoder().decode(module.HEAPU8.slice(at, at + size));
    module._lesson_sim_close(sim);
    return text;
  });
}`;

async function inNode(all) {
  const { create, bytes } = await builtModule();
  return new Function(`return ${drive}`)()(create, bytes, all);
}

let server;
before(async () => (server = await serve()));
after(() => server.close());

test('Chromium and Firefox give byte for byte the scenes that Node gives', async () => {
  const all = programmes(20);
  const expected = await inNode(all);
  for (const startBrowser of starters) {
    const browser = await startBrowser();
    const tab = await browser.open();
    await openSimulator(tab, server.url + chapter);
    const scenes = await tab.page.evaluate(`(async () => {
      const { default: create } = await import('${server.url}assets/${script}');
      const wasm = await (await fetch('${server.url}assets/${wasm}')).arrayBuffer();
      return (${drive})(create, wasm, ${JSON.stringify(all)});
    })()`);
    assert.deepEqual(scenes, expected, browser.name);
    await browser.close();
  }
});

/** Every number and word of two scenes. @param {any} a @param {any} b @param {string} at */
function close(a, b, at) {
  if (typeof a === 'number' && typeof b === 'number') {
    const far = Math.abs(a - b) > 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-9);
    return assert.ok(!far, `${at}: ${a} natively, ${b} as WASM`);
  }
  if (a && b && typeof a === 'object') {
    assert.deepEqual(Object.keys(a), Object.keys(b), at);
    for (const key of Object.keys(a)) close(a[key], b[key], `${at}.${key}`);
    return undefined;
  }
  return assert.equal(a, b, at);
}

test('native and WASM scenes agree to 1e-9 in more than two thousand random states', async () => {
  // Those that live through years or run a busy system take a tenth of a second each.
  const all = programmes(150, { percentiles: 1000 });
  const native = execFileSync('build/native/lesson_scenes', { input: all.join('\n') + '\n', maxBuffer: 2 ** 30, encoding: 'utf8' });
  const lines = native.trimEnd().split('\n');
  const scenes = await inNode(all);
  assert.equal(lines.length, scenes.length);
  lines.forEach((line, i) => close(JSON.parse(line), JSON.parse(scenes[i]), all[i]));
});
