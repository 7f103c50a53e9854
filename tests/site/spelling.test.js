// Spelling, in British English. A word that no dictionary knows goes into content/words.txt.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

/** @param {string[]} files @param {string} [input] What cspell finds wrong. */
function unknown(files, input) {
  const { stdout, status } = spawnSync(process.execPath, ['node_modules/cspell/bin.mjs', 'lint', '--no-progress', '--no-summary', ...files], { encoding: 'utf8', input });
  return { status, lines: stdout.split('\n').filter(Boolean) };
}

test('every word of chapters, quizzes, drills, glossary and pages is spelt as in Britain', () => {
  assert.deepEqual(unknown(['content/**/*.{md,html,json}']), { status: 0, lines: [] });
});

test('a misspelt and an American word are found', () => {
  const { lines } = unknown(['stdin://sample.md'], 'The behavior of this cashe has a colour.\n');
  assert.equal(lines.length, 2);
  assert.match(lines.join(), /behavior.*cashe/);
});
