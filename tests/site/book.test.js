// The lesson as a book and on paper.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { makeEpub } from '../../web/site/epub.mjs';
import { makePdf } from '../../web/site/pdf.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lesson-book-'));
const [epub, pdf] = ['lesson.epub', 'lesson.pdf'].map((name) => join(folder, name));
const date = '2026-01-02T03:04:05Z';

before(async () => {
  await makeEpub('dist/site', epub, date);
  await makePdf('dist/site', pdf, date);
});
after(() => rmSync(folder, { recursive: true }));

test('epubcheck finds no error and no warning', () => {
  // The command is a Java archive, which not every system starts by itself.
  assert.match(execFileSync('java', ['-jar', '/usr/bin/epubcheck', epub], { encoding: 'utf8' }), /0 fatals \/ 0 errors \/ 0 warnings/);
});

test('the book holds every chapter with its posters and its answers', () => {
  const files = unzipSync(readFileSync(epub));
  const texts = Object.keys(files).filter((name) => /chapter-\d+\.xhtml$/.test(name)).map((name) => strFromU8(files[name]));
  const chapters = readdirSync('content/chapters').sort();
  assert.equal(texts.length, chapters.length);
  chapters.forEach((chapter, i) => {
    const simulators = readFileSync(`content/chapters/${chapter}`, 'utf8').match(/^::: simulator /gm) ?? [];
    assert.equal((texts[i].match(/<svg[^>]*class="poster/g) ?? []).length, simulators.length, chapter);
    const { questions } = JSON.parse(readFileSync(`content/quizzes/${chapter.replace('.md', '.json')}`, 'utf8'));
    const drills = readFileSync(`content/chapters/${chapter}`, 'utf8').match(/^::: drill /gm) ?? [];
    assert.equal((texts[i].match(/<p class="source">Source: /g) ?? []).length, questions.length + drills.length, chapter);
  });
});

test('in the book nothing waits to be answered, and the labels of pictures have the typeface they were measured in', () => {
  const files = unzipSync(readFileSync(epub));
  const text = Object.entries(files).filter(([name]) => /chapter-\d+\.xhtml$/.test(name)).map(([, bytes]) => strFromU8(bytes)).join('\n');
  assert.doesNotMatch(text, /waits below the picture|Before you press anything|Try these in order|run Python in this page|\{(live|still)\|/);
  assert.match(text, /With a hundred backends, what share of requests is slow\?/);
  for (const [, name] of strFromU8(files['book/style.css']).matchAll(/url\(([^)]+)\)/g)) assert.ok(files[`book/${name}`]?.length > 10_000, name);
  assert.match(strFromU8(files['book/inter-licence.txt']), /SIL OPEN FONT LICENSE/i);
  const page = readFileSync('dist/site/03-describing-performance/index.html', 'utf8');
  assert.match(page, /waits below the picture/);
  assert.doesNotMatch(page, /\{(live|still)\|/);
});

test('book and paper are the same to the byte when made twice', { timeout: 300_000 }, async () => {
  const [firstBook, firstPaper] = [readFileSync(epub), readFileSync(pdf)];
  await makeEpub('dist/site', epub, date);
  await makePdf('dist/site', pdf, date);
  assert.ok(readFileSync(epub).equals(firstBook));
  assert.ok(readFileSync(pdf).equals(firstPaper));
});

test('the paper edition has an outline, more pages than chapters, and no link to where it was printed', () => {
  const text = readFileSync(pdf, 'latin1');
  assert.match(text, /\/Outlines/);
  assert.doesNotMatch(text, /localhost/);
  assert.ok((text.match(/\/Type ?\/Page\b/g) ?? []).length > 40);
});
