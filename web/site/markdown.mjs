// The lesson's Markdown: footnotes, anchors, formulas, simulators, preset links, computed numbers.
import markdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import container from 'markdown-it-container';
import footnote from 'markdown-it-footnote';
import temml from 'temml';
import { drillHtml } from './drills.mjs';
import { escapeHtml } from './escape.mjs';
import { standIn, still } from './fallback.mjs';
import { generatorHtml } from './generator.mjs';
import { glossaryHtml, markTerms } from './glossary.mjs';
import { interviewsHtml, keepingHtml, practiceHtml } from './practice.mjs';
import { quizHtml } from './quiz.mjs';

/** A heading's anchor: letters, digits and dashes. @param {string} title */
export const slug = (title) => title.trim().toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** A computed number in prose: [4.9 %]{=at_least_one 0.01 5 percent 1}. */
export const computed = /\[([^\]]+)\]\{=([^}]+)\}/g;

/** Without the styles that Temml writes into the element: the policy allows none. @param {string} tex @param {boolean} displayMode */
const formula = (tex, displayMode) => temml.renderToString(tex.trim(), { displayMode }).replace(/ style="[^"]*"/g, '');

/** Words that hold only where simulators move, or only where they stand still: “{live|Press Play}”, “{still|On a screen}”. */
const either = /\{(live|still)\|([^{}]*)\}/g;

/** Formulas become MathML, computed numbers their text. @param {string} source */
export function expand(source) {
  return source
    .replace(computed, '$1')
    // A number and its unit stay on one line.
    .replace(/(\d) (%|ms|s|min|h|d|KB|MB|GB|TB|PB|px|km|[MG]bit\/s)(?![\w/])/g, '$1\u00a0$2')
    .replace(/\$\$([^$]+)\$\$/g, (_, tex) => formula(tex, true))
    .replace(/\$([^$\n]+)\$/g, (_, tex) => formula(tex, false));
}

/** A refusal that names where. @param {string} file @param {string} text @returns {never} */
function refuse(file, text) {
  throw new Error(`${file}: ${text}`);
}

/** @param {any[]} descriptions @param {string} id @param {string} file */
function describe(descriptions, id, file) {
  const known = descriptions.map((one) => one.id).join(', ');
  return descriptions.find((one) => one.id === id) ?? refuse(file, `there is no simulator “${id}”; there are ${known}`);
}

/** What anchors begin with on the page that holds the whole lesson. @param {any} env markdown-it's. @returns {string} */
const prefix = ({ whole }) => whole ?? '';

/** A chapter as a part of the page that holds them all: anchors of its own, pictures still, answers open.
 * @param {import('markdown-it')} md @param {{ page: any, data: any }} chapter */
export const chapterOfWhole = (md, { page, data: { chapter } }) =>
  md.render(expand(page.rawInput), { page, whole: `chapter-${chapter}-`, home: `../${page.fileSlug}/index.html`, docId: String(chapter) });

/** @param {any} description @param {string} begin As an address has it: “components=1&copies=2”. */
function checkBegin(description, begin) {
  for (const [id] of new URLSearchParams(begin))
    if (!description.params.some((one) => one.id === id)) throw new Error(`the simulator ${description.id} begins with “${id}”, which is none of its parameters`);
  return begin;
}

/** A simulator that no script wakes. @param {any} description @param {string} before */
function stillHtml(description, before) {
  return `<figure class="simulator" id="${before}sim-${description.id}"><div class="still">${still(description)}</div><figcaption>${escapeHtml(`${description.title}. ${description.intro}`)}</figcaption></figure>\n`;
}

/** The element, its stand-in and its caption. @param {any} description @param {string} begin Values that it begins with, where its usual ones would give
 * away what the text asks first. */
function simulatorHtml(description, begin) {
  return `<figure class="simulator"><tradeoff-sim name="${description.id}" id="sim-${description.id}"${begin && ` data-begin="${escapeHtml(begin)}"`}>${standIn(description, { begin })}</tradeoff-sim><figcaption>${escapeHtml(`${description.title}. ${description.intro}`)}</figcaption></figure>\n`;
}

/** What an address says of a preset: its values, and where time passes what is done at the start. @param {any} preset @param {any} description */
const run = ({ query, actions }, { timeless }) => [query, actions.length && !timeless ? `history=${actions.map((action) => `0~${action}`).join('!')}` : ''].filter(Boolean).join('&');

