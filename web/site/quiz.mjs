// Quizzes: checked against their schema, then written so that quiz.js can answer them, with every
// answer in <details> for readers without scripts.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

/** @param {string} stem @returns {any} */
export function readQuiz(stem) {
  const file = `content/quizzes/${stem}.json`;
  const schema = JSON.parse(readFileSync('content/quizzes/quiz.schema.json', 'utf8'));
  const quiz = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false });
  if (!ajv.validate(schema, quiz)) {
    const [first] = ajv.errors ?? [];
    throw new Error(`${file}: ${first.instancePath || 'the file'} ${first.message}`);
  }
  for (const question of quiz.questions) {
    const right = question.options?.filter((option) => option.correct).length ?? 1;
    if (right === 0 || (question.kind === 'single' && right > 1))
      throw new Error(`${file}: question “${question.id}” has ${right} right options`);
  }
  return quiz;
}

const dimensions = { define: 'Define', estimate: 'Estimate', design: 'Design', code: 'Code', debug: 'Debug' };

/** @param {string} stem @param {(source: string) => string} expand @param {import('markdown-it')} md */
export function quizHtml(stem, expand, md) {
  const inline = (/** @type {string} */ text) => md.renderInline(expand(text));
  const block = (/** @type {string} */ text) => `<div>${inline(text)}</div>`;
  const options = (question) => question.options.map((option, i) => {
    const type = question.kind === 'single' ? 'radio' : 'checkbox';
    return `<div class="option" data-correct="${option.correct}"><label><input type="${type}" name="${question.id}${type === 'radio' ? '' : `-${i}`}" value="${i}"> <span>${inline(option.text)}</span></label><div class="feedback" hidden>${block(option.feedback)}</div></div>`;
  }).join('');
  const number = (question) =>
    `<p class="number"><label>Your answer <input type="text" inputmode="decimal" name="${question.id}" autocomplete="off"></label> ${question.answer.unit}</p>` +
    question.mistakes.map((mistake) => `<div class="feedback" data-value="${mistake.value}" data-tolerance="${mistake.tolerance}" hidden>${block(mistake.feedback)}</div>`).join('');
  const order = (question) => {
    // Shown in a fixed shuffle that is not the answer.
    const shuffled = question.items.map((text, i) => ({ text, i })).sort((a, b) => ((a.i * 7 + 3) % 11) - ((b.i * 7 + 3) % 11));
    return `<ol class="order">${shuffled.map(({ text, i }) => `<li data-rank="${i}"><span>${inline(text)}</span></li>`).join('')}</ol><div class="feedback" hidden>${block(question.feedback)}</div>`;
  };
  const answer = (question) => {
    if (question.options) return `<ul>${question.options.map((o) => `<li>${o.correct ? '<strong>Right: </strong>' : ''}${inline(o.text)}<br>${inline(o.feedback)}</li>`).join('')}</ul>`;
    if (question.items) return `<ol>${question.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ol>`;
    return `<p><strong>${question.answer.value} ${question.answer.unit}</strong></p>`;
  };
  const body = { single: options, multiple: options, number, order };
  const questions = readQuiz(stem).questions.map((question, i) => {
    const tolerance = question.answer ? ` data-value="${question.answer.value}" data-tolerance="${question.answer.tolerance}"` : '';
    return `<div class="question" data-kind="${question.kind}" id="question-${question.id}"${tolerance}><fieldset>
<legend><span class="tag">${dimensions[question.dimension]}</span> ${i + 1}. ${inline(question.prompt)}</legend>
${body[question.kind](question)}
</fieldset><p class="verdict" role="status"></p>
<details class="hint"><summary>Hint</summary><p>${inline(question.hint)}</p></details>
<details class="solution"><summary>Answer</summary>${answer(question)}<p>${inline(question.explanation)}</p><p class="source">Source: ${inline(question.source)}</p></details>
</div>`;
  });
  return `<div class="quiz">${questions.join('\n')}</div>\n`;
}
