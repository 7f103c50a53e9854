// The cover's picture: the density of log-normal response times, marked at median and 99th percentile.

const sigma = 0.7;
const [width, height] = [1200, 300];
/** Medians at the right edge. */
const last = 7;

const x = (/** @type {number} */ medians) => (medians / last) * width;
const density = (/** @type {number} */ medians) => Math.exp(-(Math.log(medians) ** 2) / (2 * sigma ** 2)) / medians;
const top = density(Math.exp(-(sigma ** 2)));
const y = (/** @type {number} */ medians) => height - (density(medians) / top) * height * 0.96;

/** The line from one multiple of the median to another. @param {number} from @param {number} to */
function line(from, to) {
  const points = Array.from({ length: 141 }, (_, i) => from + ((to - from) * i) / 140);
  return points.map((medians) => `${x(medians).toFixed(1)} ${y(medians).toFixed(1)}`).join('L');
}

const p99 = Math.exp(2.3263478740408408 * sigma);
const area = (/** @type {number} */ from, /** @type {number} */ to) => `M${x(from).toFixed(1)} ${height}L${line(from, to)}L${x(to).toFixed(1)} ${height}Z`;
const mark = (/** @type {number} */ medians, /** @type {string} */ name, high = 0) =>
  `<line class="mark" x1="${x(medians).toFixed(1)}" x2="${x(medians).toFixed(1)}" y1="${high}" y2="${height}"/><text x="${(x(medians) + 10).toFixed(1)}" y="${high}" dy="0.8em">${name}</text>`;

/** SVG whose colours are classes of the page. */
export const tail = `<svg viewBox="0 -10 ${width} ${height + 12}" role="img" aria-label="A curve that rises steeply, falls, and trails off to the right; marks stand at its median, p50, and far out at p99.">
<path class="bulk" d="${area(0.02, p99)}"/><path class="far" d="${area(p99, last)}"/><path class="line" d="M${line(0.02, p99)}"/><path class="line late" d="M${line(p99, last)}"/>
${mark(1, 'p50', 0)}${mark(p99, 'p99', 170)}
<line class="ground" x1="0" x2="${width}" y1="${height}" y2="${height}"/></svg>`;
