// Examples of a label, shown beside its button: on hover, on focus by keyboard, on a long press.

import { make } from "./chips.js";

/** @import { Label } from "./types.js" */

const HOVER_MS = 350;
const PRESS_MS = 500;
const GAP = 8;

export class ExamplesView {
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;
  #wasLongPress = false;

  /** @param {HTMLElement} box a manual popover @param {HTMLButtonElement[]} buttons @param {Label[]} labels */
  constructor(box, buttons, labels) {
    this.box = box;
    const byId = new Map(labels.map((label) => [label.id, label]));
    for (const button of buttons) {
      const examples = byId.get(button.value)?.examples ?? [];
      if (examples.length) this.#wire(button, examples);
    }
  }

  /** @param {HTMLButtonElement} button @param {string[]} examples */
  #wire(button, examples) {
    const show = () => this.#show(button, examples);
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") this.#later(show, HOVER_MS);
    });
    button.addEventListener("pointerdown", (event) => {
      this.hide();
      this.#wasLongPress = false;
      if (event.pointerType === "mouse") return;
      this.#later(() => {
        this.#wasLongPress = true;
        show();
      }, PRESS_MS);
    });
    for (const end of ["pointerup", "pointercancel"]) button.addEventListener(end, () => clearTimeout(this.#timer));
    button.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.hide());
    button.addEventListener("contextmenu", (event) => this.#wasLongPress && event.preventDefault());
    // A long press asks for the examples; it does not answer.
    button.addEventListener(
      "click",
      (event) => {
        if (!this.#wasLongPress) return this.hide();
        this.#wasLongPress = false;
        event.stopImmediatePropagation();
        event.preventDefault();
      },
      { capture: true },
    );
    button.addEventListener("focus", () => button.matches(":focus-visible") && show());
    button.addEventListener("blur", () => this.hide());
    button.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  /** @param {() => void} act @param {number} ms */
  #later(act, ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }

  /** @param {HTMLButtonElement} button @param {string[]} examples */
  #show(button, examples) {
    const { box } = this;
    const list = make("ul", "");
    list.append(...examples.map((example) => make("li", "", make("bdi", "", example))));
    box.replaceChildren(list);
    if (!box.matches(":popover-open")) box.showPopover();
    button.setAttribute("aria-describedby", box.id);
    this.button = button;
    this.#place(button.getBoundingClientRect(), box.getBoundingClientRect());
  }

  /** Beside the button where there is room, else above it. @param {DOMRect} at @param {DOMRect} own */
  #place(at, own) {
    const isBeside = at.left - GAP - own.width >= 0;
    const left = isBeside ? at.left - GAP - own.width : Math.max(GAP, Math.min(at.left, innerWidth - own.width - GAP));
    const top = isBeside ? at.top : at.top - own.height - GAP;
    this.box.style.left = `${Math.round(left)}px`;
    this.box.style.top = `${Math.round(Math.max(GAP, Math.min(top, innerHeight - own.height - GAP)))}px`;
  }

  hide() {
    clearTimeout(this.#timer);
    this.button?.removeAttribute("aria-describedby");
    if (this.box.matches(":popover-open")) this.box.hidePopover();
  }
}
