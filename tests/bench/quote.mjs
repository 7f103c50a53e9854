// Puts the main rows of the last whole run of scripts/bench into README.md, between its two marks.
import { readFileSync, writeFileSync } from 'node:fs';
import { quoted } from './table.mjs';

const measured = JSON.parse(readFileSync('build/bench.json', 'utf8'));
if (!measured.whole) {
  console.error('bench: the last run was of some measures alone, and the README quotes whole runs; run scripts/bench first');
  process.exit(1);
}
writeFileSync('README.md', quoted(readFileSync('README.md', 'utf8'), measured));
