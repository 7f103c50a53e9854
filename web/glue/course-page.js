// What a page of a course package loads before all else: progress is kept by the frame around it, and the module comes
// as a script, since some course systems serve .wasm wrongly or not at all.

/** @returns {any} */
function around() {
  try {
    return parent === self ? undefined : /** @type {any} */ (parent).lessonCourse;
  } catch {
    return undefined;
  }
}

const course = around();
if (course) {
  Object.assign(globalThis, { lessonStorage: course.storage });
  document.addEventListener('lesson-result', (event) => course.answered(/** @type {CustomEvent} */ (event).detail));
  document.addEventListener('DOMContentLoaded', () => {
    const at = (/** @type {string} */ hash) => course.at(location.href.split('#')[0] + hash, document.title);
    at(location.hash);
    const seen = new IntersectionObserver((entries) => {
      const last = entries.filter((entry) => entry.isIntersecting).at(-1);
      if (last) at(`#${last.target.id}`);
    });
    for (const heading of document.querySelectorAll('main h2[id]')) seen.observe(heading);
  });
}

const module = new URL('lesson.wasm.js', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
Object.assign(globalThis, {
  /** @param {string} name An asset's. @returns {Promise<Response | undefined>} */
  async lessonFile(name) {
    if (!name.endsWith('.wasm')) return undefined;
    const { default: text } = await import(/* @vite-ignore */ module);
    return new Response(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  },
});
