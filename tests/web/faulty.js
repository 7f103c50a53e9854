// The site behind a server that spoils some of its answers, as a test wants it.
import { createServer } from 'node:http';
import { serve } from './driver.js';

/** @typedef {{ status: number, headers: Record<string, string>, body: Buffer, cut?: boolean }} Answer `cut`: the connection dies half-way. */

/** What a host may do to a file. @type {Record<string, (answer: Answer) => void>} */
export const spoilers = {
  missing: (answer) => void Object.assign(answer, { status: 404, body: Buffer.from('Not here.') }),
  truncated: (answer) => void (answer.body = answer.body.subarray(0, 5000)),
  mistyped: (answer) => void (answer.headers['content-type'] = 'text/plain'),
  page: (answer) => void Object.assign(answer, { body: Buffer.from('<!doctype html><title>Welcome</title>'), headers: { ...answer.headers, 'content-type': 'text/html' } }),
  cut: (answer) => void (answer.cut = true),
  forbidding: ({ headers }) => void (headers['content-security-policy'] = headers['content-security-policy'].replace(" 'wasm-unsafe-eval'", '')),
};

export async function serveFaulty() {
  const site = await serve();
  /** @type {{ path: RegExp, spoil: (answer: Answer) => void } | undefined} */
  let fault;
  const server = createServer(async (request, response) => {
    const came = await fetch(new URL(request.url ?? '', site.url), { headers: { 'accept-encoding': 'identity' } });
    const answer = /** @type {Answer} */ ({ status: came.status, headers: Object.fromEntries(came.headers), body: Buffer.from(await came.arrayBuffer()) });
    if (fault?.path.test(request.url ?? '')) fault.spoil(answer);
    const { status, headers, body, cut } = answer;
    response.writeHead(status, { ...headers, 'cache-control': 'no-store', 'content-length': body.length });
    if (!cut) return void response.end(body);
    response.write(body.subarray(0, body.length >> 1), () => setTimeout(() => response.destroy(), 50));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  return {
    url: `http://localhost:${/** @type {any} */ (server.address()).port}/`,
    /** @param {RegExp} path @param {(answer: Answer) => void} spoil */
    break: (path, spoil) => void (fault = { path, spoil }),
    mend: () => void (fault = undefined),
    async close() {
      await new Promise((done) => (server.closeAllConnections(), server.close(done)));
      await site.close();
    },
  };
}
