// Native controls for a simulator's parameters, made from its description.
import { h } from './html.js';
import { unitFor } from './unit.js';

/** @typedef {import('./core.js').Simulator} Simulator */

const steps = 1000; // A range input's positions; the scale between them is the core's.

/** A list of a parameter's options. @param {any} param @param {Record<string, any>} attributes @param {(value: string) => void} onset */
export function list(param, attributes, onset) {
  const usual = param.choices.map((/** @type {any} */ choice) => choice.label);
  const options = param.choices.map((/** @type {any} */ choice) => h('option', { value: choice.id }, choice.label));
  const select = h('select', { ...attributes, change: () => onset(select.value) }, ...options);
  return {
    select,
    /** @param {string} value @param {string[]} [labels] As things stand, where they are not as usual. */
    show(value, labels = usual) {
      options.forEach((/** @type {HTMLOptionElement} */ option, /** @type {number} */ i) => {
        if (option.textContent !== labels[i]) option.textContent = labels[i];
      });
      select.value = value;
    },
  };
}

/** One control and how to show a value on it.
 * @param {Simulator} sim @param {any} param @param {number} index @param {string} prefix
 * @param {(value: string) => void} onset @param {boolean} locked */
function control(sim, param, index, prefix, onset, locked) {
  const id = `${prefix}-${param.id}`;
  const label = h('label', { for: id }, param.label);
  const help = h('span', { class: 'help', id: `${id}-help` }, param.help);
  const common = { id, name: param.id, 'aria-describedby': `${id}-help`, disabled: locked };

  if (param.kind === 'boolean') {
    const box = h('input', { ...common, type: 'checkbox', change: () => onset(String(box.checked)) });
    return {
      row: h('div', { class: 'control' }, h('div', { class: 'line' }, box, label), help),
      show: (/** @type {boolean} */ value) => (box.checked = value),
    };
  }
  if (param.kind === 'choice') {
    const { select, show } = list(param, common, onset);
    return {
      row: h('div', { class: 'control' }, h('div', { class: 'line' }, label, select), help),
      show: (/** @type {string} */ value, /** @type {string} */ _text, /** @type {string[] | undefined} */ labels) => show(value, labels),
    };
  }
  const range = h('input', {
    ...common,
    type: 'range',
    min: 0,
    max: steps,
    step: 1,
    input: () => onset(String(sim.valueAt(index, range.value / steps))),
    keydown: (/** @type {KeyboardEvent} */ event) => {
      // A thousandth of a logarithmic slider may be less than one step: keys move by whole steps.
      const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (direction === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const now = Number(number.value);
      const along = sim.valueAt(index, sim.fraction(index, now) + direction / 100);
      const next = param.scale !== 'linear' && Math.abs(along - now) >= param.step ? along : now + direction * param.step;
      onset(String(Math.min(Math.max(Number(next.toPrecision(12)), param.min), param.max)));
    },
  });
  const number = h('input', {
    type: 'number',
    disabled: locked,
    'aria-label': `${param.label}, as a number`,
    min: param.min,
    max: param.max,
    step: param.kind === 'integer' ? 1 : 'any',
    change: () => onset(number.value),
  });
  const unit = h('span', { class: 'unit' }, unitFor(param.unit));
  return {
    row: h('div', { class: 'control' }, label, h('div', { class: 'line' }, range, number, unit), help),
    show: (/** @type {number} */ value, /** @type {string} */ text) => {
      range.value = Math.round(sim.fraction(index, value) * steps);
      range.setAttribute('aria-valuetext', text);
      if (number !== number.getRootNode().activeElement || Number(number.value) !== value) number.value = value;
    },
  };
}

/** All controls in a fieldset, and `show(scene)` to bring them up to date.
 * @param {Simulator} sim @param {string} prefix @param {(param: string, value: string) => void} onset
 * @param {import('./permissions.js').Permissions} may */
export function controls(sim, prefix, onset, may) {
  const list = sim.description.params.map((/** @type {any} */ param, /** @type {number} */ index) => ({
    id: param.id,
    ...control(sim, param, index, prefix, (value) => onset(param.id, value), !may.moves(param.id)),
  })).filter((/** @type {any} */ one) => may.sees(one.id));
  return {
    element: h('fieldset', { class: 'controls' }, h('legend', {}, 'Controls'), ...list.map((/** @type {any} */ one) => one.row)),
    /** @param {any} scene */
    show(scene) {
      for (const one of list) one.show(scene.params[one.id], scene.texts[one.id], scene.labels[one.id]);
    },
  };
}
