// What the desk knows: the sentences with the person's answers, and which one is current. Pure.

import { flagged, onlyLabel, OPEN, toggledLabel, withLabel } from "./answer.js";

/** @import { Answer, Candidate } from "./types.js" */

/**
 * @typedef {object} Sentence
 * @property {number} id
 * @property {number} place        from 0, in reading order
 * @property {string} text
 * @property {Answer} answer       as the person sees it
 * @property {Answer} confirmed    as the server last said
 * @property {number} revision     of `confirmed`; 0 = never answered
 * @property {Candidate[]|null} suggestion
 * @property {string|null} last    the submission that `answer` came from, while it is on its way
 */

/** @param {any} row one of `desk.sentences` @param {number} place @returns {Sentence} */
function sentenceFrom(row, place) {
  const answer = { status: row.status, marks: row.marks ?? [], note: row.note ?? "" };
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

  /** @param {any[]} rows */
  constructor(rows) {
    /** @type {Sentence[]} */
    this.sentences = rows.map(sentenceFrom);
    this.byId = new Map(this.sentences.map((sentence) => [sentence.id, sentence]));
    this.handled = this.sentences.filter((sentence) => sentence.answer.status !== "open").length;
    this.moveToFirstOpen();
  }

  moveToFirstOpen() {
    const place = this.sentences.findIndex((sentence) => sentence.answer.status === "open");
    this.moveTo(place === -1 ? this.sentences.length : place);
  }

  /**
   * What waits in the outbox is what the person last said, except where they have spoken since.
   * @param {Map<number, Answer>} unsent
   * @returns {Sentence[]} those that changed
   */
  lay(unsent) {
    const changed = [];
    for (const [id, answer] of unsent) {
      const sentence = this.byId.get(id);
      if (!sentence || sentence.last) continue;
      this.set(sentence, answer);
      changed.push(sentence);
    }
    return changed;
  }

  get isAtEnd() {
    return this.current >= this.sentences.length;
  }

  get isFinished() {
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
    const after = this.sentences.slice(this.current + 1);
    const before = this.sentences.slice(0, this.current);
    const found = [...after, ...before].find((sentence) => sentence.answer.status === "open");
    return found ? found.place : null;
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

  /** @param {Sentence} sentence @param {"skipped"|"not_article_text"} status @returns {Answer} */
  answerFlagged(sentence, status) {
    return flagged(sentence.answer, status);
  }

  /**
   * @param {Sentence} sentence
   * @param {Answer & {revision: number, suggestion?: any}} said by the server
   * @param {boolean} isSettled nothing newer of this sentence is on its way
   */
  confirm(sentence, said, isSettled) {
    sentence.confirmed = said.status === "open" ? { ...OPEN, note: said.note ?? "" } : pick(said);
    sentence.revision = said.revision;
    if (said.suggestion !== undefined) sentence.suggestion = said.suggestion;
    if (isSettled) this.set(sentence, sentence.confirmed);
  }
}

/** @param {Answer} said @returns {Answer} */
function pick({ status, marks, note }) {
  return { status, marks, note };
}
