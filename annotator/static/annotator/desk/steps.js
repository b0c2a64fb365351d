// The steps that can be undone and redone, as the server tells them and as they grow here. Pure.

import { isBlank, sameAnswer } from "./answer.js";

/** @import { Answer, Item } from "./types.js" */
/**
 * @typedef {object} Step
 * @property {number} sentence
 * @property {Answer} answer        the sentence's answer once this step is undone (or redone)
 * @property {string} [submission]  that made the step, when it was made in this browser
 * @property {boolean} [isGone]     to redo: the server does not have what was undone
 */

const LONGEST = 500;

export class Steps {
  /** @type {Step[]} oldest first */ undoable;
  /** @type {Step[]} oldest first */ redoable;
  /** @type {Set<string>} */ #known = new Set();

  /** @param {{undo: Step[], redo: Step[]}} [history] */
  constructor({ undo, redo } = { undo: [], redo: [] }) {
    this.undoable = [...undo];
    this.redoable = [...redo];
  }

  /** @param {number} sentence @param {Answer} before @param {string} submission */
  answered(sentence, before, submission) {
    this.#known.add(submission);
    this.undoable.push({ sentence, answer: before, submission });
    if (this.undoable.length > LONGEST) this.undoable.shift();
    if (this.redoable.some((step) => step.sentence === sentence)) {
      this.redoable = this.redoable.filter((step) => step.sentence !== sentence);
    }
  }

  /**
   * @param {Answer} now what stands and is undone
   * @param {string} submission of the undo
   * @param {number} [sentence] its last step, whichever came last otherwise
   * @returns {{undone: Step, redo: Step}|null}
   */
  undone(now, submission, sentence) {
    const undone = take(this.undoable, sentence);
    if (!undone) return null;
    this.#known.add(submission);
    const redo = { sentence: undone.sentence, answer: now, submission };
    this.redoable.push(redo);
    return { undone, redo };
  }

  /** @param {Answer} now @param {string} submission of the redo @param {number} [sentence] */
  redone(now, submission, sentence) {
    const redone = take(this.redoable, sentence);
    if (!redone) return null;
    this.#known.add(submission);
    const undo = { sentence: redone.sentence, answer: now, submission };
    this.undoable.push(undo);
    return { redone, undo };
  }

  /** @returns {Step|undefined} what `undone` would take */
  get lastUndoable() {
    return this.undoable.at(-1);
  }

  /** @returns {Step|undefined} */
  get lastRedoable() {
    return this.redoable.at(-1);
  }

  /** What was settled with another device cannot be undone from here. @param {number} sentence */
  forget(sentence) {
    this.undoable = this.undoable.filter((step) => step.sentence !== sentence);
    this.redoable = this.redoable.filter((step) => step.sentence !== sentence);
  }

  /** A step that is among them already. @param {string} submission */
  know(submission) {
    this.#known.add(submission);
  }

  /** It goes out again under another name. @param {string} submission @param {string} again */
  resent(submission, again) {
    this.#known.add(again);
    const step = [...this.undoable, ...this.redoable].find((one) => one.submission === submission);
    if (step) step.submission = again;
  }

  /**
   * The server does not have a step, nor what took it back and forth again.
   * @param {string} refused @param {{fallen?: string[], isKept?: boolean}} [fate] kept: it still stands here
   */
  refused(refused, { fallen = [], isKept = false } = {}) {
    for (const step of this.redoable) if (fallen.includes(step.submission ?? "")) step.isGone = true;
    for (const step of this.undoable) if (fallen.includes(step.submission ?? "")) step.submission = refused;
    const place = isKept ? -1 : this.undoable.findIndex((step) => step.submission === refused);
    if (place === -1) return;
    const [lost] = this.undoable.splice(place, 1);
    const next = this.undoable.find((step, at) => at >= place && step.sentence === lost.sentence);
    if (next) next.answer = lost.answer;
  }

  /** A step made in another tab, or waiting in the outbox since before. @param {Item} item @param {Answer} before */
  note({ submission, kind, sentence }, before) {
    if (this.#known.has(submission)) return;
    if (kind === "answer") this.answered(sentence, before, submission);
    else if (kind === "undo") this.undone(before, submission, sentence);
    else this.redone(before, submission, sentence);
  }
}

/** @param {Step[]} steps @param {number} [sentence] @returns {Step|undefined} taken out */
function take(steps, sentence) {
  if (sentence === undefined) return steps.pop();
  const place = steps.findLastIndex((step) => step.sentence === sentence);
  return place === -1 ? undefined : steps.splice(place, 1)[0];
}

/** Sentences whose judgement was another one before. @param {Step[]} undoable @param {(id: number) => Answer|undefined} now */
export function changedOnes(undoable, now) {
  const changed = new Set();
  for (const { sentence, answer } of undoable) {
    const stands = now(sentence);
    if (!stands || isBlank(answer) || answer.status === "open") continue;
    const isSame = sameAnswer(stand(answer), stand(stands));
    if (!isSame) changed.add(sentence);
  }
  return changed;
}

/** @param {Answer} answer without what is no judgement */
function stand(answer) {
  return { ...answer, note: "", is_flagged: false };
}
