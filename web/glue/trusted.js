// The one door through which an address becomes a script's, and text a document. Pages that require Trusted Types let no
// other policy in, and no plain text.

/** What a picture has no use for. */
const active = /<\s*(script|iframe|object|embed|foreignobject)\b|<[^>]*\son\w+\s*=\s*["']|(href|src)\s*=\s*["']?\s*(javascript|data):/i;

const rules = {
  /** @param {string} url @param {string} root Below which the lesson's scripts are. @returns {string} */
  createScriptURL(url, root) {
    if (!url.startsWith(root)) throw new TypeError(`A script of the lesson comes from ${root}; “${url.slice(0, 200)}” does not.`);
    return url;
  },
  /** @param {string} text @returns {string} */
  createHTML(text) {
    if (active.test(text)) throw new TypeError('A picture of the lesson holds nothing that runs; this one does.');
    return text;
  },
};

/** Another page's policy may not know the name: its rules then decide on plain text. @returns {typeof rules} */
function makePolicy() {
  try {
    return /** @type {any} */ (globalThis).trustedTypes?.createPolicy('lesson', rules) ?? rules;
  } catch {
    return rules;
  }
}

const policy = makePolicy();

/** An address for a script, a worker or a service worker. @param {string | URL} url @param {string} root Where the lesson's files are. */
export const scriptUrl = (url, root) => policy.createScriptURL(String(url), root);

/** A picture that the core wrote, as an element. @param {string} svg @returns {HTMLElement} */
export const picture = (svg) => document.adoptNode(new DOMParser().parseFromString(policy.createHTML(svg), 'image/svg+xml').documentElement);
