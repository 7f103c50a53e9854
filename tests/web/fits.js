// Run in a page: what is cut off, what is too small to hit, and the text spacing that WCAG asks a page to bear.

/** WCAG 2.2, 1.4.12, for the page and for what lies in shadows; labels within pictures are pictures. */
export function spaceText() {
  const style = new CSSStyleSheet();
  style.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; } ' +
    'svg, svg * { letter-spacing: normal !important; word-spacing: normal !important; }');
  document.adoptedStyleSheets.push(style);
  for (const sim of document.querySelectorAll('tradeoff-sim')) sim.shadowRoot?.adoptedStyleSheets.push(style);
}

/** Every element of the page and of its shadows that can be seen. @returns {HTMLElement[]} */
function visible() {
  const roots = [document, ...[...document.querySelectorAll('tradeoff-sim')].flatMap((sim) => sim.shadowRoot ?? [])];
  return roots.flatMap((root) => [...root.querySelectorAll('body *, .frame *')])
    .filter((one) => one instanceof HTMLElement && one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0);
}

const called = (/** @type {Element} */ one) => `${one.localName}.${one.className} ${one.textContent?.trim().slice(0, 40)}`;

/** Elements whose own text is cut off by their edge. What scrolls is not cut off; what only screen readers have is meant to be. */
export function cutOff() {
  return visible().filter((one) => {
    const { overflowX, overflowY, clipPath } = getComputedStyle(one);
    if (clipPath !== 'none' || !one.textContent?.trim() || one.querySelector('canvas, slot, svg')) return false;
    const hides = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
    return (hides(overflowX) && one.scrollWidth > one.clientWidth + 1) || (hides(overflowY) && one.scrollHeight > one.clientHeight + 1);
  }).map(called);
}

/** How far the page is wider than its window. */
export const tooWide = () => document.documentElement.scrollWidth - innerWidth;

/** Targets below 24 px that have another target within 24 px of their middle (WCAG 2.2, 2.5.8). Links within a sentence may be as
 * small as its letters. */
export function tooSmall() {
  const least = 24;
  /** A label is part of its control. @param {any} one */
  const boxOf = (one) => {
    const boxes = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left)), top = Math.min(...boxes.map((box) => box.top));
    return { left, top, right: Math.max(...boxes.map((box) => box.right)), bottom: Math.max(...boxes.map((box) => box.bottom)), one };
  };
  const inSentence = (/** @type {Element} */ one) => one.matches('a, .term') && getComputedStyle(one).display === 'inline' &&
    (one.closest('p, li, td, th, dd, dt, figcaption')?.textContent?.trim().length ?? 0) > (one.textContent?.trim().length ?? 0);
  const targets = visible().filter((one) => one.matches('a[href], button, input, select, summary, textarea, [role=button]')).map(boxOf);
  const small = targets.filter(({ left, top, right, bottom, one }) => Math.min(right - left, bottom - top) < least - 0.5 && !inSentence(one));
  const near = (/** @type {any} */ a, /** @type {any} */ b) => {
    const x = (a.left + a.right) / 2, y = (a.top + a.bottom) / 2;
    return Math.hypot(x - Math.min(Math.max(x, b.left), b.right), y - Math.min(Math.max(y, b.top), b.bottom)) < least / 2;
  };
  return small.filter((one) => targets.some((other) => other.one !== one.one && !other.one.contains(one.one) && near(one, other))).map(({ one }) => called(one));
}
