// What stands after the last sentence: finished, or which sentences are still open.

import { make } from "./chips.js";
import { words } from "./words.js";

/** @import { DeskState } from "./desk-state.js" */

/** @param {HTMLElement} root @param {string} selector @returns {HTMLElement} */
function find(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

export class FinishView {
  /** @param {HTMLElement} section @param {(place: number) => void} goTo */
  constructor(section, goTo) {
    this.section = section;
    this.goTo = goTo;
    this.title = find(section, "[data-finish-title]");
    this.text = find(section, "[data-finish-text]");
    this.open = find(section, "[data-finish-open]");
    this.next = /** @type {HTMLAnchorElement} */ (find(section, "[data-finish-next]"));
    this.goOpen = find(section, "[data-finish-go-open]");
    this.wait = find(section, "[data-finish-wait]");
  }

  /** @param {DeskState} desk */
  show(desk) {
    this.section.hidden = !(desk.isAtEnd || desk.isFinished);
    if (this.section.hidden) return;
    const open = desk.openOnes;
    this.title.textContent = open.length ? words.stillOpen(open.length) : words.finished;
    this.text.textContent = open.length ? words.stillOpenText : words.finishedText(desk.sentences.length);
    this.open.hidden = this.goOpen.hidden = open.length === 0;
    this.next.hidden = open.length > 0;
    this.open.replaceChildren(...open.map((sentence) => this.#jump(sentence.place)));
  }

  /** @param {number} place */
  #jump(place) {
    const button = /** @type {HTMLButtonElement} */ (make("button", "button", String(place + 1)));
    button.type = "button";
    button.setAttribute("aria-label", `Go to sentence ${place + 1}`);
    button.addEventListener("click", () => this.goTo(place));
    return make("li", "", button);
  }

  /** @param {string} text why the next document does not open yet */
  say(text) {
    if (this.wait.textContent !== text) this.wait.textContent = text;
  }
}
