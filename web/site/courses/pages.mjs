// The pages of a package: those of the site that it needs, with what reports to the course system, and without what leads
// out of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { trustedTwice, withoutHost, wrapped } from '../classic.mjs';
import { trusted } from '../headers.mjs';

const site = 'dist/site';
const read = (/** @type {string} */ file) => readFileSync(join(site, file), 'utf8');
const linked = (/** @type {string} */ page, /** @type {string} */ html) =>
  [...html.matchAll(/<a\s[^>]*href="([^"#?:]+\.html)[^"]*"/g)].map(([, address]) => join(dirname(page), address));

/** A page for teachers, of no use within a course. @param {string} page */
const makesCode = (page) => read(page).includes('<div class="generator">');

/** All pages that a reader can reach from one. @param {string} start */
function reachable(start) {
  const found = new Set([start]);
  for (const page of found)
    for (const other of linked(page, read(page))) if (existsSync(join(site, other)) && !makesCode(other)) found.add(other);
  return [...found].sort();
}

/** What only other people's pages load, though a script that makes their code names it. */
const foreign = /^(tradeoff-.*\.js|inlined\..*)$/;

/** Of the site's assets, those that the pages ask for, or that such an asset asks for; WebAssembly as scripts.
 * @param {string[]} texts */
function assets(texts) {
  const left = new Set(readdirSync(join(site, 'assets')).filter((name) => !/\.(br|gz)$/.test(name) && !foreign.test(name)));
  const found = new Map();
  for (let queue = texts; queue.length > 0;) {
    const words = queue.join('\n');
    const asked = [...left].filter((name) => words.includes(name));
    for (const name of asked) {
      left.delete(name);
      const [path, bytes] = [`assets/${name}`, readFileSync(join(site, 'assets', name))];
      if (name.endsWith('.wasm')) found.set(`data/${path}.js`, wrapped(path, bytes));
      else found.set(path, bytes);
    }
    queue = asked.filter((name) => /\.(js|css|html)$/.test(name)).map((name) => read(`assets/${name}`));
  }
  return found;
}

/** Whole folders and files, without copies that a web server would send compressed. @param {string} path @returns {[string, Buffer][]} */
const copies = (path) => readdirSync(join(site, path), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(br|gz|html)$/.test(entry.name))
  .map(({ parentPath, name }) => join(parentPath.slice(site.length + 1), name)).sort()
  .map((file) => [file, readFileSync(join(site, file))]);

/** @param {string} page @param {string} html @param {{ start: string, pages: string[], script: string, whole: boolean }} course */
function adapt(page, html, { start, pages, script, whole }) {
  const root = '../'.repeat(page.split('/').length - 1);
  const here = (/** @type {string} */ address) => pages.includes(join(dirname(page), address));
  const file = /href="([^"#?:]+\.html)/;
  // The package's script and the page's are two, and each holds the policy.
  let text = withoutHost(html).replace(trusted, trustedTwice).replace('<script ', `<script src="${root}${script}"></script>\n<script `);
  if (!whole)
    text = text
      .replace(/<button type="button" class="search-button"[^>]*>.*?<\/button>\n?/, '')
      .replace(/<nav class="between".*?<\/nav>\n?/s, '')
      .replace(new RegExp(`(<a class="home" href=")[^"]*`), `$1${root}${start}`);
  text = text
    .replace(/<li><a href="([^"#?]+\.html)"(?:(?!<li>)[^])*?<\/li>\n?/g, (row, address) => (here(address) ? row : ''))
    .replace(/<ul>\s*<\/ul>\n?/g, '');
  // A link to what is not in the package becomes its words.
  return text.replace(/<a\s[^>]*>([^]*?)<\/a>/g, (link, words) => (!file.test(link) || here(/** @type {any} */ (file.exec(link))[1]) ? link : words));
}

/** @param {string} [stem] A chapter; without, the whole lesson. */
export function choosePages(stem) {
  const start = stem ? `${stem}/index.html` : 'index.html';
  const pages = stem ? [start, 'glossary/index.html', 'licences/index.html'].sort() : reachable(start);
  return { start, pages };
}

/** @param {{ start: string, pages: string[], script: string, whole: boolean }} course @returns {Map<string, string | Uint8Array>} */
export function packagePages(course) {
  const texts = course.pages.map((page) => /** @type {[string, string]} */ ([page, adapt(page, read(page), course)]));
  return new Map([
    ...texts, ...assets(texts.map(([, html]) => html)), ...copies('licences'), ['LICENSE', readFileSync(join(site, 'LICENSE'))],
    ...(course.whole ? copies('pagefind') : []),
  ]);
}

/** The anchors of a chapter's sections. @param {string} stem */
export const sectionsOf = (stem) => [...read(`${stem}/index.html`).matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
