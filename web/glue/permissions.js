// What a class may see and move: the options `controls`, `show`, `lock` and `actions`, the same as attributes of the
// element and as parameters of embed.html. `preset` and `state` say what it begins with.
import { reserved } from './run.js';

/** Attributes that say how the element behaves and are no parameter of a simulator. */
export const options = ['controls', 'theme', 'actions', 'show', 'lock', 'preset', 'state', ...reserved];
/** Attributes that mean the same on every element. */
const common = new Set(['name', 'id', 'class', 'style', 'slot', 'part', 'exportparts', 'lang', 'dir', 'title', 'translate', 'hidden', 'inert', 'popover',
  'role', 'tabindex', 'autofocus', 'accesskey', 'contenteditable', 'draggable', 'spellcheck', 'inputmode', 'enterkeyhint', 'nonce', 'is', ...options]);
export const isParameter = (/** @type {string} */ attribute) => !common.has(attribute) && !/^(data|aria)-|^on/.test(attribute);

export const rooms = ['all', 'plain', 'none'];
export const themes = ['light', 'dark', 'auto'];

/** @param {string[]} names */
const listed = (names) => names.map((name) => `“${name}”`).join(', ');

/** @param {Element} element @param {string} option @param {string[]} allowed @param {string[]} refusals */
function one(element, option, allowed, refusals) {
  const came = element.getAttribute(option);
  if (came === null || allowed.includes(came)) return came;
  refusals.push(`“${option}” takes ${listed(allowed)}, not “${came.slice(0, 60)}”.`);
  return null;
}

/** The names that an option lists, by comma or space; undefined when it is not there, or when all that it lists is misspelt:
 * a class that sees nothing would be the worse reading.
 * @param {Element} element @param {string} option @param {string[]} allowed @param {string[]} refusals */
function some(element, option, allowed, refusals) {
  const came = element.getAttribute(option);
  if (came === null) return undefined;
  const names = came.split(/[\s,]+/).filter((name) => name && name !== 'none');
  const known = names.filter((name) => allowed.includes(name));
  for (const name of names.filter((name) => !allowed.includes(name)))
    refusals.push(`“${option}” lists “${name.slice(0, 60)}”, which is not among ${listed(allowed)}.`);
  return names.length > 0 && known.length === 0 ? undefined : new Set(known);
}

/** @typedef {ReturnType<typeof permissions>} Permissions */

/** @param {Element} element @param {any} description The simulator's. */
export function permissions(element, description) {
  /** @type {string[]} */
  const refusals = [];
  const params = description.params.map((/** @type {any} */ param) => param.id);
  const room = one(element, 'controls', rooms, refusals) ?? 'all';
  const show = some(element, 'show', params, refusals);
  const lock = some(element, 'lock', params, refusals);
  const actions = some(element, 'actions', [...description.actions.map((/** @type {any} */ action) => action.id), 'reset'], refusals);
  one(element, 'theme', themes, refusals);

  const sees = (/** @type {string} */ param) => !show || show.has(param);
  const moves = (/** @type {string} */ param) => room !== 'none' && sees(param) && !lock?.has(param);
  const acts = (/** @type {string} */ action) => room !== 'none' && (!actions || actions.has(action));
  return {
    refusals, sees, moves, acts,
    /** Whether there are experiments, questions and downloads; and whether there is anything below the sentence. */
    whole: room === 'all',
    bare: room === 'none',
    fixed: /** @type {string[]} */ (params.filter((/** @type {string} */ param) => !moves(param))),
    limited: room === 'none' || Boolean(show || lock || actions),
    /** Whether a control of the picture has to go. */
    hides: !params.every(sees) || (room !== 'none' && !description.actions.every((/** @type {any} */ action) => acts(action.id))),
  };
}

/** Whether a preset leaves alone what must stay: it names some values and puts the rest at their defaults.
 * @param {any} preset @param {any} description @param {Map<string, any>} held */
export function leavesAlone(preset, description, held) {
  const named = new URLSearchParams(preset.query);
  const plain = (/** @type {any} */ value) => ({ on: 'true', off: 'false' })[String(value)] ?? String(value);
  return description.params.every((/** @type {any} */ { id, default: usual }) =>
    !held.has(id) || plain(named.get(id) ?? usual) === plain(held.get(id)));
}
