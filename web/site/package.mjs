// Makes of dist/site what is handed on as files: the zip to unpack, one page a simulator, book and paper.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { filesOf, zip } from './archive.mjs';
import { makeClassic } from './classic.mjs';
import { makeEpub } from './epub.mjs';
import { makePdf } from './pdf.mjs';
import { makeSingles } from './single.mjs';

/** The commit's time in UTC, so that two packages of one commit are the same. */
function dateOf() {
  try {
    return new Date(1000 * Number(execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8', stdio: 'pipe' }))).toISOString().replace(/\.\d+/, '');
  } catch {
    return '2026-01-01T00:00:00Z'; // Not in a checkout.
  }
}

const site = 'dist/site';
await makeClassic(site, 'dist/offline');
await writeFile('dist/offline.zip', zip(await filesOf('dist/offline', 'trade-offs-lesson')));
await makeSingles(site, 'dist/single');
await makeEpub(site, 'dist/lesson.epub', dateOf());
const printed = await makePdf(site, 'dist/lesson.pdf', dateOf());
for (const file of ['offline.zip', 'lesson.epub', ...(printed ? ['lesson.pdf'] : [])])
  console.log(`dist/${file}: ${(statSync(`dist/${file}`).size / 1e6).toFixed(2)} MB`);
if (!printed) console.log('dist/lesson.pdf was not made: there is no Chromium to print it; scripts/setup --tests installs one.');
