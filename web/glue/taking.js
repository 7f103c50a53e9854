// What the generator's fields take. Anything else gets a sentence.
import { LessonError } from './core.js';

class Refusal extends Error {}

/** @param {string} text @param {string} what @returns {never} */
function refuse(text, what) {
  throw new Refusal(`${what}${text ? `, not “${text.slice(0, 60)}”` : ''}.`);
}

/** @param {string} text @returns {URL | undefined} */
const webAddress = (text) => (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? new URL(text) : undefined);

/** Where the lesson lies, with a slash at its end. @param {string} text */
export function base(text) {
  const url = webAddress(text) ?? refuse(text, '“Where the lesson lies” takes an address that begins with https:// or http://');
  return new URL(/\/$|\.html$/.test(url.pathname) ? '.' : `${url.pathname}/`, url.origin + url.pathname).href;
}

/** Pixels; none when the field is empty. @param {string} text */
export function height(text) {
  const [least, most] = [100, 20_000];
  if (text === '') return 0;
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  return number >= least && number <= most ? number : refuse(text, `“Height of the frame” takes a whole number from ${least} to ${most.toLocaleString('en')}`);
}

/** Exact origins by comma, or “*”. @param {string} text */
export function origins(text) {
  const list = text.split(/[\s,]+/).filter(Boolean);
  for (const one of list)
    if (one !== '*' && webAddress(one)?.origin !== one.replace(/\/$/, '')) refuse(one, '“Your page’s origin” takes addresses without a path, as https://school.example, or *');
  return list.map((one) => one.replace(/\/$/, '')).join(',');
}

/** A saved state that an address may carry. @param {() => string} save Fails with a sentence where there is too much. */
export function state(save) {
  const most = 8000;
  const text = saved(save);
  const size = encodeURIComponent(text).length;
  return size <= most ? text : refuse('', `“It begins” takes a run of at most ${most.toLocaleString('en')} characters as an address, and this one has ${size.toLocaleString('en')}: reset it and do less`);
}

/** @param {() => string} save */
function saved(save) {
  try {
    return save();
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    throw new Refusal(error.message, { cause: error });
  }
}

/** What a field holds, or nothing where it is refused; the sentence stands beside it.
 * @template T @param {HTMLInputElement | HTMLSelectElement} field @param {(text: string) => T} take @returns {T | undefined} */
export function taken(field, take) {
  const note = /** @type {HTMLElement} */ (document.getElementById(`${field.id}-refusal`));
  const say = (/** @type {string} */ words) => {
    if (note.textContent !== words) note.textContent = words;
    field.toggleAttribute('aria-invalid', words !== '');
  };
  try {
    const value = take(field.value.trim());
    say('');
    return value;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    return undefined;
  }
}
