// What the bundler provides.
declare module 'lesson:assets' {
  const assets: {
    wasm: string;
    js: string;
    regular: string;
    semibold: string;
    wasmSize: number;
    deviations: Record<string, { relative: number; of: string }>;
  };
  export default assets;
}
declare module '*.css' {
  const text: string;
  export default text;
}
