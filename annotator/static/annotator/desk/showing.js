// Showing: the page follows what the desk knows. Nothing here costs more in a longer article.

import { find, write } from "./chips.js";
import { tally } from "./queue.js";
import { isSuggested } from "./suggestion.js";
import { capitalised, word } from "./words.js";

/** @import { Here, Item } from "./types.js" */
/** @import { Sentence } from "./desk-state.js" */

const CALM_MS = 1200;

/** @param {string} text */
function asSentence(text) {
  return capitalised(/[.!?]$/.test(text) ? text : `${text}.`);
}

/** @param {Here} here */
export function showing(here) {
  const announcement = find(document, "[data-announce]");
  const savedAnnouncement = find(document, "[data-announce-saved]");
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let quiet;

  /** @param {Sentence} sentence */
  function showAnswer(sentence) {
    here.article.showAnswer(sentence, here.troubles.has(sentence.id));
    here.afterPaint.later("progress", () => here.bar.showProgress(here.desk.handled));
    here.editor.show(sentence);
  }

  /** The sentence whose suggestion `t` takes over: the current one, else the one answered last. */
  function takeable() {
    const { desk, answeredLast, data } = here;
    if (data.assistance === "hidden" || desk.isReadOnly) return null;
    const { sentence } = desk;
    if (sentence && isSuggested(sentence)) return sentence;
    return answeredLast && isSuggested(answeredLast) ? answeredLast : null;
  }

  function showPanel() {
    here.afterPaint.later("panel", showPanelNow);
  }

  function showPanelNow() {
    const { desk } = here;
    here.panel.show(desk);
    here.suggestions.show(desk.sentence, here.answeredLast, takeable());
    here.note.show(desk.sentence);
    const trouble = desk.sentence ? (here.troubles.get(desk.sentence.id) ?? null) : null;
    here.notice.show(trouble ?? here.elsewhere, desk);
  }

  /** A press on a button by keyboard keeps the focus there; everything else brings it to the text. */
  function takesFocus() {
    const focused = document.activeElement;
    const isHeld = focused instanceof Element && focused.closest(".panel, .desk-bar") !== null;
    return !here.isDialogOpen() && !isHeld;
  }

  /** @param {{mayFocus?: boolean}} [options] */
  function showCurrent({ mayFocus = true } = {}) {
    const { desk } = here;
    const element = here.article.showCurrent(desk.sentence) ?? here.finish.section;
    here.afterPaint.later("article", () => {
      // Asked then: by that time somebody may be writing a note.
      if (mayFocus && takesFocus()) element.focus({ preventScroll: true });
      here.article.settle();
    });
    showPanel();
    here.finish.show(desk, here.steps.undoable);
    here.clock.turnTo(desk.sentence?.id ?? null, performance.now());
    here.editor.show(desk.sentence);
    here.follow(element);
  }

  function showSaved() {
    const now = tally(here.outbox.items.filter((item) => !here.beingSettled.has(item.submission)));
    const waiting = Math.max(now.waiting, here.onTheWay.size);
    const { phase } = here.sender;
    here.bar.showSaved({
      waiting,
      phase: navigator.onLine || phase !== "sending" ? phase : "waiting",
      refused: now.refused.length,
      conflicts: now.conflicts.length,
      savedAt: here.savedAt,
      isDurable: here.outbox.isDurable,
    });
    here.signIn.attend(waiting > 0 && (phase === "signed-out" || phase === "other-person"));
    showTroubles([...now.refused, ...now.conflicts]);
    here.goOnLeaving();
    clearTimeout(quiet);
    if (!waiting && here.savedAt) quiet = setTimeout(saySaved, CALM_MS);
  }

  /** Said once, when the typing has paused and everything is stored. */
  function saySaved() {
    write(savedAnnouncement, here.savedAt ? word("saved") : "");
  }

  function unsaySaved() {
    if (savedAnnouncement.textContent) savedAnnouncement.textContent = "";
  }

  /** @param {Item[]} items */
  function showTroubles(items) {
    const before = here.troubles;
    const mine = items.filter((item) => here.desk.byId.has(item.sentence));
    here.troubles = new Map(mine.map((item) => [item.sentence, item]));
    if (!before.size && !here.troubles.size && !here.elsewhere) return;
    for (const id of new Set([...before.keys(), ...here.troubles.keys()])) {
      const sentence = here.desk.byId.get(id);
      if (sentence && before.has(id) !== here.troubles.has(id)) showAnswer(sentence);
    }
    const { elsewhere } = here;
    if (elsewhere && !items.some((item) => item.submission === elsewhere.submission)) here.elsewhere = null;
    showPanel();
  }

  /** @param {string} text */
  function announce(text) {
    here.afterPaint.later("announcement", () => write(announcement, text));
  }

  /** @param {string} said before the place that is current now */
  function announcePlace(said) {
    const { desk } = here;
    const values = { number: desk.current + 1, total: desk.sentences.length };
    const place = desk.sentence ? word("ofSentence", values) : word("end");
    const present = desk.sentence && !said ? here.chips.names(desk.sentence.answer) : "";
    announce([said, place, present].filter(Boolean).map(asSentence).join(" "));
  }

  function isDialogOpen() {
    return here.dialogs.some((/** @type {HTMLDialogElement} */ one) => one.open);
  }

  return { isDialogOpen, showAnswer, takeable, showPanel, showCurrent, showSaved, unsaySaved, announce, announcePlace };
}
