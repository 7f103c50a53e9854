// What a page of a course package loads before all else: progress is kept by the frame around it, and WebAssembly comes
// as scripts, since some course systems serve .wasm wrongly or not at all.
import { unpacked } from './packed.js';

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

/** The module and Python. @param {string} name An asset's. */
const lessonFile = async (name) => (name.endsWith('.wasm') ? unpacked(`assets/${name}`) : undefined);
Object.assign(globalThis, { lessonFile });
