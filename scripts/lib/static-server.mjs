// Serves a folder on this machine with the headers that the site recommends to any host.
// Usage: node static-server.mjs FOLDER PORT
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { readFileSync } from 'node:fs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
  '.ttf': 'font/ttf', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};
const security = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
/** Compressed once, then kept. @type {Map<string, Buffer>} */
const compressed = new Map();

/** @param {string} file */
function brotli(file) {
  const key = `${file}:${statSync(file).mtimeMs}`;
  const kept = compressed.get(key) ?? brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  compressed.set(key, kept);
  return kept;
}

/** The file an address means, inside the folder or not at all. @param {string} root @param {string} address */
function fileFor(root, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  const file = join(root, normalize(path), path.endsWith('/') ? 'index.html' : '');
  return file.startsWith(root) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** @param {{ root: string, port?: number, policy?: boolean, cors?: boolean }} options `policy`: send the security headers; `cors`: let other origins' pages fetch. @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export function start({ root, port = 0, policy = true, cors = true }) {
  const folder = resolve(root);
  const server = createServer((request, response) => {
    const file = fileFor(folder, request.url ?? '/');
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', ...security });
      response.end('There is no such page here.\n');
      return;
    }
    const hashed = /\.([0-9a-f]{10}|[0-9A-Z]{8})\./.test(file);
    const headers = {
      'Content-Type': types[/** @type {keyof typeof types} */ (extname(file))] ?? 'application/octet-stream',
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(policy ? security : {}),
      ...(cors ? { 'Access-Control-Allow-Origin': '*' } : {}),
    };
    if (String(request.headers['accept-encoding']).includes('br')) {
      const bytes = brotli(file);
      response.writeHead(200, { ...headers, 'Content-Encoding': 'br', 'Content-Length': bytes.length, Vary: 'Accept-Encoding' });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    } else {
      response.writeHead(200, headers);
      createReadStream(file).pipe(response);
    }
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
      done({
        url: `http://localhost:${taken}/`,
        close: () => new Promise((closed) => {
          server.closeAllConnections();
          server.close(() => closed());
        }),
      });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [root, port] = process.argv.slice(2);
  try {
    const { url } = await start({ root, port: Number(port) });
    console.log(`The lesson is at ${url}`);
  } catch (error) {
    const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
    console.error(taken ? `Port ${port} is in use; choose another with --port.` : `The lesson cannot be served: ${error}`);
    process.exit(1);
  }
}
