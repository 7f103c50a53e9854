// The page for hosts says what the build weighs.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { measure, perRequest, words } from '../../web/site/footprint.mjs';

const html = readFileSync('dist/site/million/index.html', 'utf8');

test('the numbers on the page are those of this build', async () => {
  const known = words(await measure('dist/site'));
  assert.doesNotMatch(html, /@[a-z-]+@/);
  for (const name of ['median', 'cold', 'read', 'whole', 'read-million', 'whole-million', 'origin', 'peak-bits'])
    assert.ok(html.includes(known[name]), `${name}: ${known[name]}`);
});

test('a first chapter weighs what its files weigh as a host sends them', async () => {
  const { module, shared, median, cold, coldRequests } = await measure('dist/site');
  assert.equal(cold, median + shared + module);
  const sent = [...readFileSync('dist/site/sw.js', 'utf8').matchAll(/url:"(assets\/lesson\.\w+\.(?:wasm|js))"/g)].map(([, file]) => statSync(`dist/site/${file}.br`).size + perRequest);
  assert.equal(module, sent.reduce((sum, one) => sum + one, 0));
  assert.ok(cold <= 450_000 && coldRequests <= 14, `${cold} bytes, ${coldRequests} requests`);
});
