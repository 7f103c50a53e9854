// The page that makes the code for other people's pages: its fields, which web/glue/generator.js wakes.
import { escapeHtml } from './escape.mjs';
import { rooms, themes } from '../glue/permissions.js';

/** What the options' values mean to a teacher. @type {Record<string, string>} */
const meanings = {
  all: 'everything', plain: 'without experiments, questions and downloads', none: 'the picture, its sentence and nothing to press',
  light: 'light', dark: 'dark', auto: 'as the reader’s system has it',
};
const meant = (/** @type {string[]} */ values) => values.map((value) => /** @type {[string, string]} */ ([value, meanings[value]]));

/** @param {string} name @param {string} label @param {[string, string][]} options @param {string} [more] Attributes. */
const choice = (name, label, options, more = '') =>
  `<p class="field"><label for="make-${name}">${label}</label><select id="make-${name}" name="${name}"${more} disabled>${options.map(([value, text]) => `<option value="${value}">${escapeHtml(text)}</option>`).join('')}</select></p>`;

/** A field to write in, and the sentence for what it does not take. @param {string} name @param {string} label @param {string} help @param {string} mode */
const words = (name, label, help, mode) => `<div class="field"><label for="make-${name}">${label}</label>
<input type="text" id="make-${name}" name="${name}" inputmode="${mode}" autocomplete="off" spellcheck="false" disabled aria-describedby="make-${name}-help make-${name}-refusal">
<span class="help" id="make-${name}-help">${help}</span><span class="refusal" id="make-${name}-refusal" role="status"></span></div>`;

/** @param {string} name @param {string} label @param {string} help @param {boolean} [open] Whether it can be seen by itself. */
const code = (name, label, help, open = false) => `<div class="code"><h3 id="code-${name}-title">${label}</h3><p>${help}</p>
<textarea id="code-${name}" rows="5" readonly spellcheck="false" aria-labelledby="code-${name}-title"></textarea>
<button type="button" data-copy="code-${name}" aria-describedby="code-${name}-title" disabled>Copy</button> <span role="status"></span>${open ? ` <a data-open="code-${name}" hidden>Open it in a window</a>` : ''}</div>`;

/** @param {any[]} descriptions @param {{ url: string, data: any }[]} chapters The site's. */
export const generatorHtml = (descriptions, chapters) => `<div class="generator">
<p class="scriptless">Scripts are off here, and the code is made by one. The options below can be written by hand as well.</p>
<h2 id="choose">Choose and set up</h2>
${choice('sim', 'Simulator', descriptions.map(({ id, title }) => [id, title]))}
${choice('begin', 'It begins', [['values', 'with the values set below']], ' aria-describedby="make-begin-refusal"')}
<p class="refusal" id="make-begin-refusal" role="status"></p>
<div class="setup" role="group" aria-label="The simulator to set up" data-apart></div>
<h2 id="class">What your class sees</h2>
${choice('controls', 'Around the picture', meant(rooms))}
${choice('theme', 'Colours', [['', 'as your page has them'], ...meant(themes)])}
<fieldset class="limits"><legend>Each control</legend></fieldset>
<fieldset class="acts"><legend>Buttons</legend></fieldset>
<h2 id="seen">As your class sees it</h2>
<div class="seen" role="group" aria-label="The simulator as your class sees it" data-apart></div>
<h2 id="code">The code</h2>
${words('base', 'Where the lesson lies', 'The address that this lesson has on the web.', 'url')}
${words('height', 'Height of the frame', 'In CSS pixels. Left empty, it is as high as the picture above is now.', 'numeric')}
<p class="field tick"><input type="checkbox" id="make-fit" name="fit" checked disabled><label for="make-fit">The frame grows with what is in it, where your page allows scripts</label></p>
${words('origins', 'Your page’s origin', 'Only if scripts of your page are to talk to the frame, as https://school.example. Several go by comma or space; * is any page.', 'url')}
${code('element', 'As an element', 'For pages you write yourself. It takes your page’s width and colours.')}
${code('frame', 'In a frame', 'For course systems and whatever else takes only frames.')}
${code('link', 'As a link', 'Opens the simulator by itself, with the same options.', true)}
<h2 id="chapter">A whole chapter</h2>
${choice('chapter', 'Chapter', chapters.map(({ url, data }) => [`${url.slice(1)}index.html`, `${data.chapter}. ${data.title}`]))}
${code('chapter', 'In a frame', 'It has neither the lesson’s head nor its foot. Colours, height, growing and origin are those from above.', true)}
</div>\n`;
