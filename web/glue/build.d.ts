// What the bundler provides.
declare module 'lesson:assets' {
  const assets: {
    wasm: string;
    js: string;
    regular: string;
    semibold: string;
    wasmSize: number;
    cards: string;
  };
  export default assets;
}
declare module '*.css' {
  const text: string;
  export default text;
}
