// The current sentence with its spans: nested inline elements, so that the text stays text for
// selecting, copying, line breaking and screen readers. All looks are in css/spans.css.

import { make } from "../chips.js";
import { lanesOf, runsOf, turnsOf } from "./runs.js";
import { word } from "../words.js";

/** @import { Part } from "./set.js" */
/** @import { Stretch } from "./text.js" */
/** @typedef {Part & {isPicked?: boolean}} Drawn  picked: being chosen just now */

/** Lanes and turns that css/spans.css has a place for. */
const MOST = 3;

/** @param {string} role @returns {string} "source", in the person's language */
export function roleName(role) {
  return word(`role_${role}`);
}

/** @param {string} role @returns {string} its letter */
export function roleTag(role) {
  return word(`spanTag_${role}`);
}

export class SpanDrawing {
  /** @type {HTMLElement|null} */ #element = null;
  #text = "";
  #drawn = "[]";

  /** @param {HTMLElement|null} element of the sentence @param {string} text @param {Drawn[]} parts in order */
  show(element, text, parts) {
    const drawn = JSON.stringify(parts);
    if (element === this.#element && drawn === this.#drawn) return;
    if (element !== this.#element || !parts.length) this.#restore();
    this.#element = element;
    this.#text = text;
    this.#drawn = drawn;
    if (!element || !parts.length) return;
    element.replaceChildren(...nodesOf(text, parts));
    element.dataset.spans = "";
  }

  #restore() {
    if (this.#drawn === "[]" || !this.#element) return;
    this.#element.textContent = this.#text;
    delete this.#element.dataset.spans;
  }
}

/** @param {string} text @param {Drawn[]} parts @returns {Node[]} */
function nodesOf(text, parts) {
  const lanes = lanesOf(parts);
  const turns = turnsOf(parts);
  return runsOf(text.length, parts).map((run) => {
    /** @type {Node} */ let node = document.createTextNode(text.slice(run.start, run.end));
    for (const at of run.parts.toReversed()) {
      const part = parts[at];
      const element = make("span", "span", node);
      element.dataset.span = String(at);
      element.dataset.role = part.role;
      element.dataset.lane = String(Math.min(lanes[at], MOST));
      if (part.isMachine) element.dataset.machine = "";
      if (part.isPicked) element.dataset.picked = "";
      if (part.start === run.start) {
        element.dataset.tag = roleTag(part.role);
        element.dataset.turn = String(Math.min(turns[at], MOST));
      }
      node = element;
    }
    return node;
  });
}

/**
 * @param {HTMLElement} element of the sentence @param {Node} node @param {number} at
 * @returns {number} units from the sentence's start
 */
export function offsetIn(element, node, at) {
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, at);
  return range.toString().length;
}

/** @param {HTMLElement} element @param {Range} range @returns {Stretch|null} what of the range lies in the sentence */
export function stretchIn(element, range) {
  if (range.collapsed || !range.intersectsNode(element)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(element);
  const beginsBefore = range.compareBoundaryPoints(Range.START_TO_START, whole) < 0;
  const endsAfter = range.compareBoundaryPoints(Range.END_TO_END, whole) > 0;
  const start = beginsBefore ? 0 : offsetIn(element, range.startContainer, range.startOffset);
  const end = endsAfter ? whole.toString().length : offsetIn(element, range.endContainer, range.endOffset);
  return start < end ? { start, end } : null;
}

/** @param {HTMLElement} element @param {Stretch} stretch @returns {Range} */
export function rangeOf(element, { start, end }) {
  const range = document.createRange();
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let hasStart = false;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (!hasStart && start < passed + length) {
      range.setStart(node, start - passed);
      hasStart = true;
    }
    if (end <= passed + length) {
      range.setEnd(node, end - passed);
      break;
    }
    passed += length;
  }
  return range;
}

/** @param {HTMLElement} element @param {{clientX: number, clientY: number}} point @returns {number|null} units */
export function offsetAt(element, { clientX, clientY }) {
  const caret = caretAt(clientX, clientY);
  return caret && element.contains(caret.node) ? offsetIn(element, caret.node, caret.offset) : null;
}

/** @param {number} x @param {number} y @returns {{node: Node, offset: number}|null} */
function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/** @param {EventTarget|null} target @returns {number[]} places of the spans that were pressed */
export function partsAt(target) {
  const found = [];
  let element = target instanceof Element ? target.closest("[data-span]") : null;
  while (element instanceof HTMLElement) {
    found.push(Number(element.dataset.span));
    element = element.parentElement?.closest("[data-span]") ?? null;
  }
  return found;
}
