// The messages of web/glue/messages.schema.json as a reader's table and as TypeScript, both made from it.
import { readFileSync } from 'node:fs';

export const schema = JSON.parse(readFileSync('web/glue/messages.schema.json', 'utf8'));

/** @param {any} rule */
const resolved = (rule) => (rule.$ref ? { ...rule, ...schema.$defs[rule.$ref.split('/').at(-1)] } : rule);

/** The messages one way: their names, fields and words. @param {'toFrame' | 'fromFrame'} way */
const messages = (way) => schema.$defs[way].oneOf.map((/** @type {any} */ { description, properties: { type, ...fields } }) => ({ type: type.const, description, fields }));

/** What a field takes, as TypeScript. @param {any} rule @returns {string} */
function typeOf(rule) {
  const { const: only, enum: some, type, additionalProperties: inner } = resolved(rule);
  if (only !== undefined) return JSON.stringify(only).replaceAll('"', "'");
  if (some) return some.map((/** @type {string} */ one) => `'${one}'`).join(' | ');
  if (type === 'object') return inner ? `Record<string, ${typeOf(inner)}>` : 'object';
  return type ? [type].flat().join(' | ') : 'unknown';
}

/** What a field takes, in words. @param {any} rule @returns {string} */
function wordsOf(rule) {
  const { enum: some, type, additionalProperties: inner } = resolved(rule);
  if (some) return some.map((/** @type {string} */ one) => `“${one}”`).join(', ').replace(/, ([^,]*)$/, ' or $1');
  if (inner) return `object of ${wordsOf(inner)}`;
  return type ? [type].flat().join(', ').replace(/, ([^,]*)$/, ' or $1') : 'anything';
}

/** Rows of a table in Markdown. @param {'toFrame' | 'fromFrame'} way */
const rows = (way) => messages(way).map(({ type, fields, description }) => {
  const named = Object.entries(fields).map(([name, rule]) => `\`${name}\`: ${wordsOf(rule)}`).join('; ');
  return `| \`${type}\` | ${named} | ${description} |\n`;
}).join('');

/** Both ways, in Markdown. @param {string} level Of its headings. */
export const messageTables = (level) => [['To the frame', 'toFrame'], ['From the frame', 'fromFrame']].map(([title, way]) =>
  `${level} ${title}\n\n| \`type\` | other fields | meaning |\n|---|---|---|\n${rows(/** @type {any} */ (way))}`).join('\n');

/** @param {string} name @param {'toFrame' | 'fromFrame'} way */
const union = (name, way) => `export type ${name} = Head & (\n${messages(way).map(({ type, fields, description }) =>
  `  /** ${description} */\n  | { ${[`type: '${type}'`, ...Object.entries(fields).map(([field, rule]) => `${field}: ${typeOf(rule)}`)].join('; ')} }\n`).join('')});\n`;

/** The types of both ways. */
export const messageTypes = () => {
  const { protocol, version, id } = schema.$defs.common.properties;
  return `/** What every message has. */
export interface Head { protocol: ${typeOf(protocol)}; version: ${typeOf(version)}; /** ${id.description} */ id?: ${typeOf(id)} }
${union('ToFrame', 'toFrame')}${union('FromFrame', 'fromFrame')}`;
};
