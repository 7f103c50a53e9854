// Course packages played in a course system (scorm-again): what is reported, resumed, sent late, and begun afresh.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readQuiz } from '../../web/site/quiz.mjs';
import { decode } from '../../web/glue/course-suspend.js';
import { inBothBrowsers, runDrill, until } from './driver.js';
import { makeLms } from './lms.js';

const stem = '03-describing-performance';
const { questions } = readQuiz(stem);
const single = questions.find((one) => one.kind === 'single');
const number = questions.find((one) => one.kind === 'number');

/** What the two versions call the same thing. */
const dialects = {
  '1.2': {
    status: ({ core }) => core.lesson_status, score: ({ core }) => Number(core.score.raw), all: 100, place: ({ core }) => core.lesson_location, time: ({ core }) => core.session_time || core.total_time,
    response: (id) => 'abcdef'[single.options.findIndex((one) => one.id === id)], answer: 'student_response', wrong: 'wrong', id: `${stem}/${single.id}`.replace(/[^a-z0-9]+/g, '_'),
  },
  2004: {
    status: (cmi) => cmi.completion_status, score: (cmi) => Number(cmi.score.raw), all: questions.length, place: (cmi) => cmi.location, time: (cmi) => cmi.session_time || cmi.total_time,
    response: (id) => id, answer: 'learner_response', wrong: 'incorrect', id: `${stem}.${single.id}`,
  },
};

