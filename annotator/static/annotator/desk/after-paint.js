// What stands beside the sentence comes one frame after it: the next sentence is what is waited for.

export class AfterPaint {
  /** @type {Map<string, () => void>} in the order in which they were asked for first */ #acts = new Map();
  #isAsked = false;

  /**
   * Done soon after the next frame, once, as it was asked for last.
   * @param {string} name of what is to be shown @param {() => void} act
   */
  later(name, act) {
    this.#acts.set(name, act);
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => setTimeout(() => this.now()));
  }

  /** Done at once: somebody is about to use it. One that fails keeps no other from being done. */
  now() {
    this.#isAsked = false;
    const acts = [...this.#acts.values()];
    this.#acts.clear();
    for (const act of acts) {
      try {
        act();
      } catch (error) {
        reportError(error);
      }
    }
  }
}
