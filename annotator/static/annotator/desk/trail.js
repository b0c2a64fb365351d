// The answers given on this document, newest last, so that they can be undone one by one; kept
// for this tab, so that a reload does not forget them.

/** @import { Answer } from "./types.js" */
/** @typedef {{sentence: number, submission: string, before: Answer}} Step */

const LONGEST = 500;

/** @param {string} key @param {Storage|undefined} storage */
export function openTrail(key, storage) {
  /** @type {Step[]} */
  let steps = [];
  try {
    steps = JSON.parse(storage?.getItem(key) ?? "[]");
  } catch {
    steps = [];
  }
  let isDue = false;

  function keep() {
    isDue = false;
    try {
      storage?.setItem(key, JSON.stringify(steps));
    } catch {
      // The trail lives in this page only, then.
    }
  }

  /** Not on the path from key to paint. */
  function keepSoon() {
    if (isDue) return;
    isDue = true;
    setTimeout(keep, 150);
  }

  return {
    /** @param {Step} step */
    push(step) {
      steps.push(step);
      if (steps.length > LONGEST) steps.shift();
      keepSoon();
    },

    /** @returns {Step|undefined} */
    pop() {
      const step = steps.pop();
      keepSoon();
      return step;
    },

    /** What was settled with another device cannot be undone from here. @param {number} sentence */
    forget(sentence) {
      steps = steps.filter((step) => step.sentence !== sentence);
      keepSoon();
    },

    keep,
  };
}
