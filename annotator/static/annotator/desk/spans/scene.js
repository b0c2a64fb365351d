// What the span editor knows of the current sentence: its spans, and what is being chosen in it.

import { sameAnswer } from "../answer.js";
import { SpanBook } from "./book.js";
import { sessionStorageOrNone, SpanDrafts } from "./drafts.js";
import { inOrder, withoutPart } from "./set.js";
import { lineOf } from "./text.js";

/** @import { Here } from "../types.js" */
/** @import { Sentence } from "../desk-state.js" */
/** @import { Drawn } from "./draw.js" */
/** @import { Target } from "./book.js" */
/** @import { Selection } from "./select.js" */
/** @import { Part } from "./set.js" */
/** @import { Line, Stretch } from "./text.js" */
/**
 * Span mode: a span is being chosen.
 * @typedef {object} Mode
 * @property {string} role
 * @property {Part|null} instead  the span it takes the place of
 * @property {boolean} adds       beside those that the role has
 * @property {Selection} selection
 * @property {number} [pressedAt] place of the word that was pressed, for the next press to reach from
 */

export class SpanScene {
  /** @type {Sentence|null} */ sentence = null;
  /** @type {Mode|null} */ mode = null;
  /** @type {Stretch|null} dragged over, waiting for its role */ waiting = null;
  /** @type {Part|null} a span that was pressed */ chosen = null;
  /** Which of several marks. */
  turn = 0;
  /** The word after the last span that was set. */
  nextWord = 0;
  /** @type {HTMLElement|null} */ element = null;
  /** @type {Line|null} */ #line = null;
  /** @type {SpanBook|null} */ #book = null;

  /** @param {Here} here @param {() => void} onChange */
  constructor(here, onChange) {
    this.here = here;
    this.onChange = onChange;
  }

  /** Opened with the first document, which says whose it is. */
  get book() {
    const { here } = this;
    return (this.#book ??= new SpanBook(
      () => here.data,
      new SpanDrafts(`hearsay-spans|${here.queue}`, sessionStorageOrNone()),
    ));
  }

  /** @param {Sentence|null} sentence @returns {boolean} whether it is another one than before */
  follow(sentence) {
    if (sentence === this.sentence) return false;
    this.sentence = sentence;
    this.element = sentence && this.here.article.elementOf(sentence.id);
    this.#line = null;
    this.turn = this.nextWord = 0;
    this.mode = this.waiting = this.chosen = null;
    return true;
  }

  get policy() {
    return this.book.policy;
  }

  get text() {
    return this.sentence?.text ?? "";
  }

  /** Words and clauses are looked for once they are needed: not on the way of a label key. */
  get line() {
    return (this.#line ??= lineOf(this.text));
  }

  /** @returns {Target|null} */
  get target() {
    return this.sentence && this.book.target(this.sentence, this.turn);
  }

  /** @returns {Part[]} the spans of the mark, in order of their starts */
  get parts() {
    const { sentence, target } = this;
    return sentence && target ? this.book.parts(sentence, target) : [];
  }

  /** @returns {Drawn[]} the spans, and in place of one that is being chosen anew the choice */
  get drawn() {
    if (!this.mode) return this.parts;
    const { role, instead, selection } = this.mode;
    const others = instead ? withoutPart(this.parts, instead) : this.parts;
    const picked = { role, start: selection.start, end: selection.end, isPicked: true };
    return inOrder([...others, picked]);
  }

  /** @param {Stretch} stretch */
  quote({ start, end }) {
    return this.text.slice(start, end);
  }

  /** @param {Part[]} parts  from now on the spans of the mark */
  put(parts) {
    const { sentence, target } = this;
    if (!sentence || !target) return;
    const answer = this.book.put(sentence, target, parts);
    if (answer && !sameAnswer(answer, sentence.answer)) this.here.submit(sentence, answer);
    this.onChange();
  }
}
