/** Text that stands in HTML as itself, in attributes too. @param {string} text */
export const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
