// Active time for each sentence: it counts while the sentence is current and the tab is seen,
// and a pause without any sign of life counts for 60 seconds at most. Pure: time comes in.

export const IDLE_MS = 60_000;

export class ActiveClock {
  /** @type {Map<number, number>} */ #spent = new Map();
  /** @type {number|null} */ #sentence = null;
  #since = 0;
  #isSeen = true;

  #count(now) {
    if (this.#sentence !== null && this.#isSeen) {
      const passed = Math.min(Math.max(now - this.#since, 0), IDLE_MS);
      this.#spent.set(this.#sentence, (this.#spent.get(this.#sentence) ?? 0) + passed);
    }
    this.#since = now;
  }

  /** @param {number|null} sentence @param {number} now */
  turnTo(sentence, now) {
    this.#count(now);
    this.#sentence = sentence;
  }

  /** A sign of life: a key, a move of the pointer, a scroll. @param {number} now */
  stir(now) {
    this.#count(now);
  }

  /** @param {boolean} isSeen @param {number} now */
  see(isSeen, now) {
    this.#count(now);
    this.#isSeen = isSeen;
  }

  /** @param {number} sentence @param {number} now @returns {number} whole ms since it was last taken */
  take(sentence, now) {
    this.#count(now);
    const spent = Math.round(this.#spent.get(sentence) ?? 0);
    this.#spent.delete(sentence);
    return spent;
  }
}
