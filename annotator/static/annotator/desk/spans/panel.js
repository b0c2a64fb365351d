// The panel's part on spans: those of the current mark, each a button, and what can be done.

import { find, hide, make, write } from "../chips.js";
import { press } from "../panel-view.js";
import { roleName, roleTag } from "./draw.js";
import { samePlace } from "./set.js";
import { word } from "../words.js";

/** @import { Part } from "./set.js" */
/**
 * @typedef {object} Shown
 * @property {string} text       of the sentence
 * @property {Part[]} parts      the spans of the mark, in order
 * @property {string} of         which mark that is, where it must be said
 * @property {string} hint
 * @property {string} role       being chosen, or ""
 * @property {Part|null} chosen  the span that was pressed
 * @property {boolean} isClosed  nothing can be changed
 */

export class SpanPanel {
  #shown = "";
  /** @type {Part[]} */ #parts = [];
  /** @type {(part: Part) => void} */ onEdit = () => {};
  /** @type {(part: Part) => void} */ onRemove = () => {};

  /** @param {HTMLElement} root `[data-spans-part]` */
  constructor(root) {
    this.root = root;
    this.of = find(root, "[data-spans-of]");
    this.hint = find(root, "[data-spans-hint]");
    this.list = find(root, "[data-spans-list]");
    this.start = /** @type {HTMLButtonElement} */ (find(root, "[data-spans-start]"));
    this.mode = find(root, "[data-spans-mode]");
    this.roles = /** @type {HTMLButtonElement[]} */ ([...root.querySelectorAll("[data-span-role]")]);
    this.list.addEventListener("click", (event) => this.#press(event));
  }

  /** @param {Event} event */
  #press(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    const part = button ? this.#parts[Number(button.value)] : undefined;
    if (!button || !part) return;
    if (button.dataset.act === "remove") this.onRemove(part);
    else this.onEdit(part);
  }

  /** @param {Shown|null} shown */
  show(shown) {
    hide(this.root, !shown);
    const said = JSON.stringify(shown);
    if (!shown || said === this.#shown) return;
    this.#shown = said;
    this.#parts = shown.parts;
    write(this.of, shown.of);
    write(this.hint, shown.hint);
    hide(this.start, shown.role !== "");
    this.start.disabled = shown.isClosed;
    hide(this.mode, shown.role === "");
    for (const button of this.roles) {
      button.disabled = shown.isClosed;
      press(button, button.dataset.spanRole === shown.role);
    }
    this.#list(shown);
  }

  /** @param {Shown} shown */
  #list(shown) {
    const held = [...this.list.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
    this.list.replaceChildren(...shown.parts.map((part, place) => this.#item(part, place, shown)));
    if (held === -1) return;
    // The focus is not lost with the button that was pressed.
    const buttons = this.list.querySelectorAll("button");
    (buttons[Math.min(held, buttons.length - 1)] ?? this.start).focus();
  }

  /** @param {Part} part @param {number} place @param {Shown} shown */
  #item(part, place, { text, chosen, isClosed }) {
    const quote = text.slice(part.start, part.end);
    const machine = part.isMachine ? `, ${word("spanMachine")}` : "";
    const tag = make("b", "span-tag", roleTag(part.role));
    const edit = button("span-chip__text", place, tag, make("bdi", "", quote));
    edit.setAttribute("aria-label", `${word("spanSays", { role: roleName(part.role), text: quote })}${machine}`);
    const remove = button("span-chip__remove", place, make("span", "", "\u00d7"));
    remove.dataset.act = "remove";
    remove.setAttribute("aria-label", word("spanRemove", { role: roleName(part.role), text: quote }));
    edit.disabled = remove.disabled = isClosed;
    const item = make("li", "span-chip", edit, remove);
    item.dataset.role = part.role;
    if (part.isMachine) item.dataset.machine = "";
    if (chosen && samePlace(chosen, part)) item.dataset.chosen = "";
    return item;
  }
}

/** @param {string} className @param {number} place @param {...Node} children */
function button(className, place, ...children) {
  const element = /** @type {HTMLButtonElement} */ (make("button", className, ...children));
  element.type = "button";
  element.value = String(place);
  return element;
}
