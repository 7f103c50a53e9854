// The built site for file://: the same pages, with one plain script in place of modules, and with every file that scripts fetch
// wrapped in a script of its own (see web/glue/offline.js).
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { filesBelow } from './files.mjs';
import { trusted } from './headers.mjs';

/** The offline script and the page's are two, and each holds the policy. */
export const trustedTwice = `${trusted} 'allow-duplicates'`;

/** Of a host, of a browser that installs the lesson, or of other people's pages. */
const hostsOnly = /\.(br|gz|webmanifest)$|^(_headers|sw\.js|(404|lost)\.html|sitemap\.xml|\.nojekyll|social\/.*|icons\/.*|embed\.html|assets\/(tradeoff-.*\.js|inlined\..*))$/;
/** What pages show or link to. */
const linked = /\.(css|svg|txt|png|d\.ts|schema\.json)$|LICENSE$/;
const policy = "default-src 'none'; script-src 'self' file: blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'self' file:; img-src 'self' file: blob: data:; " +
  "font-src 'self' file:; connect-src 'none'; base-uri 'none'; form-action 'none'; " + trustedTwice;

/** Where a module has import(...), a plain script has its own way; parts named by a literal are bundled.
 * @type {import('esbuild').Plugin} */
const imports = {
  name: 'imports',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.js$/ }, async ({ path }) => ({ contents: (await readFile(path, 'utf8')).replace(/\bimport\((?!["'`])/g, 'lessonImport(') }));
  },
};

/** A module and all it imports as one plain script. @param {string} entry
 * @returns {Promise<{ text: string, inputs: string[] }>} */
export async function classicScript(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'iife', target: ['chrome111', 'firefox121', 'safari16.4'], plugins: [imports], metafile: true,
    define: { 'import.meta.url': 'lessonScript' }, legalComments: 'none',
    banner: { js: `var lessonScript=document.currentScript.src||new URL("assets/${basename(entry)}",document.baseURI).href;` },
  });
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
}

/** The script that pages without a server load first. */
export const offlineScript = async () =>
  (await build({ entryPoints: ['web/glue/offline.js'], bundle: true, minify: true, write: false, format: 'iife', legalComments: 'none' })).outputFiles[0].text;

/** A script that hands over a file. @param {string} path @param {Uint8Array} bytes */
export const wrapped = (path, bytes) => `lessonPacked(${JSON.stringify(path)},"${gzipSync(bytes, { level: 9 }).toString('base64')}")\n`;

/** A page without what only a host makes use of. @param {string} html */
export const withoutHost = (html) => html
  .replace(/<link rel="(manifest|canonical|apple-touch-icon)"[^>]*>\n?|<meta (property="og:|name="twitter:)[^>]*>\n?/g, '');

/** @param {string} html @param {string} offline Address of the offline script in the assets. */
const transform = (html, offline) => withoutHost(html)
  .replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, `$1${policy}`)
  .replace(/<link rel="(modulepreload|preload)"[^>]*>\n?/g, '')
  .replace(/<script type="module" src="([^"]*?)(assets\/[^"]+)"><\/script>/, `<script src="$1${offline}"></script>\n<script defer src="$1$2"></script>`);

/** @param {string} site @param {string} out */
export async function makeClassic(site, out) {
  await rm(out, { recursive: true, force: true });
  const files = (await filesBelow(site)).filter((file) => !hostsOnly.test(file));
  const put = async (/** @type {string} */ file, /** @type {string | Uint8Array} */ content) => {
    await mkdir(dirname(`${out}/${file}`), { recursive: true });
    await writeFile(`${out}/${file}`, content);
  };
  const taken = new Set(/** @type {string[]} */ ([])); // Scripts that pages load by themselves, or that went into those.
  const offline = 'assets/offline.js';
  await put(offline, await offlineScript());
  for (const file of files.filter((one) => one.endsWith('.html'))) {
    const html = await readFile(`${site}/${file}`, 'utf8');
    await put(file, transform(html, offline));
    for (const [, module, src] of html.matchAll(/<script( type="module")? src="[./]*(assets\/[^"]+)"/g)) {
      if (taken.has(src)) continue;
      taken.add(src);
      const { text, inputs } = module ? await classicScript(`${site}/${src}`) : { text: await readFile(`${site}/${src}`), inputs: [] };
      for (const input of inputs) taken.add(input.slice(input.indexOf('assets/')));
      await put(src, text);
    }
  }
  for (const file of files.filter((one) => !one.endsWith('.html') && !taken.has(one))) {
    if (/\.ttf$/.test(file) || linked.test(file)) {
      await mkdir(dirname(`${out}/${file}`), { recursive: true });
      await copyFile(`${site}/${file}`, `${out}/${file}`);
    }
    if (!linked.test(file)) await put(`data/${file}.js`, wrapped(file, await readFile(`${site}/${file}`)));
  }
}
