// Makes dist/courses from dist/site: SCORM packages of the lesson and of each chapter, and the quizzes for other systems.
// Run from the root, after the site is built.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundle as bundleCss } from 'lightningcss';
import { mark } from '../glue/course-suspend.js';
import { zip } from './archive.mjs';
import { moodleXml } from './courses/moodle.mjs';
import { choosePages, packagePages, sectionsOf } from './courses/pages.mjs';
import { qti } from './courses/qti.mjs';
import { chapters, plain } from './courses/questions.mjs';
import { manifests } from './courses/scorm.mjs';
import { escapeHtml } from './escape.mjs';
import { trusted } from './headers.mjs';

const out = 'dist/courses';
const name = 'trade-offs-lesson';
const lessonTitle = JSON.parse(await readFile('content/lesson.json', 'utf8')).title;

/** @param {Map<string, string | Uint8Array>} files */
const sorted = (files) => Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));

/** @param {string} entry @param {'esm' | 'iife'} format */
async function script(entry, format) {
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, write: false, format, target: ['chrome111', 'firefox121', 'safari16.4'], legalComments: 'none' });
  return outputFiles[0].text;
}

/** A question as the course system is told of it. @param {string} stem @param {any} question */
function told(stem, { id, kind, prompt, options, items, answer }) {
  const about = { id: `${stem}/${id}`, kind, text: plain(prompt) };
  if (options) return { ...about, options: options.map((one) => one.id), right: options.flatMap((one) => (one.correct ? [one.id] : [])) };
  if (items) return { ...about, options: items.map((_, i) => `item-${i + 1}`), right: items.map((_, i) => `item-${i + 1}`) };
  return kind === 'number' ? { ...about, low: answer.value - answer.tolerance, high: answer.value + answer.tolerance } : about;
}

/** No two names may share a mark in the suspend data. @param {string[]} names */
function distinct(names) {
  const seen = new Map();
  for (const one of names) {
    const other = seen.get(mark(one));
    if (other) throw new Error(`“${one}” and “${other}” share the mark ${mark(one)} in the suspend data; rename one of them`);
    seen.set(mark(one), one);
  }
}

/** @param {any} table */
const framePage = (table) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; connect-src *; base-uri 'none'; form-action 'none'; ${trusted}">
<title>${escapeHtml(table.title)}</title>
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="assets/course.css">
<script type="application/json" id="table">${JSON.stringify(table).replaceAll('<', '\\u003c')}</script>
<script type="module" src="assets/course.js"></script>
</head>
<body>
<p role="status"></p>
<iframe title="${escapeHtml(table.title)}"></iframe>
</body>
</html>
`;

const all = chapters();
const tables = all.map(({ stem, title, questions }) => ({ stem, title, sections: sectionsOf(stem), questions: questions.map((one) => told(stem, one)) }));
distinct(tables.flatMap(({ questions }) => questions.map(({ id }) => id)));
distinct(tables.flatMap(({ stem, sections }) => sections.map((id) => `${stem}/${id}`)));

const own = new Map([
  ['assets/course.js', await script('web/glue/course.js', 'esm')],
  ['assets/course-page.js', await script('web/glue/course-page.js', 'iife')],
  ['assets/course.css', bundleCss({ filename: 'web/styles/course.css', minify: true }).code],
]);

/** @param {string} [stem] A chapter; without, the whole lesson. */
async function makePackages(stem) {
  const here = tables.filter((one) => !stem || one.stem === stem);
  const { start, pages } = choosePages(stem);
  const id = stem ? `${name}-${stem}` : name;
  const title = stem ? `${lessonTitle}: ${here[0].title}` : lessonTitle;
  const files = packagePages({ start, pages, script: 'assets/course-page.js', whole: !stem });
  for (const scorm of /** @type {const} */ (['1.2', '2004'])) {
    const table = { id, title, scorm, start, pages, chapters: here.map(({ stem: chapter, title: words, sections }) => ({ stem: chapter, title: words, sections })), questions: here.flatMap((one) => one.questions) };
    const whole = new Map([...files, ...own, ['course.html', framePage(table)]]);
    whole.set('imsmanifest.xml', manifests[scorm]({ id, title }, [...whole.keys()].sort()));
    await writeFile(`${out}/${stem ?? 'lesson'}-scorm-${scorm}.zip`, zip(sorted(whole)));
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await makePackages();
for (const { stem } of all) await makePackages(stem);
await writeFile(`${out}/quizzes-qti-2.1.zip`, zip(sorted(qti(all))));
await writeFile(`${out}/quizzes-moodle.xml`, moodleXml(all));
console.log(`${(await readdir(out)).length} files for course systems are in ${out}`);