inBothBrowsers((web) => {
  let tab, lms;

  /** The lesson's page, inside the package's frame, inside the course system's. */
  const page = (/** @type {Function} */ act, /** @type {any} */ arg) => tab.page.evaluate(`(${act})(globalThis.course().frames[0].document, ${JSON.stringify(arg)})`);
  const course = () => { globalThis.course = () => (location.pathname === '/player' ? frames[0] : self); };
  const ready = () => tab.until((id) => {
    const root = location.pathname === '/player' ? frames[0] : self;
    return root?.frames[0]?.document.querySelector(`#question-${id} .check`);
  }, single.id);

  /** In the browser that the learner used before, and what it keeps. @param {string} address @param {any} [options] Of a browser not used before. */
  async function launch(address, options) {
    tab ??= await web.browser.open(options);
    await tab.page.goto(lms.url + address);
    await ready();
    await tab.page.evaluate(course);
  }
  /** Turns the page away, as a learner does who leaves. */
  const leave = () => tab.page.goto('about:blank');
  async function finish() {
    await tab.close();
    await lms.stop();
    tab = undefined;
  }
  const choose = (/** @type {string} */ option) => page((doc, [id, wanted]) => {
    const form = doc.getElementById(`question-${id}`);
    form.querySelector(`[data-id="${wanted}"] input`).click();
    form.querySelector('.check').click();
  }, [single.id, option]);
  const enter = (/** @type {number} */ value) => page((doc, [id, text]) => {
    const form = doc.getElementById(`question-${id}`);
    form.querySelector('input[type=text]').value = text;
    form.querySelector('.check').click();
  }, [number.id, String(value)]);
  const trouble = () => tab.page.evaluate(() => globalThis.course().document.querySelector('[role=status]').textContent);
  const table = () => tab.page.evaluate(() => JSON.parse(globalThis.course().document.getElementById('table').textContent));
  const known = () => page((doc) => Object.keys(JSON.parse(doc.defaultView.parent.lessonCourse.storage.getItem()).questions));

  for (const [version, dialect] of Object.entries(dialects))
    test(`SCORM ${version}: answers, score, time and place are reported, resumed, kept through a lost connection; a new attempt is fresh`, async () => {
      lms = makeLms(`dist/courses/${stem}-scorm-${version}.zip`);
      await lms.start();
      const cmi = () => lms.attempts.get('first')?.cmi;
      const given = () => Object.values(cmi()?.interactions?.childArray ?? cmi()?.interactions ?? {});

      await launch(`player?version=${version}&attempt=first`);
      await until(() => dialect.status(cmi() ?? { core: {} }) === 'incomplete');
      const wrong = single.options.find((one) => !one.correct).id, right = single.options.find((one) => one.correct).id;
      await choose(wrong);
      await choose(right);
      await until(() => given().length === 2);
      assert.deepEqual(given().map((one) => [one.id, one[dialect.answer], one.result]), [[dialect.id, dialect.response(wrong), dialect.wrong], [dialect.id, dialect.response(right), 'correct']]);
      assert.equal(dialect.score(cmi()), Math.round(dialect.all / questions.length));
      const names = await table();
      assert.deepEqual(Object.keys(decode(cmi().suspend_data, names)?.kept.questions ?? {}), [`${stem}/${single.id}`]);

      // The module comes as a script.
      await page((doc) => doc.querySelector('tradeoff-sim').scrollIntoView());
      await tab.until(() => globalThis.course().frames[0].document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas:not([hidden])'));
      assert.deepEqual(tab.requests.filter((url) => url.endsWith('.wasm')), []);
      await page((doc) => doc.getElementById('promising-a-number').scrollIntoView());
      await tab.until((chapter) => JSON.parse(globalThis.course().lessonCourse.storage.getItem()).chapters[chapter]?.includes('promising-a-number'), stem);
      await leave();
      await until(() => dialect.place(cmi())?.includes('#'));
      assert.match(dialect.time(cmi()), /[1-9]/);

      await launch(`player?version=${version}&attempt=first`);
      assert.deepEqual(await known(), [`${stem}/${single.id}`]);
      assert.match(await page((doc) => doc.location.hash), /^#[a-z-]+$/);

      // The server is gone; an answer waits, and arrives when it is back.
      await lms.stop();
      await enter(number.answer.value);
      await tab.until(() => globalThis.course().document.querySelector('[role=status]').textContent !== '');
      assert.match(await trouble(), /cannot be reached/);
      await lms.start();
      await tab.until(() => globalThis.course().document.querySelector('[role=status]').textContent === '');
      assert.ok(decode(cmi().suspend_data, names)?.kept.questions[`${stem}/${number.id}`]?.right);

      // It is gone again, and the learner leaves before it is back.
      await lms.stop();
      await page((doc, id) => doc.body.dispatchEvent(new doc.defaultView.CustomEvent('lesson-result', { bubbles: true, detail: { question: id, dimension: 'define', correct: true, answer: 'x' } })), `${stem}/${questions.at(-1).id}`);
      await leave();
      await lms.start();
      assert.equal(decode(cmi().suspend_data, names)?.kept.questions[`${stem}/${questions.at(-1).id}`], undefined);
      await launch(`player?version=${version}&attempt=first`);
      await until(() => decode(cmi().suspend_data, names)?.kept.questions[`${stem}/${questions.at(-1).id}`]);

      // All of it: every question right, every section seen.
      await page((doc, ids) => {
        for (const id of ids) doc.body.dispatchEvent(new doc.defaultView.CustomEvent('lesson-result', { bubbles: true, detail: { question: id, dimension: 'define', correct: true, answer: 'x' } }));
      }, questions.map(({ id }) => `${stem}/${id}`));
      for (let i = 0; i < names.chapters[0].sections.length; ++i) {
        await page((doc, id) => doc.getElementById(id).scrollIntoView({ behavior: 'instant' }), names.chapters[0].sections[i]);
        await tab.until(([chapter, id]) => JSON.parse(globalThis.course().lessonCourse.storage.getItem()).chapters[chapter]?.includes(id), [stem, names.chapters[0].sections[i]]);
      }
      await until(() => dialect.status(cmi()) === 'completed');
      assert.equal(dialect.score(cmi()), dialect.all);
      await leave();

      await launch(`player?version=${version}&attempt=second`);
      assert.deepEqual(await known(), []);
      assert.equal(await tab.page.evaluate(() => localStorage.getItem('lesson-progress')), null);
      assert.deepEqual(lms.refused.filter((path) => path !== '/favicon.ico'), []);
      await finish();
    });

  test('with storage blocked, answers are reported and resumed all the same', async () => {
    lms = makeLms(`dist/courses/${stem}-scorm-1.2.zip`);
    await lms.start();
    const cmi = () => lms.attempts.get('first')?.cmi;
    const given = () => Object.values(cmi()?.interactions?.childArray ?? cmi()?.interactions ?? {});
    const blocked = `for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });`;
    await launch('player?version=1.2&attempt=first', { before: blocked });
    assert.match(await page((doc) => { try { return String(doc.defaultView.localStorage); } catch (error) { return error.name; } }), /SecurityError/);
    await choose(single.options.find((one) => one.correct).id);
    await until(() => given().length === 1);
    await page((doc) => doc.querySelector('tradeoff-sim').scrollIntoView());
    await tab.until(() => globalThis.course().frames[0].document.querySelector('tradeoff-sim').shadowRoot.querySelector('canvas:not([hidden])'));
    await leave();
    await launch('player?version=1.2&attempt=first');
    assert.deepEqual(await known(), [`${stem}/${single.id}`]);
    // What is not sent yet cannot wait here; the learner is told so.
    await lms.stop();
    await enter(number.answer.value);
    await tab.until(() => globalThis.course().document.querySelector('[role=status]').textContent !== '');
    assert.match(await trouble(), /cannot be reached.*only as long as this page is open/);
    await lms.start();
    await until(() => given().length === 2);
    assert.deepEqual(tab.complaints.filter((words) => !/WebGL|GPU|GL Driver|swiftshader|Failed to load resource|NetworkError|CMI|SCORM/i.test(words)), []);
    await finish();
  });

  test('the drills of a chapter run, with Python from a script', async () => {
    const drill = JSON.parse(readFileSync('content/drills/percentile.json', 'utf8'));
    lms = makeLms('dist/courses/09-interview-arsenal-scorm-2004.zip');
    await lms.start();
    tab = await web.browser.open();
    await tab.page.goto(`${lms.url}package/09-interview-arsenal/index.html`);
    assert.equal(await runDrill(tab, drill.solution.join('\n')), `All ${drill.visible.length + drill.hidden.length} checks pass.`);
    assert.deepEqual(lms.refused.filter((path) => path !== '/favicon.ico'), []);
    assert.deepEqual(tab.requests.filter((url) => url.endsWith('.wasm')), []);
    await finish();
  });

  test('xAPI: statements go to the endpoint of the launch, and those made without a network go later', async () => {
    lms = makeLms(`dist/courses/${stem}-scorm-2004.zip`);
    await lms.start();
    const launchWith = (/** @type {string} */ registration) => new URLSearchParams({
      endpoint: `${lms.url}xapi/`, auth: 'Basic bGVzc29u', actor: '{"name":["Ada"],"mbox":["mailto:ada@example.org"]}', registration, activity_id: 'https://example.org/lesson',
    });
    const first = '11111111-1111-4111-8111-111111111111';
    const verbs = () => lms.statements.map(({ verb }) => verb.id.split('/').at(-1));
    await launch(`package/course.html?${launchWith(first)}`);
    await until(() => verbs().includes('experienced'));
    const right = single.options.find((one) => one.correct).id;
    await choose(right);
    await until(() => verbs().includes('answered'));
    const answered = lms.statements.find(({ verb }) => verb.id.endsWith('/answered'));
    assert.deepEqual([answered.actor, answered.context.registration, answered.object.id, answered.result],
      [{ name: 'Ada', mbox: 'mailto:ada@example.org' }, first, `https://example.org/lesson/${stem}/${single.id}`, { success: true, response: right }]);

    await lms.stop();
    await enter(number.answer.value);
    await tab.until(() => globalThis.course().document.querySelector('[role=status]').textContent !== '');
    await leave();
    const before = lms.statements.length;
    await lms.start();
    await launch(`package/course.html?${launchWith(first)}`);
    await until(() => lms.statements.length >= before + 2);
    assert.ok(lms.statements.some(({ object, result }) => object.id.endsWith(`/${number.id}`) && result.success));
    assert.equal((await known()).length, 2);
    // What is told as the page closes arrives then, and not at the next launch, even if another request is on its way.
    const count = (/** @type {string} */ verb) => verbs().filter((one) => one === verb).length;
    assert.equal(count('terminated'), 1, 'the end of the first visit');
    lms.hesitate(3000);
    await choose(right);
    await until(() => count('answered') === 3);
    await leave();
    await until(() => count('terminated') === 2);
    lms.hesitate(0);

    await launch(`package/course.html?${launchWith('22222222-2222-4222-8222-222222222222')}`);
    assert.deepEqual(await known(), []);
    await finish();
  });

  test('where nobody answers, the learner is told, and whoever made the launch address what is wrong with it', async () => {
    lms = makeLms(`dist/courses/${stem}-scorm-2004.zip`);
    await lms.start();
    const nobody = 'No course system answers here, so what you do is not reported to anyone.';
    await launch('package/course.html');
    assert.equal(await trouble(), nobody);
    await choose(single.options[0].id);
    assert.equal(await trouble(), nobody);
    await launch(`package/course.html?${new URLSearchParams({ endpoint: 'lrs.example/xapi', actor: '{"name":"Ada"}' })}`);
    assert.equal(await trouble(), `${nobody} “endpoint” takes an address that begins with https:// or http://; “lrs.example/xapi” is not that. “actor” takes a learner as JSON, as {"mbox":"mailto:ada@school.example"}; “{"name":"Ada"}” is not that.`);
    await launch(`package/course.html?${new URLSearchParams({ endpoint: `${lms.url}xapi/` })}`);
    assert.match(await trouble(), /^No course system answers here.*“actor” takes .*; nothing came\.$/);
    await finish();
  });
});
