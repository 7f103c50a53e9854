// Statements (xAPI 1.0.3) to the endpoint that the launch address names. They wait in this browser until it has taken
// them; each carries an id, so that one that is sent twice counts once.
import { response, typeOf } from './course-answer.js';

const verbs = 'http://adlnet.gov/expapi/verbs/';
const most = { statements: 500, characters: 500_000, batch: 25 };

/** Not crypto.randomUUID, which plain http lacks. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** What tells a statement store who somebody is. */
const identities = ['mbox', 'mbox_sha1sum', 'openid', 'account', 'member'];

/** The learner; older launchers put each field into a list. @param {string | null} text */
function readActor(text) {
  try {
    const actor = JSON.parse(text ?? '');
    if (typeof actor !== 'object' || actor === null || Array.isArray(actor) || !identities.some((one) => actor[one])) return undefined;
    return Object.fromEntries(Object.entries(actor).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
  } catch {
    return undefined;
  }
}

/** What waits to be sent, kept in this browser as far as it allows. @param {string} key */
function makeQueue(key) {
  /** @type {any[]} */
  let memory = [];
  const load = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return memory;
    }
  };
  const store = (/** @type {any[]} */ list) => {
    let text = JSON.stringify(list);
    // Too many wait: the oldest go first.
    while (list.length > most.statements || text.length > most.characters) text = JSON.stringify((list = list.slice(Math.ceil(list.length / 10))));
    memory = list;
    try {
      localStorage.setItem(key, text);
    } catch {
      // It stays in memory.
    }
  };
  return {
    add: (/** @type {any} */ statement) => store([...load(), statement]),
    first: () => load().slice(0, most.batch),
    remove: (/** @type {any[]} */ sent) => store(load().filter(({ id }) => !sent.some((one) => one.id === id))),
  };
}

const isEndpoint = (/** @type {string} */ text) => /^https?:\/\/[^/\s]/.test(text);

/** What is wrong with a launch address that names an endpoint or a learner, in a sentence each. @param {string} search */
export function launchFaults(search) {
  const asked = new URLSearchParams(search);
  if (!asked.has('endpoint') && !asked.has('actor')) return [];
  const came = (/** @type {string} */ field) => (asked.get(field) ? `“${asked.get(field)?.slice(0, 60)}” is not that` : 'nothing came');
  return [
    ...(isEndpoint(asked.get('endpoint') ?? '') ? [] : [`“endpoint” takes an address that begins with https:// or http://; ${came('endpoint')}.`]),
    ...(readActor(asked.get('actor')) ? [] : [`“actor” takes a learner as JSON, as {"mbox":"mailto:ada@school.example"}; ${came('actor')}.`]),
  ];
}

/** @param {{ id: string, title: string }} course @param {string} search The launch address's parameters.
 * @param {(waiting: boolean) => void} told Whether statements wait for the network. */
export function openXapi(course, search, told) {
  const asked = new URLSearchParams(search);
  const endpoint = asked.get('endpoint') ?? '';
  const actor = readActor(asked.get('actor'));
  if (!actor || !isEndpoint(endpoint)) return undefined;
  const address = `${endpoint.replace(/\/$/, '')}/statements`;
  const registration = asked.get('registration') ?? undefined;
  const activity = { id: asked.get('activity_id') ?? `urn:lesson:${course.id}`, objectType: 'Activity', definition: { name: { en: course.title }, type: `http://adlnet.gov/expapi/activities/course` } };
  const queue = makeQueue(`lesson-statements ${endpoint} ${registration ?? ''}`);
  let sending = false, wait = 5000, due = 0;

  /** @param {boolean} [last] As the page closes: what is on its way is not waited for, since it may never arrive. */
  async function send(last = false) {
    const batch = queue.first();
    if ((sending && !last) || batch.length === 0) return;
    sending = true;
    clearTimeout(due);
    const headers = { 'Content-Type': 'application/json', 'X-Experience-API-Version': '1.0.3', ...(asked.get('auth') ? { Authorization: asked.get('auth') ?? '' } : {}) };
    const status = await fetch(address, { method: 'POST', headers, body: JSON.stringify(batch), keepalive: last, credentials: 'omit' }).then((response) => response.status, () => 0);
    sending = false;
    // What can never be taken must not bar the way of the rest; what may be taken later waits.
    const later = [0, 401, 403, 408, 429].includes(status) || status >= 500;
    told(later);
    if (!later) queue.remove(batch);
    wait = later ? Math.min(2 * wait, 60_000) : 5000;
    if (later) due = window.setTimeout(send, wait);
    else send(last);
  }

  /** @param {string} verb @param {any} object @param {any} [result] @param {Date} [time] @param {boolean} [last] */
  function state(verb, object, result, time = new Date(), last = false) {
    const context = { ...(registration ? { registration } : {}), contextActivities: object === activity ? undefined : { parent: [{ id: activity.id, objectType: 'Activity' }] } };
    queue.add({ id: uuid(), actor, verb: { id: verbs + verb, display: { en: verb } }, object, result, context, timestamp: time.toISOString() });
    send(last);
  }

  addEventListener('online', () => send());
  state('initialized', activity);
  return {
    registration,
    /** @param {import('./course-suspend.js').Question} question @param {string} answer @param {boolean} correct @param {Date} time */
    answer(question, answer, correct, time) {
      state('answered', {
        id: `${activity.id}/${question.id}`, objectType: 'Activity',
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction', description: { en: question.text },
          interactionType: typeOf(question),
          ...(question.right ? { correctResponsesPattern: [question.right.join('[,]')] } : {}),
          ...(question.low === undefined ? {} : { correctResponsesPattern: [`${question.low}[:]${question.high}`] }),
          ...(question.options ? { choices: question.options.map((id) => ({ id })) } : {}),
        },
      }, { success: correct, response: response(question, answer) }, time);
    },
    /** @param {string} path @param {string} title */
    page: (path, title) => state('experienced', { id: `${activity.id}/${path}`, objectType: 'Activity', definition: { name: { en: title } } }),
    /** @param {{ right: number, questions: number }} standing */
    complete: ({ right, questions }) => state('completed', activity,
      { completion: true, score: { raw: right, min: 0, max: questions, scaled: questions > 0 ? right / questions : 1 } }),
    /** @param {number} seconds */
    close: (seconds) => state('terminated', activity, { duration: `PT${Math.round(seconds)}S` }, new Date(), true),
    send,
  };
}
