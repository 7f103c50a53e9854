// The quizzes as a QTI 2.1 package: an item per question, a test over all of them. Every kind has a match there but the
// simulator, which becomes a text to write.
import { instead, plain, rich, shuffled, solution } from './questions.mjs';
import { tag, text, xml } from './xml.mjs';

const space = 'http://www.imsglobal.org/xsd/imsqti_v2p1';
const p = (/** @type {string} */ inside) => tag('p', {}, inside);
const declare = (/** @type {string} */ identifier, /** @type {string} */ cardinality, /** @type {string} */ baseType, /** @type {any[]} */ values = []) =>
  tag('responseDeclaration', { identifier, cardinality, baseType }, values.length > 0 ? tag('correctResponse', {}, values.map((value) => tag('value', {}, String(value)))) : '');
const score = (/** @type {number} */ value) => tag('setOutcomeValue', { identifier: 'SCORE' }, tag('baseValue', { baseType: 'float' }, String(value)));
/** One point if it holds. @param {string} condition */
const pointIf = (condition) => tag('responseProcessing', {}, tag('responseCondition', {}, tag('responseIf', {}, condition, score(1)), tag('responseElse', {}, score(0))));
const matched = tag('responseProcessing', { template: 'http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct' });
const variable = (/** @type {string} */ identifier) => tag('variable', { identifier });
const number = (/** @type {string} */ baseType, /** @type {number} */ value) => tag('baseValue', { baseType }, String(value));
const percent = (/** @type {number} */ value) => Math.round(100 * value);
const letters = 'abcdef';

/** @param {any} question */
function choices({ kind, prompt, options }) {
  const right = options.flatMap(({ correct }, i) => (correct ? [letters[i]] : []));
  return {
    declarations: declare('RESPONSE', kind === 'single' ? 'single' : 'multiple', 'identifier', right),
    body: tag('choiceInteraction', { responseIdentifier: 'RESPONSE', shuffle: true, maxChoices: kind === 'single' ? 1 : 0 }, tag('prompt', {}, rich(prompt)),
      options.map((option, i) => tag('simpleChoice', { identifier: letters[i] }, rich(option.text),
        tag('feedbackInline', { outcomeIdentifier: 'FEEDBACK', identifier: letters[i], showHide: 'show' }, ` ${rich(option.feedback)}`)))),
    feedback: tag('outcomeDeclaration', { identifier: 'FEEDBACK', cardinality: kind === 'single' ? 'single' : 'multiple', baseType: 'identifier' }),
    // The template knows nothing of remarks.
    processing: tag('responseProcessing', {}, tag('setOutcomeValue', { identifier: 'FEEDBACK' }, variable('RESPONSE')),
      tag('responseCondition', {}, tag('responseIf', {}, tag('match', {}, variable('RESPONSE'), tag('correct', { identifier: 'RESPONSE' })), score(1)), tag('responseElse', {}, score(0)))),
  };
}

