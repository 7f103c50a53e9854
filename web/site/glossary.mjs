// The lesson's words: their page, the table of the nine that matter most, and a mark on the first use
// of each in every chapter.
import { escapeHtml } from './escape.mjs';
import { readJson, refusal, validate } from './schema.mjs';

const file = 'content/glossary.json';

/** @typedef {{ id: string, term: string, also?: string[], definition: string, misuse: string, chapter: string,
 *   section?: string, core?: boolean }} Entry */

/** The entries as they stand in the file. @returns {Entry[]} */
export function readGlossary() {
  const entries = readJson('.', file);
  validate(file, entries, readJson('.', 'content/glossary.schema.json'));
  const refuse = refusal(file, entries);
  const seen = new Set();
  entries.forEach(({ id }, i) => {
    if (seen.has(id)) refuse(`/${i}/id`, `must differ from all others; “${id}” comes twice`);
    seen.add(id);
  });
  return entries;
}

// ---- Marks ---------------------------------------------------------------------------------------

const forPattern = (/** @type {string} */ name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** What finds any of the names, the longest first, also in the plural. @param {string[]} names */
function finder(names) {
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map(forPattern);
  return new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})(?:s|es)?(?![\\p{L}\\p{N}]|\\.\\d)`, 'giu');
}

const folded = (/** @type {string} */ name) => name.toLowerCase().replace(/\s+/g, ' ');

/** Neighbouring texts and line ends as one text, since a name may be broken over two lines. @param {any[]} tokens */
function joined(tokens) {
  const all = [];
  for (const token of tokens) {
    const text = token.type === 'softbreak' ? '\n' : token.type === 'text' ? token.content : undefined;
    const last = all.at(-1);
    if (text !== undefined && last?.type === 'text') last.content += text;
    else if (text !== undefined) all.push(Object.assign(token, { type: 'text', tag: '', content: text }));
    else all.push(token);
  }
  return all;
}

/** How deep a token leads into what bears no marks: links, and formulas. @param {any} token */
function shelter({ type, content }) {
  if (type === 'link_open' || (type === 'html_inline' && content.startsWith('<math'))) return 1;
  return type === 'link_close' || (type === 'html_inline' && content.startsWith('</math')) ? -1 : 0;
}

/** One text with its terms as links. @param {any} state markdown-it's. @param {any} token
 * @param {RegExp} pattern @param {(name: string) => Entry | undefined} take The entry, on its first use only. */
function split(state, token, pattern, take) {
  const parts = [];
  const text = (/** @type {string} */ content, deeper = 0) =>
    content && parts.push(Object.assign(new state.Token('text', '', 0), { content, level: token.level + deeper }));
  let end = 0;
  for (const match of token.content.matchAll(pattern)) {
    const entry = take(match[1]);
    if (!entry) continue;
    text(token.content.slice(end, match.index));
    const open = Object.assign(new state.Token('link_open', 'a', 1), { level: token.level });
    open.attrs = [['class', 'term'], ['href', `../glossary/index.html#${entry.id}`], ['data-definition', entry.definition]];
    parts.push(open);
    text(match[0], 1);
    parts.push(Object.assign(new state.Token('link_close', 'a', -1), { level: token.level }));
    end = match.index + match[0].length;
  }
  text(token.content.slice(end));
  return parts;
}

/** Whether it stands in a title, whose words all begin with capitals, as in the name of a book.
 * @param {string} name @param {Entry} entry */
const inTitle = (name, entry) => /^[A-Z][a-z]+(?:[ -][A-Z][a-z]+)+$/.test(name) && ![entry.term, ...(entry.also ?? [])].includes(name);

/** Marks each term's first use in a chapter's prose. @param {import('markdown-it')} md @param {Entry[]} glossary
 * @param {(source: string) => string} expand */
