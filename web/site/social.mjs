// Pictures made of vectors: a card for each page that is shared, and the icons of the installed lesson.
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { cached } from './cached.mjs';
import { escapeHtml } from './escape.mjs';

const [width, height] = [1200, 630];
/** @type {Promise<Uint8Array[]> | undefined} */
let ready;

async function prepare() {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return Promise.all(['regular', 'semibold'].map((name) => readFile(`build/fonts/${name}.ttf`)));
}

/** @param {string} svg @param {number} wide */
function png(svg, wide) {
  return cached('png 1', `${wide} ${svg}`, async () => {
    const fontBuffers = await (ready ??= prepare());
    return new Resvg(svg, { fitTo: { mode: 'width', value: wide }, font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Inter' } }).render().asPng();
  });
}

/** Colours as they are where no page gives them. @param {string} svg */
export const plain = (svg) => svg.replace(/var\(--[\w-]+,\s*(#\w+|[^)]*)\)/g, '$1');

/** The picture is drawn apart: resvg panics on some that stand inside another and reach out of it.
 * @param {string} title @param {string} words @param {string} picture An SVG whose upper part is shown. */
async function cardOf(title, words, picture) {
  const drawn = Buffer.from(await png(plain(picture), width - 80)).toString('base64');
  const box = `<image x="40" y="150" width="${width - 80}" height="${height - 150}" preserveAspectRatio="xMidYMin slice" href="data:image/png;base64,${drawn}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Inter"><rect width="${width}" height="${height}" fill="#ffffff"/>` +
    `<rect width="${width}" height="10" fill="#0b63c4"/>${box}<rect y="10" width="${width}" height="140" fill="#ffffff"/><rect x="40" y="144" width="${width - 80}" height="2" fill="#dfe4e9"/>` +
    `<text x="40" y="80" font-size="48" font-weight="600" fill="#1b2229">${escapeHtml(title)}</text><text x="40" y="122" font-size="25" fill="#535c61">${escapeHtml(words)}</text></svg>`;
}

/** `social/ID.png` for each simulator, and `social/lesson.png`. @param {string} out @param {any[]} descriptions */
export async function makeCards(out, descriptions) {
  await mkdir(`${out}/social`, { recursive: true });
  const poster = (/** @type {string} */ id) => readFileSync(`build/posters/${id}-wide.svg`, 'utf8');
  const cards = descriptions.map(({ id, title }) => [id, title, 'Trade-offs in data systems, an interactive lesson', poster(id)]);
  const [{ id: first }] = descriptions;
  cards.push(['lesson', 'Trade-offs in data systems', 'An interactive lesson on reliability, scalability and maintainability', poster(first)]);
  await Promise.all(cards.map(async ([id, title, words, picture]) => writeFile(`${out}/social/${id}.png`, await png(await cardOf(title, words, picture), width))));
}

/** The manifest of the installed lesson, and its icons. @param {string} out @param {string} title @param {string} description */
export async function makeManifest(out, title, description) {
  await mkdir(`${out}/icons`, { recursive: true });
  const icon = await readFile('web/site/icon.svg', 'utf8');
  // Launchers cut a maskable icon to a circle of four fifths: the picture keeps within.
  const inner = icon.replace('<svg', '<svg x="15%" y="15%" width="70%" height="70%"');
  const maskable = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512"><rect width="512" height="512" fill="#ffffff"/>${inner}</svg>`;
  const icons = [[180, icon, 'any'], [192, icon, 'any'], [512, icon, 'any'], [512, maskable, 'maskable']].map(([size, svg, purpose]) =>
    ({ size, svg, entry: { src: `icons/${purpose === 'any' ? size : purpose}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose } }));
  await Promise.all(icons.map(async ({ size, svg, entry }) => writeFile(`${out}/${entry.src}`, await png(svg, size))));
  const manifest = {
    name: title, short_name: 'Trade-offs', description, lang: 'en', id: './', start_url: './index.html', scope: './', display: 'standalone',
    background_color: '#ffffff', theme_color: '#ffffff', icons: icons.map(({ entry }) => entry),
  };
  await writeFile(`${out}/manifest.webmanifest`, `${JSON.stringify(manifest, undefined, 1)}\n`);
}
