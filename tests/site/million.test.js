// The page for hosts says what the build weighs.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { usual, words } from '../../web/glue/traffic.js';
import { measure, perRequest } from '../../web/site/footprint.mjs';

const html = readFileSync('dist/site/million/index.html', 'utf8');

test('the numbers on the page are those of this build', async () => {
  const known = words(await measure('dist/site'));
  assert.doesNotMatch(html, /@[a-z-]+@/);
  for (const name of ['median', 'cold', 'read', 'whole', 'read-all', 'whole-all', 'origin', 'peak-bits', 'read-cost'])
    assert.ok(html.includes(known[name]), `${name}: ${known[name]}`);
});

test('a first chapter weighs what its files weigh as a host sends them', async () => {
  const { module, shared, median, cold, coldRequests } = await measure('dist/site');
  assert.equal(cold, median + shared + module);
  const sent = [...readFileSync('dist/site/sw.js', 'utf8').matchAll(/url:"(assets\/lesson\.\w+\.(?:wasm|js))"/g)].map(([, file]) => statSync(`dist/site/${file}.br`).size + perRequest);
  assert.equal(module, sent.reduce((sum, one) => sum + one, 0));
  assert.ok(cold <= 450_000 && coldRequests <= 14, `${cold} bytes, ${coldRequests} requests`);
});

test('every price comes from its reader or has a source', async () => {
  const measured = await measure('dist/site');
  const at = (/** @type {number} */ price, learners = 1e6) => words(measured, { ...usual, price, learners });
  assert.equal(at(0)['whole-cost'], '$0.00');
  assert.equal(at(0.08, 1)['read-cost'], 'less than a cent');
  // A gigabyte each at a dollar.
  assert.equal(words({ ...measured, read: 1e9 }, { ...usual, price: 1, learners: 2000 })['read-cost'], '$2,000');
  for (const [, paragraph] of html.matchAll(/<(?:p|td)>((?:(?!<\/p>|<\/td>).)*\$(?:(?!<\/p>|<\/td>).)*)<\/(?:p|td)>/gs))
    assert.ok(paragraph.includes('data-word=') || paragraph.includes('footnote-ref'), paragraph);
});

test('few learners leave the caches no hits, rather than fewer than none', async () => {
  assert.equal(words(await measure('dist/site'), { ...usual, learners: 1 }).hits, '0.00\u00a0%');
});

test('the sentences follow their numbers: one learner, hits that are not all, more bits than a small machine sends', async () => {
  const measured = await measure('dist/site');
  const at = (/** @type {number} */ learners) => words(measured, { ...usual, learners });
  assert.deepEqual([at(1).learners, at(1).make, at(1)['each-learner'], at(2).learners], ['1 learner', 'makes', 'one learner', '2 learners']);
  assert.equal(at(1e9).hits, '99.99\u00a0%');
  assert.match(at(1e6).sender, /^One small machine/);
  assert.match(at(1e8).sender, /would take \d+ links of 1\u00a0Gbit\/s/);
  // Exactly a gigabit a second, and a little more.
  const second = { ...usual, learners: 1, days: 1 / 86_400, peak: 1 };
  assert.match(words({ ...measured, read: 125e6 }, second).sender, /^One small machine/);
  assert.match(words({ ...measured, read: 126e6 }, second).sender, /2 links/);
});
