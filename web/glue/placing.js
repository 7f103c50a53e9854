// “Place it on the map”: a slider for each axis, and a picture whose mark follows them and moves them.

/** @param {HTMLElement} form A question with .plane and a slider for each axis, which hold 0 to 100. */
export function placing(form) {
  const picture = /** @type {SVGSVGElement} */ (form.querySelector('.placing .plane'));
  const mark = /** @type {SVGCircleElement} */ (picture.querySelector('.mark'));
  const sliders = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('.axis input')]);
  let moved = false;

  const show = () => {
    for (const slider of sliders) slider.setAttribute('aria-valuetext', `${slider.value} %`);
    mark.setAttribute('cx', sliders[0].value);
    if (sliders[1]) mark.setAttribute('cy', String(100 - Number(sliders[1].value)));
    mark.classList.toggle('moved', moved);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    const box = picture.getBoundingClientRect();
    const shares = [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height];
    sliders.forEach((slider, axis) => (slider.value = String(Math.round(100 * shares[axis]))));
    moved = true;
    show();
  };
  // Anywhere a press sets the mark; dragged it is by itself, so that a finger beside it scrolls the page.
  picture.addEventListener('click', move);
  mark.addEventListener('pointerdown', (event) => event.button === 0 && mark.setPointerCapture(event.pointerId));
  mark.addEventListener('pointermove', (event) => mark.hasPointerCapture(event.pointerId) && move(event));
  for (const slider of sliders)
    slider.addEventListener('input', () => {
      moved = true;
      show();
    });
  // A reload may have kept the sliders where they were.
  moved = sliders.some((slider) => slider.value !== slider.defaultValue);
  show();

  return {
    /** Along each axis, 0 to 1. */
    at: () => sliders.map((slider) => Number(slider.value) / 100),
    moved: () => moved,
  };
}
