// The table of measurements: what it says of a target, and how the README quotes it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { growth } from '../bench/programs.mjs';
import { markdown, met, quoted } from '../bench/table.mjs';

const row = (/** @type {object} */ more) => ({ what: 'start', ours: 13, unit: 'ms', against: 'floor', theirs: 10, ...more });

test('a target is met at its very edge and missed beyond it, in both directions', () => {
  assert.equal(met(row({ most: 1.3 })), true);
  assert.equal(met(row({ ours: 13.1, most: 1.3 })), false);
  assert.equal(met(row({ least: 1.3 })), true);
  assert.equal(met(row({ ours: 12.9, least: 1.3 })), false);
  assert.equal(met(row({})), undefined);
});

test('a row has its ratio and target, none against nothing, and a missed target stands out', () => {
  const [, , ...lines] = markdown([row({ most: 1.3 }), row({ ours: 0, theirs: 0 }), row({ ours: 1234.5, most: 1 })]).split('\n');
  assert.deepEqual(lines, ['| start | 13 | ms | floor | 10 | 1.3 | ≤ 1.3 |', '| start | 0 | ms | floor | 0 | – |  |', '| start | 1,235 | ms | floor | 10 | 123 | **≤ 1, missed** |']);
});

test('growth is told against so many times the first', () => {
  const [ten] = growth('sorting', 'ms', [{ work: 10, cost: 2, name: 'ten' }, { work: 100, cost: 30, name: 'a hundred' }]);
  assert.deepEqual([ten.what, ten.ours, ten.theirs, ten.against], ['sorting, a hundred', 30, 20, '10 times that of ten']);
});

test('the README has a place for the table, which a quotation fills anew, with the main rows alone', () => {
  const once = quoted(readFileSync('README.md', 'utf8'), { machine: 'a machine', rows: [row({ detail: true, what: 'hidden' }), row({})] });
  assert.match(once, /Measured on a machine\.\n\n\| what/);
  assert.match(once, /\| start \| 13 \|/);
  assert.doesNotMatch(once, /hidden/);
  const twice = quoted(once, { machine: 'another', rows: [row({ ours: 14 })] });
  assert.match(twice, /\| start \| 14 \|/);
  assert.doesNotMatch(twice, /a machine|\| 13 \|/);
  assert.throws(() => quoted('no place', { machine: '', rows: [] }), /README.md has no place for the table/);
});
