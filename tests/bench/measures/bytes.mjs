// What a reader downloads: the first chapter with its simulator, and a second one after it.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { measure as weighed } from '../../../web/site/footprint.mjs';
import { drawn, open, pause, withChromium, withSite } from '../browser.mjs';

const brotli = (/** @type {string} */ file) => brotliCompressSync(readFileSync(file)).length;

/** Kilobytes that come over the network while a chapter and its simulator load. @param {any} page @param {string} url */
async function transferred(page, url) {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await page.goto(url);
  await drawn(page);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await pause(2);
  await session.detach();
  return bytes / 1000;
}

export const measure = () => withSite((site) => withChromium(async (browser) => {
  const page = await open(browser);
  const first = await transferred(page, `${site}03-describing-performance/index.html`);
  const second = await transferred(page, `${site}04-scaling-up-and-out/index.html`);
  const { whole } = await weighed('dist/site');
  const hello = (brotli('build/web/hello.wasm') + brotli('build/web/hello.js')) / 1000;
  const module = readdirSync('dist/site/assets').filter((name) => /^lesson\.\w+\.(wasm|js)$/.test(name))
    .reduce((sum, name) => sum + brotli(`dist/site/assets/${name}`), 0) / 1000;
  const row = (what, ours, against, theirs, most) => ({ what, ours, unit: 'KB', against, theirs, most });
  return [
    // The tests hold a page to 110 KB and the module to 340 KB; here the answers' heads come on top.
    row('first visit: a chapter, its simulator, all it loads', first, 'the module alone', module),
    row('second chapter with its simulator', second, 'limit', 30, 1),
    row('module, Brotli', module, 'limit', 340, 1),
    row('module, Brotli', module, 'SDL2 + ImGui hello-world', hello),
    row('the whole lesson, kept in the background for the time without a network', whole / 1000, 'first visit', first),
  ];
}));
