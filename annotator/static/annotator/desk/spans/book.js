// The spans of a sentence, wherever they are: in a mark of its answer, or drafted until it has one.

import { asksForSpans, dressed, machineMade, marksWithSpans, withSpans } from "./answer.js";
import { fromWire, inOrder, toWire } from "./set.js";

/** @import { Answer } from "../types.js" */
/** @import { Sentence } from "../desk-state.js" */
/** @import { Part } from "./set.js" */
/** @import { SpanPolicy } from "../suggestion.js" */
/** @typedef {{place: number|null, label: string, of: number}} Target  place null: a draft; `of`: how many there are */

export class SpanBook {
  /**
   * @param {() => {spans?: SpanPolicy, assistance: "hidden"|"after"|"shown"}} dataNow of the open document
   * @param {import("./drafts.js").SpanDrafts} drafts
   */
  constructor(dataNow, drafts) {
    this.dataNow = dataNow;
    this.drafts = drafts;
  }

  /** @returns {SpanPolicy} */
  get policy() {
    return this.dataNow().spans ?? "none";
  }

  get #isShown() {
    return this.dataNow().assistance === "shown";
  }

  /** @param {Sentence} sentence @param {number} turn which of several marks @returns {Target|null} no label of it takes spans */
  target({ answer }, turn) {
    const places = marksWithSpans(this.policy, answer);
    if (!places.length) return answer.marks.length ? null : { place: null, label: "", of: 1 };
    const place = places[turn % places.length];
    return { place, label: answer.marks[place].label, of: places.length };
  }

  /** @param {Sentence} sentence @param {Target} target @returns {Part[]} in order of their starts */
  parts(sentence, { place }) {
    if (place === null) return this.drafts.get(sentence.id) ?? inOrder(this.#proposed(sentence));
    return inOrder(fromWire(sentence.text, sentence.answer.marks[place].spans));
  }

  /**
   * @param {Sentence} sentence @param {Target} target @param {Part[]} parts
   * @returns {Answer|null} the answer they belong to; nothing, if they wait for a label
   */
  put(sentence, { place }, parts) {
    if (place !== null) return withSpans(sentence.answer, place, toWire(sentence.text, parts));
    this.drafts.set(sentence.id, inOrder(parts));
    return null;
  }

  /** @param {Sentence} sentence @param {Answer} answer that a label key gives @returns {Answer} with its spans */
  complete(sentence, answer) {
    if (answer.status !== "answered") return answer;
    const draft = this.drafts.get(sentence.id);
    const shown = this.#isShown ? (sentence.suggestion ?? []) : [];
    const { text, answer: before } = sentence;
    const complete = dressed({ text, policy: this.policy, before, answer, draft, shown });
    if (marksWithSpans(this.policy, complete).length) this.drafts.delete(sentence.id);
    return complete;
  }

  /** The label of the shown suggestion, if the person has changed its spans. @param {Sentence} sentence @returns {string|null} */
  draftedFor({ id, answer, suggestion }) {
    const isChanged = this.#isShown && answer.status === "open" && this.drafts.get(id) !== null;
    return isChanged ? (suggestion?.[0]?.label ?? null) : null;
  }

  /** What the arm shows before the answer. @param {Sentence} sentence @returns {Part[]} */
  #proposed({ text, answer, suggestion }) {
    const first = this.#isShown && answer.status === "open" ? suggestion?.[0] : undefined;
    return first && asksForSpans(first.label, this.policy) ? fromWire(text, machineMade(first)) : [];
  }
}
