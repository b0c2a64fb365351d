// How often the guideline was opened, and how often the person read elsewhere, before answering. Pure.

/** @typedef {{guideline: number, context: number}} Counts */

export class Lookups {
  /** @type {Map<number, Counts>} */ #counts = new Map();

  /** @param {number} sentence @param {keyof Counts} kind */
  count(sentence, kind) {
    const counts = this.#counts.get(sentence) ?? { guideline: 0, context: 0 };
    counts[kind] += 1;
    this.#counts.set(sentence, counts);
  }

  /** @param {number} sentence @returns {Counts} since they were last taken */
  take(sentence) {
    const counts = this.#counts.get(sentence) ?? { guideline: 0, context: 0 };
    this.#counts.delete(sentence);
    return counts;
  }
}
