// What an answer becomes when a label is given, added or taken away. Pure.

/** @import { Answer, Label, Mark, Span } from "./types.js" */

/** The primary label comes first; labels of other schemes follow in their own order. */
const PRIMARY = ["denial", "accusation", "attribution", "fact"];

/** @type {Readonly<Answer>} */
export const OPEN = Object.freeze({ status: "open", marks: [], reason: "", is_flagged: false, note: "" });

/** @param {string} label */
function rank(label) {
  const place = PRIMARY.indexOf(label);
  return place === -1 ? PRIMARY.length : place;
}

/** The fields of an answer and no others. @param {any} said by the server @returns {Answer} */
export function answerFrom({ status, marks, reason, is_flagged, note }) {
  return { status, marks: marks ?? [], reason: reason ?? "", is_flagged: is_flagged ?? false, note: note ?? "" };
}

/**
 * @param {Answer} answer
 * @param {string[]} labels
 * @returns {Answer} with exactly these labels; spans of a label that stays are kept
 */
function labelled(answer, labels) {
  const marks = [...new Set(labels)]
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((label) => {
      const held = answer.marks.filter((mark) => mark.label === label);
      return held.length ? held : [{ label, spans: [] }];
    });
  return { ...answer, status: "answered", marks, reason: "" };
}

/** @param {Mark[]} marks @returns {Mark[]} the primary label first */
export function inOrder(marks) {
  return [...marks].sort((one, other) => rank(one.label) - rank(other.label));
}

/** @param {Answer} answer @returns {string[]} each label once */
export function labelsOf(answer) {
  return [...new Set(answer.marks.map((mark) => mark.label))];
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

/** @param {Answer} answer @param {string} reason @returns {Answer} */
export function skipped(answer, reason) {
  return { ...answer, status: "skipped", marks: [], reason };
}

/** @param {Answer} answer @returns {Answer} */
export function notArticleText(answer) {
  return { ...answer, status: "not_article_text", marks: [], reason: "" };
}

/** @param {Answer} answer @param {Mark[]} marks @returns {Answer} */
export function withMarks(answer, marks) {
  return { ...answer, status: "answered", marks, reason: "" };
}

/** Every span becomes the person's own. @param {Answer} answer @returns {Answer} */
export function confirmed(answer) {
  return { ...answer, marks: answer.marks.map(({ label, spans }) => ({ label, spans: spans.map(owned) })) };
}

/** @param {Span} span @returns {Span} */
function owned({ role, start, end, text }) {
  return { role, start, end, text };
}

/** @param {Answer} answer */
export function hasMachineMade(answer) {
  return answer.marks.some((mark) => mark.spans.some((span) => span.is_machine_made));
}

/** Nothing is said of the sentence: no answer, no flag, no note. @param {Answer} answer */
export function isBlank(answer) {
  return answer.status === "open" && !answer.note && !answer.is_flagged;
}

/** @param {Mark[]} marks */
function plain(marks) {
  return JSON.stringify(
    marks.map(({ label, spans }) => [
      label,
      spans.map(({ role, start, end, is_machine_made }) => [role, start, end, is_machine_made ?? false]),
    ]),
  );
}

/** Status, labels and reason alike: a note or a flag is not another judgement. @param {Answer} one @param {Answer} other */
export function sameJudgement(one, other) {
  return (
    one.status === other.status &&
    one.reason === other.reason &&
    labelsOf(one).join() === labelsOf(other).join()
  );
}

/** @param {Answer} one @param {Answer} other @returns {boolean} */
export function sameAnswer(one, other) {
  return (
    one === other ||
    (one.status === other.status &&
      one.note === other.note &&
      one.reason === other.reason &&
      one.is_flagged === other.is_flagged &&
      plain(one.marks) === plain(other.marks))
  );
}
