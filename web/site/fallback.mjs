// The panel as static HTML: what web/glue/panel.js will show, in the same order and to the same height, so that
// nothing moves when it takes over, and something is there to read where it never does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { said } from '../glue/html.js';
import { quantity } from '../glue/unit.js';
import { escapeHtml } from './escape.mjs';

const list = (/** @type {string[]} */ lines) => `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
const button = (/** @type {string} */ label, extra = '') => `<button type="button" disabled${extra}>${escapeHtml(label)}</button>`;

/** @param {any} asked @param {string} id @param {string} answer @param {string} name Of its own on the page. */
function question(asked, id, answer, name) {
  const middle = quantity((asked.min + asked.max) / 2, asked.unit);
  const field = asked.kind === 'choice'
    ? `<div class="choices" role="radiogroup" aria-label="Your guess">${asked.choices.map((/** @type {any} */ one) =>
      `<label><input type="radio" disabled name="${id}" value="${one.id}">${escapeHtml(one.label)}</label>`).join('')}</div>`
    : `<div class="line"><label for="${id}">Your guess</label><input type="range" disabled id="${id}"><output for="${id}">${middle}</output></div>`;
  return `<section class="prediction" aria-label="${escapeHtml(name)}"><p class="question"><strong>Predict first. </strong>${escapeHtml(asked.question)}</p>${field}
<div class="buttons">${button('Commit my guess', ' class="primary"')}${button('Just show me')}</div><details class="scriptless"><summary>Answer</summary><p>${escapeHtml(answer)}</p></details></section>`;
}

/** @param {any} scene */
function numbers(scene) {
  const cell = (/** @type {any} */ value) => (value === null ? '–' : Number(value.toPrecision(5)).toLocaleString('en'));
  const rows = scene.values.map((/** @type {any} */ value) =>
    `<tr><th scope="row">${escapeHtml(value.label)}</th><td>${escapeHtml(said(value))}</td><td>${cell(value.exact)}</td></tr>`);
  return `<details class="numbers"><summary>Controls and numbers as text</summary><table><thead><tr><th scope="col">output</th><th scope="col">measured</th><th scope="col">exact</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

/** @param {any} model */
function card(model) {
  const parts = [['What is modelled', 'modelled'], ['What is left out', 'left_out'], ['Equations', 'equations'],
    ['Sources', 'sources'], ['Questions for a class', 'questions']];
  return `<details class="model"><summary>Model card</summary>${parts.map(([title, key]) => `<h4>${title}</h4>${list(model[key])}`).join('')}</details>`;
}

/** Where a simulator's posters and facts lie; drawn there, if it begins with other values than its usual ones.
 * @param {string} id @param {string} begin */
function drawnAt(id, begin) {
  if (begin === '') return 'build/posters';
  const folder = `build/posters/${id}?${begin}`;
  mkdirSync(folder, { recursive: true });
  execFileSync('build/native/lesson_poster', [folder, id, ...begin.split('&')]);
  return folder;
}

/** @param {string} folder @param {any} description @param {string[]} sizes */
const posters = (folder, { id }, sizes) => sizes.map((size) =>
  readFileSync(`${folder}/${id}-${size}.svg`, 'utf8').replace(/width="\d+"/, `class="poster ${size}" width="100%"`)).join('');

const facts = (/** @type {string} */ id, folder = 'build/posters') => JSON.parse(readFileSync(`${folder}/${id}.json`, 'utf8'));

/** All that stands in for a simulator: its still picture in three widths, and its panel.
 * @param {any} description @param {{ apart?: boolean, begin?: string }} [options] `apart`: it is part of a question, and so asks none itself. `begin`: values that
 *   it begins with, as an address has them. */
export function standIn(description, { apart = false, begin = '' } = {}) {
  const folder = drawnAt(description.id, begin);
  const scene = facts(description.id, folder);
  const answers = facts(`${description.id}-answers`);
  const presets = description.presets.map((/** @type {any} */ one) => button(one.label, ` title="${escapeHtml(one.note)}"`));
  const tools = [...description.actions.map((/** @type {any} */ one) => one.label), 'Reset', 'Compare', 'Copy link', 'Download CSV', 'Download image'];
  return `${posters(folder, description, apart ? ['narrow', 'medium'] : ['narrow', 'medium', 'wide'])}<div class="fallback" slot="panel"><p class="summary">${escapeHtml(scene.summary)}</p>
<div class="presets" role="group" aria-label="Experiments">${presets.join('')}</div>
${apart ? '' : description.predictions.map((/** @type {any} */ one, /** @type {number} */ i) => question(one, `${description.id}-${one.id}`, answers[one.id], `Prediction ${i + 1}, ${description.title}`)).join('')}
<div class="buttons">${tools.map((label) => button(label)).join('')}</div>${numbers(scene)}${card(JSON.parse(readFileSync('build/posters/cards.json', 'utf8'))[description.id])}</div>`;
}

/** A simulator on paper: its picture, what it says, and its questions with their answers. @param {any} description */
export function still(description) {
  const answers = facts(`${description.id}-answers`);
  const asked = description.predictions.map((/** @type {any} */ one) =>
    `<p><strong>${escapeHtml(one.question)}</strong><br>${escapeHtml(answers[one.id])}</p>`);
  return `${posters('build/posters', description, ['narrow', 'medium'])}<p>${escapeHtml(facts(description.id).summary)}</p>${asked.join('')}`;
}
