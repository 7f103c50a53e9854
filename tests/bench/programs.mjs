// What the measuring programs print.
import { execFileSync } from 'node:child_process';

/** A program's last line, as JSON. @param {string} command @param {string[]} words */
export const printed = (command, ...words) => JSON.parse(execFileSync(command, words, { encoding: 'utf8' }).trim().split('\n').at(-1) ?? '');

/** @param {number[]} list */
export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Rows that say how a cost grows: each against so many times the first. @param {string} what @param {string} unit
 * @param {{ work: number, cost: number, name: string }[]} steps @returns {import('./table.mjs').Row[]} */
export const growth = (what, unit, [first, ...more]) => more.map(({ work, cost, name }) => ({
  what: `${what}, ${name}`, ours: cost, unit, against: `${(work / first.work).toLocaleString('en')} times that of ${first.name}`, theirs: (first.cost * work) / first.work,
}));
