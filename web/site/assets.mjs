// Everything a page loads, bundled and written under names that carry a hash of the content.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { build, transform } from 'esbuild';
import { messageCheck } from './embedding.mjs';
import { inlinedModule } from './inlined.mjs';
import { bundle as bundleCss, transform as transformCss } from 'lightningcss';

const micropython = 'node_modules/@micropython/micropython-webassembly-pyscript';
const target = ['chrome111', 'firefox121', 'safari16.4'];

/** Writes one asset and returns its name. @param {string} out @param {string} name @param {Uint8Array | string} content */
async function emit(out, name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const hashed = `${basename(name, extname(name))}.${hash}${extname(name)}`;
  await writeFile(`${out}/${hashed}`, content);
  return hashed;
}

/** @param {string} file */
function css(file) {
  return Buffer.from(bundleCss({ filename: file, minify: true }).code).toString('utf8');
}

/** The panel's rules for its stand-in, which is not in a shadow of its own. */
async function standInCss() {
  const rules = `tradeoff-sim>.fallback{${await readFile('web/styles/panel.css', 'utf8')}}`;
  return Buffer.from(transformCss({ filename: 'stand-in.css', code: Buffer.from(rules), minify: true, targets: { chrome: 111 << 16 } }).code).toString('utf8');
}

/** `lesson:assets` is what the module loader needs to know of the build; style sheets come minified.
 * @param {object} assets @returns {import('esbuild').Plugin} */
const virtual = (assets) => ({
  name: 'lesson',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^lesson:assets$/ }, ({ path }) => ({ path, namespace: 'lesson' }));
    esbuild.onResolve({ filter: /^lesson:messages$/ }, ({ path }) => ({ path, namespace: 'messages' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'messages' }, () => ({ contents: messageCheck(), resolveDir: '.' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'lesson' }, () => ({ contents: JSON.stringify(assets), loader: 'json' }));
    esbuild.onLoad({ filter: /\.css$/ }, ({ path }) => ({ contents: css(path), loader: 'text' }));
  },
});

/** @param {string} entry @param {object} assets @returns {import('esbuild').BuildOptions} */
const options = (entry, assets) => ({
  entryPoints: [entry], bundle: true, minify: true, write: false, target, plugins: [virtual(assets)], legalComments: 'none',
  external: ['module', 'path', 'url', 'fs'], // MicroPython asks for these in Node only.
});

/** One file; a classic script learns its address from its element. @param {string} entry @param {object} assets @param {'esm' | 'iife'} format */
async function script(entry, assets, format = 'esm') {
  const classic = format === 'iife' ? { define: { 'import.meta.url': 'document.currentScript.src' } } : {};
  const result = await build({ ...options(entry, assets), ...classic, format });
  return /** @type {any[]} */ (result.outputFiles)[0].text;
}

/** Parts that come on demand begin with the page's script, which is there by then: so all that a page loads at once is reached by the
 * same parts, and lies in one file. Else each set of sharers gets a file, and the page a request, of its own.
 * @param {string} entry @returns {import('esbuild').Plugin} */
const afterThePage = (entry) => ({
  name: 'after-the-page',
  async setup(esbuild) {
    const folder = resolve(dirname(entry));
    const texts = await Promise.all((await readdir(folder)).filter((name) => name.endsWith('.js')).map((name) => readFile(join(folder, name), 'utf8')));
    const parts = texts.flatMap((text) => [...text.matchAll(/\bimport\('\.\/([\w-]+\.js)'\)/g)].map(([, part]) => join(folder, part)));
    esbuild.onLoad({ filter: /\.js$/ }, async ({ path }) =>
      (parts.includes(path) ? { contents: `import './${basename(entry)}';\n${await readFile(path, 'utf8')}` } : undefined));
  },
});

/** A script, and beside it the parts that it imports at once or on demand. @param {string} out @param {string} entry @param {object} assets
 * @returns {Promise<string[]>} What the page loads at once, the script itself first. */
