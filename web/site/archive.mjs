// Zip archives that are the same to the byte whenever and wherever they are made.
import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { filesBelow } from './files.mjs';

const mtime = new Date(1980, 0, 1);

/** @param {Record<string, Uint8Array | string>} files By path, written in this order. @param {string[]} [stored] Those not to compress. */
export function zip(files, stored = []) {
  const bytes = Object.entries(files).map(([path, content]) =>
    [path, [typeof content === 'string' ? new TextEncoder().encode(content) : content, { level: stored.includes(path) ? 0 : 9, mtime }]]);
  return zipSync(Object.fromEntries(bytes));
}

/** A folder's files under another name. @param {string} folder @param {string} name */
export async function filesOf(folder, name) {
  const paths = await filesBelow(folder);
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [`${name}/${path}`, new Uint8Array(await readFile(`${folder}/${path}`))])));
}
