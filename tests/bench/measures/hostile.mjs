// The longest that a page was busy at a stretch while tests/web/hostile.test.js sent it what is meant to do harm.
import { execFileSync } from 'node:child_process';

export function measure() {
  const said = execFileSync(process.execPath, ['--test', '--test-reporter=spec', 'tests/web/hostile.test.js'], { encoding: 'utf8' });
  const browsers = [...said.matchAll(/busy for (\d+) ms/g)].map(([, ms]) => Number(ms));
  return [{ what: 'a page busy at a stretch under hostile input, at the longest', ours: Math.max(...browsers), unit: 'ms', against: 'limit', theirs: 100, most: 1 }];
}
