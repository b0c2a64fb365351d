// The line on top: how many sentences are judged, and whether every answer is saved.

import { find, hide, write } from "./chips.js";
import { word } from "./words.js";

/** @import { Phase } from "./sender.js" */

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const CALM_MS = 250;

export class BarView {
  constructor() {
    this.bar = find(document, ".desk-bar");
    this.box = find(this.bar, "[data-saved]");
    this.text = find(this.bar, "[data-saved-text]");
    this.problem = find(this.bar, "[data-saved-problem]");
    this.signIn = find(this.bar, "[data-sign-in]");
    this.guideline = find(this.bar, "[data-guideline-changed]");
    this.adopt();
    this.shown = "";
    /** @type {ReturnType<typeof setTimeout>|undefined} */ this.calm = undefined;
  }

  /** What is about the document has been replaced by that of the next one. */
  adopt() {
    this.answered = find(this.bar, "[data-answered]");
    this.meter = /** @type {HTMLProgressElement} */ (find(this.bar, "[data-answered-bar]"));
  }

  /** @param {number} answered */
  showProgress(answered) {
    if (this.meter.value === answered) return;
    this.answered.textContent = String(answered);
    this.meter.value = answered;
  }

  /** @param {{version: number, read: number}|undefined} guideline in force, and as far as it was read */
  showGuideline(guideline) {
    hide(this.guideline, !(guideline && guideline.version > guideline.read));
  }

  /**
   * "Saved" is said a moment late and never early, so that it does not flicker while someone types.
   * @param {object} now
   * @param {number} now.waiting     answers that the server has not confirmed
   * @param {Phase} now.phase
   * @param {number} now.refused
   * @param {number} now.conflicts
   * @param {Date|null} now.savedAt  when the last one was
   * @param {boolean} now.isDurable
   */
  showSaved({ waiting, phase, refused, conflicts, savedAt, isDurable }) {
    const isOut = phase === "signed-out" || phase === "other-person";
    const isStuck = isOut || phase === "waiting";
    const said = text();
    const shown = JSON.stringify([said, phase, refused, conflicts, isDurable, waiting > 0]);
    clearTimeout(this.calm);
    if (shown === this.shown) return;
    if (!waiting && this.text.textContent === word("saving") && !(refused || conflicts)) {
      this.calm = setTimeout(() => {
        this.text.textContent = said;
        this.shown = shown;
      }, CALM_MS);
      return;
    }
    this.shown = shown;
    write(this.text, said);
    const tone = refused || conflicts ? "bad" : waiting && isStuck ? "warn" : "";
    const title = waiting && !isDurable ? word("storageFailed") : "";
    if (this.box.dataset.tone !== tone) this.box.dataset.tone = tone;
    if (this.box.title !== title) this.box.title = title;
    hide(this.signIn, !(waiting && isOut));
    hide(this.problem, !(refused || conflicts));
    write(this.problem, refused
      ? word("couldNotSave", { count: refused + conflicts })
      : word("changedElsewhere", { count: conflicts }));

    function text() {
      if (waiting && phase === "signed-out") return word("signedOut");
      if (waiting && phase === "other-person") return word("otherPerson");
      if (waiting) return isStuck ? word("waiting", { count: waiting }) : word("saving");
      if (refused || conflicts) return "";
      return savedAt ? word("savedAt", { time: clock.format(savedAt) }) : word("allSaved");
    }
  }
}
