// One file for each simulator, with all it needs inside: to send, to keep, to open by double click.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { classicScript, offlineScript, trustedTwice, wrapped } from './classic.mjs';

/** What the element fetches; a drill's Python is none of it. */
const fetched = /^(lesson|inter-|cards)/;
const hash = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** Nothing in it may end the element that it stands in. */
const script = (/** @type {string} */ text) => text.replace(/<\/(script)/gi, '<\\/$1');

/** The page's own part, without what leads elsewhere. @param {string} html */
function mainOf(html) {
  const [main] = /<main[\s\S]*<\/main>/.exec(html) ?? [''];
  return main.replace(/<a [^>]*href="\.\.\/[^>]*>([\s\S]*?)<\/a>/g, '$1');
}

/** @param {string} site @param {string} out */
export async function makeSingles(site, out) {
  await mkdir(out, { recursive: true });
  const names = (await readdir(`${site}/assets`)).filter((name) => !/\.(br|gz)$/.test(name)).sort();
  const asset = (/** @type {string} */ name) => readFile(`${site}/assets/${name}`);
  const { text: element } = await classicScript(`${site}/assets/tradeoff-sim.js`);
  const data = await Promise.all(names.filter((name) => fetched.test(name) && element.includes(name)).map(async (name) => wrapped(`assets/${name}`, await asset(name))));
  const [theme, sheet] = [/^theme\..*js$/, /^page\..*css$/].map((form) => names.find((name) => form.test(name)) ?? '');
  let css = (await asset(sheet)).toString();
  for (const font of names.filter((name) => name.endsWith('.ttf'))) css = css.replace(font, `data:font/ttf;base64,${(await asset(font)).toString('base64')}`);
  const [early, late] = [(await asset(theme)).toString(), [await offlineScript(), ...data, element].map(script)];
  const policy = `default-src 'none'; script-src ${[early, ...late].map(hash).join(' ')} blob: 'wasm-unsafe-eval'; style-src ${hash(css)}; img-src blob: data:; font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; ${trustedTwice}`;
  for (const id of (await readdir(`${site}/simulators`)).sort()) {
    const html = await readFile(`${site}/simulators/${id}/index.html`, 'utf8');
    const [title] = /<title>[\s\S]*?<\/title>/.exec(html) ?? [''];
    await writeFile(`${out}/${id}.html`, `<!doctype html>
<html lang="en" data-lesson><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}">${title}
<meta name="color-scheme" content="light dark"><style>${css}</style><script>${early}</script></head>
<body class="single"><div class="page">${mainOf(html)}</div>
${late.map((text) => `<script>${text}</script>`).join('\n')}
</body></html>
`);
  }
}
