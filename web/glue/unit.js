/** What stands behind a number in words: of “requests|request” the second for 1 alone. @param {string} unit @param {number} [number] */
export function unitFor(unit, number) {
  const [many, one = many] = unit.split('|');
  return number === 1 ? one : many;
}

const six = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** A number with its unit, as a person writes it. @param {number} number @param {string} unit */
export const quantity = (number, unit) => `${six.format(number)} ${unitFor(unit, number)}`.trim();
