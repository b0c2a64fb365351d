// Moving: which sentence is current, and the answers that move on by themselves.

import { sameAnswer } from "./answer.js";
import { confirming, takenOver } from "./suggestion.js";
import { capitalised, word } from "./words.js";

/** @import { Answer, Here } from "./types.js" */
/** @import { Sentence } from "./desk-state.js" */

/** @param {Here} here */
export function moving(here) {
  /** @param {number} place @param {string} [said] */
  function goTo(place, said = "") {
    const left = here.desk.sentence;
    here.hasActed = true;
    here.hasJustFinished = false;
    here.desk.moveTo(place);
    // To read elsewhere before answering is to look something up.
    if (left && left !== here.desk.sentence && left.answer.status === "open") here.lookups.count(left.id, "context");
    here.showCurrent();
    here.announcePlace(said);
  }

  /** To the next sentence; from the answer that completed the document, to its end. @param {string} [said] */
  function advance(said = "") {
    goTo(here.hasJustFinished ? here.desk.sentences.length : here.desk.current + 1, said);
  }

  /** @param {Sentence} sentence @param {Answer} answer @param {{isTakenOver?: boolean}} [options] */
  function answerAndGoOn(sentence, answer, options) {
    here.submit(sentence, answer, options);
    advance(here.chips.names(answer));
  }

  /** @param {(sentence: Sentence) => void} act on the current sentence, if it can be answered */
  function writing(act) {
    const { sentence } = here.desk;
    if (sentence && here.isWritable()) act(sentence);
  }

  /** @param {string} label */
  function label(label) {
    writing((sentence) => {
      if (here.desk.isSeveral) return add(label);
      const answer = here.editor.complete(sentence, here.desk.answerWith(sentence, label), label);
      answerAndGoOn(sentence, answer);
    });
  }

  /** @param {string} label */
  function add(label) {
    writing((sentence) => {
      const answer = here.editor.complete(sentence, here.desk.answerAdding(sentence, label), label);
      here.desk.isBuilding = true;
      if (!sameAnswer(answer, sentence.answer)) here.submit(sentence, answer);
      here.showPanel();
      here.announce(word("added", { names: capitalised(here.chips.names(answer)) }));
    });
  }

  /** Enter: what is shown is taken as it is; at the end, the document is handed in. */
  function confirm() {
    const { desk } = here;
    if (desk.isAtEnd) return here.atEnd();
    const { sentence } = desk;
    const found = sentence && !desk.isReadOnly && !desk.isBuilding && confirming(sentence, here.data.spans);
    if (!sentence || !found) return advance();
    answerAndGoOn(sentence, found.answer, found);
  }

  /** The suggestion that is told becomes the answer, of the current sentence or of the one just answered. */
  function takeOver() {
    const sentence = here.takeable();
    if (!sentence || !here.isWritable()) return here.announce(word("noSuggestion"));
    const answer = takenOver(sentence, here.data.spans);
    if (sentence === here.desk.sentence) return answerAndGoOn(sentence, answer, { isTakenOver: true });
    here.submit(sentence, answer, { isTakenOver: true });
    here.showCurrent();
    here.announcePlace(word("tookOver", { names: here.chips.names(answer), number: sentence.place + 1 }));
  }

  function flag() {
    writing((sentence) => {
      const answer = { ...sentence.answer, is_flagged: !sentence.answer.is_flagged };
      here.submit(sentence, answer);
      here.showPanel();
      here.announce(capitalised(`${word(answer.is_flagged ? "flagged" : "notFlagged")}.`));
    });
  }

  /** @param {Sentence} sentence @param {string} note */
  function saveNote(sentence, note) {
    if (!here.isWritable()) return;
    here.submit(sentence, { ...sentence.answer, note });
    here.showPanel();
    here.announce(word(note ? "noteSaved" : "noteRemoved"));
  }

  function goToOpen() {
    const { desk } = here;
    const place = desk.nextOpen();
    if (place !== null) return goTo(place);
    if (desk.isComplete && !desk.isAtEnd) return goTo(desk.sentences.length);
    here.announce(word("nothingOpen"));
  }

  /** @param {1|-1} direction */
  function goToParagraph(direction) {
    goTo(here.article.paragraphFrom(here.desk.current, direction));
  }

  /** The keyboard belongs to the text again. */
  function toText() {
    const { sentence } = here.desk;
    const element = sentence ? here.article.elementOf(sentence.id) : here.finish.section;
    element?.focus({ preventScroll: true });
  }

  const commands = {
    label,
    add,
    confirm,
    "take-over": takeOver,
    flag,
    on: () => advance(),
    back: () => goTo(here.desk.current - 1),
    first: () => goTo(0),
    last: () => goTo(here.desk.sentences.length - 1),
    open: goToOpen,
    "paragraph-on": () => goToParagraph(1),
    "paragraph-back": () => goToParagraph(-1),
    "not-article": () =>
      writing((sentence) => answerAndGoOn(sentence, here.desk.answerNotArticleText(sentence))),
    several: () => {
      here.desk.isSeveral = !(here.desk.isSeveral || here.desk.isBuilding);
      here.desk.isBuilding = false;
      here.showPanel();
    },
    ignore: () => {},
  };

  return { goTo, advance, answerAndGoOn, writing, goToOpen, saveNote, toText, commands };
}