/** Turns `sim:NAME/PRESET` into an address that works without scripts too: of this page, or of the one that `env.home` names.
 * `sim:NAME/PRESET?compare=OTHER` shows another preset beside it, as A. */
function presetLinks(md, descriptions) {
  const fallback = md.renderer.rules.link_open ?? ((tokens, i, options, env, self) => self.renderToken(tokens, i, options));
  md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    const token = tokens[i];
    const match = /^sim:([^/]+)\/([^?]+)(?:\?compare=(.+))?$/.exec(token.attrGet('href') ?? '');
    if (!match) {
      const own = /^#(?=\D)/.test(token.attrGet('href') ?? '') && token.attrGet('class') !== 'header-anchor';
      if (own) token.attrSet('href', token.attrGet('href').replace('#', `#${prefix(env)}`));
      return fallback(tokens, i, options, env, self);
    }
    const file = env.page?.inputPath ?? 'a chapter';
    const description = describe(descriptions, match[1], file);
    const find = (id) => description.presets.find((one) => one.id === id) ??
      refuse(file, `${match[1]} has no preset “${id}”; it has ${description.presets.map((one) => one.id).join(', ')}`);
    const preset = find(match[2]), other = match[3] && find(match[3]);
    const query = [`sim=${description.id}`, run(preset, description), ...(other ? [`compare=${other.id}`] : [])].filter(Boolean).join('&');
    token.attrSet('href', `${env.home ?? ''}?${query}#sim-${description.id}`);
    token.attrSet('class', 'preset');
    token.attrSet('data-sim', description.id);
    token.attrSet('data-preset', preset.id);
    if (other) token.attrSet('data-compare', other.id);
    return self.renderToken(tokens, i, options);
  };
}

/** The headings of the second level, with their anchors. @param {import('markdown-it')} md @param {string} source
 * @returns {{ id: string, title: string }[]} */
export function sections(md, source) {
  const tokens = md.parse(expand(source), {});
  const found = tokens.flatMap((token, i) => (token.type === 'heading_open' && token.tag === 'h2'
    ? [{ id: token.attrGet('id') ?? '', title: words(tokens[i + 1]) }] : []));
  return tokens.some(({ type }) => type === 'footnote_block_open') ? [...found, { id: 'sources', title: 'Sources' }] : found;
}

/** @param {any} inline A token. */
const words = ({ children }) => children.filter(({ type }) => /^(text|code_inline)$/.test(type)).map(({ content }) => content).join('');

/** Column heads say so. An empty corner heads nothing, and under it the first cells head their rows. @param {any[]} tokens */
function headTables(tokens) {
  let corner = false, first = false;
  tokens.forEach((token, i) => {
    const turn = (/** @type {string} */ tag) => (token.tag = tokens[i + 2].tag = tag);
    if (token.type === 'table_open') corner = false;
    if (token.type === 'tr_open') first = true;
    if (token.type === 'th_open' && tokens[i + 1].content === '') corner = turn('td') === 'td';
    else if (token.type === 'th_open' && corner) token.attrSet('scope', 'col');
    if (token.type === 'td_open' && first && corner && tokens[i + 1].content !== '') {
      turn('th');
      token.attrSet('scope', 'row');
    }
    if (/^t[hd]_open$/.test(token.type)) first = false;
  });
}

/** A tag of MathML, with nothing that leads elsewhere or runs. */
const mathTag = /^<\/?(math|m[a-z]+|semantics|annotation)(\s+(?!on|src|action|xlink|href)[\w:-]+="[^"]*")*\s*\/?>$/;

