/** Words a minute of somebody who reads to understand. */
const pace = 200;

/** Minutes that a chapter's text takes, without its experiments. @param {string} markdown */
export function minutes(markdown) {
  const prose = String(markdown).replace(/^\[\^[^\]]+\]:.*$/gm, '').replace(/\{=[^}]*\}|\]\([^)]*\)|\[\^[^\]]+\]/g, '');
  return Math.max(1, Math.round((prose.match(/[\p{L}\p{N}][^\s|]*/gu) ?? []).length / pace));
}
