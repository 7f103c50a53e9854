// Work that depends on nothing but its input is done once: what it made lies in build/cache under a hash of the input.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';

const folder = 'build/cache';

/** Counts what was written, so that two that make the same at once do not share a name. */
let written = 0;

/** @param {string} kind What is made, versioned by name. @param {Uint8Array | string} input
 * @param {() => Promise<Uint8Array>} make @returns {Promise<Uint8Array>} */
export async function cached(kind, input, make) {
  const file = `${folder}/${createHash('sha256').update(kind).update(input).digest('hex')}`;
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return kept;
  const made = await make();
  await mkdir(folder, { recursive: true });
  // Renamed whole: an interrupted build leaves nothing to trust by mistake.
  const aside = `${file}.${process.pid}.${++written}`;
  await writeFile(aside, made);
  await rename(aside, file);
  return made;
}
