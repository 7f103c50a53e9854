// A small course system around scorm-again: it plays a package, keeps each attempt, takes statements, and can be stopped.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { unzipSync } from 'fflate';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.ttf': 'font/ttf' };

/** /player?version=1.2&attempt=NAME */
const player = `<!doctype html><title>Course system</title><script src="/library.js"></script>
<style>html,body,iframe{margin:0;width:100%;height:100%;border:0}</style><iframe></iframe><script type="module">
const { version, attempt } = Object.fromEntries(new URLSearchParams(location.search));
const settings = { lmsCommitUrl: '/commit/' + attempt, dataCommitFormat: 'json', autocommit: false, logLevel: 5 };
const api = version === '1.2' ? (window.API = new Scorm12API(settings)) : (window.API_1484_11 = new Scorm2004API(settings));
const saved = await (await fetch('/attempt/' + attempt)).json();
if (saved) api.loadFromJSON(saved.cmi, 'cmi');
document.querySelector('iframe').src = '/package/course.html';
</script>`;

/** @param {import('node:http').IncomingMessage} request */
async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

/** @param {string} zip */
export function makeLms(zip) {
  const files = unzipSync(readFileSync(zip));
  const attempts = /** @type {Map<string, any>} */ (new Map());
  const statements = /** @type {any[]} */ ([]);
  const refused = /** @type {string[]} */ ([]);
  let server, port = 0, late = 0;

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async function answer(request, response) {
    const path = new URL(request.url ?? '', 'http://localhost').pathname;
    const send = (/** @type {string} */ type, /** @type {string | Uint8Array} */ content, status = 200) => response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(content);
    const [, place, name] = path.split('/');
    if (place === 'player') return send('text/html; charset=utf-8', player);
    if (place === 'library.js') return send('text/javascript', readFileSync('node_modules/scorm-again/dist/scorm-again.min.js'));
    if (place === 'attempt') return send('application/json', JSON.stringify(attempts.get(name) ?? null));
    if (place === 'commit') {
      attempts.set(name, JSON.parse(await body(request)));
      return send('application/json', '{"result":true,"errorCode":0}');
    }
    if (place === 'xapi') {
      const { authorization, 'x-experience-api-version': version } = request.headers;
      const batch = JSON.parse(await body(request));
      if (authorization !== 'Basic bGVzc29u' || version !== '1.0.3') return send('text/plain', 'no', 401);
      for (const one of batch) if (!statements.some(({ id }) => id === one.id)) statements.push(one);
      await new Promise((done) => setTimeout(done, late));
      return send('application/json', JSON.stringify(batch.map(({ id }) => id)));
    }
    const file = path.replace('/package/', '');
    if (files[file] && place === 'package') return send(types[/** @type {'.js'} */ (extname(file))] ?? 'application/octet-stream', files[file]);
    refused.push(path);
    send('text/plain', 'no such file', 404);
  }

  return {
    attempts, statements, refused,
    get url() {
      return `http://localhost:${port}/`;
    },
    /** Statements are taken at once, and confirmed later. @param {number} milliseconds */
    hesitate: (milliseconds) => void (late = milliseconds),
    /** At the same address as before. */
    start: () => new Promise((done) => {
      server = createServer((request, response) => void answer(request, response));
      server.listen(port, '127.0.0.1', () => done(void (port = server.address().port)));
    }),
    stop: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}