/** @param {any[]} descriptions @param {import('./glossary.mjs').Entry[]} glossary */
export function makeMarkdown(descriptions, glossary) {
  const md = markdownIt({ html: true, typographer: true, quotes: '“”‘’' });
  md.use(footnote).use(anchor, {
    level: [2, 3], tabIndex: false, slugifyWithState: (title, { env }) => prefix(env) + slug(title), getTokensText: (children) => words({ children }),
    permalink: anchor.permalink.headerLink({ safariReaderFix: true }),
  });
  md.core.ruler.before('normalize', 'either', (state) => {
    const here = state.env.whole ? 'still' : 'live';
    state.src = state.src.replace(either, (_, where, words) => (where === here ? words : ''));
  });
  md.core.ruler.push('deeper', ({ tokens, env }) => {
    if (env.whole) for (const token of tokens) if (token.type.startsWith('heading_')) token.tag = `h${Number(token.tag[1]) + 1}`;
  });
  md.use(container, 'simulator', {
    render(tokens, i, options, env) {
      if (tokens[i].nesting !== 1) return '';
      const [, id, begin = ''] = tokens[i].info.trim().split(/\s+/);
      const description = describe(descriptions, id, env.page?.inputPath ?? 'a chapter');
      return env.whole ? stillHtml(description, prefix(env)) : simulatorHtml(description, checkBegin(description, begin));
    },
  });
  const inline = (/** @type {string} */ text, env = {}) => md.renderInline(expand(text), { ...env, data: true });
  // Chapters may hold HTML of their own. What comes out of a data file may not: but for formulas, it is text.
  const own = md.renderer.rules.html_inline ?? ((tokens, i) => tokens[i].content);
  md.renderer.rules.html_inline = (tokens, i, options, env, self) =>
    env.data && !mathTag.test(tokens[i].content) ? escapeHtml(tokens[i].content) : own(tokens, i, options, env, self);
  md.use(container, 'quiz', {
    render: (tokens, i, options, env) => (tokens[i].nesting === 1 ? quizHtml(env.page.fileSlug, (text) => inline(text, { home: env.home }), prefix(env)) : ''),
  });
  md.use(container, 'glossary', {
    render: (tokens, i) => (tokens[i].nesting === 1 ? glossaryHtml(glossary, /\bcore\b/.test(tokens[i].info), inline) : ''),
  });
  md.use(container, 'drill', {
    render(tokens, i, options, env) {
      if (tokens[i].nesting !== 1) return '';
      return drillHtml(tokens[i].info.trim().split(/\s+/)[1], env.page.fileSlug, inline, env.whole);
    },
  });
  const practice = {
    generator: (env) => generatorHtml(descriptions, env.collections.chapters),
    practice: (env) => practiceHtml(env.collections.chapters, inline),
    interviews: () => interviewsHtml(inline),
    keeping: keepingHtml,
  };
  for (const [name, write] of Object.entries(practice))
    md.use(container, name, { render: (tokens, i, options, env) => (tokens[i].nesting === 1 ? write(env) : '') });
  md.use(container, 'aside', {
    render: (tokens, i) => (tokens[i].nesting === 1 ? '<div class="aside" role="note">\n' : '</div>\n'),
  });
  presetLinks(md, descriptions);
  markTerms(md, glossary, expand);
  md.renderer.rules.footnote_block_open = (tokens, i, options, env) => {
    const id = `${prefix(env)}sources`;
    const [level, title] = env.whole ? ['h3', `Sources of chapter ${env.docId}`] : ['h2', 'Sources'];
    return `<section class="footnotes" aria-labelledby="${id}">\n<${level} id="${id}"><a class="header-anchor" href="#${id}">${title}</a></${level}>\n<ol class="footnotes-list">\n`;
  };
  // A note cited twice gets anchors with a colon, which style sheets and checkers dislike.
  for (const rule of ['footnote_ref', 'footnote_anchor']) {
    const render = md.renderer.rules[rule];
    md.renderer.rules[rule] = (...all) => render(...all).replace(/(fnref[\d-]+):(\d+)/g, '$1-$2');
  }
  // Cited again, it is the same note.
  md.renderer.rules.footnote_caption = (tokens, i) => `[${tokens[i].meta.id + 1}]`;
  md.core.ruler.push('table-heads', ({ tokens }) => headTables(tokens));
  // Wide code and wide tables scroll by themselves, and the keyboard reaches them.
  md.renderer.rules.fence = (tokens, i) => `<pre tabindex="0"><code>${escapeHtml(tokens[i].content)}</code></pre>\n`;
  md.renderer.rules.table_open = (tokens, i, options, env) => {
    const number = tokens.slice(0, i + 1).filter((token) => token.type === 'table_open').length;
    const name = env.whole ? `Table ${number} of chapter ${env.docId}` : `Table ${number}`;
    return `<div class="table" tabindex="0" role="region" aria-label="${name}"><table>\n`;
  };
  md.renderer.rules.table_close = () => '</table></div>\n';
  return md;
}
