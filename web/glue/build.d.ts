// What the bundler provides.
declare module 'lesson:assets' {
  const assets: {
    wasm: string;
    js: string;
    regular: string;
    semibold: string;
    wasmSize: number;
    /** Of each simulator's stage at its usual values: narrow, medium and wide, in CSS px. */
    heights: Record<string, number[]>;
    cards: string;
    /** The module as a classic script; only a classic bundle knows of it. */
    inlined?: string;
    /** MicroPython's module, and the worker that runs it. */
    python: string;
    drillWorker: string;
  };
  export default assets;
}
declare module '@micropython/micropython-webassembly-pyscript/micropython.mjs' {
  export const loadMicroPython: (options: object) => Promise<any>;
}
declare module '*.css' {
  const text: string;
  export default text;
}
declare module 'lesson:messages' {
  /** Whether the schema's “toFrame” takes it. */
  export function toFrame(message: unknown): boolean;
}
