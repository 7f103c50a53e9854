// Cuts the lesson's typeface (Inter) to the characters in use, in two weights. Plain TrueType, since
// the canvas's rasteriser reads nothing else; pages use the very same files, so that a visitor loads
// them once. Compressed in transfer they are no larger than WOFF2.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
export const folder = 'build/fonts';

/** Printable ASCII, the rest of Latin-1, and the signs that figures and formulas use. */
export const characters =
  Array.from({ length: 95 }, (_, i) => String.fromCodePoint(32 + i)).join('') +
  Array.from({ length: 96 }, (_, i) => String.fromCodePoint(160 + i)).join('') +
  '‘’“”–—…•→←↑↓−×÷±≤≥≈≠√∞∑ΔΦλμµρσβ⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ⁄';

/** The two weights; the core's width table holds the same two. */
export const cuts = { regular: 430, semibold: 630 };

export async function makeFonts() {
  await mkdir(folder, { recursive: true });
  const inter = await readFile(require.resolve('inter-ui/variable/InterVariable.woff2'));
  for (const [name, wght] of Object.entries(cuts)) {
    const cut = await subsetFont(inter, characters, {
      targetFormat: 'truetype',
      variationAxes: { wght, opsz: 14 },
      noLayoutClosure: true,
    });
    await writeFile(`${folder}/${name}.ttf`, cut);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await makeFonts();
