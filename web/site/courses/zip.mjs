import { strToU8, zipSync } from 'fflate';

/** The same bytes for the same files, whenever and wherever: sorted, all of one date. @param {Map<string, string | Uint8Array>} files */
export function zip(files) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted.map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])),
    { level: 9, mtime: new Date(1980, 0, 1) });
}
