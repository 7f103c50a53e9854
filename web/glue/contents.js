// Marks in the contents the section that is being read.

const contents = document.getElementById('contents');
const links = new Map([...(contents?.querySelectorAll('a[href^="#"]') ?? [])].map((link) =>
  [/** @type {HTMLAnchorElement} */ (link).hash.slice(1), link]));
const headings = [...links.keys()].map((id) => document.getElementById(id)).filter((heading) => heading !== null);

function mark() {
  // The last heading above the upper third of the window is that of what one reads.
  const reading = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  for (const [id, link] of links) {
    if (id === reading?.id) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  }
}

// A heading that crosses the line is all that can change the answer; while scrolling nothing else is done.
const crossing = new IntersectionObserver(mark, { rootMargin: '0px 0px -66.7% 0px' });
for (const heading of headings) crossing.observe(heading);

// On narrow screens the contents lie over the text; a section chosen there is to be seen.
contents?.addEventListener('click', (event) => {
  if (/** @type {Element} */ (event.target).closest('a') && contents.matches(':popover-open')) contents.hidePopover();
});
