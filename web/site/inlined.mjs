// The module, its runtime, fonts and model cards within one classic script, for where nothing can be fetched.
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const base64 = async (/** @type {string} */ file) => (await readFile(file)).toString('base64');

/** @param {string[]} target @returns {Promise<string>} */
export async function inlinedModule(target) {
  const parts = {
    wasm: await base64('build/web/lesson.wasm'),
    fonts: [await base64('build/fonts/regular.ttf'), await base64('build/fonts/semibold.ttf')],
    cards: JSON.parse(await readFile('build/posters/cards.json', 'utf8')),
  };
  const contents = `import create from './build/web/lesson.js';globalThis.lessonInlined={create,...${JSON.stringify(parts)}};`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: '.' }, bundle: true, minify: true, write: false, target, format: 'iife', legalComments: 'none' });
  return outputFiles[0].text;
}
