// The line on top: how many sentences are judged, and whether every answer is saved.

import { words } from "./words.js";

/** @import { Phase } from "./sender.js" */

/** @param {string} selector @returns {HTMLElement} */
function find(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const CALM_MS = 250;

export class BarView {
  constructor() {
    this.box = find("[data-saved]");
    this.text = find("[data-saved-text]");
    this.problem = find("[data-saved-problem]");
    this.signIn = find("[data-sign-in]");
    this.answered = find("[data-answered]");
    this.shown = "";
    /** @type {ReturnType<typeof setTimeout>|undefined} */ this.calm = undefined;
    this.meter = /** @type {HTMLProgressElement} */ (find("[data-answered-bar]"));
  }

  /** @param {number} answered */
  showProgress(answered) {
    if (this.meter.value === answered) return;
    this.answered.textContent = String(answered);
    this.meter.value = answered;
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
    if (!waiting && this.text.textContent === words.saving && !(refused || conflicts)) {
      this.calm = setTimeout(() => {
        this.text.textContent = said;
        this.shown = shown;
      }, CALM_MS);
      return;
    }
    this.shown = shown;
    this.text.textContent = said;
    this.box.dataset.tone = refused || conflicts ? "bad" : waiting && isStuck ? "warn" : "";
    this.box.title = waiting && !isDurable ? words.storageFailed : "";
    this.signIn.hidden = !(waiting && isOut);
    this.problem.hidden = !(refused || conflicts);
    this.problem.textContent = refused
      ? words.couldNotSave(refused + conflicts)
      : words.changedElsewhere(conflicts);

    function text() {
      if (waiting && phase === "signed-out") return words.signedOut;
      if (waiting && phase === "other-person") return words.otherPerson;
      if (waiting) return isStuck ? words.waiting(waiting) : words.saving;
      if (refused || conflicts) return "";
      return savedAt ? words.savedAt(clock.format(savedAt)) : words.allSaved;
    }
  }
}
