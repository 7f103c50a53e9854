/** What stands behind a number in words: of “requests|request” the second for 1 alone. @param {string} unit @param {number} [number] */
export function unitFor(unit, number) {
  const [many, one = many] = unit.split('|');
  return number === 1 ? one : many;
}

/** Only thousands need a browser's own way to write numbers, and it takes some 30 ms to make a page's first.
 * @param {number} number */
const six = (number) =>
  Math.abs(number) < 1000 ? String(Number(number.toFixed(6))) : number.toLocaleString('en', { maximumFractionDigits: 6 });

/** A number with its unit, as a person writes it. @param {number} number @param {string} unit */
export const quantity = (number, unit) => `${six(number)} ${unitFor(unit, number)}`.trim();
