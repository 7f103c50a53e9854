// The lesson's Markdown: footnotes, anchors, formulas, simulators, preset links, computed numbers.
import markdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import container from 'markdown-it-container';
import footnote from 'markdown-it-footnote';
import temml from 'temml';
import { standIn } from './fallback.mjs';
import { interviewsHtml, keepingHtml, practiceHtml } from './practice.mjs';
import { quizHtml } from './quiz.mjs';

/** @param {string} text */
export const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A heading's anchor: letters, digits and dashes. @param {string} title */
export const slug = (title) => title.trim().toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** A computed number in prose: [4.9 %]{=at_least_one 0.01 5 percent 1}. */
export const computed = /\[([^\]]+)\]\{=([^}]+)\}/g;

/** Formulas become MathML, computed numbers their text. @param {string} source */
export function expand(source) {
  return source
    .replace(computed, '$1')
    // A number and its unit stay on one line.
    .replace(/(\d) (%|ms|s|KB|px)(?![\w/])/g, '$1\u00a0$2')
    .replace(/\$\$([^$]+)\$\$/g, (_, tex) => temml.renderToString(tex.trim(), { displayMode: true }))
    .replace(/\$([^$\n]+)\$/g, (_, tex) => temml.renderToString(tex.trim()));
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

/** The element, its stand-in and its caption. @param {any} description */
function simulatorHtml(description) {
  return `<figure class="simulator"><tradeoff-sim name="${description.id}" id="sim-${description.id}">${standIn(description)}</tradeoff-sim><figcaption>${escapeHtml(`${description.title}. ${description.intro}`)}</figcaption></figure>\n`;
}

/** Turns `sim:NAME/PRESET` into an address that works without scripts too: of this page, or of the one that `env.home` names. */
function presetLinks(md, descriptions) {
  const fallback = md.renderer.rules.link_open ?? ((tokens, i, options, env, self) => self.renderToken(tokens, i, options));
  md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    const token = tokens[i];
    const match = /^sim:([^/]+)\/(.+)$/.exec(token.attrGet('href') ?? '');
    if (!match) return fallback(tokens, i, options, env, self);
    const file = env.page?.inputPath ?? 'a chapter';
    const description = describe(descriptions, match[1], file);
    const preset = description.presets.find((one) => one.id === match[2]) ??
      refuse(file, `${match[1]} has no preset “${match[2]}”; it has ${description.presets.map((one) => one.id).join(', ')}`);
    token.attrSet('href', `${env.home ?? ''}?${preset.query}#sim-${description.id}`);
    token.attrSet('class', 'preset');
    token.attrSet('data-sim', description.id);
    token.attrSet('data-preset', preset.id);
    return self.renderToken(tokens, i, options);
  };
}

/** @param {any[]} descriptions */
export function makeMarkdown(descriptions) {
  const md = markdownIt({ html: true, typographer: true, quotes: '“”‘’' });
  md.use(footnote).use(anchor, { level: [2, 3], tabIndex: false, slugify: slug });
  md.use(container, 'simulator', {
    render(tokens, i, options, env) {
      if (tokens[i].nesting !== 1) return '';
      const id = tokens[i].info.trim().split(/\s+/)[1];
      return simulatorHtml(describe(descriptions, id, env.page?.inputPath ?? 'a chapter'));
    },
  });
  const inline = (/** @type {string} */ text, env = {}) => md.renderInline(expand(text), env);
  md.use(container, 'quiz', {
    render: (tokens, i, options, env) => (tokens[i].nesting === 1 ? quizHtml(env.page.fileSlug, inline) : ''),
  });
  const practice = {
    practice: (env) => practiceHtml(env.collections.chapters, inline),
    interviews: () => interviewsHtml(inline),
    keeping: keepingHtml,
  };
  for (const [name, write] of Object.entries(practice))
    md.use(container, name, { render: (tokens, i, options, env) => (tokens[i].nesting === 1 ? write(env) : '') });
  md.use(container, 'aside', {
    render: (tokens, i) => (tokens[i].nesting === 1 ? '<aside class="aside">\n' : '</aside>\n'),
  });
  presetLinks(md, descriptions);
  // A note cited twice gets anchors with a colon, which style sheets and checkers dislike.
  for (const rule of ['footnote_ref', 'footnote_anchor']) {
    const render = md.renderer.rules[rule];
    md.renderer.rules[rule] = (...all) => render(...all).replace(/(fnref\d+):(\d+)/g, '$1-$2');
  }
  // A wide table scrolls by itself, and the keyboard reaches it.
  md.renderer.rules.table_open = (tokens, i) => {
    const number = tokens.slice(0, i + 1).filter((token) => token.type === 'table_open').length;
    return `<div class="table" tabindex="0" role="region" aria-label="Table ${number}"><table>\n`;
  };
  md.renderer.rules.table_close = () => '</table></div>\n';
  return md;
}
