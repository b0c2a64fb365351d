// What stands after the last sentence: what is open, flagged, noted, skipped or changed, and the way on.

import { find, hide, make, write } from "./chips.js";
import { changedOnes } from "./steps.js";
import { word } from "./words.js";

/** @import { DeskState, Sentence } from "./desk-state.js" */
/** @import { Step } from "./steps.js" */

export class FinishView {
  #state = "";

  /** @param {HTMLElement} section @param {(place: number) => void} goTo */
  constructor(section, goTo) {
    this.section = section;
    this.goTo = goTo;
    this.title = find(section, "[data-finish-title]");
    this.text = find(section, "[data-finish-text]");
    this.lists = find(section, "[data-finish-lists]");
    this.handIn = /** @type {HTMLButtonElement} */ (find(section, '[data-command="hand-in"]'));
    this.next = find(section, '[data-command="next-document"]');
    this.reopen = find(section, '[data-command="reopen"]');
    this.goOpen = find(section, '[data-finish-go-open]');
    this.wait = find(section, "[data-finish-wait]");
  }

  /** @param {DeskState} desk @param {Step[]} undoable */
  show(desk, undoable) {
    const { isHandedIn, isLocked } = desk;
    const isSeen = desk.isAtEnd || desk.isComplete || desk.isReadOnly;
    hide(this.section, !isSeen);
    const state = `${isSeen} ${isHandedIn} ${isLocked}`;
    const isNew = state !== this.#state;
    this.#state = state;
    // Seen from elsewhere, the lists wait: they take longer in a longer article.
    if (!isSeen || !(desk.isAtEnd || isNew)) return;
    const open = desk.openOnes;
    write(this.title, titleOf(desk, open.length));
    write(this.text, textOf(desk, open.length));
    this.handIn.hidden = isHandedIn || isLocked || open.length > 0;
    this.goOpen.hidden = isHandedIn || isLocked || open.length === 0;
    this.next.hidden = !(isHandedIn || isLocked);
    this.reopen.hidden = !isHandedIn || isLocked;
    this.say("");
    this.#list(desk, open, undoable);
  }

  /** @param {DeskState} desk @param {Sentence[]} open @param {Step[]} undoable */
  #list(desk, open, undoable) {
    const changed = changedOnes(undoable, (id) => desk.byId.get(id)?.answer);
    const { sentences } = desk;
    /** @type {[string, Sentence[]][]} */
    const lists = [
      ["listOpen", open],
      ["listFlagged", sentences.filter(({ answer }) => answer.is_flagged)],
      ["listNoted", sentences.filter(({ answer }) => answer.note)],
      ["listSkipped", sentences.filter(({ answer }) => answer.status === "skipped")],
      ["listChanged", sentences.filter(({ id }) => changed.has(id))],
    ];
    this.lists.replaceChildren(
      ...lists.filter(([, those]) => those.length).flatMap(([name, those]) => this.#row(word(name), those)),
    );
  }

  /** @param {string} name @param {Sentence[]} those */
  #row(name, those) {
    const jumps = make("ul", "finish__jumps");
    jumps.append(...those.map((sentence) => make("li", "", this.#jump(sentence))));
    return [make("dt", "", name), make("dd", "", jumps)];
  }

  /** @param {Sentence} sentence */
  #jump({ id, place }) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", "button button--small", String(place + 1)));
    link.href = `#sentence-${id}`;
    link.setAttribute("aria-label", word("goTo", { number: place + 1 }));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.goTo(place);
    });
    return link;
  }

  /** @param {string} text why it does not go on yet */
  say(text) {
    write(this.wait, text);
  }
}

/** @param {DeskState} desk @param {number} open */
function titleOf({ isHandedIn, isLocked }, open) {
  if (isLocked) return word("lockedTitle");
  if (isHandedIn) return word("handedInTitle");
  return open ? word("stillOpen", { count: open }) : word("finished");
}

/** @param {DeskState} desk @param {number} open */
function textOf({ isHandedIn, isLocked, sentences }, open) {
  if (isLocked) return word("lockedText");
  if (isHandedIn) return word("handedInText");
  return open ? word("stillOpenText") : word("finishedText", { count: sentences.length });
}
