// Spans drafted for sentences that have no label yet: kept for this tab, also over a reload.

/** @import { Part } from "./set.js" */

export class SpanDrafts {
  /** @type {Map<number, Part[]>} by sentence */ #parts;

  /** @param {string} key of the annotator @param {Storage|null} storage */
  constructor(key, storage) {
    this.key = key;
    this.storage = storage;
    this.#parts = this.#read();
  }

  /** @returns {Map<number, Part[]>} */
  #read() {
    try {
      return new Map(JSON.parse(this.storage?.getItem(this.key) ?? "[]"));
    } catch {
      return new Map();
    }
  }

  #keep() {
    try {
      this.storage?.setItem(this.key, JSON.stringify([...this.#parts]));
    } catch {
      // They live in this page only, then.
    }
  }

  /** @param {number} sentence @returns {Part[]|null} */
  get(sentence) {
    return this.#parts.get(sentence) ?? null;
  }

  /** @param {number} sentence @param {Part[]} parts */
  set(sentence, parts) {
    this.#parts.set(sentence, parts);
    this.#keep();
  }

  /** @param {number} sentence */
  delete(sentence) {
    if (this.#parts.delete(sentence)) this.#keep();
  }
}

/** @returns {Storage|null} */
export function sessionStorageOrNone() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
