// What the desk knows: the sentences with the person's answers, and which one is current. Pure.

import { answerFrom, notArticleText, onlyLabel, skipped, toggledLabel, withLabel } from "./answer.js";

/** @import { Answer, Candidate } from "./types.js" */

/**
 * @typedef {object} Sentence
 * @property {number} id
 * @property {number} place        from 0, in reading order
 * @property {string} text
 * @property {Answer} answer       as the person sees it
 * @property {Answer} confirmed    as the server last said
 * @property {number} revision     of `confirmed`; 0 = never answered
 * @property {Candidate[]|null} suggestion  null: not to be seen (yet)
 * @property {string|null} last    the submission that `answer` came from, while it is on its way
 */

/** @param {any} row one of `desk.sentences` @param {number} place @returns {Sentence} */
function sentenceFrom(row, place) {
  const answer = answerFrom(row);
  return {
    id: row.id,
    place,
    text: row.text,
    answer,
    confirmed: answer,
    revision: row.revision ?? 0,
    suggestion: row.suggestion ?? null,
    last: null,
  };
}

export class DeskState {
  /** Place of the current sentence; `sentences.length` = past the end. */
  current = 0;
  /** Labels are being added to the current sentence's set. */
  isBuilding = false;
  /** Set by a press on "Several labels": labels add and do not move on. */
  isSeveral = false;
  handled = 0;

  /**
   * @param {any[]} rows
   * @param {{isFinished?: boolean, isLocked?: boolean}} [state] handed in; closed by a curator
   */
  constructor(rows, { isFinished = false, isLocked = false } = {}) {
    /** @type {Sentence[]} */
    this.sentences = rows.map(sentenceFrom);
    this.byId = new Map(this.sentences.map((sentence) => [sentence.id, sentence]));
    this.handled = this.sentences.filter((sentence) => sentence.answer.status !== "open").length;
    this.isHandedIn = isFinished;
    this.isLocked = isLocked;
    this.moveToFirstOpen();
  }

  /** Nothing can be answered. */
  get isReadOnly() {
    return this.isHandedIn || this.isLocked;
  }

  moveToFirstOpen() {
    const place = this.sentences.findIndex((sentence) => sentence.answer.status === "open");
    this.moveTo(place === -1 ? (this.isReadOnly ? 0 : this.sentences.length) : place);
  }

  get isAtEnd() {
    return this.current >= this.sentences.length;
  }

  /** Every sentence has an answer. */
  get isComplete() {
    return this.handled === this.sentences.length;
  }

  /** @returns {Sentence|null} */
  get sentence() {
    return this.sentences[this.current] ?? null;
  }

  get openOnes() {
    return this.sentences.filter((sentence) => sentence.answer.status === "open");
  }

  /** @param {Sentence} sentence @param {Answer} answer */
  set(sentence, answer) {
    this.handled += Number(answer.status !== "open") - Number(sentence.answer.status !== "open");
    sentence.answer = answer;
  }

  /** @param {number} place */
  moveTo(place) {
    this.current = Math.min(Math.max(place, 0), this.sentences.length);
    this.isBuilding = this.isSeveral = false;
  }

  /** @returns {number|null} the next open place after the current one, around the end */
  nextOpen() {
    const count = this.sentences.length;
    const from = this.isAtEnd ? -1 : this.current;
    for (let step = 1; step <= count; step++) {
      const place = (from + step) % count;
      if (place !== from && this.sentences[place].answer.status === "open") return place;
    }
    return null;
  }

  /**
   * A plain label answers alone; while a set is being built it completes the set.
   * @param {Sentence} sentence @param {string} label @returns {Answer}
   */
  answerWith(sentence, label) {
    return this.isBuilding ? withLabel(sentence.answer, label) : onlyLabel(sentence.answer, label);
  }

  /** @param {Sentence} sentence @param {string} label @returns {Answer} */
  answerAdding(sentence, label) {
    return toggledLabel(sentence.answer, label);
  }

  /** @param {Sentence} sentence @param {string} reason @returns {Answer} */
  answerSkipped(sentence, reason) {
    return skipped(sentence.answer, reason);
  }

  /** @param {Sentence} sentence @returns {Answer} */
  answerNotArticleText(sentence) {
    return notArticleText(sentence.answer);
  }

  /**
   * @param {Sentence} sentence
   * @param {Answer & {revision: number, suggestion?: any}} said by the server
   * @param {boolean} isSettled nothing newer of this sentence is on its way
   */
  confirm(sentence, said, isSettled) {
    sentence.confirmed = answerFrom(said);
    sentence.revision = said.revision;
    if (said.suggestion !== undefined) sentence.suggestion = said.suggestion;
    if (isSettled) this.set(sentence, sentence.confirmed);
  }
}
