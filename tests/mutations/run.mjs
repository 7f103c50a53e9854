// Plants each fault of mutations.json into a copy of the core, builds the tests there and expects them to
// fail. A fault that no test notices is a test that is missing.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [tree, words = ''] = process.argv.slice(2);
const build = join(tree, 'build', 'mutants');
const all = JSON.parse(readFileSync(new URL('mutations.json', import.meta.url), 'utf8'));
const list = all.filter((/** @type {any} */ one) => `${one.file} ${one.why}`.includes(words));
if (list.length === 0) {
  console.error(`no fault has “${words}” in its file or description`);
  process.exit(1);
}
// Few of the random sequences: what a fault changes shows in its own tests.
const env = { ...process.env, LESSON_PATIENCE: '2' };

/** @param {string} command @param {string[]} args */
const run = (command, args) => spawnSync(command, args, { cwd: tree, env, encoding: 'utf8', timeout: 600_000 });

function compile() {
  const built = run('cmake', ['--build', build, '--target', 'lesson_tests', '-j', String(cpus().length)]);
  return built.status === 0 ? '' : built.stdout + built.stderr;
}

/** What became of one fault: caught, survived, or why it could not be tried.
 * @param {{ file: string, tests: string, from: string, to: string }} mutation */
function verdict({ file, tests, from, to }) {
  const path = join(tree, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2) return 'stale: its text must stand once in the file';
  writeFileSync(path, source.replace(from, () => to));
  const wrong = compile();
  const tested = wrong ? undefined : run(join(build, 'lesson_tests'), [`--source-file=${tests}`, '--abort-after=1']);
  writeFileSync(path, source);
  if (wrong) return `does not compile: ${wrong.match(/error: .*/)?.[0] ?? wrong}`;
  return tested.status === 0 ? 'survived' : 'caught';
}

const wrong = compile();
if (wrong || run(join(build, 'lesson_tests'), []).status !== 0) {
  console.error(`the tests must pass before a fault is planted\n${wrong}`);
  process.exit(1);
}
let missed = 0;
for (const mutation of list) {
  const became = verdict(mutation);
  if (became !== 'caught') ++missed;
  console.log(`${became.padEnd(8)}  ${mutation.file}: ${mutation.why}`);
}
console.log(`${list.length - missed} of ${list.length} faults caught`);
process.exit(missed === 0 ? 0 : 1);
