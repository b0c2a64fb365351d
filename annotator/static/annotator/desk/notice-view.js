// What stands above the buttons when an answer needs the person: a conflict, a refusal, or a
// document that has been handed in.

import { find, hide, make, makeButton } from "./chips.js";
import { word } from "./words.js";

/** @import { Answer, Item, Reply } from "./types.js" */
/** @import { Chips } from "./chips.js" */
/** @typedef {{keep: () => void, take: () => void, lastSaid: (item: Item) => Answer, retry: () => void, discard: () => void, reopen: () => void}} Acts */

export class NoticeView {
  /** @param {HTMLElement} box @param {Chips} chips @param {Acts} acts @param {(isNeeded: boolean) => void} onNeed */
  constructor(box, chips, acts, onNeed) {
    this.box = box;
    this.chips = chips;
    this.acts = acts;
    this.onNeed = onNeed;
  }

  /** @param {Item|null} item whose fate needs the person @param {{isHandedIn: boolean, isLocked: boolean}} state */
  show(item, { isHandedIn, isLocked }) {
    const mine = item && this.acts.lastSaid(item);
    const key = item ? `${item.submission} ${item.state} ${JSON.stringify(mine)}` : isLocked ? "locked" : isHandedIn ? "in" : "";
    if ((this.box.dataset.shown ?? "") === key) return;
    this.box.dataset.shown = key;
    hide(this.box, !key);
    this.box.classList.toggle("notice--calm", !item);
    this.box.replaceChildren();
    if (!item && key) this.#showHandedIn(isLocked);
    else if (item?.state === "conflict") this.#showConflict(item);
    else if (item) this.#showRefusal(item);
    this.onNeed(item !== null);
  }

  /** @returns {HTMLElement|null} where the keyboard goes when this was asked for */
  get firstChoice() {
    return find(this.box, "button");
  }

  /** @param {boolean} isLocked */
  #showHandedIn(isLocked) {
    this.box.append(
      make("p", "notice__title", word(isLocked ? "lockedTitle" : "handedInTitle")),
      make("p", "", word(isLocked ? "lockedText" : "handedInText")),
    );
    if (!isLocked) this.box.append(this.#choices([word("reopen"), this.acts.reopen]));
  }

  /** @param {Item} item */
  #showConflict(item) {
    const theirs = /** @type {Reply} */ (item.current);
    const versions = make("dl", "notice__versions");
    versions.append(
      make("dt", "", word("mine")),
      this.#version(this.acts.lastSaid(item)),
      make("dt", "", word("theirs")),
      this.#version(theirs),
    );
    this.box.append(
      make("p", "notice__title", word("conflictTitle")),
      make("p", "", word("conflictText")),
      versions,
      this.#choices([word("keepMine"), this.acts.keep], [word("takeTheirs"), this.acts.take]),
    );
  }

  /** Labels, spans, reason, flag and note: all that may differ. @param {Answer} answer */
  #version(answer) {
    const version = make("dd", "", ...this.chips.pieces(answer));
    for (const { label, spans } of answer.marks) {
      for (const span of spans) {
        const role = word(`role_${span.role}`);
        const text = make("bdi", "", `“${span.text}”`);
        const whose = answer.marks.length > 1 ? `${this.chips.letter(label)} ` : "";
        version.append(make("span", "notice__detail", `${whose}${role}: `, text));
      }
    }
    if (answer.reason) {
      version.append(make("span", "notice__detail", this.chips.reasons.get(answer.reason) ?? answer.reason));
    }
    if (answer.is_flagged) version.append(make("span", "notice__detail", word("flagged")));
    if (answer.note) {
      version.append(make("span", "notice__detail", `${word("note")}: `, make("bdi", "", answer.note)));
    }
    return version;
  }

  /** @param {Item} item */
  #showRefusal(item) {
    this.box.append(
      make("p", "notice__title", word("refusedTitle")),
      make("p", "", item.message ?? ""),
      this.#choices([word("tryAgain"), this.acts.retry], [word("discard"), this.acts.discard]),
    );
  }

  /** @param {...[string, () => void]} choices */
  #choices(...choices) {
    const row = make("div", "button-row");
    for (const [text, act] of choices) row.append(makeButton("button button--small", act, text));
    return row;
  }
}
