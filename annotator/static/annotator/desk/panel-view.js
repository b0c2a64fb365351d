// The panel: the current sentence's labels, its note and flag, and how fast the day goes.

import { labelsOf } from "./answer.js";
import { find, write } from "./chips.js";
import { number, word } from "./words.js";

/** @import { DeskState, Sentence } from "./desk-state.js" */

export class PanelView {
  /** @param {HTMLElement} panel @param {"hidden"|"after"|"shown"} assistance */
  constructor(panel, assistance) {
    this.panel = panel;
    this.assistance = assistance;
    this.position = find(panel, "[data-position]");
    this.state = find(panel, "[data-state]");
    this.labels = /** @type {HTMLFieldSetElement} */ (find(panel, "[data-labels]"));
    this.buttons = /** @type {HTMLButtonElement[]} */ ([...panel.querySelectorAll(".label-button")]);
    this.several = find(panel, '[data-command="several"]');
    this.flag = find(panel, '[data-command="flag"]');
    this.writing = /** @type {NodeListOf<HTMLButtonElement>} */ (panel.querySelectorAll("[data-writes]"));
    this.pace = find(panel, "[data-pace]");
    this.handle = find(panel, "[data-handle]");
    this.handle.addEventListener("click", () => this.expand(!("expanded" in panel.dataset)));
    /** Called when the panel covers more or less of the article. */
    this.onExpand = () => {};
  }

  /** On a narrow screen: the whole panel, or the four buttons only. @param {boolean} isExpanded */
  expand(isExpanded) {
    if (isExpanded === "expanded" in this.panel.dataset) return;
    if (isExpanded) this.panel.dataset.expanded = "";
    else delete this.panel.dataset.expanded;
    this.handle.setAttribute("aria-expanded", String(isExpanded));
    find(this.handle, "span").textContent = word(isExpanded ? "less" : "more");
    this.onExpand();
  }

  /** @param {DeskState} desk */
  show(desk) {
    const { sentence } = desk;
    const values = { number: desk.current + 1, total: desk.sentences.length };
    write(this.position, sentence ? word("position", values) : word("end"));
    write(this.state, sentence ? this.#state(sentence) : "");
    const isClosed = !sentence || desk.isReadOnly;
    if (this.labels.disabled !== isClosed) {
      this.labels.disabled = isClosed;
      for (const button of this.writing) button.disabled = isClosed;
    }
    const chosen = new Set(sentence ? labelsOf(sentence.answer) : []);
    const proposed = this.assistance === "shown" && sentence?.answer.status === "open"
      ? new Set(sentence.suggestion?.map((candidate) => candidate.label))
      : new Set();
    for (const button of this.buttons) {
      press(button, chosen.has(button.value));
      const isProposed = proposed.has(button.value);
      if (isProposed !== "suggested" in button.dataset) {
        if (isProposed) button.dataset.suggested = "";
        else delete button.dataset.suggested;
      }
    }
    press(this.several, desk.isSeveral || desk.isBuilding);
    press(this.flag, sentence?.answer.is_flagged ?? false);
  }

  /** @param {Sentence} sentence */
  #state({ answer }) {
    const parts = [];
    if (answer.status === "skipped") parts.push(word("statusSkipped"));
    if (answer.status === "not_article_text") parts.push(word("statusNotArticleText"));
    if (answer.is_flagged) parts.push(`\u2691 ${word("flagged")}`);
    return parts.join(", ");
  }

  /** @param {{sentences: number, seconds: number}|undefined} pace of today */
  showPace(pace) {
    const count = pace?.sentences ?? 0;
    const seconds = number(pace?.seconds ?? 0, 1);
    write(this.pace, count ? word("pace", { count, seconds }) : "");
  }
}

/** @param {HTMLElement} button @param {boolean} isPressed */
export function press(button, isPressed) {
  const text = String(isPressed);
  if (button.getAttribute("aria-pressed") !== text) button.setAttribute("aria-pressed", text);
}
