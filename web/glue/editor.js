// A plain text field in which Python is written: Tab leaves it, Enter keeps the indentation, and what was written is
// there again on the next visit where the browser keeps it.
import { h } from './html.js';

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | null} text */
function write(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Not kept, then; progress.js tells the reader so.
  }
}

/** Types at the cursor, so that the browser's own undo takes it back. @param {HTMLTextAreaElement} area @param {string} text */
function type(area, text) {
  if (!document.execCommand('insertText', false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
}

/** The line up to the cursor. @param {HTMLTextAreaElement} area */
const lineBefore = ({ value, selectionStart }) => value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);

/** Enter starts a line as deep as this one, deeper after a colon; Backspace takes a step of indentation at once.
 * @param {HTMLTextAreaElement} area @param {KeyboardEvent} event */
function indent(area, event) {
  const before = lineBefore(area);
  if (event.key === 'Enter') {
    event.preventDefault();
    type(area, `\n${/^ */.exec(before)?.[0]}${/:\s*$/.test(before) ? '    ' : ''}`);
  } else if (event.key === 'Backspace' && area.selectionStart === area.selectionEnd && /^( {4})+$/.test(before)) {
    event.preventDefault();
    area.setSelectionRange(area.selectionStart - 4, area.selectionStart);
    if (!document.execCommand('delete')) area.setRangeText('');
  }
}

/** @param {HTMLTextAreaElement} area @param {string} key In local storage. @param {() => void} onrun Control and Enter. */
export function makeEditor(area, key, onrun) {
  const starter = area.defaultValue;
  let own = ''; // What was there before the starting code was called back.
  area.value = read(key) ?? starter;

  const restore = h('button', { type: 'button', click: () => swap() });
  const show = () => {
    const fresh = area.value === starter;
    restore.textContent = fresh && own ? 'Bring my code back' : 'Start again';
    restore.disabled = fresh && !own;
    write(key, fresh ? null : area.value);
  };
  const swap = () => {
    const fresh = area.value === starter;
    [area.value, own] = fresh ? [own, ''] : [starter, area.value];
    show();
  };

  area.addEventListener('input', show);
  area.addEventListener('keydown', (event) => {
    if (event.isComposing || event.shiftKey || event.altKey) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onrun();
    } else if (!event.ctrlKey && !event.metaKey) indent(area, event);
  });
  show();
  return { restore, get code() { return area.value; } };
}
