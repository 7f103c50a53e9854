// The text panel beside a canvas: everything the picture shows and takes, as plain HTML.
import { controls } from './controls.js';
import { h, said, save, shown } from './html.js';
import { cards } from './module.js';
import { prediction } from './prediction.js';
import { addressWith } from './url.js';

/** @typedef {import('./core.js').Simulator} Simulator */

/** @param {any} scene */
function outputRows(scene) {
  return scene.values.map((/** @type {any} */ value) =>
    h('tr', {},
      h('th', { scope: 'row' }, value.label),
      h('td', {}, said(value)),
      h('td', {}, value.low === null ? '–' : `${shown(value.low)} to ${shown(value.high)}`),
      h('td', {}, value.exact === null ? '–' : shown(value.exact)),
      h('td', {}, shown(value.samples))));
}

/** @param {any} figure */
function figureTable(figure) {
  const head = h('tr', {}, ...figure.table.columns.map((/** @type {string} */ name) => h('th', { scope: 'col' }, name)));
  const rows = figure.table.rows.map((/** @type {any[]} */ row) => h('tr', {}, ...row.map((cell) => h('td', {}, shown(cell)))));
  return h('details', {}, h('summary', {}, figure.title), h('p', {}, figure.alt),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': figure.title },
      h('table', {}, h('thead', {}, head), h('tbody', {}, ...rows))));
}

/** The model card, fetched when it is first opened. @param {string} id */
function modelCard(id) {
  const parts = [
    ['What is modelled', 'modelled'], ['What is left out', 'left_out'], ['Equations', 'equations'],
    ['Sources', 'sources'], ['Questions for a class', 'questions'],
  ];
  const body = h('div');
  const fill = async () => {
    try {
      const card = (await cards())[id];
      body.replaceChildren(...parts.flatMap(([title, key]) => [h('h4', {}, title),
        h('ul', {}, ...card[key].map((/** @type {string} */ line) => h('li', {}, line)))]),
      h('h4', {}, 'Against theory'),
      h('p', {}, `In this build the worst deviation from the closed form is ${shown(card.deviation.relative * 100)} %: ${card.deviation.of}.`));
    } catch {
      body.replaceChildren(h('p', {}, 'The model card could not be loaded; close and open it to try again.'));
    }
  };
  return h('details', { class: 'model', toggle: (/** @type {Event} */ event) => /** @type {HTMLDetailsElement} */ (event.target).open && fill() },
    h('summary', {}, 'Model card'), body);
}

/**
 * @param {Simulator} sim @param {string} prefix Unique on the page.
 * @param {{ change: (act: () => void) => void, image: () => Promise<Blob>, pause: (paused: boolean) => void,
 *   step: () => void, work: (working: boolean) => void, offers: (preset: any) => boolean, compare: (rewind: boolean) => void,
 *   versus: () => import('./compare.js').Comparison | undefined, query: () => string }} host `change` runs an input and shows refusals;
 *   `work` lets a long computation go on or stops it.
 * @param {import('./permissions.js').Permissions} may
 */
