// The small menu at selected words, or at a span: which role they play, and out with it.

import { make, write } from "../chips.js";
import { shownKey } from "../keys-view.js";
import { roleName, roleTag } from "./draw.js";
import { ROLES } from "./set.js";
import { word } from "../words.js";

/** @import { Here } from "../types.js" */

const GAP = 8;

export class SpanMenu {
  /** @type {HTMLElement|null} made when it is first needed */ #menu = null;
  #remove = make("button", "span-menu__remove");
  /** @type {(role: string, adds: boolean) => void} */ onRole = () => {};
  onRemove = () => {};

  /** @param {Here} here */
  constructor(here) {
    this.here = here;
  }

  #make() {
    const keys = (/** @type {string} */ role) => this.here.keymap.keysOf(`span-${role}`);
    const menu = make("div", "span-menu", ...ROLES.map((role) => roleButton(role, keys(role)[0] ?? "")), this.#remove);
    menu.setAttribute("role", "group");
    menu.setAttribute("aria-label", word("spanMenu"));
    write(this.#remove, word("spanRemoveShort"));
    this.#remove.setAttribute("type", "button");
    // The selection stays while a button is pressed.
    for (const press of ["pointerdown", "mousedown"]) menu.addEventListener(press, (event) => event.preventDefault());
    menu.addEventListener("click", (event) => this.#press(event));
    return menu;
  }

  /** @param {Node|null} node */
  contains(node) {
    return this.#menu?.contains(node) ?? false;
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button === this.#remove) this.onRemove();
    else if (button) this.onRole(button.value, event.shiftKey);
  }

  /** @param {Range} range at which it opens @param {string} [role] of the span there, if it is one */
  open(range, role = "") {
    const main = document.querySelector("main");
    // Another document has another page around it, and maybe other keys.
    if (!this.#menu?.isConnected) main?.append((this.#menu = this.#make()));
    const menu = /** @type {HTMLElement} */ (this.#menu);
    for (const button of menu.querySelectorAll("button[value]")) {
      button.setAttribute("aria-pressed", String(/** @type {HTMLButtonElement} */ (button).value === role));
    }
    this.#remove.hidden = !role;
    menu.hidden = false;
    place(menu, range);
  }

  close() {
    if (this.#menu) this.#menu.hidden = true;
  }
}

/** Under the words, or over them where the panel begins. @param {HTMLElement} menu @param {Range} range */
function place(menu, range) {
  const boxes = range.getClientRects();
  if (!boxes.length) return;
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  const { offsetWidth: width, offsetHeight: height } = menu;
  const panel = document.querySelector("[data-panel]")?.getBoundingClientRect();
  const isCovered = panel !== undefined && panel.top > 0 && panel.left <= 0;
  const bottom = isCovered ? panel.top : innerHeight;
  const isBelow = last.bottom + GAP + height <= bottom || first.top - GAP - height < 0;
  const top = isBelow ? last.bottom + GAP : first.top - GAP - height;
  const middle = isBelow ? (last.left + last.right) / 2 : (first.left + first.right) / 2;
  const room = document.documentElement.clientWidth - width - GAP;
  const left = Math.max(Math.min(middle - width / 2, room), GAP);
  menu.style.left = `${Math.round(left + scrollX)}px`;
  menu.style.top = `${Math.round(top + scrollY)}px`;
}

/** @param {string} role @param {string} key */
function roleButton(role, key) {
  const name = make("span", "", roleName(role));
  const tag = make("b", "span-tag", roleTag(role));
  tag.setAttribute("aria-hidden", "true");
  const button = /** @type {HTMLButtonElement} */ (make("button", "span-menu__role", tag, name));
  button.type = "button";
  button.value = role;
  button.dataset.role = role;
  if (key) button.append(make("kbd", "", shownKey(key)));
  return button;
}
