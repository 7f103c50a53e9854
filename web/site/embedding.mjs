// What other people's pages need of the lesson: embed.html, and the types of the element, made from the descriptions.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { options } from '../glue/permissions.js';
import { unitFor } from '../glue/unit.js';

const schema = JSON.parse(readFileSync('web/glue/messages.schema.json', 'utf8'));

/** The check of a message to the frame, as a module: compiled here, for a page may not compile. */
export function messageCheck() {
  const ajv = new Ajv({ code: { source: true, esm: true }, strict: false });
  ajv.addSchema(schema, 'messages');
  return standaloneCode(/** @type {any} */ (ajv), { toFrame: 'messages#/$defs/toFrame' });
}

/** @param {Record<string, any>} assets @param {string} csp */
const page = (assets, csp) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<title>A simulator · Trade-offs in data systems</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="assets/${assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="assets/${assets.css}">
<script src="assets/${assets.theme}"></script>
<script defer src="assets/${assets.frame}"></script>
</head>
<body class="alone">
<main>
<p>The simulator needs JavaScript. <a href="index.html" target="_blank" rel="noopener">The lesson</a> can be read without.</p>
</main>
</body>
</html>
`;

const pascal = (/** @type {string} */ id) => id.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
const union = (/** @type {any[]} */ list) => list.map(({ id }) => `'${id}'`).join(' | ') || 'never';
const type = (/** @type {any} */ param) => ({ boolean: 'boolean', choice: union(param.choices) })[/** @type {string} */ (param.kind)] ?? 'number';
const note = (/** @type {any} */ param) => `${param.label}. ${param.help}${param.kind === 'number' || param.kind === 'integer' ? ` ${param.min} to ${param.max}${param.unit ? ` ${unitFor(param.unit)}` : ''}.` : ''} Default ${param.default}.`;

/** @param {any} one A description. */
const simulatorTypes = (one) => `/** ${one.title}. ${one.intro} */
export interface ${pascal(one.id)} {
  params: {
${one.params.map((/** @type {any} */ param) => `    /** ${note(param)} */\n    '${param.id}': ${type(param)};`).join('\n')}
  };
  actions: ${union([...one.actions, { id: 'reset' }])};
  presets: ${union(one.presets)};
  outputs: ${union(one.outputs)};
}
`;

/** @param {any[]} descriptions */
export const types = (descriptions) => `// Types of <tradeoff-sim>, made from the simulators' own descriptions.
${descriptions.map(simulatorTypes).join('\n')}
export interface Simulators {
${descriptions.map(({ id }) => `  '${id}': ${pascal(id)};`).join('\n')}
}
export type Name = keyof Simulators;

export interface Value { id: string; label: string; unit: string; number: number; text: string; low: number | null; high: number | null; samples: number | null; exact: number | null; note: string }
export interface Scene<N extends Name = Name> { summary: string; change: string; params: Simulators[N]['params']; values: Value[] }

export interface TradeoffSimEvents<N extends Name = Name> {
  ready: CustomEvent<{ description: object }>;
  change: CustomEvent<{ params: Simulators[N]['params']; query: string }>;
  prediction: CustomEvent<{ id: string; guess: string; text: string }>;
  error: CustomEvent<{ message: string; cause?: string }>;
}

export class TradeoffSim<N extends Name = Name> extends HTMLElement {
  name: N;
  set<P extends keyof Simulators[N]['params'] & string>(param: P, value: Simulators[N]['params'][P]): void;
  act(action: Simulators[N]['actions']): void;
  preset(preset: Simulators[N]['presets']): void;
  restore(state: string): void;
  pause(paused?: boolean): void;
  /** Undefined until \`ready\`. */
  readonly scene: Scene<N> | undefined;
  readonly state: string | undefined;
  readonly description: object | undefined;
  /** Why the last input was refused; empty when it was taken. */
  readonly refusal: string;
  addEventListener<E extends keyof TradeoffSimEvents>(type: E, listener: (event: TradeoffSimEvents<N>[E]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap { 'tradeoff-sim': TradeoffSim }
}
`;

/** Refuses a parameter whose name an option of the frame has. @param {any[]} descriptions */
function checkNames(descriptions) {
  for (const { id, params } of descriptions)
    for (const param of params)
      if (['sim', 'origins', 'embed', 'name', ...options].includes(param.id)) throw new Error(`${id} has a parameter “${param.id}”, which is the name of an option when it is embedded`);
}

/** @param {string} out Folder of the site. @param {any[]} descriptions @param {Record<string, any>} assets @param {string} csp */
export async function makeEmbedding(out, descriptions, assets, csp) {
  checkNames(descriptions);
  await writeFile(`${out}/embed.html`, page(assets, csp));
  await writeFile(`${out}/assets/tradeoff-sim.d.ts`, types(descriptions));
  await writeFile(`${out}/assets/messages.schema.json`, JSON.stringify(schema, null, 2));
}
