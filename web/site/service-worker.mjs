// The service worker: keeps all pages and assets of one build, and lets a newer one wait until the page asks for it. Without
// a network an address that is none of them gets the page for lost addresses.
import { generateSW } from 'workbox-build';
import { hashed } from './headers.mjs';

/** What it keeps of the page for lost addresses: a host may send 404.html itself as missing, and one missing file is no edition. */
export const lostCopy = 'lost.html';

/** Whether a file of the site is kept: not what only other sites and hosts read. @param {string} file */
export const kept = (file) => !/^(social\/.*|404\.html|_headers|\.nojekyll|sitemap\.xml|sw\.js)$/.test(file);

/** @param {string} folder Of the finished site. */
export async function makeServiceWorker(folder) {
  const { warnings } = await generateSW({
    globDirectory: folder,
    globPatterns: ['**/*'],
    globIgnores: ['**/*.{br,gz}'],
    manifestTransforms: [async (manifest) => ({ manifest: manifest.filter(({ url }) => kept(url)) })],
    swDest: `${folder}/sw.js`,
    maximumFileSizeToCacheInBytes: 20e6,
    dontCacheBustURLsMatching: hashed,
    // An address may carry a simulator's parameters; the page is the same.
    ignoreURLParametersMatching: [/./],
    runtimeCaching: [{
      urlPattern: ({ request }) => request.mode === 'navigate',
      handler: 'NetworkOnly',
      options: { precacheFallback: { fallbackURL: lostCopy } },
    }],
    skipWaiting: false,
    clientsClaim: true,
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
    sourcemap: false,
    mode: 'production',
  });
  if (warnings.length > 0) throw new Error(`The service worker could not be made whole: ${warnings.join(' ')}`);
}
