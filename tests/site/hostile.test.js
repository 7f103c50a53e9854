// What others may have written, read by what the build and the course packages make of it: random, and meant to do harm.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { decode, encode, mark } from '../../web/glue/course-suspend.js';
import { expand, makeMarkdown } from '../../web/site/markdown.mjs';
import { checkQuiz, questionHtml } from '../../web/site/quiz.mjs';
import { damaged, hostile, json, runs, unspoilt } from '../hostile.js';

// A page's module, for the function that checks a file.
Object.assign(globalThis, { addEventListener() {} });
const { parse } = await import('../../web/glue/kept.js');

const descriptions = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));
const quiz = JSON.parse(readFileSync('content/quizzes/03-describing-performance.json', 'utf8'));
const inline = (/** @type {string} */ text) => makeInline(text);
const markdown = makeMarkdown(descriptions, []);
/** As a container of the page has it: data, not the chapter's own text. @param {string} text */
const makeInline = (text) => markdown.renderInline(expand(text), { data: true });

/** Every element of it. @param {any} node @returns {any[]} */
const elements = (node) => [...(node.attribs ? [node] : []), ...(node.children ?? []).flatMap(elements)];
const runsScript = (/** @type {any} */ { name, attribs }) => ['script', 'iframe', 'object', 'embed', 'img', 'base', 'meta', 'link', 'style', 'form'].includes(name) ||
  Object.entries(attribs).some(([key, value]) => /^on/.test(key) || (/^(href|src|action|xlink:href)$/.test(key) && /^\s*(javascript|data|vbscript):/i.test(value)));

test('a damaged quiz file is taken or refused in a sentence that names it', () => {
  fc.assert(fc.property(damaged(quiz), (text) => {
    const data = JSON.parse(text);
    try {
      checkQuiz('quiz.json', data);
    } catch (error) {
      assert.equal(error.constructor, Error);
      assert.match(error.message, /^quiz\.json: [^]+\.$/);
    }
    unspoilt();
  }), runs(300));
});

test('whatever a quiz says, its page holds no element and no attribute that runs', () => {
  fc.assert(fc.property(fc.constantFrom(...quiz.questions), hostile, hostile, (question, prompt, rest) => {
    const said = JSON.parse(JSON.stringify(question), (key, value) => {
      if (['prompt', 'explanation'].includes(key)) return prompt;
      return ['text', 'feedback', 'hint', 'source', 'unit', 'label', 'from', 'to'].includes(key) && typeof value === 'string' ? rest : value;
    });
    const html = questionHtml('03-describing-performance', said, 1, { inline, prefix: 'q-', picture: () => '' });
    assert.deepEqual(elements(parseDocument(html)).filter(runsScript).map(({ name }) => name), []);
  }), runs(500));
});

test('formulas of a quiz stay formulas', () => {
  assert.match(makeInline('<math display="block"><mi>x</mi></math>'), /^<math display="block"><mi>x<\/mi><\/math>$/);
  for (const bad of ['<math onclick="x">', '<mi href="javascript:x">', '<math><img src=x></math>']) assert.doesNotMatch(makeInline(bad), /<(math|mi) (on|href)|<img/);
});

const names = {
  chapters: [{ stem: 'one', title: 'One', sections: ['a', 'b'] }],
  questions: [{ id: 'one/first', kind: 'single', text: 'First' }, { id: 'one/second', kind: 'number', text: 'Second' }],
};
/** In the form of suspend data, with anything in it. */
const suspended = fc.oneof(hostile, fc.tuple(fc.stringMatching(/^[\w-]{8}$/), fc.array(fc.oneof(fc.stringMatching(/^[\w-]{13}$/), fc.constantFrom(...names.questions.map(({ id }) => `${mark(id)}~~~~~~~~~~`)), hostile)), hostile, hostile)
  .map(([attempt, answers, sections, notes]) => `1${attempt}|${answers.join('')}|${sections}|${notes}`));

test('whatever a course system hands back is read as progress of this lesson, or not at all', () => {
  fc.assert(fc.property(suspended, (text) => {
    const found = decode(text, names);
    if (found) {
      assert.deepEqual(Object.keys(found.kept.questions).filter((id) => !names.questions.some((one) => one.id === id)), []);
      encode(found.kept, found.attempt, 4096, names);
    }
    unspoilt();
  }), runs(3000));
});

test('a damaged progress file is taken whole or refused in a sentence', () => {
  const good = { version: 1, chapters: { one: ['a'] }, questions: { 'one/first': { tries: 1, right: true, box: 0, due: 0, at: 5 } }, notes: { one: { text: 'x', at: 1 } } };
  fc.assert(fc.property(fc.oneof(damaged(good), json, hostile), (text) => {
    try {
      assert.deepEqual(parse(JSON.stringify(parse(text))), parse(text));
    } catch (error) {
      assert.equal(error.constructor, Error);
      assert.match(error.message, /\.$/);
    }
    unspoilt();
  }), runs(3000));
});
