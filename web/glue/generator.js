// The page that makes the code for other people's pages: a simulator is set up, seen as a class would see it, and its code copied.
import styles from '../styles/generator.css';
import { h } from './html.js';
import { limits, offerLimits } from './limits.js';
import { address } from './module.js';
import { chapterAt, chapterCode, elementCode, frameCode, linkTo } from './snippets.js';
import * as take from './taking.js';
import { tidings } from './tidings.js';

const place = /** @type {HTMLElement} */ (document.querySelector('.generator'));
const field = (/** @type {string} */ name) => /** @type {any} */ (place.querySelector(`[name=${name}]`));
const [sim, begin, controls, theme, base, height, fit, origins, chapter] =
  ['sim', 'begin', 'controls', 'theme', 'base', 'height', 'fit', 'origins', 'chapter'].map(field);
/** Milliseconds that changes are gathered before they are shown. */
const rest = 250;

/** The simulator that the teacher sets up, and the one that a class would see. @type {any} */
let setup;
/** @type {any} */
let seen;
let query = '';
/** The inputs of an experiment: while there are no others, the code names the experiment. */
let begun = '';
/** Whether the lesson's host lets other pages load its modules. */
let cors = false;
let timer = 0;

/** Shows what has changed by then; a clock that runs in the simulator does not put it off. */
const later = () => {
  timer ||= window.setTimeout(() => {
    timer = 0;
    update();
  }, rest);
};

/** Another simulator, as its defaults have it. */
function choose() {
  setup = h('tradeoff-sim', {
    name: sim.value, controls: 'plain',
    ready: () => {
      offerLimits(place, setup.description);
      offerBeginnings(setup.description);
    },
    change: (/** @type {CustomEvent} */ { detail }) => {
      query = detail.query;
      if (begun && begun !== inputs()) begin.value = 'values';
      later();
    },
  });
  query = begun = '';
  place.querySelector('.setup')?.replaceChildren(setup);
}

/** @param {any} description */
function offerBeginnings({ presets }) {
  const option = (/** @type {string} */ value, /** @type {string} */ words) => h('option', { value }, words);
  begin.replaceChildren(option('values', 'with the values set below'),
    h('optgroup', { label: 'with an experiment' }, ...presets.map((/** @type {any} */ { id, label }) => option(`preset:${id}`, label))),
    option('state', 'exactly as it stands below, with all that has happened'));
}

/** What was set and done, without the time that has passed since. */
function inputs() {
  const { values, history } = JSON.parse(setup.state);
  return JSON.stringify([values, history]);
}

function experiment() {
  const [kind, preset] = begin.value.split(':');
  begun = '';
  if (kind !== 'preset') return later();
  setup.preset(preset);
  begun = inputs();
  return later();
}

/** @returns {Record<string, string> | undefined} */
function beginning() {
  const [kind, preset] = begin.value.split(':');
  const state = take.taken(begin, () => (kind === 'state' ? take.state(() => setup.state) : ''));
  if (state === undefined) return undefined;
  return kind === 'state' ? { state } : kind === 'preset' ? { preset } : Object.fromEntries(new URLSearchParams(query));
}

/** The attributes of the element that a class sees. */
function attributes() {
  const first = beginning();
  return first && {
    ...first, ...(controls.value !== 'all' && { controls: controls.value }), ...(theme.value && { theme: theme.value }), ...limits(place),
  };
}

function update() {
  if (!setup?.description) return;
  const wanted = attributes();
  if (wanted) preview(wanted);
  write(wanted);
}

/** Values go to the element that is there; anything else begins anew. @param {Record<string, string>} wanted */
function preview(wanted) {
  const all = /** @type {Record<string, string>} */ ({ name: sim.value, ...wanted });
  if (seen?.getAttributeNames().join() !== Object.keys(all).join()) {
    seen = h('tradeoff-sim', all);
    place.querySelector('.seen')?.replaceChildren(seen);
    new ResizeObserver(later).observe(seen);
  }
  for (const [name, value] of Object.entries(all)) if (seen.getAttribute(name) !== value) seen.setAttribute(name, value);
}

/** @param {Record<string, string> | undefined} wanted */
function write(wanted) {
  const lesson = take.taken(base, take.base);
  const pixels = take.taken(height, take.height);
  const partners = take.taken(origins, take.origins);
  const framed = lesson !== undefined && pixels !== undefined && partners !== undefined;
  const frame = (/** @type {number} */ usual) => ({ height: pixels || usual, origins: partners ?? '', fit: fit.checked });
  const shown = wanted && { name: sim.value, title: setup.description.title, attributes: wanted };
  const read = { path: chapter.value, title: chapter.selectedOptions[0].text, theme: theme.value };
  // What a class sees is drawn once it is near.
  const now = (seen?.description ? seen : setup).offsetHeight;
  show('element', lesson && shown && elementCode(lesson, shown, cors && lesson === own));
  show('frame', framed && shown && frameCode(lesson, shown, frame(now)));
  show('link', lesson && shown && linkTo(lesson, shown));
  show('chapter', framed && chapterCode(lesson, read, frame(800)));
  open('chapter', chapterAt(address('../'), read));
  open('link', own && shown ? linkTo(own, shown) : '');
}

/** @param {string} name @param {string | false | undefined} code */
function show(name, code) {
  const area = /** @type {HTMLTextAreaElement} */ (document.getElementById(`code-${name}`));
  if (area.value === (code || '')) return;
  area.value = code || '';
  const button = /** @type {HTMLButtonElement} */ (place.querySelector(`[data-copy=${area.id}]`));
  button.disabled = !code;
  /** @type {Element} */ (button.nextElementSibling).textContent = '';
}

/** A link to what the code shows, where it can be had from here. @param {string} name @param {string} href */
function open(name, href) {
  const link = /** @type {HTMLAnchorElement} */ (place.querySelector(`[data-open=code-${name}]`));
  link.hidden = !href;
  Object.assign(link, { href, target: '_blank', rel: 'noopener' });
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const area = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.copy ?? ''));
  const copied = await navigator.clipboard?.writeText(area.value).then(() => true, () => false);
  if (!copied) area.select();
  const words = copied || document.execCommand('copy') ? 'Copied.' : 'Marked: copy it with Ctrl+C or ⌘C.';
  /** @type {Element} */ (button.nextElementSibling).textContent = words;
}

/** Where this page lies on the web, unless it is a file, or within a course. */
const own = document.querySelector('link[rel=manifest]') && location.protocol !== 'file:' ? address('../') : '';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

for (const one of [sim, begin, controls, theme, base, height, fit, origins, chapter]) one.disabled = false;
base.value ||= own;
const asked = new URLSearchParams(location.search).get('sim')?.trim();
const names = [...sim.options].map(({ value }) => value);
if (names.includes(asked)) sim.value = asked;
else if (asked) tidings('sim', `“sim” names one of ${names.join(', ')}; “${asked.slice(0, 60)}” is not one, so this is ${sim.value}.`);
sim.addEventListener('change', choose);
begin.addEventListener('change', experiment);
place.addEventListener('input', later);
place.addEventListener('click', ({ target }) => {
  const button = /** @type {Element} */ (target).closest('[data-copy]');
  if (button) copy(/** @type {HTMLButtonElement} */ (button));
});
choose();
if (own)
  fetch(`${own}assets/tradeoff-sim.js`, { method: 'HEAD' }).then(({ headers }) => {
    cors = headers.get('Access-Control-Allow-Origin') === '*';
    later();
  }, () => {});
