// The core's numbers, as lesson_numbers prints them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** In full precision; NaN where a simulator has none to give, as a crossover that does not exist. @param {string[]} words */
export function number(words) {
  const { status, stdout, stderr } = spawnSync('build/native/lesson_numbers', words, { encoding: 'utf8' });
  assert.ok(status === 0 || /has no number for/.test(stderr), stderr);
  return status === 0 ? Number(stdout) : NaN;
}

/** What a formula of the content stands for, as it is to be shown: “at_least_one 0.01 5 percent 1”, “calls_for_half 0.01 ceiling”.
 * @param {string} formula */
export function recomputed(formula) {
  const words = formula.trim().split(/\s+/);
  const decimals = /^(percent|fixed)$/.test(words.at(-2) ?? '') ? Number(words.pop()) : 0;
  const rule = /^(percent|fixed|ceiling)$/.test(words.at(-1) ?? '') ? words.pop() : '';
  const value = number(words);
  return { rule, decimals, value: rule === 'percent' ? value * 100 : rule === 'ceiling' ? Math.ceil(value) : value };
}
