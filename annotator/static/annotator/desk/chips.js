// Small pieces of the page that show labels: always a letter and a colour.

import { word } from "./words.js";

/** @import { Answer, Label } from "./types.js" */

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(string|Node)} children
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** @param {string} className @param {() => void} act @param {...(string|Node)} children */
export function makeButton(className, act, ...children) {
  const button = /** @type {HTMLButtonElement} */ (make("button", className, ...children));
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement} */
export function find(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

/** Text that stays is left alone: the browser need not lay it out again. @param {HTMLElement} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement} element @param {boolean} isHidden */
export function hide(element, isHidden) {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

export class Chips {
  /** @param {Label[]} labels @param {{id: string, name: string}[]} [reasons] for skipping */
  constructor(labels, reasons = []) {
    this.byId = new Map(labels.map((label) => [label.id, label]));
    this.reasons = new Map(reasons.map((reason) => [reason.id, reason.name]));
  }

  /** @param {string} id */
  letter(id) {
    return this.byId.get(id)?.letter ?? "?";
  }

  /** @param {string} id */
  name(id) {
    return this.byId.get(id)?.name ?? id;
  }

  /** @param {string} id @param {string} [extra] class */
  chip(id, extra = "") {
    const chip = make("span", `chip ${extra}`, make("b", "", this.letter(id)), this.name(id));
    chip.dataset.label = id;
    return chip;
  }

  /** @param {Answer} answer @returns {string} "denial, attribution" */
  names(answer) {
    if (answer.status === "skipped") return word("statusSkipped");
    if (answer.status === "not_article_text") return word("statusNotArticleText");
    return answer.marks.map((mark) => this.name(mark.label)).join(", ");
  }

  /** @param {Answer} answer @returns {string} with what stands beside the labels */
  said(answer) {
    const parts = [this.names(answer) || word("open")];
    if (answer.reason) parts.push(this.reasons.get(answer.reason) ?? answer.reason);
    if (answer.is_flagged) parts.push(word("flagged"));
    if (answer.note) parts.push(word("hasNote"));
    return parts.join(", ");
  }

  /** @param {Answer} answer @returns {(string|Node)[]} */
  pieces(answer) {
    if (answer.status === "answered") return answer.marks.map((mark) => this.chip(mark.label));
    return [this.names(answer) || word("open")];
  }
}
