// What an answer becomes when a label is given, added or taken away. Pure.

/** @import { Answer, Label, Mark } from "./types.js" */

/** The primary label comes first; labels of other schemes follow in their own order. */
const PRIMARY = ["denial", "accusation", "attribution", "fact"];

/** @type {Readonly<Answer>} */
export const OPEN = Object.freeze({ status: "open", marks: [], note: "" });

/** @param {string} label */
function rank(label) {
  const place = PRIMARY.indexOf(label);
  return place === -1 ? PRIMARY.length : place;
}

/**
 * @param {Answer} answer
 * @param {string[]} labels
 * @returns {Answer} with exactly these labels; spans of a label that stays are kept
 */
function labelled(answer, labels) {
  const marks = [...new Set(labels)]
    .sort((one, other) => rank(one) - rank(other))
    .map((label) => answer.marks.find((mark) => mark.label === label) ?? { label, spans: [] });
  return { status: "answered", marks, note: answer.note };
}

/** @param {Answer} answer @returns {string[]} */
export function labelsOf(answer) {
  return answer.marks.map((mark) => mark.label);
}

/** @param {Answer} answer @param {string} label @returns {Answer} this label alone */
export function onlyLabel(answer, label) {
  return labelled(answer, [label]);
}

/** @param {Answer} answer @param {string} label @returns {Answer} */
export function withLabel(answer, label) {
  return labelled(answer, [...labelsOf(answer), label]);
}

/** @param {Answer} answer @param {string} label @returns {Answer} the last label cannot be taken away */
export function toggledLabel(answer, label) {
  const labels = labelsOf(answer);
  if (!labels.includes(label)) return withLabel(answer, label);
  if (labels.length === 1) return answer;
  return labelled(answer, labels.filter((other) => other !== label));
}

/** @param {Answer} answer @param {"skipped"|"not_article_text"} status @returns {Answer} */
export function flagged(answer, status) {
  return { status, marks: [], note: answer.note };
}

/** @param {Answer} one @param {Answer} other @returns {boolean} */
export function sameAnswer(one, other) {
  return (
    one.status === other.status &&
    one.note === other.note &&
    JSON.stringify(one.marks) === JSON.stringify(other.marks)
  );
}
