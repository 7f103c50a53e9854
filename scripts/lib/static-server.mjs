// Serves a folder on this machine as a good host would: with the headers of its `_headers` file, what lies compressed
// beside a file in its place, and its 404.html. Usage: node static-server.mjs FOLDER PORT
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseHeaders } from '../../web/site/headers.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
  '.ttf': 'font/ttf', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8', '.xml': 'application/xml',
  '.webmanifest': 'application/manifest+json', '.zip': 'application/zip', '.epub': 'application/epub+zip', '.pdf': 'application/pdf',
};

/** The path within the site that an address means, or nothing. @param {string} address @param {string} at */
function pathFor(address, at) {
  try {
    const path = normalize(decodeURIComponent(new URL(address, 'http://localhost').pathname));
    return path.startsWith(at) ? path.slice(at.length - 1) : undefined;
  } catch {
    return undefined;
  }
}

/** The file at a path, inside the folder or not at all. @param {string} root @param {string | undefined} path */
function fileFor(root, path) {
  if (path === undefined || path.includes('\0')) return undefined;
  const file = join(root, path, path.endsWith('/') ? 'index.html' : '');
  return file.startsWith(root) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** @param {string} root */
function rulesOf(root) {
  const rules = existsSync(join(root, '_headers')) ? parseHeaders(readFileSync(join(root, '_headers'), 'utf8')) : [];
  return (/** @type {string} */ path) => Object.assign({}, ...rules
    .filter((rule) => rule.path === path || (rule.path.endsWith('*') && path.startsWith(rule.path.slice(0, -1)))).map(({ headers }) => headers));
}

/** What lies beside a file in a form that the visitor takes. @param {string} file @param {string | string[] | undefined} taken */
const squeezed = (file, taken) => [['br', '.br'], ['gzip', '.gz']].find(([name, end]) => String(taken).includes(name) && existsSync(file + end));

/** @param {{ root: string, port?: number, policy?: boolean, cors?: boolean, at?: string }} options `policy`: send the site's headers; `cors`:
 * let other origins' pages fetch; `at`: the path under which the folder is, as “/a/b/”. @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export function start({ root, port = 0, policy = true, cors = true, at = '/' }) {
  const folder = resolve(root);
  const headersFor = policy ? rulesOf(folder) : () => ({});
  const server = createServer((request, response) => {
    const path = pathFor(request.url ?? '/', at);
    const found = fileFor(folder, path);
    const file = found ?? fileFor(folder, '/404.html');
    /** @type {Record<string, string>} */
    const headers = { 'Cache-Control': 'no-cache', ...headersFor(path ?? '/') };
    if (!cors) delete headers['Access-Control-Allow-Origin'];
    if (!file) return void response.writeHead(404, { ...headers, 'Content-Type': types['.txt'] }).end('There is no such page here.\n');
    const [encoding, end] = squeezed(file, request.headers['accept-encoding']) ?? [undefined, ''];
    const { size, mtimeMs } = statSync(file + end);
    // Asked again, most visits need no more than that nothing has changed.
    headers.ETag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    headers.Vary = 'Accept-Encoding';
    if (found && request.headers['if-none-match'] === headers.ETag) return void response.writeHead(304, headers).end();
    response.writeHead(found ? 200 : 404, {
      ...headers,
      'Content-Type': types[/** @type {keyof typeof types} */ (extname(file))] ?? 'application/octet-stream',
      'Content-Length': size,
      ...(encoding && { 'Content-Encoding': encoding }),
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file + end).pipe(response);
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
      done({
        url: `http://localhost:${taken}${at}`,
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
