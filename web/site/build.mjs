// Builds the site from content/, shell.html and what the compilers made. Run from the root: node web/site/build.mjs [FOLDER]
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import Eleventy from '@11ty/eleventy';
import { makeAssets } from './assets.mjs';
import { compress } from './compress.mjs';
import { makeEmbedding } from './embedding.mjs';
import { fillFootprint } from './footprint.mjs';
import { makeFonts } from './fonts.mjs';
import { readGlossary } from './glossary.mjs';
import { policy, writeHeaders } from './headers.mjs';
import { lostPage } from './lost.mjs';
import { chapterOfWhole, expand, makeMarkdown, sections } from './markdown.mjs';
import { readQuiz } from './quiz.mjs';
import { messageTables } from './messages.mjs';
import { minutes } from './reading-time.mjs';
import { makeSearchIndex } from './search-index.mjs';
import { lostCopy, makeServiceWorker } from './service-worker.mjs';
import { writeSitemap } from './sitemap.mjs';
import { makeCards, makeManifest } from './social.mjs';
import { tail } from './tail.mjs';

const out = process.argv[2] ?? 'dist/site';
const making = `${out}.making`;
/** Where the lesson will lie, as “https://example.org/lesson/”; only cards, sitemap and the page for lost addresses need to know. */
const base = process.env.LESSON_BASE ?? '';
if (!/^(https?:\/\/[^/]+\/(.*\/)?)?$/.test(base)) throw new Error(`LESSON_BASE must be an address that begins with https:// and ends with a slash; “${base}” is not`);

for (const need of ['build/posters/descriptions.json', 'build/web/lesson.wasm'])
  if (!existsSync(need)) throw new Error(`${need} is missing; run scripts/build, which makes it`);

const lesson = JSON.parse(await readFile('content/lesson.json', 'utf8'));
const shell = await readFile('shell.html', 'utf8');
const licences = JSON.parse(await readFile('content/licences.json', 'utf8'));
const descriptions = JSON.parse(await readFile('build/posters/descriptions.json', 'utf8'));
const glossary = readGlossary();
const md = makeMarkdown(descriptions, glossary);
if (!existsSync('build/fonts/semibold.ttf')) await makeFonts();

await rm(making, { recursive: true, force: true });
await mkdir(making, { recursive: true });
const assets = await makeAssets(`${making}/assets`, descriptions);

/** The chapters in order, with the pages before and after each. @param {any} api */
function collections(api) {
  const chapters = api.getFilteredByGlob('content/chapters/*.md');
  return chapters.sort((a, b) => a.data.chapter - b.data.chapter);
}

/** @param {any} config Eleventy's. */
function configure(config) {
  config.setLibrary('md', md);
  config.addPreprocessor('lesson', 'md', (_, content) => expand(content));
  config.addGlobalData('layout', 'shell.html');
  config.addGlobalData('site', { csp: policy, base, licences, ...lesson });
  config.addGlobalData('simulators', descriptions);
  config.addGlobalData('messages', messageTables('###'));
  config.addGlobalData('tail', tail);
  config.addGlobalData('assets', assets);
  config.addGlobalData('permalink', () => (data) => data.page.filePathStem.replace(/^\/(chapters|pages)/, '').replace(/\/?index$/, '') + '/index.html');
  config.addGlobalData('eleventyComputed', {
    root: (data) => data.page.url === '/404.html' && base ? new URL(base).pathname : '../'.repeat(Math.max(data.page.url.split('/').length - 2, 0)) || './',
    sections: (data) => (data.chapter === undefined ? [] : sections(md, data.page.rawInput)),
    minutes: (data) => minutes(data.page.rawInput),
    mounted: (data) => [...String(data.page.rawInput).matchAll(/^::: simulator (\S+)/gm)]
      .map(([, id]) => descriptions.find((one) => one.id === id)?.title),
    card: (data) => data.simulator?.id ?? /^::: simulator (\S+)/m.exec(data.page.rawInput)?.[1].replace(/^\{.*/, 'lesson') ?? 'lesson',
    questions: (data) => (existsSync(`content/quizzes/${data.page.fileSlug}.json`) ? readQuiz(data.page.fileSlug).questions.length : 0) +
      [...String(data.page.rawInput).matchAll(/^::: drill /gm)].length,
    previous: (data) => neighbour(data, -1),
    next: (data) => neighbour(data, 1),
  });
  config.addCollection('chapters', collections);
  config.addCollection('menu', (api) => api.getAll().filter(({ data }) => data.menu).sort((a, b) => a.data.menu - b.data.menu));
  config.addFilter('grouped', (number) => Number(number).toLocaleString('en', { maximumFractionDigits: 20 }));
  config.addFilter('whole', (chapter) => chapterOfWhole(md, chapter));
  config.setQuietMode(true);
}

function neighbour(data, by) {
  const chapters = data.collections?.chapters ?? [];
  const at = chapters.findIndex((one) => one.inputPath === data.page.inputPath);
  const other = at < 0 ? undefined : chapters[at + by];
  return other && { path: `${other.url.slice(1)}index.html`, title: other.data.title };
}

const eleventy = new Eleventy('content', making, {
  quietMode: true,
  config(config) {
    config.setTemplateFormats(['md', 'html']);
    // A layouts folder at the root would make Eleventy ignore all below it.
    config.addTemplate('_includes/shell.html', shell);
    configure(config);
  },
});
await eleventy.write();
if (!base) await writeFile(`${making}/404.html`, lostPage(await readFile(`${making}/404.html`, 'utf8')));
await makeEmbedding(making, descriptions, assets, policy);

await makeSearchIndex(making, glossary);
await cp('LICENSE', `${making}/LICENSE`);
for (const { id, text } of licences)
  await cp(text.replace('$SOURCES', process.env.LESSON_SOURCES ?? ''), `${making}/licences/${id}.txt`);
await writeFile(`${making}/.nojekyll`, '');
await makeCards(making, descriptions);
await makeManifest(making, lesson.title ?? 'Trade-offs in data systems', 'An interactive lesson on reliability, scalability and maintainability.');
await writeSitemap(making, base);
await cp(`${making}/404.html`, `${making}/${lostCopy}`);
await fillFootprint(making);
await makeServiceWorker(making);
await writeHeaders(making);
await compress(making);
await rm(out, { recursive: true, force: true });
await rename(making, out);
