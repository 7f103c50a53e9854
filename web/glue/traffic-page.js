// The page for hosts: puts in what its reader assumes.
import { assumptions, usual, words } from './traffic.js';

const form = /** @type {HTMLElement} */ (document.querySelector('.assumed'));
const status = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
const measured = JSON.parse(form.dataset.measured ?? '{}');
const assumed = { ...usual };

/** A comma parts thousands and nothing else: whoever writes 0,08 does not mean 8. @param {string} text */
function numberIn(text) {
  const plain = text.replace(/[\s$]/g, '');
  const known = plain !== '' && (!plain.includes(',') || /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain));
  return known ? Number(plain.replaceAll(',', '')) : NaN;
}

/** @param {HTMLInputElement} field */
function take(field) {
  const name = /** @type {keyof typeof assumptions} */ (field.name);
  const { label, min, max } = assumptions[name];
  const text = field.value.trim();
  const value = numberIn(text);
  const good = value >= min && value <= max;
  field.setAttribute('aria-invalid', String(!good));
  status.textContent = good ? '' : `“${label}” takes a number from ${min} to ${max.toLocaleString('en')}; “${text}” is not that. The numbers below are those of ${assumed[name].toLocaleString('en')}.`;
  if (!good) return;
  assumed[name] = value;
  const known = words(measured, assumed);
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-word]'))) place.textContent = known[place.dataset.word ?? ''];
}

for (const field of form.querySelectorAll('input')) {
  field.disabled = false;
  field.addEventListener('input', () => take(field));
  // A browser may bring back what was put in before.
  if (field.value !== field.defaultValue) take(field);
}
