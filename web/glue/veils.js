// Covers over the canvas's own controls that a class sees and may not move.
import { h } from './html.js';

/** A control's label stands above its widget, or beside a switch; see place_control in core/scene/stage.cpp. */
const above = 22, margin = 9;

/** @param {import('./core.js').Simulator} sim @param {number} width @param {import('./permissions.js').Permissions} may
 * @returns {HTMLElement[]} */
export function veils(sim, width, may) {
  const slots = sim.slots(width);
  const column = Math.max(...slots.map(({ w }) => w));
  return slots.flatMap(({ action, index, x, y, w, h: height }) => {
    const one = action ? sim.description.actions[index] : sim.description.params[index];
    if (action ? may.acts(one.id) : may.moves(one.id)) return [];
    const beside = !action && one.kind === 'boolean';
    const top = action || beside ? 2 : above;
    const veil = h('div', { class: 'veil', 'aria-hidden': 'true', title: `${one.label} is locked here.` });
    const box = { left: x - margin, top: y - top, width: (beside ? column : w) + 2 * margin, height: height + top + 4 };
    for (const [side, size] of Object.entries(box)) veil.style.setProperty(side, `${size}px`);
    return [veil];
  });
}
