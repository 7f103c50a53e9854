// Beside each file that shrinks its .br and .gz, for hosts that send them as they are.
import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { cached } from './cached.mjs';
import { filesBelow } from './files.mjs';

const brotli = (/** @type {Uint8Array} */ bytes) =>
  promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
/** As it is sent to nearly every browser. @param {Uint8Array} bytes */
export const squeeze = (bytes) => cached('br', bytes, () => brotli(bytes));
const zipped = (/** @type {Uint8Array} */ bytes) => cached('gz', bytes, () => promisify(gzip)(bytes, { level: 9 }));

/** What is not compressed already. */
export const shrinks = (/** @type {string} */ file) => ['.html', '.js', '.css', '.json', '.svg', '.wasm', '.ttf', '.txt', '.xml', '.webmanifest'].includes(extname(file));

/** @param {string} folder */
export async function compress(folder) {
  const files = (await filesBelow(folder)).filter(shrinks);
  await Promise.all(files.map(async (file) => {
    const bytes = await readFile(`${folder}/${file}`);
    await writeFile(`${folder}/${file}.br`, await squeeze(bytes));
    await writeFile(`${folder}/${file}.gz`, await zipped(bytes));
  }));
}