const kinds = {
  single: choices,
  multiple: choices,
  number: ({ prompt, answer: { value, tolerance, unit } }) => ({
    declarations: declare('RESPONSE', 'single', 'float', [value]),
    body: p(rich(prompt)) + p(`${tag('textEntryInteraction', { responseIdentifier: 'RESPONSE', expectedLength: 10 })} ${text(unit)}`),
    processing: pointIf(tag('equal', { toleranceMode: 'absolute', tolerance: `${tolerance} ${tolerance}` }, variable('RESPONSE'), tag('correct', { identifier: 'RESPONSE' }))),
  }),
  order: ({ prompt, items }) => ({
    declarations: declare('RESPONSE', 'ordered', 'identifier', items.map((_, i) => letters[i])),
    body: tag('orderInteraction', { responseIdentifier: 'RESPONSE', shuffle: true }, tag('prompt', {}, rich(prompt)),
      shuffled(items).map(({ item, i }) => tag('simpleChoice', { identifier: letters[i] }, rich(item)))),
    processing: matched,
  }),
  place: ({ prompt, axes, answer: { at, tolerance } }) => ({
    declarations: axes.map((_, i) => declare(`AXIS${i + 1}`, 'single', 'integer', [percent(at[i])])).join(''),
    body: p(rich(prompt)) + axes.map((axis, i) => tag('sliderInteraction', { responseIdentifier: `AXIS${i + 1}`, lowerBound: 0, upperBound: 100, step: 1 },
      tag('prompt', {}, `${rich(axis.label)}, from 0 (${rich(axis.from)}) to 100 (${rich(axis.to)})`))).join(''),
    processing: pointIf(tag('and', {}, axes.flatMap((_, i) => [
      tag('gte', {}, variable(`AXIS${i + 1}`), number('integer', percent(at[i] - tolerance))),
      tag('lte', {}, variable(`AXIS${i + 1}`), number('integer', percent(at[i] + tolerance))),
    ]))),
  }),
  simulate: (question) => ({
    declarations: declare('RESPONSE', 'single', 'string'),
    body: tag('extendedTextInteraction', { responseIdentifier: 'RESPONSE', expectedLines: 5 }, tag('prompt', {}, text(instead(question)))) +
      tag('rubricBlock', { view: 'scorer' }, p(text(solution(question)))),
    processing: '',
  }),
};

/** @param {string} identifier @param {any} question */
function item(identifier, question) {
  const { declarations, body, processing, feedback = '' } = kinds[/** @type {keyof typeof kinds} */ (question.kind)](question);
  const explained = tag('modalFeedback', { outcomeIdentifier: 'EXPLAINED', identifier: 'yes', showHide: 'show' }, p(rich(question.explanation)), p(`Source: ${rich(question.source)}`));
  return xml(tag('assessmentItem', { xmlns: space, identifier, title: plain(question.prompt).slice(0, 100), adaptive: false, timeDependent: false },
    declarations, tag('outcomeDeclaration', { identifier: 'SCORE', cardinality: 'single', baseType: 'float' }, tag('defaultValue', {}, tag('value', {}, '0'))),
    tag('outcomeDeclaration', { identifier: 'EXPLAINED', cardinality: 'single', baseType: 'identifier' }, tag('defaultValue', {}, tag('value', {}, 'yes'))), feedback,
    tag('itemBody', {}, body), processing, explained));
}

/** @param {ReturnType<typeof import('./questions.mjs').chapters>} chapters @returns {Map<string, string>} The package's files. */
export function qti(chapters) {
  const all = chapters.map(({ stem, title, questions }) => ({ stem, title, items: questions.map((question) => ({ id: `q-${stem}-${question.id}`, question })) }));
  const files = new Map(all.flatMap(({ items }) => items.map(({ id, question }) => /** @type {[string, string]} */ ([`items/${id}.xml`, item(id, question)]))));
  files.set('test.xml', xml(tag('assessmentTest', { xmlns: space, identifier: 'trade-offs', title: 'Trade-offs in data systems' },
    tag('testPart', { identifier: 'part', navigationMode: 'nonlinear', submissionMode: 'individual' }, all.map(({ stem, title, items }) =>
      tag('assessmentSection', { identifier: `s-${stem}`, title, visible: true }, items.map(({ id }) => tag('assessmentItemRef', { identifier: id, href: `items/${id}.xml` }))))))));
  const ids = all.flatMap(({ items }) => items.map(({ id }) => id));
  files.set('imsmanifest.xml', xml(tag('manifest', { xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1', identifier: 'trade-offs-quizzes' },
    tag('metadata', {}, tag('schema', {}, 'QTIv2.1 Package'), tag('schemaversion', {}, '1.0.0')), tag('organizations'),
    tag('resources', {}, tag('resource', { identifier: 'test', type: 'imsqti_test_xmlv2p1', href: 'test.xml' }, tag('file', { href: 'test.xml' }), ids.map((identifierref) => tag('dependency', { identifierref }))),
      ids.map((identifier) => tag('resource', { identifier, type: 'imsqti_item_xmlv2p1', href: `items/${identifier}.xml` }, tag('file', { href: `items/${identifier}.xml` })))))));
  return files;
}
