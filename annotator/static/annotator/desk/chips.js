// Small pieces of the page that show labels: always a letter and a colour.

import { words } from "./words.js";

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

export class Chips {
  /** @param {Label[]} labels */
  constructor(labels) {
    this.byId = new Map(labels.map((label) => [label.id, label]));
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
    if (answer.status !== "answered") return words.status[answer.status];
    return answer.marks.map((mark) => this.name(mark.label)).join(", ");
  }

  /** @param {Answer} answer @returns {(string|Node)[]} */
  pieces(answer) {
    if (answer.status === "answered") return answer.marks.map((mark) => this.chip(mark.label));
    return [words.status[answer.status] || words.open];
  }
}
