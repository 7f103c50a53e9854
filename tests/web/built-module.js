// The module as the built site has it, for tests that want it in Node.
import { readFileSync, readdirSync } from 'node:fs';

const assets = readdirSync('dist/site/assets');
const named = (/** @type {RegExp} */ pattern) => /** @type {string} */ (assets.find((name) => pattern.test(name)));

export const wasm = named(/\.wasm$/);
export const script = named(/^lesson\..*\.js$/);

/** The function that makes an instance, and the module's bytes. */
export async function builtModule() {
  // The module is made for the web: it looks for a few of its globals, and uses none of them here.
  Object.assign(globalThis, { window: globalThis, document: { currentScript: null }, screen: {} });
  const { default: create } = await import(`../../dist/site/assets/${script}`);
  return { create, bytes: readFileSync(`dist/site/assets/${wasm}`) };
}

export async function moduleInNode() {
  const { create, bytes } = await builtModule();
  const compiled = await WebAssembly.compile(bytes);
  return create({
    canvas: {},
    /** @param {WebAssembly.Imports} imports @param {Function} done */
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled));
      return {};
    },
  });
}
