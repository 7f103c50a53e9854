// The search index: pages by their sections, and every word of the glossary by itself.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { close, createIndex } from 'pagefind';

/** Pictures, what is beside the text, what stands on every simulator's page, and what would give an answer away. */
const unread = ['svg', '.fallback', '.feedback', '.hint', '.solution', '.kicker', '.between', '.messages'];

/** Of Pagefind's own, what the lesson does not use. */
const unused = /ui\.(js|css)$|(highlight|worker)\.js$|wasm\.unknown/;

/** @param {string[]} errors */
function succeed(errors) {
  if (errors.length > 0) throw new Error(`The search index could not be made: ${errors.join(' ')}`);
}

/** Reads the pages of a built site and writes `pagefind/` beside them. @param {string} site
 * @param {import('./glossary.mjs').Entry[]} glossary */
export async function makeSearchIndex(site, glossary) {
  const { index, errors } = await createIndex({ keepIndexUrl: true, excludeSelectors: unread });
  succeed(errors);
  if (!index) return;
  succeed((await index.addDirectory({ path: site })).errors);
  for (const { id, term, also = [], definition, misuse } of glossary) {
    const content = `${[term, ...also].join(', ')}. ${definition} Misused: ${misuse}`;
    succeed((await index.addCustomRecord({ url: `/glossary/index.html#${id}`, content, language: 'en', meta: { title: `Glossary: ${term}` } })).errors);
  }
  const { files } = await index.getFiles();
  for (const { path, content } of files.filter(({ path }) => !unused.test(path))) {
    await mkdir(dirname(`${site}/pagefind/${path}`), { recursive: true });
    await writeFile(`${site}/pagefind/${path}`, content);
  }
  await close();
}