export function markTerms(md, glossary, expand) {
  const plain = (/** @type {string} */ source) => (md.parseInline(expand(source), {})[0].children ?? [])
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : type === 'html_inline' ? '' : content)).join('');
  /** @type {Map<string, Entry>} */
  const byName = new Map();
  /** @type {Set<string>} Abbreviations, which no small letters mean. */
  const capitals = new Set();
  for (const entry of glossary) {
    const marked = { ...entry, definition: plain(entry.definition) };
    for (const name of [entry.term, ...(entry.also ?? [])]) {
      byName.set(folded(name), marked);
      if (name === name.toUpperCase()) capitals.add(name);
    }
  }
  const pattern = finder([...byName.keys()]);
  md.core.ruler.after('inline', 'terms', (state) => {
    if (!state.env.page?.filePathStem.startsWith('/chapters/')) return;
    const used = new Set();
    const take = (/** @type {string} */ name) => {
      const entry = byName.get(folded(name));
      const inCapitals = capitals.has(folded(name).toUpperCase());
      if (!entry || used.has(entry.id) || (inCapitals && !capitals.has(name)) || inTitle(name, entry)) return undefined;
      used.add(entry.id);
      return entry;
    };
    let outside = 0;
    for (const token of state.tokens) {
      if (/^(heading|table|footnote_reference)_(open|close)$/.test(token.type)) outside += token.nesting;
      if (token.type !== 'inline' || outside > 0) continue;
      let sheltered = 0;
      token.children = joined(token.children ?? []).flatMap((child) => {
        sheltered += shelter(child);
        return child.type === 'text' && sheltered === 0 ? split(state, child, pattern, take) : [child];
      });
    }
  });
}

// ---- Pages ---------------------------------------------------------------------------------------

/** Where an entry is defined. @param {Entry} entry */
const origin = ({ chapter, section }) =>
  `<a href="../${chapter}/index.html${section ? `#${section}` : ''}">chapter\u00a0${parseInt(chapter, 10)}</a>`;

/** Ways to the first word of each letter. @param {Entry[]} byAlphabet */
function lettersHtml(byAlphabet) {
  /** @type {Map<string, string>} */
  const first = new Map();
  for (const { id, term } of byAlphabet) if (!first.has(term[0].toUpperCase())) first.set(term[0].toUpperCase(), id);
  return `<nav class="letters" aria-label="Letters">${[...first].map(([letter, id]) => `<a href="#${id}">${letter}</a>`).join('')}</nav>\n`;
}

/** @param {Entry[]} glossary @param {boolean} core The table of the few, or all.
 * @param {(source: string) => string} inline Markdown to HTML. */
export function glossaryHtml(glossary, core, inline) {
  if (core) {
    const rows = glossary.filter((entry) => entry.core).map((entry) =>
      `<tr><th scope="row"><a href="../glossary/index.html#${entry.id}">${escapeHtml(entry.term)}</a></th><td>${inline(entry.definition)}</td><td>${inline(entry.misuse)}</td><td>${origin(entry)}</td></tr>`);
    return `<div class="table" tabindex="0" role="region" aria-label="Vocabulary"><table>
<thead><tr><th scope="col">term</th><th scope="col">definition</th><th scope="col">usual misuse</th><th scope="col">defined in</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>\n`;
  }
  const byAlphabet = [...glossary].sort((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }));
  const entries = byAlphabet.map((entry) => {
    const also = entry.also?.length ? ` <span class="also">also ${escapeHtml(entry.also.join(', '))}</span>` : '';
    return `<div id="${entry.id}"><dt><dfn>${escapeHtml(entry.term)}</dfn>${also}</dt>
<dd>${inline(entry.definition)}</dd>
<dd class="misuse"><strong>Usual misuse:</strong> ${inline(entry.misuse)}</dd>
<dd class="where">Defined in ${origin(entry)}.</dd></div>`;
  });
  return `${lettersHtml(byAlphabet)}<dl class="glossary">\n${entries.join('\n')}\n</dl>\n`;
}
