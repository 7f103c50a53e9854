// How high a page in a frame is, for the page that embeds it.

/** An entry as browsers compare it: “https://school.example/” is the origin without its slash. Nothing for what is no origin.
 * @param {string} entry */
function originOf(entry) {
  if (entry === '*') return entry;
  try {
    const { origin, href } = new URL(entry);
    return href === `${origin}/` ? origin : undefined;
  } catch {
    return undefined;
  }
}

/** Who may hear of the page: the origins that its address lists, or “*” for any; and a sentence for each entry that is none. */
export function origins() {
  const entries = (new URLSearchParams(location.search).get('origins') ?? '').split(/[\s,]+/).filter(Boolean);
  return {
    listed: entries.flatMap((entry) => originOf(entry) ?? []),
    refusals: entries.filter((entry) => !originOf(entry))
      .map((entry) => `“origins” takes addresses without a path, as https://school.example; “${entry.slice(0, 60)}” is not that.`),
  };
}

/** The parent's origin, where the browser tells. */
const above = location.ancestorOrigins?.[0];

/** Tells the height of the content whenever it changes: to the origins listed, and to any parent when none is, for it is
 * no secret. @param {Element} content @param {string[]} listed As origins() has them. @returns {() => void} Tells it again. */
export function reportHeight(content, listed) {
  if (parent === window) return () => {};
  const to = (listed.length > 0 ? listed : ['*']).filter((origin) => origin === '*' || !above || origin === above);
  const tell = (/** @type {number} */ height) => {
    for (const origin of to)
      try {
        parent.postMessage({ protocol: 'tradeoff-sim', version: 1, type: 'height', height }, origin);
      } catch {
        // A browser may take one address for no origin; the others hear all the same.
      }
  };
  let last = -1;
  new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height !== last) tell((last = height));
  }).observe(content);
  return () => last >= 0 && tell(last);
}
