import { readdir } from 'node:fs/promises';

/** All files below a folder, as paths from it, in order. @param {string} folder */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => `${one.parentPath}/${one.name}`.slice(folder.length + 1)).sort();
}
