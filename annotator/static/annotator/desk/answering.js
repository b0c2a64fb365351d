// Answering: the one place where an answer becomes a submission, and where a step is taken back.

import { answerFrom, sameAnswer } from "./answer.js";
import { enqueued, withdrawn } from "./queue.js";
import { newUuid } from "./uuid.js";
import { word } from "./words.js";

/** @import { Answer, Here, Item, Reply } from "./types.js" */
/** @import { Change } from "./queue.js" */
/** @import { Sentence } from "./desk-state.js" */
/** @import { Step } from "./steps.js" */

/** @param {Here} here */
export function answering(here) {
  /**
   * @param {(items: Item[]) => Change} decide
   * @param {string} submission
   */
  async function put(decide, submission) {
    here.onTheWay.add(submission);
    here.unsaySaved();
    try {
      const done = here.outbox.change((items) => {
        const change = decide(items);
        for (const item of change.remove ?? []) if (item.state === "refused") here.steps.refused(item.submission);
        return change;
      });
      here.showSaved();
      await done;
    } finally {
      here.onTheWay.delete(submission);
      here.showSaved();
    }
    here.sender.kick();
  }

  /**
   * @param {Sentence} sentence
   * @param {Answer} answer
   * @param {"answer"|"undo"|"redo"} kind
   */
  function draft(sentence, answer, kind) {
    return {
      queue: here.queue,
      submission: newUuid(),
      kind,
      document: here.data.document,
      sentence: sentence.id,
      revision: sentence.revision,
      answer,
      activeMs: kind === "answer" ? here.clock.take(sentence.id, performance.now()) : 0,
    };
  }

  /** Whether anything can be written; says so when not. */
  function isWritable() {
    if (!here.desk.isReadOnly) return true;
    here.announce(word(here.desk.isLocked ? "lockedTitle" : "readOnly"));
    return false;
  }

  /** @param {Sentence} sentence @param {Answer} answer @param {string} submission */
  function stand(sentence, answer, submission) {
    here.hasActed = true;
    const wasComplete = here.desk.isComplete;
    here.desk.set(sentence, answer);
    if (here.desk.isComplete && !wasComplete) here.hasJustFinished = true;
    sentence.last = submission;
  }

  /**
   * The person says this of the sentence.
   * @param {Sentence} sentence @param {Answer} answer
   * @param {{isTakenOver?: boolean}} [options] it is the suggestion, taken over
   */
  function submit(sentence, answer, { isTakenOver = false } = {}) {
    if (!isWritable()) return;
    const lookups = here.lookups.take(sentence.id);
    const item = { ...draft(sentence, answer, "answer"), lookups, isTakenOver };
    here.steps.answered(sentence.id, sentence.answer, item.submission);
    stand(sentence, answer, item.submission);
    if (answer.status !== "open") here.answeredLast = sentence;
    here.showAnswer(sentence);
    // The revision is read inside the transaction: a reply may come in before it runs.
    put((items) => enqueued(items, { ...item, revision: sentence.revision }), item.submission);
    here.nextPage.mind();
  }

  /** @param {Sentence} sentence whose last step is taken back */
  function undoStep(sentence) {
    const now = sentence.answer;
    const item = draft(sentence, now, "undo");
    const steps = here.steps.undone(now, item.submission, sentence.id);
    if (!steps) return false;
    const { undone, redo } = steps;
    item.answer = undone.answer;
    stand(sentence, undone.answer, item.submission);
    here.showAnswer(sentence);
    send(sentence, item, undone, () => (redo.isGone = true));
    return true;
  }

  /** @param {Sentence} sentence whose last undo is taken back */
  function redoStep(sentence) {
    const now = sentence.answer;
    const item = draft(sentence, now, "redo");
    const steps = here.steps.redone(now, item.submission, sentence.id);
    if (!steps) return;
    const { redone } = steps;
    item.answer = redone.answer;
    stand(sentence, redone.answer, item.submission);
    here.showAnswer(sentence);
    send(sentence, item, redone, () => {});
  }

  /**
   * What was refused is taken out of the outbox again; all else is taken back at the server, after it got there.
   * @param {Sentence} sentence @param {ReturnType<typeof draft>} item @param {Step} step
   * @param {() => void} onWithdrawn
   */
  function send(sentence, item, step, onWithdrawn) {
    put((items) => {
      if (step.isGone) return enqueued(items, { ...item, kind: "answer", revision: sentence.revision });
      const back = step.submission ? withdrawn(items, step.submission) : { result: false };
      if (!back.result) return enqueued(items, { ...item, revision: sentence.revision });
      if (sentence.last === item.submission) sentence.last = null;
      onWithdrawn();
      return back;
    }, item.submission);
  }

  /**
   * The server refused an item; `fallen` are what took it back and forth again.
   * @param {Item} item @param {{fallen: string[], isKept: boolean}} fate
   */
  function hearRefused(item, fate) {
    here.steps.refused(item.submission, fate);
    const sentence = here.desk.byId.get(item.sentence);
    if (sentence?.last && fate.fallen.includes(sentence.last)) sentence.last = null;
  }

  /** @param {"undo"|"redo"} kind */
  function takeBack(kind) {
    if (!isWritable()) return;
    const step = kind === "undo" ? here.steps.lastUndoable : here.steps.lastRedoable;
    const sentence = step && here.desk.byId.get(step.sentence);
    if (!sentence) return here.announce(word(kind === "undo" ? "nothingToUndo" : "nothingToRedo"));
    if (kind === "undo") undoStep(sentence);
    else redoStep(sentence);
    here.hasJustFinished = false;
    here.desk.moveTo(sentence.place);
    here.showCurrent();
    const said = here.chips.said(sentence.answer);
    here.announcePlace(word(kind === "undo" ? "undone" : "redone", { answer: said }));
  }

  /** @param {Item} item @param {Reply} reply @param {boolean} isSettled */
  function hear(item, reply, isSettled) {
    here.savedAt = reply.saved_at ? new Date(reply.saved_at) : new Date();
    here.hearCampaign(reply);
    // The first answer to a sentence counts for today at once; how long it took is told later.
    const isFirst = item.revision === 0 && item.answer.status !== "open";
    if (isFirst && !reply.pace) showPace({ ...here.data.pace, sentences: here.data.pace.sentences + 1 });
    const sentence = item.document === here.data.document ? here.desk.byId.get(item.sentence) : undefined;
    if (!sentence) return;
    const before = sentence.answer;
    here.steps.note(item, before);
    const isLast = isSettled && (sentence.last === null || sentence.last === item.submission);
    here.desk.confirm(sentence, reply, isLast);
    if (isLast) sentence.last = null;
    if (!sameAnswer(before, sentence.answer)) here.showAnswer(sentence);
    if (sentence === here.desk.sentence || sentence === here.answeredLast) here.showPanel();
  }

  /** What a reply tells of more than its sentence. @param {Reply} reply */
  function hearCampaign({ guideline, pace }) {
    if (guideline) here.data.guideline = { ...here.data.guideline, ...guideline };
    here.bar.showGuideline(here.data.guideline);
    if (pace) showPace(pace);
  }

  /** @param {{sentences: number, seconds: number}} pace of today */
  function showPace(pace) {
    here.data.pace = pace;
    here.afterPaint.later("pace", () => here.panel.showPace(here.data.pace));
  }

  /**
   * What waits in the outbox is what the person last said, except where they have spoken since.
   * @param {Item[]} items
   */
  function lay(items) {
    const waiting = items.filter((item) => item.document === here.data.document);
    const spoken = new Set(waiting.filter(({ sentence }) => here.desk.byId.get(sentence)?.last).map((item) => item.sentence));
    for (const item of waiting) {
      const sentence = here.desk.byId.get(item.sentence);
      if (!sentence || spoken.has(item.sentence)) continue;
      const hasArrived = item.attempts > 0 && sentence.revision > item.revision;
      if (hasArrived || item.state !== "queued") here.steps.know(item.submission);
      else here.steps.note(item, sentence.answer);
      here.desk.set(sentence, answerFrom(item.answer));
      here.showAnswer(sentence);
    }
  }

  return {
    put, isWritable, submit, hear, hearRefused, hearCampaign, lay,
    undo: () => takeBack("undo"),
    redo: () => takeBack("redo"),
  };
}
