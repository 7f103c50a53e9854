// Measures the lesson against its limits and its peers and writes build/bench.md and build/bench.json.
// Usage: node tests/bench/bench.mjs [MEASURE...], each a file of tests/bench/measures; all of them without a name.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { markdown, met } from './table.mjs';

const known = readdirSync('tests/bench/measures').map((file) => file.replace('.mjs', ''));
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !known.includes(name));
if (unknown) {
  console.error(`bench: there is no measure “${unknown}”; there are ${known.join(', ')}`);
  process.exit(1);
}

const rows = [];
for (const name of asked.length > 0 ? asked : known) {
  const from = performance.now();
  const { measure } = await import(`./measures/${name}.mjs`);
  const found = await measure();
  console.log(`\n== ${name}, ${Math.round((performance.now() - from) / 1000)} s\n${markdown(found)}`);
  rows.push(...found);
}

const [processor] = cpus();
const machine = `${cpus().length} × ${processor.model.trim()} with Chromium's software renderer, ${new Date().toISOString().slice(0, 10)}`;
mkdirSync('build', { recursive: true });
writeFileSync('build/bench.md', `Measured on ${machine}.\n\n${markdown(rows)}\n`);
writeFileSync('build/bench.json', JSON.stringify({ machine, whole: asked.length === 0, rows: rows.map((row) => ({ ...row, met: met(row) })) }, null, 2));

const missed = rows.filter((row) => met(row) === false);
console.log(`\n${rows.length} rows, ${missed.length} targets missed${missed.map(({ what }) => `\n  ${what}`).join('')}`);
process.exitCode = missed.length > 0 ? 1 : 0;
