// The built pages, as files: valid, whole, small, and true to the core.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { widthTable, tablePath } from '../../web/site/font-metrics.mjs';
import { computed } from '../../web/site/markdown.mjs';
import { number, recomputed } from './numbers.js';

const site = 'dist/site';
const files = readdirSync(site, { recursive: true }).map(String);
const pages = files.filter((file) => file.endsWith('.html'));
const read = (/** @type {string} */ file) => readFileSync(join(site, file), 'utf8');
const brotli = (/** @type {string} */ file) => brotliCompressSync(readFileSync(join(site, file))).length;
const asset = (/** @type {RegExp} */ name) => {
  const found = files.find((file) => name.test(file));
  assert.ok(found, `no asset ${name}`);
  return found;
};
const chapters = readdirSync('content/chapters');

describe('every page', () => {
  const validator = new HtmlValidate(new FileSystemConfigLoader({
    extends: ['html-validate:recommended'],
    rules: {
      // Prose and generated tables; elements of our own; SVG and MathML inside.
      'long-title': 'off', 'doctype-style': ['error', { style: 'lowercase' }], 'no-trailing-whitespace': 'off', 'require-sri': 'off', 'no-inline-style': 'error',
      'prefer-native-element': 'off', 'void-style': 'off', 'attr-quotes': 'off', 'svg-focusable': 'off',
    },
  }));
  for (const page of pages) {
    test(`${page} is valid HTML`, async () => {
      const report = await validator.validateString(read(page), page);
      const found = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`));
      assert.deepEqual([...new Set(found)].slice(0, 10), []);
    });

    test(`${page}: every link and anchor leads somewhere, and none leaves the site by itself`, () => {
      const html = read(page);
      for (const [, , address] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
        assert.doesNotMatch(address, /^(https?:)?\/\//, address);
        const [path, anchor] = address.replace(/\?[^#]*/, '').split('#');
        const target = path === '' ? page : relative('.', join(dirname(page), path));
        assert.ok(existsSync(join(site, target)), `${address} in ${page}`);
        if (anchor) assert.match(read(target), new RegExp(`id="${decodeURIComponent(anchor)}"`), address);
      }
    });

    test(`${page}: nothing is asked for only once a script has run that holds up the page`, () => {
      const head = read(page).split('</head>')[0];
      const [, after] = head.split(/<script src="[^"]*"><\/script>/);
      assert.doesNotMatch(after ?? '', /<(script|link) /);
    });

    test(`${page} holds no inline script or style but what its policy names by its hash`, () => {
      const html = read(page);
      const named = (/** @type {string} */ text) => html.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
      for (const [, , text] of html.matchAll(/<(script|style)(?![^>]*\ssrc=)[^>]*>(.*?)<\/\1>/gs)) assert.ok(/^(404|lost)\.html$/.test(page) && named(text), text);
      assert.doesNotMatch(html, /\sstyle=|\son[a-z]+="/);
    });
  }
});

describe('sizes, as Brotli', () => {
  test('the module, with its fourteen simulators, and its script are at most 340 KB', () => {
    const total = brotli(asset(/lesson\.[0-9a-f]+\.wasm$/)) + brotli(asset(/lesson\.[0-9a-f]+\.js$/));
    assert.ok(total <= 340_000, `${total} bytes`);
  });
  for (const chapter of chapters) {
    test(`${chapter}: page, styles, scripts and fonts are at most 110 KB`, () => {
      const page = `${chapter.replace('.md', '')}/index.html`;
      const scripts = [...read(page).matchAll(/(?:src|modulepreload" href)="\.\.\/(assets\/[^"]+\.js)"/g)].map(([, name]) => name);
      assert.ok(scripts.length >= 2);
      const parts = [page, ...scripts, asset(/page\.[0-9a-f]+\.css$/), asset(/inter-regular/), asset(/inter-semibold/)];
      const total = parts.reduce((sum, part) => sum + brotli(part), 0);
      assert.ok(total <= 110_000, `${total} bytes`);
    });
  }
});

describe('content', () => {
  /** Questions whose answer is a number; which output it is no page is told. @param {string} id */
  const numbersAsked = (id) => [`${id}.cpp`, `${id}-description.cpp`].map((file) => `core/simulators/${file}`).filter(existsSync)
    .flatMap((file) => readFileSync(file, 'utf8').split('Prediction predictions[]')[1]?.split('.id = ').slice(1) ?? [])
    .filter((one) => one.includes('.output = "') && !one.includes('.choices = '))
    .map((one) => ({ asked: one.split(',')[0], preset: /\.preset = "([^"]+)"/.exec(one)?.[1], output: /\.output = "([^"]+)"/.exec(one)?.[1] }));
  for (const chapter of chapters) {
    const source = readFileSync(`content/chapters/${chapter}`, 'utf8');

    test(`${chapter}: the core gives every computed number`, () => {
      const found = [...source.matchAll(computed)];
      assert.ok(found.length > 0);
      for (const [, text, formula] of found) {
        const { rule, decimals, value } = recomputed(formula);
        assert.notEqual(rule, '', `“${text}” of ${formula} says how it is rounded`);
        const said = text.replace(/,/g, '').match(/-?[\d.]+/)?.[0];
        assert.equal(said, value.toFixed(decimals), `“${text}” of ${formula}`);
      }
    });

    test(`${chapter}: no picture shows the number that one of its questions asks for`, () => {
      for (const [, id, begin] of source.matchAll(/^::: simulator (\S+) *(.*)$/gm))
        for (const { asked, preset, output } of numbersAsked(id)) {
          const before = number(['output', id, output, ...begin.split(' ').filter(Boolean)]);
          const answer = number(['output', `${id}/${preset}`, output]);
          // Nothing counted yet is no answer.
          assert.ok(Number.isNaN(before) || before === 0 || before.toPrecision(2) !== answer.toPrecision(2), `${id}: the answer to ${asked}, ${answer}, stands there: ${before}`);
        }
    });

    test(`${chapter}: every footnote is used, defined and names a year`, () => {
      const defined = [...source.matchAll(/^\[\^([^\]]+)\]: (.+)$/gm)];
      const used = new Set([...source.matchAll(/\[\^([^\]]+)\](?!:)/g)].map(([, name]) => name));
      assert.deepEqual(defined.map(([, name]) => name).sort(), [...used].sort());
      for (const [, name, text] of defined) assert.match(text, /\b(19|20)\d\d\b/, name);
    });
  }
});

describe('what is written twice agrees', () => {
  test("the core's table of widths is the fonts'", async () => {
    assert.equal(readFileSync(tablePath, 'utf8'), await widthTable());
  });

  test("the tokens' colours are the core's", () => {
    const tokens = readFileSync('web/styles/tokens.css', 'utf8');
    const swatches = [...readFileSync('core/scene/theme.cpp', 'utf8').matchAll(/\{"([a-z0-9-]+)", "(#\w+)", "(#\w+)"\}/g)];
    assert.ok(swatches.length > 20);
    for (const [, role, light, dark] of swatches) {
      assert.ok(tokens.includes(`--ts-${role}: ${light};`), `${role} light`);
      assert.equal(tokens.split(`--ts-${role}: ${dark};`).length - 1 >= 2, true, `${role} dark`);
    }
  });
});

describe('the layers', () => {
  const below = { base: [], theory: ['base'], engine: ['base'], scene: ['base'], simulators: ['base', 'theory', 'engine', 'scene'], api: ['base', 'scene', 'simulators'] };
  for (const [layer, allowed] of Object.entries(below)) {
    test(`core/${layer} includes only what lies below it`, () => {
      for (const file of readdirSync(`core/${layer}`)) {
        const source = readFileSync(`core/${layer}/${file}`, 'utf8');
        for (const [, room] of source.matchAll(/#include "([^"]+)\/[^/"]+"/g))
          assert.ok([layer, ...allowed].some((name) => room === `core/${name}`), `${layer}/${file} includes ${room}`);
        assert.doesNotMatch(source, /emscripten|SDL|imgui|<random>|<chrono>|<thread>|<iostream>|unordered_/i, file);
      }
    });
  }

  test('the canvas host knows of the core only its C door', () => {
    for (const file of readdirSync('web/app').filter((name) => /\.(h|cpp)$/.test(name))) {
      const source = readFileSync(`web/app/${file}`, 'utf8');
      for (const [, header] of source.matchAll(/#include "(core\/[^"]+)"/g)) assert.equal(header, 'core/api/lesson.h', file);
      if (!file.startsWith('browser')) assert.doesNotMatch(source, /emscripten\.h/, file);
    }
  });

  test('nothing under web/ names a simulator', () => {
    const ids = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8')).map((one) => one.id);
    for (const room of ['web/app', 'web/glue'])
      for (const file of readdirSync(room)) {
        const code = readFileSync(`${room}/${file}`, 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
        for (const id of ids) assert.ok(!new RegExp(`['"\`]${id}['"\`]`).test(code), `${file} names ${id}`);
      }
  });
});
