// How high a page in a frame is, for the page that embeds it.

/** Who may hear of the page: the exact origins that its address lists, or “*” for any. */
export const origins = () => (new URLSearchParams(location.search).get('origins') ?? '').split(/[\s,]+/).filter(Boolean);

/** The parent's origin, where the browser tells. */
const above = location.ancestorOrigins?.[0];

/** Tells the height of the content whenever it changes: to the origins listed, and to any parent when none is, for it is
 * no secret. @param {Element} content @param {string[]} listed @returns {() => void} Tells it again. */
export function reportHeight(content, listed) {
  if (parent === window) return () => {};
  const to = (listed.length > 0 ? listed : ['*']).filter((origin) => origin === '*' || !above || origin === above);
  const tell = (/** @type {number} */ height) => {
    for (const origin of to) parent.postMessage({ protocol: 'tradeoff-sim', version: 1, type: 'height', height }, origin);
  };
  let last = -1;
  new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height !== last) tell((last = height));
  }).observe(content);
  return () => last >= 0 && tell(last);
}
