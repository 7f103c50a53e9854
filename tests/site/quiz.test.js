// The questions: each is whole, what can be computed is, and a bad file is refused in a sentence a person can act on.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { checkQuiz, readQuiz } from '../../web/site/quiz.mjs';
import { number, recomputed } from './numbers.js';

const stems = readdirSync('content/chapters').map((file) => file.replace('.md', ''));
const descriptions = JSON.parse(readFileSync('build/posters/descriptions.json', 'utf8'));

/** All that answers a wrong answer. */
const feedbackOf = (/** @type {any} */ question) =>
  [...(question.options ?? []), ...(question.mistakes ?? [])].map((one) => one.feedback).concat(question.feedback ?? []);

/** Whether the core meets all conditions at these settings. */
function meets(/** @type {any} */ question, /** @type {any} */ settings) {
  const { params } = descriptions.find(({ id }) => id === question.simulator);
  const set = (/** @type {string} */ id) => settings[id] ?? params.find((one) => one.id === id).default;
  const steps = [...Object.entries(settings).map(([id, value]) => `${id}=${value}`), ...(question.act ?? [])];
  return question.goal.every(({ param, output, is, min = -Infinity, max = Infinity }) => {
    if (is) return set(param) === is;
    const value = param ? Number(set(param)) : number(['output', question.simulator, output, ...steps]);
    return value >= min && value <= max;
  });
}

for (const stem of stems) {
  describe(stem, () => {
    const { chapter, questions } = readQuiz(stem);

    test('five questions or more, of four kinds of asking or more', () => {
      assert.equal(chapter, Number(stem.slice(0, 2)));
      assert.ok(questions.length >= 5);
      assert.ok(new Set(questions.map((one) => one.dimension)).size >= 4);
    });

    for (const question of questions) {
      test(`${question.id}: every wrong answer has a remark, and there is a source`, () => {
        const remarks = feedbackOf(question);
        for (const remark of remarks) assert.ok(remark.length > 20, remark);
        if (question.options) assert.equal(new Set(remarks).size, remarks.length);
        assert.ok(question.source.length > 5 && question.hint.length > 5 && question.explanation.length > 10);
      });
      if (question.answer?.computed)
        test(`${question.id}: the core computes ${question.answer.value} ${question.answer.unit}`, () => {
          const { computed, scale = 1 } = question.answer;
          const value = recomputed(computed).value * scale;
          assert.ok(Math.abs(value - question.answer.value) <= question.answer.tolerance, String(value));
        });
      if (question.kind === 'simulate')
        test(`${question.id}: the start misses the goal and the solution meets it`, () => {
          assert.equal(meets(question, question.start), false);
          assert.equal(meets(question, { ...question.start, ...question.solution }), true);
        });
    }
  });
}

describe('a bad file is refused, naming file, field and what is allowed', () => {
  const common = { dimension: 'define', prompt: 'p', hint: 'h', explanation: 'e', source: 's' };
  const option = (/** @type {string} */ id, correct = false) => ({ id, text: id, correct, feedback: 'f' });
  const axis = { label: 'l', from: 'f', to: 't' };
  const good = () => ({
    chapter: 3,
    questions: [
      { id: 'one', kind: 'single', ...common, options: [option('a', true), option('b'), option('c')] },
      { id: 'count', kind: 'number', ...common, answer: { value: 5, tolerance: 1, unit: 'ms' }, mistakes: [{ value: 10, tolerance: 1, feedback: 'f' }, { value: 1, tolerance: 1, feedback: 'f' }] },
      { id: 'sort', kind: 'order', ...common, items: ['x', 'y', 'z'], feedback: 'f' },
      { id: 'where', kind: 'place', ...common, axes: [axis, axis], answer: { at: [0.2, 0.8], tolerance: 0.2 }, mistakes: [{ at: [0.8, 0.2], tolerance: 0.2, feedback: 'f' }], feedback: 'f' },
      { id: 'set', kind: 'simulate', ...common, simulator: 'percentiles', start: { backends: 10 }, goal: [{ output: 'p99', max: 50 }], solution: { tail: 0.2 }, mistakes: [{ when: [{ param: 'backends', max: 9 }], feedback: 'f' }], feedback: 'f' },
    ],
  });
  /** @type {[string, (data: any) => void, RegExp][]} */
  const cases = [
    ['a kind that is none', (d) => { d.questions[0].kind = 'essay'; }, /^quiz\.json: questions, entry 1 \(one\), kind must be one of "single", .*; "essay" is not that\.$/],
    ['an option without feedback', (d) => { delete d.questions[0].options[1].feedback; }, /questions, entry 1 \(one\), options, entry 2 \(b\) needs a field “feedback”\.$/],
    ['a question without a source', (d) => { delete d.questions[2].source; }, /questions, entry 3 \(sort\) needs a field “source”\.$/],
    ['a misspelt field', (d) => { d.questions[2].item = []; }, /questions, entry 3 \(sort\) has a field “item”, which this kind does not take\.$/],
    ['two right options', (d) => { d.questions[0].options[2].correct = true; }, /entry 1 \(one\), options must hold exactly one right option; there are 2\.$/],
    ['a mistake that is right', (d) => { d.questions[1].mistakes[0].value = 6; }, /entry 2 \(count\), mistakes, entry 1, value must differ from the answer by more than 1; 6 does not\.$/],
    ['an id twice', (d) => { d.questions[1].id = 'one'; }, /entry 2 \(one\), id must differ from all others; “one” comes twice\.$/],
    ['a place off the map', (d) => { d.questions[3].answer.at[1] = 1.5; }, /entry 4 \(where\), answer, at, entry 2 must be a number from 0 to 1; 1\.5 is not that\.$/],
    ['a place on one axis of two', (d) => { d.questions[3].answer.at.pop(); }, /entry 4 \(where\), answer, at must hold a number for each of 2 axes; there are 1\.$/],
    ['an unknown simulator', (d) => { d.questions[4].simulator = 'weather'; }, /entry 5 \(set\), simulator must name a simulator; “weather” is none\.$/],
    ['an unknown parameter', (d) => { d.questions[4].solution = { wind: 3 }; }, /entry 5 \(set\), solution, wind must name one of the params of percentiles, "requests", .*; “wind” is not one\.$/],
    ['an unknown output', (d) => { d.questions[4].goal[0].output = 'p77'; }, /entry 5 \(set\), goal, entry 1, output must name one of the outputs of percentiles/],
    ['an unknown choice', (d) => { d.questions[4].goal = [{ param: 'axis', is: 'cubic' }]; }, /entry 5 \(set\), goal, entry 1, is must be one of the choices of axis, [^;]*linear[^;]*; “cubic” is not one/],
    ['a goal without a bound', (d) => { delete d.questions[4].goal[0].max; }, /entry 5 \(set\), goal, entry 1 /],
  ];
  test('while a good one passes', () => checkQuiz('quiz.json', good()));
  for (const [title, spoil, words] of cases)
    test(title, () => {
      const quiz = good();
      spoil(quiz);
      assert.throws(() => checkQuiz('quiz.json', quiz), ({ message }) => (assert.match(message, words), true));
    });
});
