// Content checked against its schema; a bad file is refused in one sentence that names the file, the field, what
// came and what is allowed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2019.js';

/** @param {any[]} values */
export const listed = (values) => values.map((value) => JSON.stringify(value)).join(', ');

/** @param {string} folder @param {string} path Shown in the message. */
export function readJson(folder, path) {
  try {
    return JSON.parse(readFileSync(join(folder, path), 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${/** @type {Error} */ (error).message}.`, { cause: error });
  }
}

/** A range as words. @param {any} low @param {any} high @param {string} what */
const between = (low, high, what) =>
  high === undefined ? `at least ${low} ${what}`.trim() : `${low ?? 0} to ${high} ${what}`.trim();

/** What a failed rule allows, in words. @param {import('ajv').ErrorObject} error */
function allowed({ keyword, params, schema, parentSchema }) {
  const rules = parentSchema ?? {};
  switch (keyword) {
    case 'required': return `needs a field “${params.missingProperty}”`;
    case 'additionalProperties': return `has an unknown field “${params.additionalProperty}”; allowed are ${listed(Object.keys(rules.properties ?? {}))}`;
    case 'unevaluatedProperties': return `has a field “${params.unevaluatedProperty}”, which this kind does not take`;
    case 'enum': return `must be one of ${listed(params.allowedValues)}`;
    case 'type': return `must be of type ${[params.type].flat().join(' or ')}`;
    case 'minimum': case 'maximum': case 'exclusiveMinimum': return `must be a number ${rules.maximum === undefined ? `of ${between(rules.minimum ?? `more than ${rules.exclusiveMinimum}`, undefined, '')}` : `from ${rules.minimum ?? rules.exclusiveMinimum} to ${rules.maximum}`}`;
    case 'minLength': case 'maxLength': return `must be ${between(rules.minLength, rules.maxLength, 'characters')} long`;
    case 'minItems': case 'maxItems': return `must hold ${between(rules.minItems, rules.maxItems, 'entries')}`;
    case 'pattern': return rules.description ? `must be ${rules.description}` : `must be lower-case words joined by hyphens (${schema})`;
    case 'oneOf': return `needs exactly one of ${listed(/** @type {any[]} */ (schema).flatMap((one) => one.required))}`;
    case 'minProperties': return 'must hold at least one field';
    default: return `breaks the rule “${keyword}”`;
  }
}

/** “/systems/3/prices” as a person names it: “systems, entry 4 (ads), prices”. @param {any} data @param {string} path */
function place(data, path) {
  let at = data;
  const words = path.split('/').slice(1).map((key) => {
    at = at?.[key];
    if (!/^\d+$/.test(key)) return key;
    const name = at?.id ?? at?.name;
    return `entry ${Number(key) + 1}${typeof name === 'string' ? ` (${name})` : ''}`;
  });
  return words.length > 0 ? words.join(', ') : 'the file';
}

/** What throws the sentence about one field. @param {string} file @param {any} data
 * @returns {(path: string, words: string) => never} */
export const refusal = (file, data) => (path, words) => {
  throw new Error(`${file}: ${place(data, path)} ${words}.`);
};

/** @param {import('ajv').ErrorObject[]} errors The cause among them. */
function cause(errors) {
  // The branches of a “one of” say less than the “one of” itself, and an “if” less than its “then”.
  const telling = errors.filter(({ keyword, schemaPath }) => keyword !== 'if' && !schemaPath.includes('/oneOf/'));
  // When a branch fails for another reason, its fields count as unknown too.
  const other = telling.filter(({ keyword }) => keyword !== 'unevaluatedProperties');
  // The deepest complaint is the cause; those above it follow from it.
  const depth = (/** @type {import('ajv').ErrorObject} */ error) => error.instancePath.split('/').length;
  return [...(other.length > 0 ? other : telling)].sort((a, b) => depth(b) - depth(a))[0];
}

/** Each schema is compiled once. @type {Map<string, import('ajv').ValidateFunction>} */
const compiled = new Map();

/** @param {object} schema */
function compile(schema) {
  const text = JSON.stringify(schema);
  const known = compiled.get(text) ?? new Ajv({ strict: false, verbose: true, allErrors: true }).compile(schema);
  compiled.set(text, known);
  return known;
}

/** Throws one sentence when `data` of `file` breaks the schema. @param {string} file @param {any} data @param {object} schema */
export function validate(file, data, schema) {
  const fits = compile(schema);
  if (fits(data)) return;
  const first = cause(fits.errors ?? []);
  const value = ['string', 'number', 'boolean'].includes(typeof first.data) ? `; ${JSON.stringify(first.data)} is not that` : '';
  refusal(file, data)(first.instancePath, allowed(first) + value);
}
