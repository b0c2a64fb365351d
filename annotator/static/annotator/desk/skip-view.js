// Why a sentence is left to others: asked for in a small dialog, answered with one more key.

import { find, make, makeButton } from "./chips.js";

/** @typedef {{id: string, name: string}} Reason */

const KEPT = "hearsay-skip-reason";

export class SkipView {
  /** @param {HTMLDialogElement} dialog @param {Reason[]} reasons @param {(reason: string) => void} choose */
  constructor(dialog, reasons, choose) {
    this.dialog = dialog;
    this.choose = choose;
    this.reasons = reasons;
    this.buttons = reasons.map(({ id, name }, index) =>
      makeButton("choice-button", () => this.#take(id), make("kbd", "", String(index + 1)), ` ${name}`),
    );
    find(dialog, "[data-reasons]").replaceChildren(...this.buttons);
    dialog.addEventListener("keydown", (event) => this.#key(event));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }

  open() {
    if (!this.reasons.length) return this.choose("");
    this.dialog.showModal();
    const last = this.reasons.findIndex(({ id }) => id === kept());
    this.buttons[Math.max(last, 0)].focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const number = /^[1-9]$/.test(event.key) ? Number(event.key) : Number(/^Digit([1-9])$/.exec(event.code)?.[1]);
    const reason = this.reasons[number - 1];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.repeat && event.key === "Enter") return event.preventDefault();
    if (reason && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      this.#take(reason.id);
    } else if (step) {
      event.preventDefault();
      const now = this.buttons.indexOf(/** @type {any} */ (document.activeElement));
      this.buttons[(now + step + this.buttons.length) % this.buttons.length].focus();
    }
  }

  /** @param {string} reason */
  #take(reason) {
    keep(reason);
    this.dialog.close();
    this.choose(reason);
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} reason */
function keep(reason) {
  try {
    localStorage.setItem(KEPT, reason);
  } catch {
    // It is then asked for with the first reason in front.
  }
}
