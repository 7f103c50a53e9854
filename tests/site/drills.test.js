// The drills as a learner meets them, in MicroPython itself: solutions pass, starters do not, slips are named.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';
import { judge, python } from '../../web/glue/drill-run.js';
import { casesOf, drillIds, readDrill } from '../../web/site/drills.mjs';

/** Runs code against cases; what was told, in order. */
async function run(/** @type {string} */ code, /** @type {any[]} */ cases) {
  const told = [];
  judge(await loadMicroPython({ heapsize: 4 << 20, stdout: () => {} }), code, cases, (report) => told.push(report));
  return { verdicts: told.flatMap((one) => one.verdict ?? []), fault: told.find((one) => one.fault)?.fault };
}

/** One case of the percentile drill, with other code. */
async function attempt(/** @type {string} */ code, /** @type {any} */ one) {
  const { verdicts, fault } = await run(code, [one]);
  return fault ?? verdicts[0];
}

const near = (a, b, tolerance) => (Array.isArray(a) ? a.every((one, i) => near(one, b[i], tolerance)) : typeof a === 'number' ? Math.abs(a - b) <= tolerance : a === b);

describe('every drill', () => {
  test('is in a chapter, and there are at least seven', () => {
    const chapters = readdirSync('content/chapters').map((name) => readFileSync(`content/chapters/${name}`, 'utf8')).join('\n');
    assert.deepEqual([...chapters.matchAll(/^::: drill (\S+)$/gm)].map(([, id]) => id).sort(), drillIds().sort());
    assert.ok(drillIds().length >= 7);
  });

  for (const id of drillIds()) {
    const drill = readDrill(id, 'a test');
    const cases = casesOf(drill);

    test(`${id}: the solution passes all ${cases.length} checks`, async () => {
      const { verdicts, fault } = await run(drill.solution.join('\n'), cases);
      assert.equal(fault, undefined);
      assert.deepEqual(verdicts.filter(({ passed }) => !passed), []);
      assert.equal(verdicts.length, cases.length);
    });

    test(`${id}: the starting code runs, and is not the answer`, async () => {
      const { verdicts, fault } = await run(drill.starter.join('\n'), cases);
      assert.equal(fault, undefined);
      assert.ok(verdicts.some(({ passed }) => !passed));
    });

    test(`${id}: no common mistake counts as right, and each is told by its own feedback`, async () => {
      for (const one of cases)
        for (const { feedback, between, got = between?.map(([low, high]) => (low + high) / 2) } of one.mistakes ?? []) {
          assert.ok(one.expected === undefined || !near(got, one.expected, one.tolerance ?? 1e-9), `${python(one.call)} ${got}`);
          const { passed, why } = await attempt(`def ${one.call[0]}(*all): return ${python(got)}`, one);
          assert.equal(passed, false);
          assert.equal(why, feedback);
        }
    });
  }
});

describe('a wrong program is told what is wrong with it', () => {
  const call = ['f', [3, 1, 2], 50];
  const one = { call, expected: 2, feedback: 'Think of the middle.' };

  test('the value it gave, as Python writes it', async () => {
    assert.deepEqual(await attempt('def f(x, p): return (1, None)', one), { passed: false, got: '(1, None)', why: 'Think of the middle.' });
  });
  test('True is not 1, nor NaN any number', async () => {
    assert.equal((await attempt('def f(x, p): return True', { call, expected: 1 })).passed, false);
    assert.equal((await attempt('def f(x, p): return float("nan")', one)).passed, false);
  });
  test('an error by its line and kind', async () => {
    assert.deepEqual(await attempt('def f(x, p):\n    return x[7]', one), { passed: false, got: 'IndexError', why: 'Line 2: IndexError: list index out of range.' });
  });
  test('a missing error, and one of another kind', async () => {
    const refused = { call, error: 'ValueError', feedback: 'Refuse it.' };
    assert.deepEqual(await attempt('def f(x, p): return 0', refused), { passed: false, got: '0', why: 'Refuse it.' });
    assert.equal((await attempt('def f(x, p): return x[7]', refused)).why, 'Line 1: IndexError: list index out of range. Refuse it.');
    assert.equal((await attempt('def f(x, p): raise ValueError("no")', refused)).passed, true);
  });
  test('a syntax error by its line', async () => {
    assert.equal(await attempt('def f(x, p):\n    return 1 +\n', one), 'Line 2: this is not Python yet (invalid syntax).');
  });
  test('a missing function by its name', async () => {
    assert.equal(await attempt('def g(x, p): return 2', one), 'There is no function “f” in the code; the checks call it by that name.');
  });
  test('a list that it changed', async () => {
    assert.match((await attempt('def f(x, p):\n    x.sort()\n    return x[1]', one)).why, /changed the list it was given/);
  });
  test('an answer that the next call contradicts', async () => {
    const code = 'n = 0\ndef f(x, p):\n    global n\n    n += 1\n    return n';
    assert.match((await attempt(code, { call, expected: 1, twice: true })).why, /A second call with the same values gave something else/);
  });
  test('a call without end, and leaving the program', async () => {
    assert.match((await attempt('def f(x, p): return f(x, p)', one)).why, /calls itself without end/);
    assert.match((await attempt('def f(x, p): raise SystemExit', one)).why, /SystemExit/);
  });
});