async function scripts(out, entry, assets) {
  const { metafile, outputFiles } = await build({
    ...options(entry, assets), plugins: [afterThePage(entry), virtual(assets)], format: 'esm', splitting: true, outdir: out, entryNames: '[name].[hash]', chunkNames: '[name].[hash]', metafile: true,
  });
  await Promise.all(/** @type {any[]} */ (outputFiles).map((file) => writeFile(file.path, file.contents)));
  const outputs = Object.entries(/** @type {any} */ (metafile).outputs);
  const [[path, { imports }]] = outputs.filter(([, output]) => output.entryPoint === entry);
  return [path, ...imports.filter((one) => one.kind === 'import-statement').map((one) => one.path)].map((one) => basename(one));
}

/** How high each simulator's stage is at its usual values, narrow, medium and wide, in CSS px. @param {{ id: string }[]} descriptions
 * @returns {Promise<Record<string, number[]>>} */
async function stageHeights(descriptions) {
  const height = async (/** @type {string} */ poster) =>
    Number(/** @type {RegExpExecArray} */ (/ height="(\d+)"/.exec(await readFile(`build/posters/${poster}.svg`, 'utf8')))[1]);
  return Object.fromEntries(await Promise.all(descriptions.map(async ({ id }) =>
    [id, await Promise.all(['narrow', 'medium', 'wide'].map((size) => height(`${id}-${size}`)))])));
}

/** @param {string} out Folder of the assets. @param {{ id: string }[]} descriptions @returns {Promise<Record<string, string>>} Names by role. */
export async function makeAssets(out, descriptions) {
  await mkdir(out, { recursive: true });
  const wasm = await readFile('build/web/lesson.wasm');
  const runtime = await transform(await readFile('build/web/lesson.js', 'utf8'), { minify: true, format: 'esm', target });
  /** @type {Record<string, any>} */
  const assets = {
    wasm: await emit(out, 'lesson.wasm', wasm),
    js: await emit(out, 'lesson.js', runtime.code),
    regular: await emit(out, 'inter-regular.ttf', await readFile('build/fonts/regular.ttf')),
    semibold: await emit(out, 'inter-semibold.ttf', await readFile('build/fonts/semibold.ttf')),
  };
  assets.cards = await emit(out, 'cards.json', await readFile('build/posters/cards.json'));
  assets.python = await emit(out, 'micropython.wasm', await readFile(`${micropython}/micropython.wasm`));
  assets.drillWorker = await emit(out, 'drill-worker.js', await script('web/glue/drill-worker.js', assets));
  const module = { ...assets, wasmSize: wasm.length, heights: await stageHeights(descriptions) };
  const fontFaces = [['regular', 400], ['semibold', 600]].map(([name, weight]) =>
    `@font-face{font-family:Inter;font-weight:${weight};font-display:swap;src:url(${assets[name]}) format("truetype")}`);
  assets.css = await emit(out, 'page.css', fontFaces.join('') + css('web/styles/lesson.css') + await standInCss());
  assets.theme = await emit(out, 'theme.js', await script('web/glue/theme.js', module, 'iife'));
  assets.page = await scripts(out, 'web/glue/page.js', module);
  assets.icon = await emit(out, 'icon.svg', await readFile('web/site/icon.svg'));
  // The element alone, for other people's pages, under names that stay: as a module, and as a classic script, which needs
  // no CORS headers because it can do without fetching.
  const classic = { ...module, inlined: await emit(out, 'inlined.js', await inlinedModule(target)) };
  assets.frame = await emit(out, 'frame.js', await script('web/glue/frame.js', classic, 'iife'));
  await writeFile(`${out}/tradeoff-sim.classic.js`, await script('web/glue/tradeoff-sim.js', classic, 'iife'));
  await writeFile(`${out}/tradeoff-fit.js`, await script('web/glue/fit.js', module, 'iife'));
  await writeFile(`${out}/tradeoff-frame.js`, await script('web/glue/frame-client.js', module));
  await writeFile(`${out}/tradeoff-sim.js`, await script('web/glue/tradeoff-sim.js', module));
  return assets;
}
