// The lesson on paper: the page that holds it all, as Chromium prints it.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { start } from '../../scripts/lib/static-server.mjs';

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);

/** @param {string} site @param {string} file @param {string} date As in makeEpub. @returns {Promise<boolean>} Whether there is a Chromium. */
export async function makePdf(site, file, date) {
  if (!executablePath) return false;
  const server = await start({ root: site });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    await page.goto(`${server.url}whole/index.html`);
    await page.evaluate(() => (document.title = document.title.split(' · ').pop() ?? ''));
    // Other pages of the lesson are not on this paper.
    await page.evaluate(() => document.querySelectorAll('a[href]:not([href^="#"], [href^="http"])').forEach((link) => link.removeAttribute('href')));
    // A face that nothing has asked for yet would come after the print, and another in its place.
    await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())).then(() => {}));
    const printed = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
    // The clock has no part in an edition: the same length, the commit's time.
    const stamp = `D:${date.replace(/\D/g, '')}`;
    const dated = printed.toString('latin1').replace(/(\/(?:CreationDate|ModDate) \()D:\d{14}/g, `$1${stamp}`);
    // Nor has the count of what the browser looked at before: table cells are numbered by their order alone.
    const nodes = [...new Set(dated.match(/\bnode\d{8}\b/g))].sort();
    const ranks = new Map(nodes.map((name, rank) => [name, `node${String(rank).padStart(8, '0')}`]));
    const text = dated.replace(/\bnode\d{8}\b/g, (name) => ranks.get(name) ?? name);
    await writeFile(file, Buffer.from(text, 'latin1'));
    return true;
  } finally {
    await browser.close();
    await server.close();
  }
}
