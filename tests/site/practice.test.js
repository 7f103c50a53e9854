// Mock interviews hold their sums; missed questions come back on their day; a progress file is checked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { answered, dayOf, isDue, stateOf } from '../../web/glue/leitner.js';
import { readInterviews } from '../../web/site/practice.mjs';
import { readQuiz } from '../../web/site/quiz.mjs';

// The module listens for other tabs; here there are none.
globalThis.addEventListener ??= () => {};
const { merge, parse } = await import('../../web/glue/kept.js');

describe('mock interviews', () => {
  const data = readInterviews();

  test('at least six prompts, each answered move by move', () => {
    assert.ok(data.prompts.length >= 6);
    for (const { model } of data.prompts) assert.deepEqual(Object.keys(model), data.moves.map((move) => move.id));
  });

  for (const { id, model, breaks } of data.prompts)
    test(`${id}: every sum is right as far as it is written`, () => {
      const text = [...Object.values(model).flat(), ...breaks].join('\n');
      const sums = [...text.matchAll(/((?:\(?[\d.,]*\d\)? [×/+-] )+\(?[\d.,]*\d\)?(?: [×/+-] [\d.,]*\d)*) = ([\d.,]*\d)/g)];
      assert.ok(sums.length >= 3);
      assert.equal(sums.length, text.split(' = ').length - 1, 'every “=” is such a sum');
      for (const [all, sum, said] of sums) {
        const value = Function(`return ${sum.replaceAll(',', '').replaceAll('×', '*')}`)();
        const digits = said.split('.')[1]?.length ?? 0;
        assert.equal(value.toFixed(digits), Number(said.replaceAll(',', '')).toFixed(digits), all);
      }
    });

  test('a bad file is refused, naming the field', () => {
    const bad = structuredClone(data);
    delete bad.prompts[1].model.state;
    assert.throws(() => readInterviews(bad), /^Error: content\/practice\/interviews\.json: prompts, entry 2 \(timeline\), model needs a field “state”, as there is a move of that name\.$/);
    bad.prompts[0].hint = 'x';
    assert.throws(() => readInterviews(bad), /entry 1 \(url-shortener\) has an unknown field “hint”/);
  });
});

test('the page asks every question of the lesson', () => {
  const html = readFileSync('dist/site/practice/index.html', 'utf8');
  for (const [, stem] of readFileSync('dist/site/index.html', 'utf8').matchAll(/data-progress="([^"]+)"/g))
    for (const { id } of readQuiz(stem).questions) assert.ok(html.includes(`data-question="${stem}/${id}"`), `${stem}/${id}`);
});

describe('a missed question', () => {
  const day = (/** @type {number} */ number) => new Date(2026, 0, 1 + number, 12);
  const first = dayOf(day(0));

  test('comes back after 1, 2, 4, 8 and 16 days, and then no more', () => {
    let result = answered(undefined, false, day(0));
    let at = 0;
    for (const wait of [1, 2, 4, 8, 16]) {
      assert.equal(stateOf(result), 'missed');
      assert.equal(result.due, first + at + wait);
      at += wait;
      result = answered(result, true, day(at));
    }
    assert.equal(stateOf(result), 'right');
    assert.equal(isDue(result, first + 1000), false);
    assert.equal(result.tries, 6);
  });

  test('stays where it is when it is right before its day, and starts again when missed', () => {
    const missed = answered(answered(undefined, false, day(0)), true, day(1));
    const early = answered(missed, true, day(2));
    assert.deepEqual([early.box, early.due], [2, first + 3]);
    const again = answered(early, false, day(2));
    assert.deepEqual([again.box, again.due], [1, first + 3]);
  });

  test('is no matter when the first answer was right', () => assert.equal(stateOf(answered(undefined, true, day(0))), 'right'));
});

describe('a progress file', () => {
  const result = { tries: 1, right: false, box: 1, due: 20000, at: 5 };
  const file = (/** @type {any} */ change = {}) => JSON.stringify({ version: 1, chapters: { '01-reliability': ['recap'] }, questions: { '01-reliability/x': result }, notes: {}, ...change });

  test('is read back whole, and nothing beyond it', () => {
    assert.deepEqual({ ...parse(file({ extra: 1 })).questions }, { '01-reliability/x': result });
  });
  /** @type {[string, string, RegExp][]} */
  const cases = [
    ['cut short', file().slice(0, 40), /^Error: It is not JSON\.$/],
    ['of a later version', file({ version: 2 }), /Its version must be 1; 2 is not\.$/],
    ['that is a list', '[]', /“the whole” must be an object\.$/],
    ['with a box too many', file({ questions: { 'a/b': { ...result, box: 6 } } }), /“a\/b”, box must be a whole number from 0 to 5; 6 is not\.$/],
    ['with a name of a prototype', '{"version":1,"chapters":{"__proto__":[]},"questions":{},"notes":{}}', /“__proto__” in “chapters” is not a name/],
    ['too large', ' '.repeat(1_000_001), /It is larger than 1 MB/],
    ['with too many questions', file({ questions: Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`a/${i}`, result])) }), /may hold 2000 entries; there are 2001\.$/],
    ['with an endless note', file({ notes: { chat: { at: 1, text: 'x'.repeat(20_001) } } }), /must be a text of at most 20000 characters\.$/],
  ];
  for (const [title, text, words] of cases) test(`${title} is refused`, () => assert.throws(() => parse(text), words));

  test('joined to another gives all sections and the later of two answers', () => {
    const later = { ...result, right: true, box: 0, at: 9 };
    const both = merge(parse(file()), parse(file({ chapters: { '01-reliability': ['errors', 'recap'] }, questions: { '01-reliability/x': later } })));
    assert.deepEqual(both.chapters['01-reliability'], ['recap', 'errors']);
    assert.deepEqual(both.questions['01-reliability/x'], later);
  });
});
