// Measures the lesson against its floor and its peers, all in this run, and prints the ratios.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createHistogram } from 'node:perf_hooks';
import { brotliCompressSync } from 'node:zlib';
import * as hdr from 'hdr-histogram-js';
import { start } from '../../scripts/lib/static-server.mjs';
import { chapter, openSimulator, serve, starters } from '../web/driver.js';

const samples = 10_000_000;
const brotli = (file) => brotliCompressSync(readFileSync(file)).length;

/** Nanoseconds of CPU a sample, best of three. @param {() => void} work */
function perSample(work) {
  let best = Infinity;
  for (let i = 0; i < 3; ++i) {
    const from = process.cpuUsage();
    work();
    const used = process.cpuUsage(from);
    best = Math.min(best, used.user + used.system);
  }
  return (best * 1000) / samples;
}

/** The same exponential times for both peers, in microseconds as they want whole numbers. */
function times() {
  let state = 1;
  return Float64Array.from({ length: samples }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.max(1, Math.round(-20_000 * Math.log((state + 1) / 2 ** 32)));
  });
}

async function histograms() {
  const values = times();
  await hdr.initWebAssembly();
  const wasm = perSample(() => {
    const histogram = hdr.build({ useWebAssembly: true, numberOfSignificantValueDigits: 2 });
    for (const value of values) histogram.recordValue(value);
    histogram.getValueAtPercentile(99);
    histogram.destroy();
  });
  const node = perSample(() => {
    const histogram = createHistogram({ figures: 2 });
    for (const value of values) histogram.record(value);
    histogram.percentile(99);
  });
  return { wasm, node };
}

/** Milliseconds from navigation to the first drawn frame, median of seven. */
async function startUp() {
  mkdirSync('build/hello', { recursive: true });
  for (const file of ['hello.js', 'hello.wasm']) cpSync(`build/web/${file}`, `build/hello/${file}`);
  cpSync('tests/bench/hello-world/index.html', 'build/hello/index.html');
  const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const [site, floor, browser] = [await serve(), await start({ root: 'build/hello', policy: false }), await starters[0]()];
  const ours = [], hello = [];
  for (let i = 0; i < 7; ++i) {
    const tab = await browser.open({ before: `
      addEventListener('DOMContentLoaded', () => document.querySelector('tradeoff-sim')?.scrollIntoView());
      addEventListener('ready', (event) => requestAnimationFrame(function wait() {
        if (event.target.shadowRoot.querySelector('canvas:not([hidden])')) window.firstFrame = performance.now();
        else requestAnimationFrame(wait);
      }));` });
    await tab.page.goto(site.url + chapter);
    await tab.until(() => window.firstFrame);
    ours.push(await tab.page.evaluate(() => window.firstFrame));
    await tab.close();
    const other = await browser.open();
    await other.page.goto(floor.url);
    await other.until(() => window.firstFrame);
    hello.push(await other.page.evaluate(() => window.firstFrame));
    await other.close();
  }
  const tab = await browser.open();
  await openSimulator(tab, site.url + chapter);
  const frame = async (query) => tab.page.evaluate((wanted) => {
    const sim = document.querySelector('tradeoff-sim');
    for (const [name, value] of Object.entries(wanted)) sim.set(name, value);
    return sim.frameTime(60);
  }, query);
  const frames = { plain: await frame({}), heavy: await frame({ requests: 1000000, backends: 100 }) };
  const all = await frameTimes(browser, site.url);
  await browser.close();
  await site.close();
  await floor.close();
  return { all, ours: median(ours), hello: median(hello), frames };
}

/** What a program prints as its last line, as JSON. @param {string} command @param {string[]} words */
const measured = (command, ...words) => JSON.parse(execFileSync(command, words, { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '');

/** Millions of customers a second of CPU through one and the same queue. */
function engines() {
  const native = measured('build/native/lesson_bench_engine');
  const wasm = measured(process.execPath, 'build/web/lesson_bench_engine.cjs');
  const javascript = measured(process.execPath, 'tests/bench/mm1.mjs').javascript_per_s;
  const simpy = measured('/usr/bin/python3', 'tests/bench/mm1.py').simpy_per_s;
  const row = (what, ours, against, theirs) => [what, ours / 1e6, 'M/s', against, theirs / 1e6];
  return [
    row('engine, M/M/1 customers', native.engine_per_s, 'SimPy processes', simpy),
    row('engine, M/M/1 customers', native.engine_per_s, 'C++ on std::priority_queue', native.plain_cpp_per_s),
    row('engine, M/M/1 customers', native.engine_per_s, "Lindley's recursion, without events", native.lindley_per_s),
    row('engine as WASM', wasm.engine_per_s, 'the same natively', native.engine_per_s),
    row('engine as WASM', wasm.engine_per_s, 'JavaScript on typed arrays', javascript),
    ['an event among 10,000 pending', native.hold_10000_ns, 'ns', 'among 100', native.hold_100_ns],
  ];
}

/** Milliseconds a frame of every simulator at its defaults. @param {any} browser @param {string} url */
async function frameTimes(browser, url) {
  const times = [];
  for (const { id } of JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'))) {
    const tab = await browser.open();
    await openSimulator(tab, `${url}simulators/${id}/index.html`);
    times.push([`frame of ${id}`, await tab.page.evaluate(() => document.querySelector('tradeoff-sim').frameTime(60)), 'ms', 'a frame at 60 Hz', 1000 / 60]);
    await tab.close();
  }
  return times;
}

const native = JSON.parse(execFileSync('build/native/lesson_bench', { encoding: 'utf8' }));
const peers = await histograms();
const started = await startUp();
const assets = readdirSync('dist/site/assets');
const module = assets.filter((name) => /^lesson\./.test(name)).reduce((sum, name) => sum + brotli(`dist/site/assets/${name}`), 0);
const hello = brotli('build/web/hello.wasm') + brotli('build/web/hello.js');

const rows = [
  ['module, Brotli', module / 1000, 'KB', 'SDL2 + ImGui hello-world', hello / 1000],
  ['navigation to first frame', started.ours, 'ms', 'SDL2 + ImGui hello-world', started.hello],
  ['histogram, a sample', native.ours_ns, 'ns', 'std::nth_element', native.nth_element_ns],
  ['histogram, a sample', native.ours_ns, 'ns', 'hdr-histogram-js (WASM)', peers.wasm],
  ['histogram, a sample', native.ours_ns, 'ns', 'HdrHistogram in Node (perf_hooks)', peers.node],
  ['frame, defaults: WASM with drawing', started.frames.plain, 'ms', 'model and layout natively', native.frame_ms],
  ['frame, heaviest: WASM with drawing', started.frames.heavy, 'ms', 'model and layout natively', native.heavy_frame_ms],
  ...started.all,
  ...engines(),
];
const text = ['| what | ours | unit | against | theirs | ours / theirs |', '|---|---|---|---|---|---|',
  ...rows.map(([what, ours, unit, against, theirs]) =>
    `| ${what} | ${ours.toFixed(2)} | ${unit} | ${against} | ${theirs.toFixed(2)} | ${(ours / theirs).toFixed(3)} |`)].join('\n');
console.log(text);
writeFileSync('build/bench.md', text + '\n');
writeFileSync('build/bench.json', JSON.stringify(rows.map(([what, ours, unit, against, theirs]) => ({ what, ours, unit, against, theirs })), null, 2));
