// The data of the maps: good files pass, and a bad one is refused in a sentence a person can act on.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { check, readSystems, storeTables, tradeoffTables } from '../../web/site/systems.mjs';

const read = (/** @type {string} */ name) => JSON.parse(readFileSync(`content/systems/${name}.json`, 'utf8'));

/** The sentence that refuses a file after `spoil` has changed it. */
function refusal(/** @type {string} */ name, /** @type {(data: any) => void} */ spoil) {
  const data = read(name);
  spoil(data);
  try {
    check(`content/systems/${name}.json`, data, read(`${name}.schema`));
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
  return assert.fail('the file was accepted');
}

describe('the files as they are', () => {
  for (const name of ['tradeoffs', 'stores']) test(`${name}.json is accepted`, () => assert.ok(readSystems('.', name)));

  test('at least 14 systems, 12 stores, each claim with a source and a year', () => {
    assert.ok(read('tradeoffs').systems.length >= 14);
    assert.ok(read('stores').stores.length >= 12);
    for (const name of ['tradeoffs', 'stores']) for (const source of Object.values(read(name).sources)) assert.ok(source.year > 1970);
  });

  test('the tables hold every entry, and nothing but ASCII', () => {
    const tables = tradeoffTables(read('tradeoffs')) + storeTables(read('stores'));
    for (const { id } of [...read('tradeoffs').systems, ...read('stores').stores]) assert.ok(tables.includes(`{"${id}", `), id);
    assert.match(tables, /^[\n\x20-\x7e]*$/);
  });
});

describe('a bad file is refused, naming file, field and what is allowed', () => {
  /** @type {[string, string, (data: any) => void, RegExp][]} */
  const cases = [
    ['a price below zero', 'tradeoffs', (d) => { d.systems[5].prices.wrong = -1; }, /^content\/systems\/tradeoffs\.json: systems, entry 6 \(cart\), prices, wrong must be a number from 0\.00001 to 1000000; -1 is not that\.$/],
    ['a missing reason', 'tradeoffs', (d) => { delete d.systems[0].reason; }, /systems, entry 1 \(catalogue\) needs a field “reason”\.$/],
    ['a misspelt field', 'tradeoffs', (d) => { d.systems[0].raeson = 1; }, /systems, entry 1 \(catalogue\) has an unknown field “raeson”; allowed are "id", "name"/],
    ['an unknown source', 'tradeoffs', (d) => { d.systems[1].choice.source = 'rumour'; }, /systems, entry 2 \(likes\), choice, source must name one of the file's sources, .*"dynamo".*; "rumour" is not one\.$/],
    ['a source without a year', 'tradeoffs', (d) => { delete d.sources.dynamo.year; }, /sources, dynamo needs a field “year”\.$/],
    ['a source that nothing cites', 'tradeoffs', (d) => { d.sources.spare = { ...d.sources.dynamo }; }, /sources, spare is cited nowhere/],
    ['a rank twice', 'tradeoffs', (d) => { d.systems[1].rank = 1; }, /entry 2 \(likes\), rank must be a whole number from 1 to 16 that no other system has; 1 is not\.$/],
    ['a rank and another line', 'tradeoffs', (d) => { d.systems[0].line = 'speed against price'; }, /entry 1 \(catalogue\) needs exactly one of "rank", "line"\.$/],
    ['an id twice', 'tradeoffs', (d) => { d.systems[1].id = 'catalogue'; }, /systems, entry 2 \(catalogue\), id must differ from all others; “catalogue” comes twice\.$/],
    ['an id with spaces', 'stores', (d) => { d.stores[0].id = 'Apache Cassandra'; }, /stores, entry 1 \(Apache Cassandra\), id must be lower-case words/],
    ['a character without a glyph', 'tradeoffs', (d) => { d.systems[0].name = 'Films \u{1F3AC}'; }, /name holds “\u{1F3AC}”, which the lesson's typeface does not/u],
    ['too long a text', 'tradeoffs', (d) => { d.systems[0].reason.text = 'x'.repeat(200); }, /reason, text must be 5 to 110 characters long/],
    ['too few systems', 'tradeoffs', (d) => { d.systems.length = 3; }, /systems must hold 14 to 24 entries\.$/],
    ['a word for a cut that means nothing', 'stores', (d) => { d.stores[3].outcomes[0][0].cut = 'some'; }, /stores, entry 4 \(couchdb\), outcomes, entry 1, entry 1, cut must be one of "nothing", "reads", "writes", "both"; "some" is not that\.$/],
    ['an unknown guarantee', 'stores', (d) => { d.stores[3].outcomes[0][0].guarantee = 'perfect'; }, /guarantee must be one of the file's guarantees, "eventual".*; “perfect” is not\.$/],
    ['an outcome too few', 'stores', (d) => { d.stores[4].outcomes[1].pop(); }, /entry 5 \(cosmos\), outcomes, entry 2 must hold an outcome for each of 5 read settings; there are 4\.$/],
    ['a row of outcomes too few', 'stores', (d) => { d.stores[4].outcomes.pop(); }, /entry 5 \(cosmos\), outcomes must hold a row for each of 2 write settings; there are 1\.$/],
    ['a default beyond the settings', 'stores', (d) => { d.stores[0].read.shipped = 5; }, /entry 1 \(cassandra\), read, shipped must count one of its settings, 1 to 4; 5 is not one\.$/],
    ['a quorum setting without copies', 'stores', (d) => { delete d.stores[0].write.settings[0].copies; }, /entry 1 \(ONE\) needs a field “copies”, as the store has a quorum\.$/],
    ['neither quorum nor outcomes', 'stores', (d) => { delete d.stores[0].quorum; }, /entry 1 \(cassandra\) needs exactly one of "quorum", "outcomes"\.$/],
  ];
  for (const [title, name, spoil, words] of cases) test(title, () => assert.match(refusal(name, spoil), words));
});

describe('the command of the build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'systems-'));
  after(() => rmSync(folder, { recursive: true }));
  cpSync('content/systems', join(folder, 'content/systems'), { recursive: true });
  const run = () => spawnSync(process.execPath, ['web/site/systems.mjs', folder, join(folder, 'out')], { encoding: 'utf8' });

  test('writes both tables', () => {
    execFileSync(process.execPath, ['web/site/systems.mjs', folder, join(folder, 'out')]);
    assert.match(readFileSync(join(folder, 'out/stores.inc'), 'utf8'), /constexpr Store store_table\[\]/);
    assert.match(readFileSync(join(folder, 'out/tradeoffs.inc'), 'utf8'), /constexpr Tradeoff tradeoff_table\[\]/);
  });

  test('ends with an error and one line when a file is no JSON', () => {
    writeFileSync(join(folder, 'content/systems/stores.json'), '{ "sources": ');
    const { status, stderr } = run();
    assert.equal(status, 1);
    assert.match(stderr, /^content\/systems\/stores\.json: .+\.\n$/);
  });
});
