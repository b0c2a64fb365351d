// The rules of the outbox: what goes out next, and what one fate means for the rest. Pure: each
// function takes the queue's items in order and says which to write and which to remove.

/** @import { Item, Reply } from "./types.js" */
/** @typedef {{write?: Item[], remove?: Item[], result?: any}} Change */
/** @typedef {Omit<Item, "order"|"attempts"|"state">} Draft */

/** @param {Item[]} items @param {number} sentence */
function ofSentence(items, sentence) {
  return items.filter((item) => item.sentence === sentence);
}

/**
 * A new submission goes to the end and takes the place of one that was refused before it.
 * @param {Item[]} items @param {Draft} draft @returns {Change}
 */
export function enqueued(items, draft) {
  const order = items.length ? items[items.length - 1].order + 1 : 1;
  /** @type {Item} */
  const item = { ...draft, order, attempts: 0, state: "queued" };
  const refused = ofSentence(items, draft.sentence).filter((other) => other.state === "refused");
  return { write: [item], remove: refused, result: item };
}

/**
 * The first item that may go out; its attempt is counted before it goes, because once it went
 * nobody can say whether it arrived. A sentence in conflict holds back its own items only.
 * @param {Item[]} items @returns {Change} result: the item, or null
 */
export function claimed(items) {
  const held = new Set(items.filter((item) => item.state === "conflict").map((item) => item.sentence));
  const next = items.find((item) => item.state === "queued" && !held.has(item.sentence));
  if (!next) return { result: null };
  const item = { ...next, attempts: next.attempts + 1 };
  return { write: [item], result: item };
}

/**
 * Stored: later items of the sentence build on the revision it became.
 * @param {Item[]} items @param {string} submission @param {Reply} reply
 * @returns {Change} result: whether nothing of this sentence is left to send
 */
export function saved(items, submission, reply) {
  const item = items.find((other) => other.submission === submission);
  if (!item) return { result: true };
  const later = ofSentence(items, item.sentence).filter(
    (other) => other.order > item.order && other.attempts === 0,
  );
  return {
    remove: [item],
    write: later.map((other) => ({ ...other, revision: reply.revision })),
    result: later.length === 0,
  };
}

/**
 * Refused: kept, so that the person sees it; what follows builds on the revision before it. What took
 * it back, and forth again, is about nothing that the server has: it falls with it.
 * @param {Item[]} items @param {string} submission @param {string} message @param {string} [code]
 * @returns {Change} result: the submissions that fell, and whether it is kept
 */
export function refused(items, submission, message, code) {
  const item = items.find((other) => other.submission === submission);
  if (!item) return { result: { fallen: [], isKept: false } };
  const later = ofSentence(items, item.sentence).filter((other) => other.order > item.order);
  const { fallen, isLast } = about(item, later);
  const result = { fallen: fallen.map((other) => other.submission), isKept: isLast };
  if (!isLast) return { remove: [item, ...fallen], result };
  return { write: [{ ...item, state: "refused", message, code }], remove: fallen, result };
}

/**
 * Which later steps of its sentence are about this one, and whether it is the one that stands in the end.
 * @param {Item} item @param {Item[]} later
 */
function about(item, later) {
  const back = item.kind === "undo" ? "redo" : "undo";
  /** @type {Item[]} */ const fallen = [];
  let stands = true;
  let between = 0; // steps that must be taken back before it can be, or be taken forth again
  for (const step of later) {
    if (step.kind === "answer") {
      if (!stands || item.kind === "undo") return { fallen, isLast: false };
      between += 1;
    } else if ((step.kind === back) !== stands) {
      between += 1;
    } else if (between) {
      between -= 1;
    } else {
      fallen.push(step);
      stands = !stands;
    }
  }
  return { fallen, isLast: stands && !between };
}

/** @param {Item[]} items @param {string} submission @param {Reply} current @returns {Change} */
export function conflicted(items, submission, current) {
  const item = items.find((other) => other.submission === submission);
  return item ? { write: [{ ...item, state: "conflict", current }] } : {};
}

/**
 * Take back an item that the server refused.
 * @param {Item[]} items @param {string} submission @returns {Change} result: whether it was one
 */
export function withdrawn(items, submission) {
  const item = items.find((other) => other.submission === submission);
  return item?.state === "refused" ? { remove: [item], result: true } : { result: false };
}

/** Everything about a sentence is dropped. @param {Item[]} items @param {number} sentence @returns {Change} */
export function dropped(items, sentence) {
  return { remove: ofSentence(items, sentence) };
}

/**
 * The person's version replaces all that was held in conflict.
 * @param {Item[]} items @param {Draft} draft @returns {Change}
 */
export function replaced(items, draft) {
  const change = enqueued(items, draft);
  return { ...change, remove: ofSentence(items, draft.sentence) };
}

/** The queue once a change is made. @param {Item[]} items @param {Change} change @returns {Item[]} */
export function after(items, { write = [], remove = [] }) {
  const gone = new Set([...remove, ...write].map((item) => item.order));
  return [...items.filter((item) => !gone.has(item.order)), ...write].sort(
    (one, other) => one.order - other.order,
  );
}

/**
 * @param {Item[]} items
 * @returns {{waiting: number, refused: Item[], conflicts: Item[]}}
 */
export function tally(items) {
  const conflicts = items.filter((item) => item.state === "conflict");
  const held = new Set(conflicts.map((item) => item.sentence));
  return {
    waiting: items.filter((item) => item.state === "queued" && !held.has(item.sentence)).length,
    refused: items.filter((item) => item.state === "refused"),
    conflicts,
  };
}
