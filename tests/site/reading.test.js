// Glossary, contents, cover and the one-page lesson, as files.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readGlossary } from '../../web/site/glossary.mjs';
import { expand, makeMarkdown, sections } from '../../web/site/markdown.mjs';
import { minutes } from '../../web/site/reading-time.mjs';

const read = (/** @type {string} */ path) => readFileSync(`dist/site/${path}`, 'utf8');
const stems = readdirSync('content/chapters').map((name) => name.replace('.md', ''));
const descriptions = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));
const glossary = readGlossary();
const terms = (/** @type {string} */ html) => [...html.matchAll(/<a class="term" href="\.\.\/glossary\/index\.html#([^"]+)" data-definition="([^"]+)">/g)];

test("a simulator's page groups the digits of its parameters, and says what a switch takes", () => {
  const rows = [...read('simulators/percentiles/index.html').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ').trim());
  assert.ok(rows.some((row) => /^requests .* 100 to 1,000,000 requests 1,000 /.test(row)), rows.join('\n'));
  assert.ok(rows.some((row) => /^hedge .* off on off /.test(row)), rows.join('\n'));
});

describe('the glossary', () => {
  for (const stem of stems) {
    test(`${stem} marks some of its words, each once and with its meaning`, () => {
      const marked = terms(read(`${stem}/index.html`));
      assert.ok(marked.length > 0);
      assert.equal(new Set(marked.map(([, id]) => id)).size, marked.length);
      for (const [, id, meaning] of marked) {
        assert.ok(glossary.some((entry) => entry.id === id), id);
        assert.doesNotMatch(meaning, /[$<*]|\[\^/, id);
      }
    });
  }

  /** @param {string} source @param {any[]} entries */
  const render = (source, entries) => makeMarkdown(descriptions, entries.map((entry) => ({ definition: 'What it is, said plainly.', misuse: 'So.', chapter: '03-x', ...entry })))
    .render(expand(source), { page: { filePathStem: '/chapters/03-x' } });

  test('a word is marked over a line end, in the plural, and the longer of two', () => {
    const entries = [{ id: 'tail', term: 'tail' }, { id: 'tail-latency', term: 'tail latency', also: ['tail latencies'] }];
    const html = render('Long tail\nlatencies hurt, and tails.', entries);
    assert.match(html, /#tail-latency"[^>]*>tail\nlatencies<\/a>/);
    assert.match(html, /#tail"[^>]*>tails<\/a>/);
  });

  test('none is marked in a heading, a link, a table, a formula, code, a note, or within another word', () => {
    const source = '## A tail\n\n[tail](#a-tail) `tail` $tail$ detail entail p99.9 cap [^1]\n\n| tail |\n|---|\n| tail |\n\n[^1]: A tail, 2013.\n';
    assert.deepEqual(terms(render(source, [{ id: 'tail', term: 'tail' }, { id: 'p99', term: 'p99' }, { id: 'cap', term: 'CAP' }])), []);
  });

  test('the title of a book has no term in it; the term by itself, at a sentence’s beginning too, is marked', () => {
    const entry = [{ id: 'intensive', term: 'data-intensive' }];
    assert.deepEqual(terms(render('*Designing Data-Intensive Applications*', entry)), []);
    assert.equal(terms(render('Data-intensive systems spend their days on data.', entry)).length, 1);
  });

  test('quotation marks and apostrophes beside a marked word stay right', () => {
    assert.match(render('The "tail" is the node\'s tail\'s own.', [{ id: 'tail', term: 'tail' }]), /“<a [^>]*>tail<\/a>” is the node’s tail’s own/);
  });

  test('chapter 10 holds the nine core words, with their misuse and where they are defined', () => {
    const table = read('10-connections/index.html').match(/aria-label="Vocabulary"[\s\S]*?<\/table>/)?.[0] ?? '';
    assert.equal(table.match(/<tr>/g)?.length, 1 + glossary.filter(({ core }) => core).length);
    assert.equal(glossary.filter(({ core }) => core).length, 9);
  });

  test('its page defines every word under an anchor of its own', () => {
    const page = read('glossary/index.html');
    for (const { id } of glossary) assert.ok(page.includes(`<div id="${id}"><dt>`), id);
  });
});

describe('the contents', () => {
  test('name every chapter, and a chapter’s own sections in order, titles as they are set', () => {
    const [stem] = stems;
    const page = read(`${stem}/index.html`);
    const links = [...(page.match(/<nav class="contents"[\s\S]*?<\/nav>/)?.[0] ?? '').matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    for (const one of stems) assert.ok(links.includes(`../${one}/index.html`), one);
    const headings = [...page.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => `#${id}`);
    assert.deepEqual(links.filter((href) => href.startsWith('#')), headings);
  });

  test('a title with marks, code and an apostrophe gets the anchor of its heading', () => {
    const md = makeMarkdown(descriptions, glossary);
    const source = "## Amdahl's *law*, `p99`\n\nText.\n";
    const [{ id, title }] = sections(md, source);
    assert.equal(title, 'Amdahl’s law, p99');
    assert.ok(md.render(source, {}).includes(`<h2 id="${id}"`));
  });

  test('reading time counts words, not addresses and sources', () => {
    assert.equal(minutes('word '.repeat(1000)), 5);
    assert.equal(minutes(`${'word '.repeat(1000)}[^a]\n\n[^a]: ${'source '.repeat(400)}`), 5);
  });
});

describe('links that set a simulator', () => {
  const md = makeMarkdown(descriptions, glossary);
  test('an unknown preset is refused with the names of those there are', () => {
    assert.throws(() => md.render('[x](sim:percentiles/nope)', {}), /percentiles has no preset “nope”; it has .*heavy-tail/);
  });
  test('an unknown simulator is refused too', () => {
    assert.throws(() => md.render('[x](sim:nope/a)', {}), /there is no simulator “nope”; there are .*percentiles/);
  });
});

describe('the whole lesson on one page', () => {
  const whole = read('whole/index.html');
  for (const stem of stems) {
    test(`holds all of ${stem}: headings, notes, pictures, answers`, () => {
      const page = read(`${stem}/index.html`);
      const number = parseInt(stem, 10);
      for (const [, id] of page.matchAll(/<h[23] id="([^"]+)"/g)) assert.ok(whole.includes(`id="chapter-${number}-${id}"`), id);
      for (const [, id] of page.matchAll(/<li id="fn(\d+)"/g)) assert.ok(whole.includes(`id="fn-${number}-${id}"`), `note ${id}`);
      for (const [, id] of page.matchAll(/<figure class="simulator"><tradeoff-sim name="([^"]+)"/g)) assert.ok(whole.includes(`id="chapter-${number}-sim-${id}"`), id);
      for (const [, id] of page.matchAll(/data-question="[^"]+"[^>]* id="question-([^"]+)"/g)) assert.ok(whole.includes(`<div class="question" id="chapter-${number}-question-${id}">`), id);
    });
  }

  test('nothing on it waits for a script', () => {
    assert.doesNotMatch(whole.replace(/<header[\s\S]*?<\/header>|<footer[\s\S]*?<\/footer>/g, ''), /<tradeoff-sim|<details|<input|disabled/);
  });
});
