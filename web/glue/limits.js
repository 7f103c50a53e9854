// The generator's fields for what a class sees and may move, made from the simulator's description.
import { h } from './html.js';

const ways = [['moved', 'may be moved'], ['locked', 'is seen and locked'], ['hidden', 'is not seen']];

/** Fills both groups for a simulator. @param {HTMLElement} place @param {any} description */
export function offerLimits(place, description) {
  const [controls, buttons] = [place.querySelector('.limits'), place.querySelector('.acts')];
  const keep = (/** @type {Element | null} */ group, /** @type {Element[]} */ fields) => group?.replaceChildren(/** @type {Element} */ (group.firstElementChild), ...fields);
  keep(controls, description.params.map((/** @type {any} */ { id, label }) => h('p', { class: 'field' }, h('label', { for: `limit-${id}` }, label),
    h('select', { id: `limit-${id}`, 'data-param': id }, ...ways.map(([value, words]) => h('option', { value }, words))))));
  keep(buttons, [...description.actions, { id: 'reset', label: 'Reset' }].map(({ id, label }) => h('p', { class: 'field tick' },
    h('input', { type: 'checkbox', id: `act-${id}`, 'data-action': id, checked: true }), h('label', { for: `act-${id}` }, label))));
}

/** The options `show`, `lock` and `actions`, where they say anything. @param {HTMLElement} place @returns {Record<string, string>} */
export function limits(place) {
  const params = /** @type {HTMLSelectElement[]} */ ([...place.querySelectorAll('[data-param]')]);
  const names = (/** @type {(way: string) => boolean} */ test) => params.filter(({ value }) => test(value)).map(({ dataset }) => dataset.param).join(',');
  const buttons = /** @type {HTMLInputElement[]} */ ([...place.querySelectorAll('[data-action]')]);
  const pressed = buttons.filter(({ checked }) => checked);
  const [seen, locked] = [names((way) => way !== 'hidden'), names((way) => way === 'locked')];
  return {
    ...(params.some(({ value }) => value === 'hidden') && { show: seen || 'none' }),
    ...(locked && { lock: locked }),
    ...(pressed.length < buttons.length && { actions: pressed.map(({ dataset }) => dataset.action).join(',') || 'none' }),
  };
}
