// The colours that an element has where it stands: the page's --ts-* properties, and the core's own where it has none.

const system = matchMedia('(prefers-color-scheme: dark)');
const forced = matchMedia('(forced-colors: active)');
/** What a reader's own palette has for a role, where it is not simply text. @type {Record<string, string>} */
const forcedRoles = { surface: 'Canvas', raised: 'Canvas', grid: 'GrayText', accent: 'Highlight', 'accent-soft': 'Highlight', exact: 'LinkText', highlight: 'Highlight' };

/** @param {Element} element */
function isDark(element) {
  const scheme = getComputedStyle(element).colorScheme;
  return scheme.includes('dark') && (!scheme.includes('light') || system.matches);
}

/** @param {Element} element @param {any[]} roles @returns {{ role: string, colour: string, own: boolean }[]} `own`: the page's. */
export function coloursOf(element, roles) {
  const style = getComputedStyle(element);
  const dark = isDark(element);
  return roles.map(({ role, light, dark: night }) => {
    const own = style.getPropertyValue(`--ts-${role}`).trim();
    const usual = forced.matches ? (forcedRoles[role] ?? 'CanvasText') : dark ? night : light;
    return { role, colour: own || usual, own: own !== '' };
  });
}
