// Words dragged over, and spans pressed: by mouse, and by a finger through the device's own selection.

import { offsetAt, partsAt, rangeOf, stretchIn } from "./draw.js";

/** @import { SpanMenu } from "./menu.js" */
/** @import { Stretch } from "./text.js" */

/** The handles of a selection under a finger move for a while before they rest. */
const REST_MS = 250;

/**
 * @param {object} editor
 * @param {SpanMenu} editor.menu
 * @param {() => HTMLElement|null} editor.elementNow of the current sentence
 * @param {(stretch: Stretch, isExact: boolean) => Stretch|null} editor.drag  what is taken of it
 * @param {(offset: number|null, parts: number[], extending: boolean) => void} editor.press
 * @param {() => void} editor.letGo
 */
export function watchPointer({ menu, elementNow, drag, press, letGo }) {
  let isDown = false;
  let isExact = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let rest;

  /** @returns {{within: HTMLElement, stretch: Stretch}|null} what is selected in the current sentence */
  function selection() {
    const within = elementNow();
    const selected = getSelection();
    if (!within || !selected?.rangeCount || selected.isCollapsed) return null;
    // Who selects the whole article wants to copy it.
    if (!within.contains(selected.anchorNode) && !within.contains(selected.focusNode)) return null;
    const stretch = stretchIn(within, selected.getRangeAt(0));
    return stretch && { within, stretch };
  }

  function read() {
    const found = selection();
    if (!found) return letGo();
    const taken = drag(found.stretch, isExact);
    if (!taken || (taken.start === found.stretch.start && taken.end === found.stretch.end)) return;
    const range = rangeOf(found.within, taken);
    getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  function readSoon(/** @type {number} */ wait) {
    clearTimeout(rest);
    rest = setTimeout(read, wait);
  }

  document.addEventListener("pointerdown", (event) => {
    isDown = !menu.contains(/** @type {Node} */ (event.target));
  });
  document.addEventListener("pointerup", (event) => {
    if (!isDown) return;
    isDown = false;
    isExact = event.altKey;
    // At once, for a key may follow; and again, for a press within a selection ends it only now.
    if (selection()) read();
    readSoon(0);
  });
  document.addEventListener("pointercancel", () => (isDown = false));
  document.addEventListener("selectionchange", () => {
    if (!isDown) readSoon(REST_MS);
  });
  document.addEventListener("click", (event) => {
    const within = elementNow();
    const target = /** @type {Node} */ (event.target);
    if (!within?.contains(target) || selection()) return;
    press(offsetAt(within, event), partsAt(target), event.shiftKey);
  });
}
