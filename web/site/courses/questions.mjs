// The lesson's questions as other systems take them: text with only the plainest markup.
import { readdirSync, readFileSync } from 'node:fs';
import markdownIt from 'markdown-it';
import { readJson } from '../schema.mjs';
import { readQuiz } from '../quiz.mjs';
import { computed } from '../markdown.mjs';

const md = markdownIt({ xhtmlOut: true, typographer: true, quotes: '“”‘’' });

/** Markup without links, which would lead nowhere outside the lesson. @param {string} source */
export const rich = (source) => md.renderInline(source.replace(computed, '$1')).replace(/<\/?(?!(em|strong|code)>)[a-z][^>]*>/g, '');

/** @param {string} source */
export const plain = (source) => rich(source).replace(/<[^>]+>/g, '')
  .replace(/&(lt|gt|amp|quot);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[/** @type {'lt'} */ (name)]);

/** Chapters in order: `{ stem, title, questions }`. */
export function chapters() {
  return readdirSync('content/chapters').sort().map((file) => file.replace('.md', '')).map((stem) => ({
    stem, title: readFileSync(`content/chapters/${stem}.md`, 'utf8').match(/^title: (.+)$/m)?.[1] ?? stem, questions: readQuiz(stem).questions,
  }));
}

/** The simulator that a question needs. @param {any} question */
export const simulatorOf = ({ simulator }) => readJson('.', 'build/posters/descriptions.json').find((one) => one.id === simulator);

/** What a form that cannot hold a simulator asks instead. @param {any} question */
export const instead = (question) =>
  `In the lesson, open the simulator “${simulatorOf(question).title}”. ${plain(question.prompt)} Then write down what you set, and what the simulator says.`;

/** The model answer of such a question. @param {any} question */
export function solution(question) {
  const { params } = simulatorOf(question);
  const set = Object.entries(question.solution).map(([id, value]) => {
    const param = params.find((one) => one.id === id);
    return `${param.label}: ${param.choices.find((one) => one.id === value)?.label ?? value}`;
  });
  return `${set.join('; ')}. ${plain(question.explanation)}`;
}

/** A row of items in a fixed order that is not the answer. @param {any[]} items */
export const shuffled = (items) => items.map((item, i) => ({ item, i })).sort((a, b) => ((a.i * 7 + 3) % 11) - ((b.i * 7 + 3) % 11));
