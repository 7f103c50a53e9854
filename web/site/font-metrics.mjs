// Writes core/scene/typeface-widths.inc: how wide the fonts' characters are, so that the core
// can lay text out without a font. Run after a change of fonts.mjs.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { create } from 'fontkit';
import { cuts, characters, folder, makeFonts } from './fonts.mjs';

export const tablePath = 'core/scene/typeface-widths.inc';

/** The table's text for the fonts in build/fonts. */
export async function widthTable() {
  const fonts = [];
  for (const name of Object.keys(cuts)) fonts.push(create(await readFile(`${folder}/${name}.ttf`)));
  const points = [...new Set([...characters].map((c) => c.codePointAt(0)))].sort((a, b) => a - b);
  const lines = points
    .filter((point) => fonts.every((cut) => cut.hasGlyphForCodePoint(point)))
    .map((point) => {
      const widths = fonts.map((cut) =>
        Math.round((cut.glyphForCodePoint(point).advanceWidth / cut.unitsPerEm) * 1000),
      );
      return `{0x${point.toString(16)}, ${widths.join(', ')}},`;
    });
  return lines.join('\n') + '\n';
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await makeFonts();
  await writeFile(tablePath, await widthTable());
}
