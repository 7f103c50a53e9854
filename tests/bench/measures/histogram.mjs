// Percentiles of ten million samples: the lesson's histogram beside HdrHistogram's and partial sorting.
import { createHistogram } from 'node:perf_hooks';
import * as hdr from 'hdr-histogram-js';
import { growth, printed } from '../programs.mjs';

const samples = 10_000_000;

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

async function peers() {
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

export async function measure() {
  const native = printed('build/native/lesson_bench_histogram');
  const wasm = printed(process.execPath, 'build/web/lesson_bench_histogram.cjs');
  const { wasm: hdrWasm, node } = await peers();
  const row = (what, ours, against, theirs) => ({ what, ours, unit: 'ns', against, theirs });
  return [
    row('histogram, a sample', native.ours_ns, 'std::nth_element', native.nth_element_ns),
    row('histogram, a sample', native.ours_ns, 'HdrHistogram in Node (perf_hooks)', node),
    row('histogram as WASM, a sample', wasm.ours_ns, 'the same natively', native.ours_ns),
    row('histogram as WASM, a sample', wasm.ours_ns, 'hdr-histogram-js (WASM)', hdrWasm),
    ...growth('histogram', 'ms', native.samples_ms.map((cost, i) => ({ cost, work: samples * 10 ** (i - 2), name: `${(samples * 10 ** (i - 2)).toLocaleString('en')} samples` }))),
  ];
}