export function panel(sim, prefix, host, may) {
  const { description } = sim;
  const id = description.id;
  const summary = h('p', { class: 'summary' });
  const live = h('p', { class: 'visually-hidden', role: 'status' });
  const notice = h('p', { class: 'notice', role: 'status' });
  const knobs = controls(sim, prefix, (param, value) => host.change(() => sim.set(param, value)), may);
  // A question sets the simulator as it needs it, which a limited class may not.
  const asked = !may.whole || may.limited ? [] : description.predictions.map((/** @type {any} */ one, /** @type {number} */ i) =>
    prediction(one, prefix, `Prediction ${i + 1}, ${description.title}`, (guess) => host.change(() => sim.predict(one.id, guess))));
  const outputs = h('tbody');
  const figures = h('div', { class: 'figures' });
  const progress = h('progress', { max: 1, 'aria-label': 'Computation' });
  const halt = h('button', { type: 'button', click: () => host.work(halt.textContent !== 'Stop computing') }, 'Stop computing');
  const busy = h('div', { class: 'line busy', hidden: true }, progress, halt);

  const button = (/** @type {string} */ label, /** @type {() => void} */ click, title = '') =>
    h('button', { type: 'button', click, title: title || false }, label);
  const copyLink = async () => {
    const link = addressWith(id, host.query());
    try {
      await navigator.clipboard.writeText(link);
      notice.textContent = 'The link is copied.';
    } catch {
      notice.textContent = `Copy this link: ${link}`;
    }
  };
  const pause = h('button', { type: 'button', 'aria-pressed': 'false', hidden: true, click: () => {
    host.pause(pause.getAttribute('aria-pressed') !== 'true');
  } }, 'Pause');
  const step = h('button', { type: 'button', hidden: true, click: () => host.step() }, 'Step');
  const compare = button('Compare', () => host.compare(false), 'Puts this state aside as A and shows what you change from now on beside it, as B.');
  const rewind = button('Rewind', () => host.compare(true), 'Back to an earlier moment, to change one thing there and see both futures.');
  const tools = h('div', { class: 'buttons' },
    ...description.actions.filter((/** @type {any} */ action) => may.acts(action.id)).map((/** @type {any} */ action) =>
      button(action.label, () => host.change(() => sim.act(action.id)), action.help)),
    pause,
    step,
    ...(may.acts('reset') ? [button('Reset', () => host.change(() => sim.act('reset')))] : []),
    ...(may.whole ? [
      compare,
      rewind,
      button('Copy link', copyLink),
      button('Download CSV', () => save(`${id}.csv`, new Blob([sim.csv], { type: 'text/csv' }))),
      button('Download image', async () => save(`${id}.svg`, await host.image())),
    ] : []));
  const presets = h('div', { class: 'presets', role: 'group', 'aria-label': 'Experiments' },
    ...(may.whole ? description.presets.filter(host.offers) : []).map((/** @type {any} */ preset) =>
      h('button', { type: 'button', 'data-preset': preset.id, title: preset.note, click: () => host.change(() => {
        sim.preset(preset.id);
        notice.textContent = preset.note;
      }) }, preset.label)));
  const numbers = h('details', { class: 'numbers' }, h('summary', {}, may.hides ? 'Numbers as text' : 'Controls and numbers as text'),
    ...(may.hides ? [] : [knobs.element]),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Numbers' }, h('table', {},
      h('caption', {}, 'Numbers'),
      h('thead', {}, h('tr', {}, ...['output', 'measured', '95 % interval', 'exact', 'samples'].map((name) => h('th', { scope: 'col' }, name)))),
      outputs)),
    figures);

  let announced = 0;
  /** Brings all of it up to date. @param {any} scene */
  const show = (scene) => {
    summary.textContent = scene.summary;
    for (const one of presets.children) {
      const current = one.getAttribute('data-preset') === scene.preset;
      current ? one.setAttribute('aria-current', 'true') : one.removeAttribute('aria-current');
    }
    knobs.show(scene);
    for (const one of asked) one.show(scene);
    if (numbers.open) showNumbers(scene);
    busy.hidden = sim.backlog === 0;
    progress.value = 1 - sim.backlog;
    compare.textContent = host.versus() ? 'Stop comparing' : 'Compare';
    rewind.hidden = sim.time === 0 || host.versus() !== undefined;
    pause.hidden = !sim.animating && pause.getAttribute('aria-pressed') !== 'true';
    // Spoken once the control rests, not at each of its steps.
    clearTimeout(announced);
    announced = window.setTimeout(() => {
      const said = [scene.change, host.versus()?.sentence].filter(Boolean).join(' ');
      if (live.textContent !== said) live.textContent = said;
    }, 600);
  };
  const showNumbers = (/** @type {any} */ scene) => {
    outputs.replaceChildren(...outputRows(scene));
    const open = [...figures.children].map((child) => /** @type {HTMLDetailsElement} */ (child).open);
    figures.replaceChildren(...scene.figures.map(figureTable));
    [...figures.children].forEach((child, i) => (/** @type {HTMLDetailsElement} */ (child).open = open[i] ?? false));
  };
  numbers.addEventListener('toggle', () => numbers.open && showNumbers(sim.scene));

  return {
    // The only controls there are when the picture has none.
    element: h('div', { class: 'panel' }, notice, ...(may.hides && !may.bare && description.params.some((/** @type {any} */ one) => may.sees(one.id)) ? [knobs.element] : []), summary, live, busy, presets, ...asked.map((/** @type {any} */ one) => one.element),
      tools, ...(may.bare ? [] : [numbers]), ...(may.whole ? [modelCard(id)] : [])),
    show,
    /** @param {boolean} paused */
    pause(paused) {
      pause.setAttribute('aria-pressed', String(paused));
      step.hidden = !paused;
    },
    /** A polite sentence. @param {string} text */
    say: (text) => (notice.textContent = text),
    /** Takes a sentence back, if it still stands there. @param {string} text */
    unsay: (text) => notice.textContent === text && (notice.textContent = ''),
    /** @param {boolean} working */
    working: (working) => (halt.textContent = working ? 'Stop computing' : 'Go on computing'),
    /** Speaks without showing. @param {string} text */
    speak: (text) => (live.textContent = text),
  };
}
