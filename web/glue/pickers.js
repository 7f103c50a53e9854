// Lists over the canvas's choices that have no room for all their options: the browser's own, unseen, so that each opens as lists
// do on the reader's device. The keyboard has the canvas, and the same list as text.
import { list } from './controls.js';

/** @param {import('./core.js').Simulator} sim @param {number} width @param {import('./permissions.js').Permissions} may
 * @param {(param: string, value: string) => void} onset */
export function pickers(sim, width, may, onset) {
  const open = sim.slots(width).filter((slot) => slot.list && may.moves(sim.description.params[slot.index].id));
  return open.map(({ index, x, y, w, h }) => {
    const param = sim.description.params[index];
    const { select, show } = list(param, { class: 'picker', tabindex: -1, 'aria-hidden': 'true', title: param.label }, (value) => onset(param.id, value));
    for (const [side, size] of Object.entries({ left: x, top: y, width: w, height: h })) select.style.setProperty(side, `${size}px`);
    return {
      element: select,
      /** @param {any} scene */
      show: (scene) => show(scene.params[param.id], scene.labels[param.id]),
    };
  });
}
