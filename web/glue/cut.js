// Where a class does not see every control, the picture is cut to its figures, and the controls that are left stand below it as
// HTML: the core lays a stage out with all of them, and covers over the others would be holes.

/** What of the controls' surroundings goes with them, beside and above the figures; see lay_out in core/scene/stage.cpp. */
const beside = 16, above = 6;
/** Wide enough for the controls to stand beside the figures. */
const wide = 2000;

/** How wide a picture is laid out, and how much of it is out of view at the left and the top. @typedef {{ width: number, left: number, top: number }} Cut */

/** @param {import('./core.js').Simulator} sim @param {number} width Of what is in view. @returns {Cut} */
export function figuresOf(sim, width) {
  const edge = (/** @type {number} */ at) => Math.max(...sim.slots(at).map(({ x, w }) => x + w));
  const left = edge(wide) + beside;
  if (edge(width + left) === edge(wide)) return { width: width + left, left, top: 0 };
  return { width, left: 0, top: Math.max(...sim.slots(width).map(({ y, h }) => y + h)) + above };
}

/** @param {number} width @returns {Cut} */
export const whole = (width) => ({ width, left: 0, top: 0 });

/** A picture as the core wrote it, less what is cut. @param {Element} svg @param {Cut} cut */
export function trim(svg, { left, top }) {
  if (left + top === 0) return;
  const [width, height] = [Number(svg.getAttribute('width')) - left, Number(svg.getAttribute('height')) - top];
  for (const [name, value] of Object.entries({ width, height, viewBox: `${left} ${top} ${width} ${height}` })) svg.setAttribute(name, String(value));
}
