// TypeScript for those who write for other people's pages: of the element, made from the simulators' descriptions, and of the
// frame, made from the schema of its messages.
import { rooms, themes } from '../glue/permissions.js';
import { unitFor } from '../glue/unit.js';
import { messageTypes } from './messages.mjs';

const pascal = (/** @type {string} */ id) => id.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
const oneOf = (/** @type {string[]} */ names) => names.map((name) => `'${name}'`).join(' | ') || 'never';
const union = (/** @type {any[]} */ list) => oneOf(list.map(({ id }) => id));
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

/** What the element takes beside its parameters. Lists go by comma or space. */
export interface Options<N extends Name = Name> {
  controls?: ${oneOf(rooms)};
  theme?: ${oneOf(themes)};
  /** Parameters that are seen; without it, all. */
  show?: string;
  /** Parameters that only the page moves. */
  lock?: string;
  /** Actions that are offered, or “none”; without it, all. */
  actions?: string;
  /** The experiment that it begins with. */
  preset?: Simulators[N]['presets'];
  /** A saved state that it begins with. */
  state?: string;
  /** What is shown beside it, as A: a preset's name, or parameters as an address has them. */
  compare?: string;
  /** Seconds that have passed, and what was done when, as an address has it. */
  time?: number;
  history?: string;
}
/** Attributes of the element, as JSX has them. */
export type Attributes<N extends Name = Name> = { [K in N]: { name: K } & Options<K> & Partial<Simulators[K]['params']> }[N];

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
  /** Shows a preset, a run as an address has it, or without either the present state as A; what changes from then on is B. */
  compare(other?: string): Promise<void>;
  /** Ends the comparison. */
  alone(): void;
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

/** The frame's side, for whoever posts messages, and \`connect\`, for whoever would rather call. */
export const frameTypes = () => `// Types of the messages between a page and the lesson in its frame, and of tradeoff-frame.js.
import type { Name, Scene, Simulators, TradeoffSimEvents } from './tradeoff-sim.js';

${messageTypes()}
type Told<N extends Name> = { params: Simulators[N]['params']; scene: Scene<N>; state: string; description: object; ignored: { foreign: number; malformed: number } };

/** A simulator in a frame. Each call is a message, and fails with the refusal's sentence. */
export interface FrameSimulator<N extends Name = Name> {
  readonly description: object;
  readonly hello: Pick<Told<N>, 'description' | 'params' | 'ignored'>;
  /** Events of the names of TradeoffSimEvents, with their details. */
  readonly events: EventTarget;
  on<E extends keyof TradeoffSimEvents>(name: E, listener: (detail: TradeoffSimEvents<N>[E]['detail']) => void): void;
  get<W extends keyof Told<N>>(what: W): Promise<Told<N>[W]>;
  set(values: Partial<Simulators[N]['params']>): Promise<Simulators[N]['params']>;
  act(action: Simulators[N]['actions']): Promise<null>;
  preset(preset: Simulators[N]['presets']): Promise<null>;
  restore(state: string): Promise<null>;
  pause(paused?: boolean): Promise<null>;
  /** Stops listening. The frame stays. */
  destroy(): void;
}

/** Waits for the simulator in a frame whose address names this page's origin in “origins”. */
export function connect<N extends Name = Name>(iframe: HTMLIFrameElement, patience?: number): Promise<FrameSimulator<N>>;
`;
