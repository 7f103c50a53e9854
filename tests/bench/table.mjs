// The table of measurements: its rows, how it is written, and where the README quotes it.

/** A measurement beside what it is held against, both of the same run. `most` and `least` are the target for ours / theirs;
 * a row of `detail` stays out of the README.
 * @typedef {{ what: string, ours: number, unit: string, against: string, theirs: number, most?: number, least?: number, detail?: boolean }} Row */

const marks = { from: '<!-- bench: written by scripts/bench --quote -->', to: '<!-- /bench -->' };

/** @param {Row} row Nothing where the peer takes nothing. */
export const ratio = ({ ours, theirs }) => (theirs === 0 ? undefined : ours / theirs);

/** Whether a row's target is met; nothing where it has none. @param {Row} row */
export function met({ ours, theirs, most, least }) {
  if (most === undefined && least === undefined) return undefined;
  return ours <= (most ?? Infinity) * theirs && ours >= (least ?? -Infinity) * theirs;
}

/** Three digits, without a power of ten. @param {number} value */
const shown = (value) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3))));

/** @param {Row} row */
function target(row) {
  const wanted = row.most !== undefined ? `≤ ${row.most}` : row.least !== undefined ? `≥ ${row.least}` : '';
  return met(row) === false ? `**${wanted}, missed**` : wanted;
}

/** @param {Row[]} rows */
export const markdown = (rows) => ['| what | ours | unit | against | theirs | ours / theirs | target |', '|---|--:|---|---|--:|--:|---|',
  ...rows.map((row) => {
    const times = ratio(row);
    return `| ${row.what} | ${shown(row.ours)} | ${row.unit} | ${row.against} | ${shown(row.theirs)} | ${times === undefined ? '–' : shown(times)} | ${target(row)} |`;
  })].join('\n');

/** A text with the table's main rows between the two marks. @param {string} text @param {{ machine: string, rows: Row[] }} measured */
export function quoted(text, { machine, rows }) {
  const [start, end] = [text.indexOf(marks.from), text.indexOf(marks.to)];
  if (start < 0 || end < start) throw new Error(`README.md has no place for the table: “${marks.from}” and, after it, “${marks.to}”`);
  const table = markdown(rows.filter(({ detail }) => !detail));
  return `${text.slice(0, start)}${marks.from}\nMeasured on ${machine}.\n\n${table}\n${text.slice(end)}`;
}
