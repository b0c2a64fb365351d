// When an answer could not be saved: what the person decides about it.

import { answerFrom } from "./answer.js";
import { dropped, replaced } from "./queue.js";
import { newUuid } from "./uuid.js";

/** @import { Answer, Here, Item } from "./types.js" */

/** @param {Here} here */
export function troubles(here) {
  /** @returns {Item|null} the trouble that the notice tells of */
  function troubleShown() {
    const { sentence } = here.desk;
    return (sentence && here.troubles.get(sentence.id)) ?? here.elsewhere;
  }

  /** What the person said last of the sentence, here or waiting in the outbox. @param {Item} item */
  function lastSaid(item) {
    const later = here.outbox.items.findLast((other) => other.sentence === item.sentence);
    return here.desk.byId.get(item.sentence)?.answer ?? later?.answer ?? item.answer;
  }

  /** @param {Item} item @param {number} revision */
  function resend(item, revision) {
    here.beingSettled.add(item.submission);
    const again = { ...item, submission: newUuid(), kind: /** @type {Item["kind"]} */ ("answer"), revision };
    const sentence = here.desk.byId.get(item.sentence);
    again.answer = lastSaid(item);
    if (sentence) sentence.last = again.submission;
    if (again.answer.status === "open" && !again.answer.note && !again.answer.is_flagged) again.kind = "undo";
    here.steps.resent(item.submission, again.submission);
    delete again.message;
    delete again.code;
    delete again.current;
    here.put((/** @type {Item[]} */ items) => replaced(items, again), again.submission);
    return again.submission;
  }

  /** @param {Item} item @param {Answer & {revision: number}} [stands] */
  function giveWay(item, stands) {
    here.beingSettled.add(item.submission);
    here.troubles.delete(item.sentence);
    const sentence = here.desk.byId.get(item.sentence);
    if (sentence) {
      sentence.last = null;
      here.steps.forget(sentence.id);
      if (stands) here.desk.confirm(sentence, stands, true);
      else here.desk.set(sentence, sentence.confirmed);
      here.showAnswer(sentence);
      here.showPanel();
      here.finish.show(here.desk, here.steps.undoable);
    }
    here.put((/** @type {Item[]} */ items) => dropped(items, item.sentence), item.submission);
  }

  /** @param {(item: Item) => void} settle */
  function settled(settle) {
    const item = troubleShown();
    if (!item) return;
    settle(item);
    here.toText();
  }

  return {
    lastSaid,
    keep: () =>
      settled((item) => {
        if (!item.current) return;
        here.steps.forget(item.sentence);
        const submission = resend(item, item.current.revision);
        // Undone, it is the other one that stands again.
        here.steps.answered(item.sentence, answerFrom(item.current), submission);
      }),
    take: () => settled((item) => item.current && giveWay(item, item.current)),
    retry: () => settled((item) => void resend(item, here.desk.byId.get(item.sentence)?.revision ?? item.revision)),
    discard: () => settled((item) => giveWay(item)),
  };
}
