// The types for those who embed: a host's program that uses all of them compiles, and none of its mistakes does.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { options } from '../../web/glue/permissions.js';

const descriptions = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));
const schema = JSON.parse(readFileSync('dist/site/assets/messages.schema.json', 'utf8'));
const program = readFileSync('tests/web/hosts/host.ts', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'types-'));

before(() => {
  for (const name of ['tradeoff-sim', 'tradeoff-frame']) cpSync(`dist/site/assets/${name}.d.ts`, join(folder, `${name}.d.ts`));
});
after(() => rmSync(folder, { recursive: true }));

/** What the compiler says of a program. @param {string} text */
function complaints(text) {
  writeFileSync(join(folder, 'host.ts'), text);
  const { stdout, status } = spawnSync(resolve('node_modules/.bin/tsc'),
    ['--noEmit', '--strict', '--ignoreConfig', '--target', 'es2023', '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2023,dom', '--types', '', 'host.ts'], { cwd: folder, encoding: 'utf8' });
  assert.equal(status === 0, stdout === '', stdout);
  return stdout.split('\n').filter(Boolean);
}

test("a host's program with every message, attribute and event compiles, and each of its mistakes is one", () => {
  for (const way of ['toFrame', 'fromFrame'])
    for (const { properties } of schema.$defs[way].oneOf) assert.ok(program.includes(`'${properties.type.const}'`), `the program has “${properties.type.const}”`);
  for (const option of options) assert.ok(program.includes(` ${option}: `), `the program has “${option}”`);
  assert.deepEqual(complaints(program), []);
});

test('a mistake that nothing announces is refused', () => {
  assert.match(complaints(program.replace("type: 'hello', id: 1", "type: 'hallo', id: 1")).join('\n'), /host\.ts\(8,.*hallo/s);
  assert.match(complaints(program.replace("sim.set('tail', 1.2)", "sim.set('tale', 1.2)")).join('\n'), /host\.ts\(\d+,.*tale/s);
});

test("each simulator's page lists every message and every field, and so does the page that makes code", () => {
  for (const page of [...descriptions.map(({ id }) => `simulators/${id}`), 'embedding']) {
    const html = readFileSync(`dist/site/${page}/index.html`, 'utf8');
    for (const way of ['toFrame', 'fromFrame'])
      for (const { properties: { type, ...fields }, description } of schema.$defs[way].oneOf) {
        const row = html.split('<tr>').find((one) => one.includes(`<code>${type.const}</code></td>`) && Object.keys(fields).every((field) => one.includes(`<code>${field}</code>: `)));
        assert.ok(row && row.includes(description.split(/[“’']/)[0]), `${type.const} in ${page}`);
      }
  }
});

test('every parameter, action and experiment of every simulator has its type', () => {
  const lines = descriptions.flatMap(({ id, params, actions, presets }, i) => [
    `const sim${i} = document.createElement('tradeoff-sim') as TradeoffSim<'${id}'>;`,
    ...params.map((param) => `sim${i}.set('${param.id}', ${JSON.stringify(param.default)});`),
    ...actions.map((action) => `sim${i}.act('${action.id}');`),
    ...presets.map((preset) => `sim${i}.preset('${preset.id}');`),
    `const attributes${i}: Attributes = ${JSON.stringify({ name: id, ...Object.fromEntries(params.map((param) => [param.id, param.default])) })};`,
    '// @ts-expect-error An object is no value.', `sim${i}.set('${params[0].id}', {});`,
  ]);
  assert.deepEqual(complaints(`import type { Attributes, TradeoffSim } from './tradeoff-sim.js';\n${lines.join('\n')}\n`), []);
});
