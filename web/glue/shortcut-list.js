// The list of shortcuts, with the switch for all of them.
import { dialog } from './dialog.js';
import { h } from './html.js';

const list = [['/', 'Search the lesson'], ['←', 'The chapter before'], ['→', 'The next chapter'], ['?', 'This list'], ['Esc', 'Close what is open']];

/** @type {HTMLDialogElement | undefined} */
let keys;

/** @param {boolean} on @param {(on: boolean) => void} onswitch */
export function openList(on, onswitch) {
  const field = h('input', { type: 'checkbox', checked: on, change: () => onswitch(field.checked) });
  keys ??= dialog('Keyboard shortcuts', h('h2', {}, 'Keyboard shortcuts'),
    h('dl', { class: 'keys' }, ...list.map(([key, does]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, does)))),
    h('p', {}, 'Inside a simulator the arrow keys are its own: up and down walk through it, left and right change what is marked.'),
    h('label', { class: 'switch' }, field, 'Use these shortcuts'));
  keys?.showModal();
}
