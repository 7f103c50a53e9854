// The page for lost addresses. A host sends it from any depth, and only LESSON_BASE would say where the lesson's files are
// from there: without it the page finds them itself (lost/find.js), and is plain but whole until then.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [script, style] = ['find.js', 'plain.css'].map((file) => readFileSync(new URL(`lost/${file}`, import.meta.url), 'utf8'));
const hash = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the policy has to let through. */
export const allowed = { script: hash(script), style: hash(style) };

/** @param {string} html As it would be at the root. */
export function lostPage(html) {
  const file = (/** @type {RegExp} */ tag) => /assets\/[^"]+/.exec(tag.exec(html)?.[0] ?? '')?.[0];
  const files = [/<link rel="stylesheet"[^>]*>/, /<script src="[^>]*>/, /<script type="module"[^>]*>/].map(file);
  return html
    .replace(/<link [^>]*>\n?|<script [^>]*><\/script>\n?|<meta (property="og:|name="twitter:)[^>]*>\n?/g, '')
    .replace('</head>', `<meta name="lesson-files" content="${files.join(' ')}">\n<style>${style}</style>\n</head>`)
    .replace('</body>', `<script>${script}</script>\n</body>`);
}
