// The meaning of a marked word, shown while the pointer rests on it or it has the focus. Without
// scripts the word is a link to the glossary, and it stays one.
import { h } from './html.js';

/** Milliseconds that the pointer may take on its way from the word to its meaning. */
const grace = 250;

/** @type {{ link: HTMLElement, note: HTMLElement } | undefined} */
let shown;
let leaving = 0;

function hide() {
  clearTimeout(leaving);
  if (shown) shown.note.hidden = true;
  shown = undefined;
}

const leave = () => {
  clearTimeout(leaving);
  leaving = window.setTimeout(hide, grace);
};

/** Puts the note under the word, or above it where there is no room. @param {HTMLElement} link @param {HTMLElement} note */
function place(link, note) {
  const word = link.getClientRects()[0];
  const edge = 8;
  const left = Math.max(edge, Math.min(word.left, document.documentElement.clientWidth - note.offsetWidth - edge));
  const below = word.bottom + note.offsetHeight < innerHeight || word.top < note.offsetHeight;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${(below ? word.bottom : word.top - note.offsetHeight) + scrollY}px`;
}

/** @param {HTMLElement} link @param {HTMLElement} note */
function show(link, note) {
  clearTimeout(leaving);
  if (shown?.link === link) return;
  hide();
  shown = { link, note };
  note.hidden = false;
  place(link, note);
}

/** @param {HTMLElement} link @param {number} i */
function explain(link, i) {
  const id = `meaning-${i}`;
  const note = h('div', { id, class: 'meaning', role: 'tooltip', hidden: true },
    h('span', {}, h('strong', {}, link.textContent ?? ''), ` ${link.dataset.definition}`));
  link.setAttribute('aria-describedby', id);
  document.querySelector('main')?.append(note);
  let firstTap = false;
  link.addEventListener('pointerdown', ({ pointerType }) => (firstTap = pointerType === 'touch' && shown?.link !== link));
  link.addEventListener('click', (event) => {
    if (!firstTap) return;
    // A finger cannot rest on a word: its first tap shows the meaning, its second follows the link.
    event.preventDefault();
    show(link, note);
  });
  for (const one of [link, note]) {
    one.addEventListener('pointerenter', (/** @type {PointerEvent} */ event) => event.pointerType !== 'touch' && show(link, note));
    one.addEventListener('pointerleave', (/** @type {PointerEvent} */ event) => event.pointerType !== 'touch' && leave());
  }
  link.addEventListener('focus', () => link.matches(':focus-visible') && show(link, note));
  link.addEventListener('blur', hide);
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('a.term')).forEach(explain);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});
addEventListener('pointerdown', ({ target }) => {
  const inside = shown && [shown.link, shown.note].some((one) => one.contains(/** @type {Node} */ (target)));
  if (!inside) hide();
});
