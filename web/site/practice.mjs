// The practice page: every chapter's questions in one deck, and the prompts of mock interviews.
import { existsSync } from 'node:fs';
import { escapeHtml } from './escape.mjs';
import { dimensions, questionHtml, readQuiz } from './quiz.mjs';
import { readJson, refusal, validate } from './schema.mjs';

/** Nine pictures would make the page heavy: without scripts a link leads to them. @param {any} simulator */
const picture = (simulator) =>
  `<noscript><p><a href="../simulators/${simulator.id}/index.html">A picture of the simulator</a>: ${escapeHtml(simulator.title)}</p></noscript>`;

/** A labelled choice, which its script wakes. @param {string} name @param {string} label @param {[string | number, string][]} options */
const choice = (name, label, options) =>
  `<label>${label} <select name="${name}" disabled>${options.map(([value, text]) => `<option value="${value}">${escapeHtml(text)}</option>`).join('')}</select></label>`;
const button = (/** @type {string} */ name, /** @type {string} */ label) => `<button type="button" name="${name}" disabled>${label}</button>`;

/** All questions, of which a reader with scripts sees one at a time.
 * @param {{ fileSlug: string, data: any }[]} all @param {(text: string, env: object) => string} inline */
export function practiceHtml(all, inline) {
  const chapters = all.filter(({ fileSlug }) => existsSync(`content/quizzes/${fileSlug}.json`));
  const title = ({ data }) => `${data.chapter}. ${data.title}`;
  const parts = chapters.map((chapter) => {
    const { fileSlug: stem, data: { chapter: number } } = chapter;
    const questions = readQuiz(stem).questions.map((question, i) =>
      questionHtml(stem, question, `${number}.${i + 1}`, { inline: (text) => inline(text, { home: `../${stem}/index.html` }), prefix: `question-${stem}-`, picture, current: i === 0 && chapter === chapters[0] }));
    return `<h3 class="scriptless">${escapeHtml(title(chapter))}</h3>\n${questions.join('\n')}`;
  });
  return `<div class="deck"><div class="filters">
${choice('chapter', 'Chapter', [['', 'all'], ...chapters.map((one) => /** @type {[string, string]} */ ([one.fileSlug, title(one)]))])}
${choice('dimension', 'Kind of question', [['', 'all'], ...Object.entries(dimensions)])}
${choice('state', 'Which', [['', 'all, due ones first'], ['due', 'due today'], ['new', 'new'], ['missed', 'missed'], ['right', 'right']])}
</div><p class="count" role="status"></p>
${parts.join('\n')}
<div class="turning">${button('previous', '← Previous')}${button('next', 'Next →')}</div></div>\n`;
}

/** The prompts of the mock interview, checked. @param {any} [data] */
export function readInterviews(data = readJson('.', 'content/practice/interviews.json')) {
  const file = 'content/practice/interviews.json';
  validate(file, data, readJson('.', 'content/practice/interviews.schema.json'));
  const refuse = refusal(file, data);
  const seen = new Set();
  data.prompts.forEach(({ id, model }, i) => {
    if (seen.has(id)) refuse(`/prompts/${i}/id`, `must differ from all others; “${id}” comes twice`);
    seen.add(id);
    for (const move of data.moves) if (!model[move.id]) refuse(`/prompts/${i}/model`, `needs a field “${move.id}”, as there is a move of that name`);
  });
  return data;
}

/** The prompts, of which a reader with scripts sees one. @param {(text: string) => string} inline */
export function interviewsHtml(inline) {
  const { moves, prompts } = readInterviews();
  const list = (/** @type {string[]} */ lines) => `<ul>${lines.map((line) => `<li>${inline(line)}</li>`).join('')}</ul>`;
  const asked = moves.map((move) => `<h4>${inline(move.title)}</h4>${move.ask.map((line) =>
    `<label><input type="checkbox"> <span>${inline(line)}</span></label>`).join('')}`).map((one) => `<div>${one}</div>`).join('');
  const parts = prompts.map((one, i) => `<section class="interview${i === 0 ? ' current' : ''}" id="interview-${one.id}" data-prompt="${one.id}"><h3>${inline(one.title)}</h3>
<p class="task">${inline(one.prompt)}</p>
<details><summary>What the interviewer tells you when asked</summary>${list(one.given)}</details>
<div class="moves">${asked}</div>
<label class="notes">Your notes, kept in this browser<textarea rows="8"></textarea></label>
<details class="model"><summary>Model answer</summary>${moves.map((move) => `<h4>${inline(move.title)}</h4>${list(one.model[move.id])}`).join('')}
<h4>Where it breaks first</h4>${list(one.breaks)}<p class="source">Read again: ${inline(one.again)}</p></details></section>`);
  return `<div class="interviews"><div class="filters">${choice('prompt', 'Prompt', prompts.map(({ id, title }) => [id, title]))}</div>
<div class="clock">${choice('minutes', 'Length', [[35, '35 minutes'], [45, '45 minutes']])}
<span class="time" role="timer" aria-label="Time left">35:00</span>${button('go', 'Start')}${button('back', 'Reset')}<p role="status"></p></div>
${parts.join('\n')}</div>\n`;
}

/** What is kept: saved, brought in, erased. */
export const keepingHtml = () => `<div class="keeping"><p class="scriptless">Without scripts nothing is kept.</p>
<div class="tools">${button('save', 'Save to a file')}<label class="file">Bring in a file <input type="file" accept=".json,application/json" disabled></label>${button('erase', 'Erase it')}</div>
<div class="sure" hidden role="group" aria-label="Erase it all"><p>Erase sections seen, answers and notes? This cannot be undone.</p>${button('keep', 'Keep it')}${button('sure', 'Erase all')}</div>
<p role="status"></p></div>\n`;
