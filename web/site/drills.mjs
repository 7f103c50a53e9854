// Drills: checked against their schema, then written so that drill.js can run them, with the solution in <details> for
// readers without scripts.
import { callOf, wantedOf } from '../glue/drill-run.js';
import { escapeHtml } from './escape.mjs';
import { listed, readJson, refusal, validate } from './schema.mjs';
import { existsSync, readdirSync } from 'node:fs';

const folder = 'content/drills';

/** The ids of all drills. */
export const drillIds = () => readdirSync(folder).filter((name) => !name.endsWith('schema.json')).map((name) => name.replace('.json', ''));

/** All cases of a drill, the visible ones first. @param {any} drill @returns {any[]} */
export const casesOf = ({ visible, hidden }) => [...visible, ...hidden.map((one) => ({ ...one, hidden: true }))];

/** @param {string} id @param {string} page Whose mention of it is to be blamed. @returns {any} */
export function readDrill(id, page) {
  const file = `${folder}/${id}.json`;
  if (!existsSync(file)) throw new Error(`${page}: there is no drill “${id}”; there are ${listed(drillIds())}.`);
  const drill = readJson('.', file);
  validate(file, drill, readJson('.', `${folder}/drill.schema.json`));
  const refuse = refusal(file, drill);
  for (const list of ['visible', 'hidden'])
    drill[list].forEach(({ call: [name] }, i) => {
      for (const code of ['starter', 'solution'])
        if (!drill[code].some((line) => line.startsWith(`def ${name}(`))) refuse(`/${list}/${i}/call`, `must name a function that the ${code} defines; ${JSON.stringify(name)} is none`);
    });
  return drill;
}

/** @param {string} id @param {string} page The chapter's stem. @param {(text: string) => string} inline
 * @param {string} [whole] What its ids begin with as part of the whole lesson on one page, where it is only to be read. */
export function drillHtml(id, page, inline, whole = '') {
  const drill = readDrill(id, page);
  const name = `${whole}drill-${id}`;
  const code = (/** @type {string[]} */ lines) => escapeHtml(lines.join('\n'));
  const checks = drill.visible.map((one) => `<tr><td><code>${escapeHtml(callOf(one))}</code></td><td>${escapeHtml(wantedOf(one))}</td></tr>`);
  const task = `<h4 id="${name}-title"><span class="tag">Code</span> ${inline(drill.title)}</h4>
<p>${inline(drill.prompt)}</p>
<div class="table" tabindex="0" role="region" aria-label="Checks of ${escapeHtml(drill.title)}"><table><thead><tr><th scope="col">call</th><th scope="col">must give</th></tr></thead><tbody>${checks.join('')}</tbody></table></div>`;
  const solution = `<pre><code>${code(drill.solution)}</code></pre><p>${inline(drill.explanation)}</p><p class="source">Source: ${inline(drill.source)}</p>`;
  if (whole) return `<section class="drill-read" aria-labelledby="${name}-title">${task}\n<p>Solution:</p>${solution}</section>\n`;
  return `<section class="drill" id="${name}" aria-labelledby="${name}-title" data-question="${page}/drill-${id}" data-dimension="${drill.dimension}" data-cases="${escapeHtml(JSON.stringify(casesOf(drill)))}">
${task}
<div class="editor"><label for="${name}-code">Your Python</label>
<textarea id="${name}-code" rows="${drill.starter.length + 5}" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="${name}-keys">${code(drill.starter)}</textarea>
<p class="source" id="${name}-keys">${drill.hidden.length} more checks are hidden until they fail. Enter keeps the indentation, Tab leaves the field, Ctrl and Enter run.</p></div>
<p class="status verdict" role="status"></p>
<ul class="checks"></ul>
<div class="printed" hidden><p>Your code printed:</p><pre></pre></div>
<details class="solution"><summary>Solution</summary>${solution}</details>
</section>
`;
}
