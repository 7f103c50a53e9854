// Drills: an editor, and checks that a worker runs. All they say before a run is in the page already.
import assets from 'lesson:assets';
import { callOf, wantedOf } from './drill-run.js';
import { makeEditor } from './editor.js';
import { h } from './html.js';
import { address, download } from './module.js';
import { scriptUrl } from './trusted.js';

/** @typedef {import('./drill-run.js').Case} Case */
/** @typedef {import('./drill-run.js').Verdict} Verdict */

const limit = 8000; // Milliseconds for one check; the slowest takes under a second on a laptop.

/** @type {Promise<ArrayBuffer> | undefined} */
let interpreter;

/** Python, as the page gets it: where there is no server a worker can fetch nothing. A failed load is forgotten. */
function python() {
  interpreter ??= download(assets.python).then((response) => response.arrayBuffer());
  interpreter.catch(() => (interpreter = undefined));
  return interpreter;
}

/** One run in a worker of its own. @param {string} code @param {Case[]} cases @param {(case_: number) => void} onstart */
function run(code, cases, onstart) {
  /** @type {Verdict[]} */
  const verdicts = [];
  /** @type {string[]} */
  const lines = [];
  /** @type {(fault: string) => void} */
  let stop = () => {};
  const done = new Promise((resolve) => {
    let timer = 0;
    let at = -1;
    /** @type {Worker | undefined} */
    let worker;
    stop = (fault) => {
      clearTimeout(timer);
      worker?.terminate();
      resolve({ verdicts, lines, fault });
    };
    const where = () => (at < 0 ? 'the code outside its functions' : callOf(cases[at]));
    const watch = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => stop(`Stopped after ${limit / 1000} seconds in ${where()}: a loop there does not end, or takes far too long.`), limit);
    };
    const unloaded = () => stop('Python could not be loaded. Run again to try once more.');
    try {
      worker = new Worker(scriptUrl(address(assets.drillWorker), address('../')), { type: 'module' });
    } catch {
      return unloaded();
    }
    worker.onerror = unloaded;
    worker.onmessage = ({ data }) => {
      if ('line' in data) lines.push(data.line);
      if ('verdict' in data) verdicts.push(data.verdict);
      if ('at' in data) onstart(at = data.at);
      if ('ready' in data || 'at' in data) watch();
      if ('unloaded' in data) unloaded();
      if ('fault' in data) stop(data.fault);
      if ('done' in data) stop('');
    };
    python().then((bytes) => worker?.postMessage({ code, cases, python: bytes }), unloaded);
  });
  return { done, stop };
}

/** Words in which `code` stands between grave accents. @param {string} text */
const marked = (text) => text.split('`').map((part, i) => (i % 2 === 1 ? h('code', {}, part) : part));

/** One check's line of the list. @param {Case} one @param {Verdict} verdict */
function row(one, { passed, got, why }) {
  const parts = [h('code', {}, callOf(one)), passed ? ` gives ${got}.` : ` should give ${wantedOf(one)} and gave ${got}.`];
  return h('li', { class: passed ? 'passed' : 'failed' }, h('strong', {}, passed ? 'Passed: ' : 'Failed: '), ...parts, ...(why ? [h('p', {}, ...marked(why))] : []));
}

/** @param {Case[]} cases @param {Verdict[]} verdicts */
function rows(cases, verdicts) {
  const shown = verdicts.flatMap((verdict, i) => (verdict.passed && cases[i].hidden ? [] : [row(cases[i], verdict)]));
  const unseen = verdicts.filter(({ passed }, i) => passed && cases[i].hidden).length;
  return unseen === 0 ? shown : [...shown, h('li', { class: 'passed' }, h('strong', {}, 'Passed: '), `${unseen} hidden ${unseen === 1 ? 'check' : 'checks'}.`)];
}

/** The verdict on a run, in a sentence or two. @param {Case[]} cases @param {{ verdicts: Verdict[], fault: string }} outcome */
function summary(cases, { verdicts, fault }) {
  if (fault) return fault;
  const passed = verdicts.filter((one) => one.passed).length;
  if (passed === cases.length) return `All ${cases.length} checks pass.`;
  const first = verdicts.findIndex((one) => !one.passed);
  return `${passed} of ${cases.length} checks pass. First to fail: ${callOf(cases[first])} should give ${wantedOf(cases[first])} and gave ${verdicts[first].got}.`;
}

/** @param {HTMLElement} drill */
function mount(drill) {
  /** @type {Case[]} */
  const cases = JSON.parse(drill.dataset.cases ?? '[]');
  const find = (/** @type {string} */ selector) => /** @type {any} */ (drill.querySelector(selector));
  const [status, list, printed, solution] = ['.status', '.checks', '.printed', '.solution'].map(find);
  const editor = makeEditor(find('textarea'), `lesson:drill:${drill.id}`, () => toggle());
  let stop = /** @type {((fault: string) => void) | undefined} */ (undefined);

  async function toggle() {
    if (stop) return stop('Stopped.');
    say('Python is being loaded …');
    list.replaceChildren();
    printed.hidden = true;
    const running = run(editor.code, cases, (at) => say(`Check ${at + 1} of ${cases.length} is running …`));
    stop = running.stop;
    button.textContent = 'Stop';
    const outcome = await running.done;
    stop = undefined;
    button.textContent = 'Run the checks';
    conclude(outcome);
  }

  /** @param {{ verdicts: Verdict[], lines: string[], fault: string }} outcome */
  function conclude(outcome) {
    const { verdicts, lines, fault } = outcome;
    const correct = !fault && verdicts.every((one) => one.passed);
    say(summary(cases, outcome), correct);
    list.replaceChildren(...rows(cases, verdicts));
    printed.hidden = lines.length === 0;
    printed.querySelector('pre').textContent = lines.join('\n');
    solution.hidden = false;
    waiting.remove();
    const { question, dimension } = drill.dataset;
    const answer = fault || `${verdicts.filter((one) => one.passed).length} of ${cases.length} checks`;
    drill.dispatchEvent(new CustomEvent('lesson-result', { bubbles: true, detail: { question, dimension, correct, answer } }));
  }

  /** @param {string} words @param {boolean} [correct] */
  function say(words, correct) {
    status.textContent = words;
    drill.classList.toggle('right', correct === true);
    drill.classList.toggle('wrong', correct === false);
  }

  const button = h('button', { type: 'button', class: 'run', click: toggle }, 'Run the checks');
  const waiting = h('p', { class: 'source' }, 'The solution opens after your first run.');
  solution.hidden = true;
  solution.before(waiting);
  find('.editor').append(h('div', { class: 'tools' }, button, editor.restore));
}

for (const drill of document.querySelectorAll('.drill')) mount(/** @type {HTMLElement} */ (drill));
