// The list of pages for search engines, which want whole addresses: give LESSON_BASE, or replace the relative ones.
import { readdir, writeFile } from 'node:fs/promises';

/** @param {string} folder @param {string} base */
export async function writeSitemap(folder, base) {
  const pages = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('index.html')).sort();
  const rows = pages.map((page) => `<url><loc>${base}${page.replace(/index\.html$/, '')}</loc></url>\n`);
  await writeFile(`${folder}/sitemap.xml`, `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('')}</urlset>\n`);
}
