// What somebody might write who means harm, or whose disk does; made by fast-check, the same at each run unless FUZZ_SEED and
// FUZZ_TIMES say otherwise.
import assert from 'node:assert/strict';
import fc from 'fast-check';

/** @param {number} numRuns */
export const runs = (numRuns) => ({ numRuns: numRuns * Number(process.env.FUZZ_TIMES ?? 1), seed: Number(process.env.FUZZ_SEED ?? 1), interruptAfterTimeLimit: 600_000, markInterruptAsFailure: true, includeErrorInReport: true });

export const payloads = [
  '<img src=x onerror=window.ran=1>', '<svg onload=window.ran=1>', '"><script>window.ran=1</script>', "'-window.ran=1-'", 'javascript:window.ran=1',
  '[x](javascript:window.ran=1)', '<a href="data:text/html,x">y</a>', '<iframe srcdoc="<script>parent.ran=1</script>">', '${window.ran=1}', '{{ran}}',
  '__proto__', 'constructor', 'prototype', 'toString', '__defineGetter__', 'hasOwnProperty', '\u0000', '\u202e\u2028\ud800', '1e309', '-0', 'NaN', '0x7f',
  '%00%ff%', '../../etc', '|'.repeat(40), 'a'.repeat(3000), '<'.repeat(500), '$'.repeat(60), '`'.repeat(60), '['.repeat(300), '\\'.repeat(99),
];
export const hostile = fc.oneof(fc.constantFrom(...payloads), fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...payloads), { minLength: 2, maxLength: 4 }).map((all) => all.join('')), fc.double().map(String));

/** JSON text, in which “__proto__” is a key like any other. */
export const json = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom('null', 'true', '0', '-1', '1e400', '[]', '{}', '"x"'), hostile.map((text) => JSON.stringify(text)), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }).map((all) => `[${all.join()}]`),
  object: fc.array(fc.tuple(hostile, tie('value')), { maxLength: 4 }).map((all) => `{${all.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
})).value.map(String);

/** A good piece of data with some of its places spoilt, as JSON text. @param {any} good */
export const damaged = (good) => fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'repeat'), json, hostile), { minLength: 1, maxLength: 3 }).map((edits) => {
  let data = structuredClone(good);
  for (const [at, how, value, key] of edits) {
    /** @type {[any, string | number][]} */
    const places = [];
    const walk = (/** @type {any} */ node) => {
      for (const name of Object.keys(node ?? {})) {
        places.push([node, name]);
        if (typeof node[name] === 'object') walk(node[name]);
      }
    };
    walk(data);
    if (places.length === 0) continue;
    const [node, name] = places[at % places.length];
    const put = (/** @type {string | number} */ field, /** @type {any} */ content) => Object.defineProperty(node, field, { value: content, writable: true, enumerable: true, configurable: true });
    if (how === 'remove') delete node[name];
    else if (how === 'add') put(key, JSON.parse(value));
    else if (how === 'repeat' && Array.isArray(node)) node.push(node[/** @type {any} */ (name)]);
    else put(name, JSON.parse(value));
  }
  return JSON.stringify(data);
});

const prototypes = [Object, Array, Function, String, Number, Promise, Map];
const members = () => prototypes.map(({ prototype }) => Reflect.ownKeys(prototype).map(String).join()).join();
const before = members();
/** That nothing was added to what all objects share. */
export const unspoilt = () => assert.equal(members(), before);
