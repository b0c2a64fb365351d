// Which marks of an answer take spans, and what spans come with a label. Pure; spans on the wire.

import { fromWire, ofPerson, toWire } from "./set.js";
import { takesSpans } from "../suggestion.js";

/** @import { Answer, Candidate, Span } from "../types.js" */
/** @import { Part } from "./set.js" */
/** @import { SpanPolicy } from "../suggestion.js" */

/**
 * The codebook: what the outlet says in its own voice has no source, cue or target.
 * @param {string} label @param {SpanPolicy} policy
 */
export function asksForSpans(label, policy) {
  return label !== "fact" && takesSpans(label, policy);
}

/** @param {SpanPolicy} policy @param {Answer} answer @returns {number[]} places of the marks that take spans */
export function marksWithSpans(policy, { marks }) {
  return marks.flatMap((mark, place) => (asksForSpans(mark.label, policy) || mark.spans.length ? [place] : []));
}

/** @param {Answer} answer @param {number} place @param {Span[]} spans @returns {Answer} */
export function withSpans(answer, place, spans) {
  return { ...answer, marks: answer.marks.map((mark, at) => (at === place ? { ...mark, spans } : mark)) };
}

/** The spans of a shown suggestion, as the machine's. @param {Candidate|undefined} candidate @returns {Span[]} */
export function machineMade(candidate) {
  return (candidate?.spans ?? []).map(({ role, start, end, text }) => ({
    role,
    start,
    end,
    text,
    is_machine_made: true,
  }));
}

/**
 * A label was given: its spans are those the person drafted, and in the arm that shows it those of
 * the suggestion with this label, as the machine's. From one label to another a person's spans
 * come along.
 * @param {object} given
 * @param {string} given.text
 * @param {SpanPolicy} given.policy
 * @param {Answer} given.before
 * @param {Answer} given.answer       with the new labels
 * @param {Part[]|null} given.draft   what was drafted for the sentence, on top of what the first
 *   shown suggestion has; null: nothing was
 * @param {Candidate[]} given.shown   the suggestion, if it was seen before the answer
 * @returns {Answer}
 */
export function dressed({ text, policy, before, answer, draft, shown }) {
  const isOneForOne = before.marks.length === 1 && answer.marks.length === 1;
  let own = draft ? ofPerson(draft) : isOneForOne ? ofPerson(fromWire(text, before.marks[0].spans)) : [];
  const marks = answer.marks.map((mark) => {
    const stands = before.marks.some((other) => other.label === mark.label);
    if (stands || !asksForSpans(mark.label, policy)) return mark;
    const candidate = shown.find((other) => other.label === mark.label);
    const isDrafted = draft !== null && candidate !== undefined && candidate === shown[0];
    const parts = isDrafted ? draft : together(own, fromWire(text, machineMade(candidate)));
    own = [];
    return { ...mark, spans: toWire(text, parts) };
  });
  return { ...answer, marks };
}

/** A role that the person marked is theirs alone. @param {Part[]} own @param {Part[]} machine */
function together(own, machine) {
  const roles = new Set(own.map((part) => part.role));
  return [...own, ...machine.filter((part) => !roles.has(part.role))];
}
