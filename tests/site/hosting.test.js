// The site as a host gets it: compressed, with headers, reproducible, right under any path.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { start } from '../../scripts/lib/static-server.mjs';
import { shrinks } from '../../web/site/compress.mjs';
import { hashed } from '../../web/site/headers.mjs';

const site = 'dist/site';
const filesOf = (/** @type {string} */ folder) => readdirSync(folder, { recursive: true }).map(String).filter((file) => statSync(join(folder, file)).isFile()).sort();
const files = filesOf(site);
const read = (/** @type {string} */ file) => readFileSync(join(site, file), 'utf8');

/** Where scripts/setup put the sources, whose licences the site holds. */
function sources() {
  const lock = createHash('sha256').update(readFileSync('scripts/third-party.lock')).digest('hex').slice(0, 16);
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'trade-offs-lesson', `sources-${lock}`);
}

test('a second build of the same commit is the same to the byte', { timeout: 120_000 }, () => {
  const again = 'dist/again';
  execFileSync('node', ['web/site/build.mjs', again], { env: { ...process.env, LESSON_SOURCES: sources(), TZ: 'Asia/Kolkata' }, stdio: 'pipe' });
  assert.deepEqual(filesOf(again), files);
  for (const file of files) assert.ok(readFileSync(join(site, file)).equals(readFileSync(join(again, file))), file);
  rmSync(again, { recursive: true });
});

test('beside each file that shrinks lie its .br and .gz, which unpack to it', () => {
  const plain = files.filter(shrinks);
  assert.ok(plain.length > 40);
  for (const file of plain) {
    const bytes = readFileSync(join(site, file));
    assert.ok(brotliDecompressSync(readFileSync(join(site, `${file}.br`))).equals(bytes), file);
    assert.ok(gunzipSync(readFileSync(join(site, `${file}.gz`))).equals(bytes), file);
  }
});

test('what is cached for good bears the hash of its content', () => {
  const named = files.filter((file) => file.startsWith('assets/') && /\.[0-9a-f]{10}\.\w+$/.test(file));
  assert.ok(named.length >= 8);
  for (const file of named)
    assert.equal(createHash('sha256').update(readFileSync(join(site, file))).digest('hex').slice(0, 10), file.split('.').at(-2), file);
  const forGood = [...read('_headers').matchAll(/^(\/\S+)\n {2}Cache-Control: public, max-age=31536000, immutable$/gm)].map(([, path]) => path.slice(1));
  assert.deepEqual(forGood, files.filter((file) => file.startsWith('assets/') && hashed.test(file)));
});

test('each page names a card of 1,200 by 630 px, the manifest and its icons', () => {
  for (const page of files.filter((file) => file.endsWith('.html') && /og:image/.test(read(file)))) {
    const [, card] = /og:image" content="(?:\.\.?\/)*(social\/[\w-]+\.png)"/.exec(read(page)) ?? [];
    assert.ok(card && existsSync(join(site, card)), `${card} of ${page}`);
    const png = readFileSync(join(site, card));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630], card);
  }
  const manifest = JSON.parse(read('manifest.webmanifest'));
  assert.deepEqual([manifest.start_url, manifest.scope, manifest.display], ['./index.html', './', 'standalone']);
  for (const { src, sizes } of manifest.icons) {
    const png = readFileSync(join(site, src));
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
  }
});

test('the sitemap lists every page that a reader may look for', () => {
  const listed = [...read('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, path]) => `${path}index.html`);
  assert.deepEqual(listed, files.filter((file) => file.endsWith('index.html')));
});

test('a base that is no address is refused with a sentence', () => {
  assert.throws(() => execFileSync('node', ['web/site/build.mjs', 'dist/unmade'], { env: { ...process.env, LESSON_BASE: 'example.org' }, stdio: 'pipe' }),
    /LESSON_BASE must be an address that begins with https:\/\/ and ends with a slash; “example.org” is not/);
});

for (const at of ['/', '/a/b/']) {
  describe(`served at ${at}`, () => {
    /** @type {{ url: string, close: () => Promise<void> }} */
    let server;
    before(async () => (server = await start({ root: site, at })));
    after(() => server.close());

    test('every file of every page is there, with the recommended headers', async () => {
      const page = `${server.url}03-describing-performance/index.html`;
      const response = await fetch(page);
      assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('cache-control'), 'no-cache');
      assert.match(response.headers.get('content-encoding') ?? '', /^(br|gzip)$/);
      for (const [, address] of (await response.text()).matchAll(/<(?:link|script)[^>]* (?:href|src)="([^"]+)"/g)) {
        const part = await fetch(new URL(address, page));
        assert.equal(part.status, 200, address);
        if (hashed.test(address)) assert.equal(part.headers.get('cache-control'), 'public, max-age=31536000, immutable', address);
        await part.arrayBuffer();
      }
    });

    test('asked again, a file that has not changed is not sent again', async () => {
      const page = `${server.url}03-describing-performance/index.html`;
      const first = await fetch(page);
      await first.arrayBuffer();
      const etag = first.headers.get('etag') ?? '';
      const again = await fetch(page, { headers: { 'If-None-Match': etag } });
      assert.equal(again.status, 304);
      assert.equal((await again.arrayBuffer()).byteLength, 0);
      assert.equal(again.headers.get('cache-control'), 'no-cache');
      assert.equal((await fetch(page, { headers: { 'If-None-Match': '"another"' } })).status, 200);
    });

    test('a lost address gets the page for it, and nothing above the folder is served', async () => {
      const lost = await fetch(`${server.url}nowhere`);
      assert.equal(lost.status, 404);
      assert.match(await lost.text(), /There is no such page/);
      assert.equal((await fetch(`${server.url}..%2f..%2fpackage.json`)).status, 404);
    });
  });
}
