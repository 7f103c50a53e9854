// A host's program: every message, call, attribute and event, and beside each a mistake that must not compile.
import type { Attributes, Name, TradeoffSim } from './tradeoff-sim.js';
import { connect, type FromFrame, type ToFrame } from './tradeoff-frame.js';

const head = { protocol: 'tradeoff-sim', version: 1 } as const;

export const messages: ToFrame[] = [
  { ...head, type: 'hello', id: 1 },
  { ...head, type: 'get', what: 'params' },
  { ...head, type: 'set', values: { tail: 1.2, hedge: true, axis: 'linear' }, id: 'second' },
  { ...head, type: 'act', action: 'resample' },
  { ...head, type: 'preset', preset: 'one-call' },
  { ...head, type: 'restore', state: '{}' },
  { ...head, type: 'pause', paused: true },
];

export const wrong: ToFrame[] = [
  // @ts-expect-error There is no such message.
  { ...head, type: 'stop' },
  // @ts-expect-error The version is another.
  { ...head, version: 2, type: 'hello' },
  // @ts-expect-error There is no such thing to get.
  { ...head, type: 'get', what: 'weather' },
  // @ts-expect-error Values are words, numbers, yes or no.
  { ...head, type: 'set', values: { tail: { at: 1 } } },
  // @ts-expect-error Which action?
  { ...head, type: 'act' },
  // @ts-expect-error Paused is yes or no.
  { ...head, type: 'pause', paused: 'yes' },
];

/** What the frame says, each in its own way. */
export function heard(message: FromFrame): string {
  switch (message.type) {
    case 'height': return `${message.height.toFixed()} px`;
    case 'answer': return `${message.to} ${String(message.value)} ${message.id ?? ''}`;
    case 'refusal': return `${message.to}: ${message.message.trim()}`;
    case 'event': return message.name === 'prediction' ? 'a guess' : message.name;
    default: return message satisfies never;
  }
}

export async function inFrame(iframe: HTMLIFrameElement) {
  const sim = await connect<'percentiles'>(iframe, 5000);
  const { tail, axis } = await sim.set({ tail: 1.2, axis: 'linear' });
  // @ts-expect-error There is no such parameter.
  await sim.set({ colour: 'red' });
  await sim.act('resample');
  // @ts-expect-error There is no such action.
  await sim.act('explode');
  await sim.preset('one-call');
  await sim.restore(await sim.get('state'));
  await sim.pause(false);
  const { foreign } = await sim.get('ignored');
  const [value] = (await sim.get('scene')).values;
  sim.on('change', ({ params }) => params.backends.toFixed());
  // @ts-expect-error There is no such event.
  sim.on('burst', () => {});
  sim.destroy();
  return [tail + foreign, axis, value.text, sim.hello.params.median, sim.description] as const;
}

export const attributes: Attributes[] = [
  { name: 'percentiles', tail: 1.2, hedge: true, controls: 'plain', theme: 'dark', show: 'tail,backends', lock: 'tail', actions: 'none', preset: 'one-call', state: '{}' },
  { name: 'fan-out', compare: 'cohort', time: 1.5, history: '0~reset' },
];
export const mistaken: Attributes<'percentiles'>[] = [
  // @ts-expect-error Another simulator's.
  { name: 'percentiles', followers: 200 },
  // @ts-expect-error There is no such room.
  { name: 'percentiles', controls: 'some' },
  // @ts-expect-error There is no such experiment.
  { name: 'percentiles', preset: 'none-such' },
  // @ts-expect-error Seconds are a number.
  { name: 'percentiles', time: 'soon' },
  // @ts-expect-error There is no such simulator.
  { name: 'weather' },
];

export function onPage(name: Name) {
  const any = document.createElement('tradeoff-sim');
  any.name = name;
  const sim = any as TradeoffSim<'percentiles'>;
  sim.set('tail', 1.2);
  // @ts-expect-error Its values are numbers.
  sim.set('tail', 'heavy');
  sim.act('reset');
  sim.preset('one-call');
  sim.pause();
  void sim.compare('one-call').then(() => sim.alone());
  sim.addEventListener('ready', ({ detail }) => detail.description);
  sim.addEventListener('change', ({ detail }) => detail.params.tail.toFixed() + detail.query);
  sim.addEventListener('prediction', ({ detail }) => detail.guess + detail.text);
  sim.addEventListener('error', ({ detail }) => detail.message);
  if (sim.state && !sim.refusal) sim.restore(sim.state);
  return sim.scene?.values.map(({ number, exact }) => number - (exact ?? 0));
}
