// The machine's suggestion: whether it may be seen, and the marks that it proposes. Pure.

import { confirmed, hasMachineMade, inOrder, withMarks } from "./answer.js";

/** @import { Answer, Mark } from "./types.js" */
/** @import { Sentence } from "./desk-state.js" */
/** @typedef {"none"|"claims"|"all"} SpanPolicy */

const CLAIMS = new Set(["denial", "accusation"]);

/** @param {string} label @param {SpanPolicy} policy of the campaign */
export function takesSpans(label, policy) {
  return policy === "all" || (policy === "claims" && CLAIMS.has(label));
}

/** @param {Sentence} sentence */
export function isSuggested(sentence) {
  return (sentence.suggestion?.length ?? 0) > 0;
}

/** @param {Sentence} sentence @param {SpanPolicy} policy @returns {Mark[]} the suggestion, as marks of a person, each once */
export function suggestedMarks(sentence, policy) {
  /** @type {Map<string, Mark>} */
  const marks = new Map();
  for (const { label, spans } of sentence.suggestion ?? []) {
    const own = takesSpans(label, policy)
      ? (spans ?? []).map(({ role, start, end, text }) => ({ role, start, end, text }))
      : [];
    marks.set(JSON.stringify([label, own]), { label, spans: own });
  }
  return inOrder([...marks.values()]);
}

/** @param {Sentence} sentence @param {SpanPolicy} policy @returns {Answer} the suggestion, taken over */
export function takenOver(sentence, policy) {
  return withMarks(sentence.answer, suggestedMarks(sentence, policy));
}

/**
 * What Enter makes of a sentence: an open one takes the suggestion that is shown; an answered one
 * is only confirmed, never changed.
 * @param {Sentence} sentence @param {SpanPolicy} policy
 * @returns {{answer: Answer, isTakenOver: boolean}|null} nothing to confirm
 */
export function confirming(sentence, policy) {
  const { answer } = sentence;
  if (answer.status === "open") {
    return isSuggested(sentence) ? { answer: takenOver(sentence, policy), isTakenOver: true } : null;
  }
  return hasMachineMade(answer) ? { answer: confirmed(answer), isTakenOver: false } : null;
}
