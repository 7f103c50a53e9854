// Asks for a guess before the answer is drawn. The answer itself comes from the core.
import { h } from './html.js';
import { quantity } from './unit.js';

/** @param {any} asked A prediction of the description. @param {string} prefix
 * @param {string} name Of its own on the page. @param {(guess: string) => void} oncommit An empty guess skips the question. */
export function prediction(asked, prefix, name, oncommit) {
  const id = `${prefix}-guess-${asked.id}`;
  /** @type {any} */
  let field;
  let guess = () => '';
  if (asked.kind === 'choice') {
    field = h('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'Your guess' },
      ...asked.choices.map((/** @type {any} */ choice) =>
        h('label', {}, h('input', { type: 'radio', name: id, value: choice.id }), choice.label)));
    guess = () => field.querySelector('input:checked')?.value ?? '';
  } else {
    const middle = (asked.min + asked.max) / 2;
    const range = h('input', {
      type: 'range', id, min: asked.min, max: asked.max, step: asked.step, value: middle,
      'aria-valuetext': quantity(middle, asked.unit),
      input: () => {
        shown.textContent = quantity(Number(range.value), asked.unit);
        range.setAttribute('aria-valuetext', shown.textContent);
      },
    });
    const shown = h('output', { for: id }, quantity(middle, asked.unit));
    field = h('div', { class: 'line' }, h('label', { for: id }, 'Your guess'), range, shown);
    guess = () => range.value;
  }
  const answer = h('p', { class: 'answer', role: 'status' });
  const buttons = h('div', { class: 'buttons' },
    h('button', { type: 'button', class: 'primary', click: () => guess() && oncommit(guess()) }, 'Commit my guess'),
    h('button', { type: 'button', click: () => oncommit('') }, 'Just show me'));
  return {
    element: h('section', { class: 'prediction', 'aria-label': name },
      h('p', { class: 'question' }, h('strong', {}, 'Predict first. '), asked.question), field, buttons, answer),
    /** @param {any} scene */
    show(scene) {
      const text = scene.prediction?.id === asked.id ? scene.prediction.text : '';
      if (answer.textContent !== text) answer.textContent = text;
    },
  };
}
