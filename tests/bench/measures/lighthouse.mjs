// Lighthouse's performance score of every chapter, as on a phone.
import { readdirSync } from 'node:fs';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { chromiumFlags } from '../../web/driver.js';
import { withSite } from '../browser.mjs';

const least = 95;

export const measure = () => withSite(async (url) => {
  const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: chromiumFlags });
  const scores = [];
  for (const chapter of readdirSync('dist/site').filter((name) => /^\d\d-/.test(name)).sort()) {
    const page = await browser.newPage();
    const { lhr } = /** @type {any} */ (await lighthouse(`${url}${chapter}/index.html`, { logLevel: 'error', onlyCategories: ['performance'] }, undefined, page));
    await page.close();
    scores.push({ chapter, score: Math.round(100 * lhr.categories.performance.score) });
  }
  await browser.close();
  const row = (what, ours, detail) => ({ what, ours, unit: 'of 100', against: 'wanted', theirs: least, least: 1, detail });
  const worst = scores.reduce((a, b) => (b.score < a.score ? b : a));
  return [
    row(`Lighthouse's performance, the lowest chapter (${worst.chapter})`, worst.score),
    ...scores.map(({ chapter, score }) => row(`Lighthouse's performance of ${chapter}`, score, true)),
  ];
});
