// What is selected in span mode, and how keys and the mouse move it. Pure.

import { trimmed, withQuotes } from "./text.js";

/** @import { Line, Stretch } from "./text.js" */
/**
 * From the word `anchor` to the word `head`, which moves; the stretch it stands for may be exact.
 * @typedef {Stretch & {anchor: number, head: number}} Selection
 */
/** @typedef {{by: "word"|"clause"|"edge", forward: boolean, extends: boolean}} Move */

/** @param {Line} line @param {number} anchor @param {number} head @returns {Selection} */
export function selected(line, anchor, head) {
  const [first, last] = anchor < head ? [anchor, head] : [head, anchor];
  const words = { start: line.words[first].start, end: line.words[last].end };
  return { anchor, head, ...withQuotes(line, words) };
}

/**
 * The stretch as it is, over the words it touches.
 * @param {Line} line @param {Stretch} stretch @returns {Selection}
 */
export function selectedAs(line, { start, end }) {
  const anchor = line.words.findIndex((word) => word.end > start);
  const head = line.words.findLastIndex((word) => word.start < end);
  const last = line.words.length - 1;
  if (anchor === -1) return { anchor: last, head: last, start, end };
  return { anchor, head: Math.max(anchor, head), start, end };
}

/** @param {Line} line @param {number} offset @returns {number} place of the word there, or the nearest one */
export function wordAt(line, offset) {
  const place = line.words.findIndex((word) => word.end > offset);
  return place === -1 ? line.words.length - 1 : place;
}

/**
 * What a drag means: all words it touches; with `isExact` the characters, but no white space around.
 * @param {Line} line @param {Stretch} stretch @param {boolean} isExact
 * @returns {Stretch|null} nothing, if there is nothing to mark in it
 */
export function dragged(line, { start, end }, isExact) {
  const exact = trimmed(line.text, start, end);
  if (exact.start >= exact.end) return null;
  if (isExact) return wholeCharacters(line.text, exact);
  const touched = line.words.filter((word) => word.start < end && word.end > start);
  if (!touched.length) return null;
  return withQuotes(line, { start: touched[0].start, end: touched[touched.length - 1].end });
}

/** No half of an emoji. @param {string} text @param {Stretch} stretch @returns {Stretch} */
function wholeCharacters(text, { start, end }) {
  const isHalf = (/** @type {number} */ at) => /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return { start: isHalf(start) ? start - 1 : start, end: isHalf(end) ? end + 1 : end };
}

/** @param {Line} line @param {Selection} selection @param {Move} move @returns {Selection} */
export function moved(line, selection, move) {
  const to = Math.min(Math.max(target(line, selection, move), 0), line.words.length - 1);
  return selected(line, move.extends ? selection.anchor : to, to);
}

/** @param {Line} line @param {Selection} selection @param {Move} move */
function target({ words, clauses }, { anchor, head }, move) {
  const first = Math.min(anchor, head);
  const last = Math.max(anchor, head);
  if (move.by === "edge") return move.forward ? words.length - 1 : 0;
  if (move.by === "word") {
    if (move.extends) return move.forward ? head + 1 : head - 1;
    return move.forward ? last + 1 : first - 1;
  }
  // Extending goes to a clause's end, moving to its start.
  if (move.forward && move.extends) return (clauses.find((start) => start > head + 1) ?? words.length) - 1;
  if (move.forward) return clauses.find((start) => start > last) ?? words.length - 1;
  return clauses.findLast((start) => start < (move.extends ? head : first)) ?? 0;
}
