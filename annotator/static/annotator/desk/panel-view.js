// The panel: the current sentence's labels, the suggestion, and what went wrong with its answer.

import { labelsOf } from "./answer.js";
import { make } from "./chips.js";
import { words } from "./words.js";

/** @import { Candidate, Item } from "./types.js" */
/** @import { Chips } from "./chips.js" */
/** @import { DeskState, Sentence } from "./desk-state.js" */

/** @param {HTMLElement} root @param {string} selector @returns {HTMLElement} */
function find(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

/** Text that stays is left alone: the browser need not lay it out again. @param {HTMLElement} element @param {string} text */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export class PanelView {
  /** @param {HTMLElement} panel @param {Chips} chips @param {"hidden"|"after"|"shown"} assistance */
  constructor(panel, chips, assistance) {
    this.panel = panel;
    this.chips = chips;
    this.assistance = assistance;
    this.position = find(panel, "[data-position]");
    this.state = find(panel, "[data-state]");
    this.labels = /** @type {HTMLFieldSetElement} */ (find(panel, "[data-labels]"));
    this.buttons = /** @type {HTMLButtonElement[]} */ ([...panel.querySelectorAll(".label-button")]);
    this.several = find(panel, '[data-command="several"]');
    this.suggestion = find(panel, "[data-suggestion]");
    this.notice = find(panel, "[data-notice]");
    this.handle = find(panel, "[data-handle]");
    this.handle.addEventListener("click", () => this.expand(!("expanded" in panel.dataset)));
    /** Called when the panel covers more or less of the article. */
    this.onExpand = () => {};
  }

  /** On a narrow screen: the whole panel, or the four buttons only. @param {boolean} isExpanded */
  expand(isExpanded) {
    if (isExpanded) this.panel.dataset.expanded = "";
    else delete this.panel.dataset.expanded;
    this.handle.setAttribute("aria-expanded", String(isExpanded));
    find(this.handle, "span").textContent = isExpanded ? words.less : words.more;
    this.onExpand();
  }

  /** @param {DeskState} desk @param {Sentence|null} before the sentence answered last */
  show(desk, before) {
    const { sentence } = desk;
    say(this.position, sentence ? words.position(sentence.place + 1, desk.sentences.length) : words.end);
    say(this.state, sentence ? words.status[sentence.answer.status] : "");
    this.labels.disabled = !sentence;
    const chosen = new Set(sentence ? labelsOf(sentence.answer) : []);
    for (const button of this.buttons) {
      const isPressed = String(chosen.has(button.value));
      if (button.getAttribute("aria-pressed") !== isPressed) button.setAttribute("aria-pressed", isPressed);
    }
    this.several.setAttribute("aria-pressed", String(desk.isSeveral || desk.isBuilding));
    this.#suggest(sentence, before);
  }

  /** @param {Sentence|null} sentence @param {Sentence|null} before */
  #suggest(sentence, before) {
    const box = this.suggestion;
    box.hidden = !sentence;
    if (this.assistance === "hidden") {
      if (box.textContent !== words.neverSuggested) box.replaceChildren(make("p", "", words.neverSuggested));
      return;
    }
    const isLater = this.assistance === "after" && sentence?.answer.status === "open";
    const lines = [];
    if (isLater) {
      lines.push(make("p", "", words.suggestionLater));
      if (before?.suggestion) lines.push(...this.#lines(before, words.suggestionFor(before.place + 1)));
    } else if (sentence) {
      lines.push(...(sentence.suggestion ? this.#lines(sentence, "") : []));
      if (!lines.length) lines.push(make("p", "", words.noSuggestion));
    }
    if (box.textContent !== lines.map((line) => line.textContent).join("")) box.replaceChildren(...lines);
  }

  /** @param {Sentence} sentence @param {string} lead */
  #lines({ suggestion }, lead) {
    return (suggestion ?? []).map((candidate) => {
      const cue = candidate.spans?.find((span) => span.role === "cue")?.text;
      const line = make("p", "", lead ? `${lead} ` : "", words.suggestion(candidate.score), " ");
      const label = make("b", "", this.chips.name(candidate.label));
      line.append(label, cue ? words.cue(cue) : "");
      return line;
    });
  }

  /**
   * @param {Item|null} item whose fate needs the person, or nothing
   * @param {{keep: () => void, take: () => void, retry: () => void, discard: () => void}} acts
   */
  showTrouble(item, acts) {
    const key = item ? `${item.submission} ${item.state}` : "";
    const before = this.notice.dataset.shown ?? "";
    if (before === key) return;
    this.notice.dataset.shown = key;
    this.notice.hidden = !item;
    this.notice.replaceChildren();
    if (!item) return this.expand(false);
    if (item.state === "conflict") this.#showConflict(item, acts);
    else this.#showRefusal(item, acts);
    this.expand(true);
  }

  /** @param {Item} item @param {{keep: () => void, take: () => void}} acts */
  #showConflict(item, acts) {
    const theirs = /** @type {import("./types.js").Reply} */ (item.current);
    const versions = make("dl", "notice__versions");
    versions.append(
      make("dt", "", words.mine),
      make("dd", "", ...this.chips.pieces(item.answer)),
      make("dt", "", words.theirs),
      make("dd", "", ...this.chips.pieces(theirs)),
    );
    this.notice.append(
      make("p", "notice__title", words.conflictTitle),
      make("p", "", words.conflictText),
      versions,
      this.#choices([words.keepMine, acts.keep], [words.takeTheirs, acts.take]),
    );
  }

  /** @param {Item} item @param {{retry: () => void, discard: () => void}} acts */
  #showRefusal(item, acts) {
    this.notice.append(
      make("p", "notice__title", words.refusedTitle),
      make("p", "", item.message ?? ""),
      this.#choices([words.tryAgain, acts.retry], [words.discard, acts.discard]),
    );
  }

  /** @param {...[string, () => void]} choices */
  #choices(...choices) {
    const row = make("div", "button-row");
    for (const [text, act] of choices) {
      const button = /** @type {HTMLButtonElement} */ (make("button", "button button--small", text));
      button.type = "button";
      button.addEventListener("click", act);
      row.append(button);
    }
    return row;
  }
}
