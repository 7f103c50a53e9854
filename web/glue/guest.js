// A page of the lesson in another page's frame (?embed): it tells its height, and hands `embed` on to the page that a link
// leads to.
import { origins, reportHeight } from './height.js';
import { listen } from './messages.js';
import { tidings } from './tidings.js';
import { handedOn } from './url.js';

const { listed, refusals } = origins();
const root = new URL('../', import.meta.url).href;

if (refusals.length > 0) tidings('origins', refusals.join(' '));
listen({
  answer({ type, what }, ignored) {
    if (type === 'hello') return { value: { title: document.title, ignored } };
    if (type === 'get' && what === 'ignored') return { value: ignored };
    return { refusal: `A page of the lesson takes “hello”, and “get” with “what” as “ignored”; “${what ?? type}” is for the frame of one simulator.` };
  },
  ready: (act) => act(),
  follow: () => {},
  height: reportHeight(document.body, listed),
}, listed);

// At the moment of the click, so that a link opened in a window of its own has the lesson's head and foot.
document.addEventListener('click', (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest?.('a[href]'));
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !link.href.startsWith(root)) return;
  const url = new URL(link.href);
  if (!/(\.html|\/)$/.test(url.pathname) || url.searchParams.has('embed')) return;
  url.search = [...handedOn(location.search), url.search.slice(1)].filter(Boolean).join('&');
  link.href = url.href;
});
