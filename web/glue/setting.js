// A reader's choices, kept where the browser allows it and otherwise for this page only.

/** @param {string} name */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value Empty to forget it. */
export function keep(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // Not kept, then; the choice holds for this page.
  }
}
