// Keeps the current sentence in the middle third of what is seen of the article.

const GLIDE_MS = 100;
/** Faster than this between two moves is typing: then the text keeps step without gliding. */
const TYPING_MS = 500;

/**
 * How far to scroll, if at all. Pure.
 * @param {{top: number, bottom: number}} box  the sentence
 * @param {{top: number, bottom: number}} view what the bars leave free
 * @returns {number}
 */
export function scrollNeeded(box, view) {
  const third = (view.bottom - view.top) / 3;
  const upper = view.top + third;
  const lower = view.bottom - third;
  if (box.top >= upper && box.bottom <= lower) return 0;
  if (box.bottom - box.top > third) return Math.round(box.top - upper);
  return Math.round((box.top + box.bottom) / 2 - (view.top + third * 1.35));
}

/**
 * @param {HTMLElement} bar   lies over the top of the article
 * @param {HTMLElement} panel lies over its bottom on a narrow screen
 */
export function follower(bar, panel) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = matchMedia("(max-width: 60rem)");
  let frame = 0;
  let glide = 0;
  let movedAt = -TYPING_MS;

  /** @param {number} distance @param {boolean} isTyping */
  function scroll(distance, isTyping) {
    cancelAnimationFrame(glide);
    const from = scrollY;
    if (still.matches || isTyping) return scrollTo(0, from + distance);
    const start = performance.now();
    const step = (/** @type {number} */ now) => {
      const part = Math.min(Math.max((now - start) / GLIDE_MS, 0), 1);
      scrollTo(0, from + distance * (1 - (1 - part) ** 2));
      if (part < 1) glide = requestAnimationFrame(step);
    };
    glide = requestAnimationFrame(step);
  }

  /**
   * In the next frame, which lays the page out anyway.
   * @param {HTMLElement} element
   */
  return (element) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame((now) => {
      const bottom = innerHeight - (narrow.matches ? panel.offsetHeight : 0);
      const distance = scrollNeeded(element.getBoundingClientRect(), { top: bar.offsetHeight, bottom });
      if (distance) scroll(distance, now - movedAt < TYPING_MS);
      movedAt = now;
    });
  };
}
