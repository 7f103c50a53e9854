// The headers that the lesson asks of a host. `_headers`, in the form that Netlify and Cloudflare Pages read, is their one
// written form; scripts/serve obeys it too.
import { readdir, writeFile } from 'node:fs/promises';
import { allowed } from './lost.mjs';

/** What becomes a script goes through web/glue/trusted.js. */
export const trusted = "require-trusted-types-for 'script'; trusted-types lesson";

export const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${allowed.script}; worker-src 'self'; style-src 'self' ${allowed.style}; ` +
  "img-src 'self' blob: data:; " +
  "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; " + trusted;

/** A name that changes with its content. */
export const hashed = /\.([0-9a-f]{10}|[0-9A-Z]{8})\.\w+$/;

const always = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Pages elsewhere may load the element and its module.
  'Access-Control-Allow-Origin': '*',
};

/** @param {string} folder */
export async function writeHeaders(folder) {
  const rule = (/** @type {string} */ path, /** @type {Record<string, string>} */ headers) =>
    `${path}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
  const names = (await readdir(`${folder}/assets`)).filter((name) => hashed.test(name)).sort();
  await writeFile(`${folder}/_headers`, '# Recommended, not required. Below another path, put that before each rule. What has no rule for the cache is to be asked for anew.\n' +
    rule('/*', always) + names.map((name) => rule(`/assets/${name}`, { 'Cache-Control': 'public, max-age=31536000, immutable' })).join(''));
}

/** The rules of a `_headers` file. @param {string} text @returns {{ path: string, headers: Record<string, string> }[]} */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s+([\w-]+): (.+)$/.exec(line) ?? [];
    if (name) rules.at(-1).headers[name] = value;
    else if (line.startsWith('/')) rules.push({ path: line.trim(), headers: {} });
  }
  return rules;
}
