// Customers through one and the same queue: the engine, its peers, and how its cost grows.
import { growth, printed } from '../programs.mjs';

export function measure() {
  const native = printed('build/native/lesson_bench_engine');
  const clang = printed('build/bench-engine-clang');
  const wasm = printed(process.execPath, 'build/web/lesson_bench_engine.cjs');
  const javascript = printed(process.execPath, 'tests/bench/mm1.mjs').javascript_per_s;
  const simpy = printed('/usr/bin/python3', 'tests/bench/mm1.py').simpy_per_s;
  const ns3 = printed('build/bench-ns3').ns3_per_s;
  const row = (what, ours, against, theirs) => ({ what, ours: ours / 1e6, unit: 'M/s', against, theirs: theirs / 1e6 });
  return [
    row('engine, M/M/1 customers', native.engine_per_s, 'SimPy processes', simpy),
    row('engine, M/M/1 customers', native.engine_per_s, "ns-3's core scheduler", ns3),
    row('engine, M/M/1 customers', native.engine_per_s, 'C++ on std::priority_queue', native.plain_cpp_per_s),
    row('engine, M/M/1 customers', native.engine_per_s, "Lindley's recursion, without events", native.lindley_per_s),
    row('engine as WASM', wasm.engine_per_s, 'the same natively, by the same compiler (clang)', clang.engine_per_s),
    row('engine as WASM', wasm.engine_per_s, 'the same natively, by GCC', native.engine_per_s),
    row('engine as WASM', wasm.engine_per_s, 'JavaScript on typed arrays', javascript),
    ...growth('engine', 'ms', steps(native.engine_ms, [1e4, 1e5, 1e6], 'customers')),
    ...growth('an event', 'ns', steps(native.hold_ns, [100, 1000, 10_000], 'pending')),
    ...growth('30 s of the data system', 'ms', steps(native.system_ms, [200, 2000, 20_000], 'requests a second')),
  ];
}

/** @param {number[]} costs @param {number[]} works @param {string} of */
const steps = (costs, works, of) => works.map((work, i) => ({ work, cost: costs[i], name: `${work.toLocaleString('en')} ${of}` }));
