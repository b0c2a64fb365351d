// The desk: joins what is known (desk-state), what is shown (views) and what is sent (outbox).

import { OPEN, sameAnswer } from "./answer.js";
import { ArticleView } from "./article-view.js";
import { BarView } from "./bar-view.js";
import { Chips } from "./chips.js";
import { ActiveClock } from "./clock.js";
import { DeskState } from "./desk-state.js";
import { FinishView } from "./finish-view.js";
import { follower } from "./follow.js";
import { keymap } from "./keymap.js";
import { Outbox } from "./outbox.js";
import { PanelView } from "./panel-view.js";
import { poster } from "./post.js";
import { dropped, enqueued, overlay, replaced, tally, withdrawn } from "./queue.js";
import { Sender } from "./sender.js";
import { openSession } from "./session.js";
import { openStore } from "./store.js";
import { openTrail } from "./trail.js";
import { newUuid } from "./uuid.js";
import { capitalised, words } from "./words.js";

/** @import { Answer, Item, Reply } from "./types.js" */
/** @import { Sentence } from "./desk-state.js" */

/** @param {string} selector @returns {HTMLElement} */
function find(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

function sessionStorageOrNone() {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

const data = JSON.parse(find("#desk-data").textContent ?? "");
const queue = `${data.campaign}|${data.annotator}`;

const desk = new DeskState(data.sentences);
const chips = new Chips(data.labels);
const article = new ArticleView(find("[data-article]"), chips);
const panel = new PanelView(find("[data-panel]"), chips, data.assistance);
const bar = new BarView();
const finish = new FinishView(find("[data-finish]"), (place) => goTo(place));
const follow = follower(find(".desk-bar"), panel.panel);
const keys = /** @type {HTMLDialogElement} */ (find("[data-keys]"));
const announcement = find("[data-announce]");
const savedAnnouncement = find("[data-announce-saved]");

const clock = new ActiveClock();
const trail = openTrail(`hearsay-trail|${queue}|${data.document}`, sessionStorageOrNone());
const session = openSession(document);
const outbox = new Outbox(queue, openStore(queue), { onItems: showSaved, onReply: hear });
const sender = new Sender({
  queue,
  outbox,
  post: poster(data, session),
  session,
  onSaved: hear,
  onPhase: showSaved,
  onTrouble: showSaved,
});

/** @type {Sentence|null} */ let answeredLast = null;
/** @type {Date|null} */ let savedAt = null;
/** @type {Map<number, Item>} troubles of this document by sentence */ let troubles = new Map();
/** @type {Item|null} a trouble of another document, once asked for */ let elsewhere = null;
/** @type {Set<string>} submissions that are not in the store yet */ const onTheWay = new Set();
/** @type {Set<string>} troubles that the person has settled */ const beingSettled = new Set();
let hasActed = false;
let hasJustFinished = false;
let isLeaving = false;
/** @type {ReturnType<typeof setTimeout>|undefined} */ let quiet;

// --- showing ----------------------------------------------------------------------------------

/** @param {Sentence} sentence */
function showAnswer(sentence) {
  article.showAnswer(sentence, troubles.has(sentence.id));
  bar.showProgress(desk.handled);
}

function showPanel() {
  panel.show(desk, answeredLast);
  const trouble = desk.sentence ? (troubles.get(desk.sentence.id) ?? null) : null;
  panel.showTrouble(trouble ?? elsewhere, acts);
}

/** A press on a button by keyboard keeps the focus there; everything else brings it to the text. */
function takesFocus() {
  const focused = document.activeElement;
  return !keys.open && !(focused instanceof Element && focused.closest(".panel, .desk-bar"));
}

/** @param {{mayFocus?: boolean}} [options] */
function showCurrent({ mayFocus = true } = {}) {
  const element = article.showCurrent(desk.sentence);
  showPanel();
  finish.show(desk);
  finish.say("");
  clock.turnTo(desk.sentence?.id ?? null, performance.now());
  follow(element ?? finish.section, mayFocus && takesFocus());
}

function showSaved() {
  const now = tally(outbox.items.filter((item) => !beingSettled.has(item.submission)));
  const waiting = Math.max(now.waiting, onTheWay.size);
  bar.showSaved({
    waiting,
    phase: navigator.onLine || sender.phase !== "sending" ? sender.phase : "waiting",
    refused: now.refused.length,
    conflicts: now.conflicts.length,
    savedAt,
    isDurable: outbox.isDurable,
  });
  showTroubles([...now.refused, ...now.conflicts]);
  if (isLeaving) leave();
  clearTimeout(quiet);
  if (!waiting && savedAt) quiet = setTimeout(saySaved, 1200);
}

/** Said once, when the typing has paused and everything is stored. */
function saySaved() {
  savedAnnouncement.textContent = savedAt ? words.saved : "";
}

/** @param {Item[]} items */
function showTroubles(items) {
  const before = troubles;
  troubles = new Map(
    items.filter((item) => desk.byId.has(item.sentence)).map((item) => [item.sentence, item]),
  );
  if (!before.size && !troubles.size && !elsewhere) return;
  for (const id of new Set([...before.keys(), ...troubles.keys()])) {
    const sentence = desk.byId.get(id);
    if (sentence && before.has(id) !== troubles.has(id)) showAnswer(sentence);
  }
  if (elsewhere && !items.some((item) => item.submission === elsewhere?.submission)) elsewhere = null;
  showPanel();
}

/** @param {string} text */
function announce(text) {
  if (announcement.textContent !== text) announcement.textContent = text;
}

/** @param {string} said */
function announcePlace(said) {
  const { sentence } = desk;
  const place = sentence ? words.ofSentence(sentence.place + 1, desk.sentences.length) : `${words.end}.`;
  announce(said ? `${capitalised(said)}. ${place}` : place);
}

// --- answering --------------------------------------------------------------------------------

/**
 * @param {(items: Item[]) => import("./queue.js").Change} decide
 * @param {string} submission
 */
async function put(decide, submission) {
  onTheWay.add(submission);
  if (savedAnnouncement.textContent) savedAnnouncement.textContent = "";
  try {
    const done = outbox.change(decide);
    showSaved();
    await done;
  } finally {
    onTheWay.delete(submission);
    showSaved();
  }
  sender.kick();
}

/**
 * @param {Sentence} sentence
 * @param {Answer} answer
 * @param {"answer"|"undo"} [kind]
 */
function draft(sentence, answer, kind = "answer") {
  const submission = newUuid();
  return {
    queue,
    submission,
    kind,
    document: data.document,
    sentence: sentence.id,
    revision: sentence.revision,
    answer,
    activeMs: clock.take(sentence.id, performance.now()),
  };
}

/** @param {Sentence} sentence @param {Answer} answer */
function submit(sentence, answer) {
  hasActed = true;
  const before = sentence.answer;
  const submission = draft(sentence, answer);
  const wasFinished = desk.isFinished;
  desk.set(sentence, answer);
  if (desk.isFinished && !wasFinished) hasJustFinished = true;
  sentence.last = submission.submission;
  answeredLast = sentence;
  trail.push({ sentence: sentence.id, submission: submission.submission, before });
  showAnswer(sentence);
  // The revision is read inside the transaction: a reply may come in before it runs.
  put((items) => enqueued(items, { ...submission, revision: sentence.revision }), submission.submission);
}

function undo() {
  const step = trail.pop();
  const sentence = step && desk.byId.get(step.sentence);
  if (!step || !sentence) return announce(words.nothingToUndo);
  hasActed = true;
  const undoing = draft(sentence, step.before, "undo");
  desk.set(sentence, step.before);
  sentence.last = undoing.submission;
  showAnswer(sentence);
  desk.moveTo(sentence.place);
  showCurrent();
  announcePlace(words.undone.replace(".", ""));
  put((items) => {
    const back = withdrawn(items, step.submission);
    if (back.result) {
      sentence.last = null;
      return back;
    }
    return enqueued(items, { ...undoing, revision: sentence.revision });
  }, undoing.submission);
}

/** @param {Item} item @param {Reply} reply @param {boolean} isSettled */
function hear(item, reply, isSettled) {
  savedAt = reply.saved_at ? new Date(reply.saved_at) : new Date();
  const sentence = item.document === data.document ? desk.byId.get(item.sentence) : undefined;
  if (!sentence) return;
  const isLast = isSettled && (sentence.last === null || sentence.last === item.submission);
  const before = sentence.answer;
  desk.confirm(sentence, reply, isLast);
  if (isLast) sentence.last = null;
  if (!sameAnswer(before, sentence.answer)) showAnswer(sentence);
  if (sentence === desk.sentence || sentence === answeredLast) showPanel();
}

// --- when it could not be saved ------------------------------------------------------------------

function troubleShown() {
  return (desk.sentence && troubles.get(desk.sentence.id)) ?? elsewhere;
}

/** @param {Item} item @param {number} revision */
function resend(item, revision) {
  beingSettled.add(item.submission);
  const again = { ...item, submission: newUuid(), kind: /** @type {const} */ ("answer"), revision };
  const sentence = desk.byId.get(item.sentence);
  if (sentence) again.answer = sentence.answer;
  if (sentence) sentence.last = again.submission;
  if (again.answer.status === "open") again.kind = /** @type {any} */ ("undo");
  delete again.message;
  delete again.current;
  put((items) => replaced(items, again), again.submission);
}

/** @param {Item} item @param {Answer & {revision: number}} [stands] */
function giveWay(item, stands) {
  beingSettled.add(item.submission);
  troubles.delete(item.sentence);
  const sentence = desk.byId.get(item.sentence);
  if (sentence) {
    sentence.last = null;
    trail.forget(sentence.id);
    if (stands) desk.confirm(sentence, stands, true);
    else desk.set(sentence, sentence.confirmed);
    showAnswer(sentence);
    finish.show(desk);
  }
  put((items) => dropped(items, item.sentence), item.submission);
}

const acts = {
  keep: () => {
    const item = troubleShown();
    if (item?.current) resend(item, item.current.revision);
  },
  take: () => {
    const item = troubleShown();
    if (item?.current) giveWay(item, item.current);
  },
  retry: () => {
    const item = troubleShown();
    if (item) resend(item, desk.byId.get(item.sentence)?.revision ?? item.revision);
  },
  discard: () => {
    const item = troubleShown();
    if (item) giveWay(item);
  },
};

// --- commands ---------------------------------------------------------------------------------

/** @param {number} place @param {string} [said] */
function goTo(place, said = "") {
  hasActed = true;
  hasJustFinished = false;
  desk.moveTo(place);
  showCurrent();
  announcePlace(said);
}

/** To the next sentence; from the answer that completed the document, to its end. @param {string} [said] */
function advance(said = "") {
  goTo(hasJustFinished ? desk.sentences.length : desk.current + 1, said);
}

/** @param {string} label */
function label(label) {
  const { sentence } = desk;
  if (!sentence) return;
  if (desk.isSeveral) return add(label);
  const answer = desk.answerWith(sentence, label);
  submit(sentence, answer);
  advance(chips.names(answer));
}

/** @param {string} label */
function add(label) {
  const { sentence } = desk;
  if (!sentence) return;
  const answer = desk.answerAdding(sentence, label);
  desk.isBuilding = true;
  if (!sameAnswer(answer, sentence.answer)) submit(sentence, answer);
  showPanel();
  announce(words.added(capitalised(chips.names(answer))));
}

/** @param {"skipped"|"not_article_text"} status */
function flag(status) {
  const { sentence } = desk;
  if (!sentence) return;
  const answer = desk.answerFlagged(sentence, status);
  submit(sentence, answer);
  advance(chips.names(answer));
}

function goOn() {
  if (!desk.isAtEnd) return advance();
  if (desk.isFinished) return nextDocument();
  goToOpen();
}

function goToOpen() {
  const place = desk.nextOpen();
  if (place !== null) return goTo(place);
  if (desk.isAtEnd) return nextDocument();
  if (desk.isFinished) return goTo(desk.sentences.length);
  announce(words.nothingOpen);
}

function nextDocument() {
  isLeaving = true;
  leave();
}

/** The next document opens once the server has every answer of this one. */
function leave() {
  const now = tally(outbox.items);
  const stuck = [...troubles.keys()].map((id) => (desk.byId.get(id)?.place ?? 0) + 1);
  if (stuck.length) {
    isLeaving = false;
    return finish.say(words.unsavedFirst(stuck.sort((one, other) => one - other).join(", ")));
  }
  if (now.waiting || onTheWay.size || outbox.underway) return finish.say(words.waitForSaved);
  isLeaving = false;
  location.assign(data.next_url);
}

/** @type {Record<string, (label: string) => void>} */
const commands = {
  label,
  add,
  on: goOn,
  back: () => goTo(desk.current - 1),
  first: () => goTo(0),
  last: () => goTo(desk.sentences.length - 1),
  open: goToOpen,
  undo,
  skip: () => flag("skipped"),
  "not-article": () => flag("not_article_text"),
  several: () => {
    desk.isSeveral = !(desk.isSeveral || desk.isBuilding);
    desk.isBuilding = false;
    showPanel();
  },
  guideline: () => find("[data-guideline]").click(),
  help: () => keys.showModal(),
  ignore: () => {},
};

// --- listening --------------------------------------------------------------------------------

const commandOf = keymap(data.labels, { rightToLeft: article.isRightToLeft });

/** Keys that mean something to the element in focus are left to it. @param {KeyboardEvent} event */
function belongsElsewhere(event) {
  if (keys.open || event.defaultPrevented) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("input, textarea, select")) return true;
  const isPress = event.key === "Enter" || event.key === " ";
  return isPress && target.closest("a, button, summary") !== null;
}

document.addEventListener("keydown", (event) => {
  clock.stir(performance.now());
  if (belongsElsewhere(event)) return;
  const command = commandOf(event);
  if (!command) return;
  event.preventDefault();
  commands[command.name](command.label ?? "");
});

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLButtonElement|null} */ (target.closest("button[data-command]"));
  if (button) {
    const name = button.dataset.command === "label" && event.shiftKey ? "add" : button.dataset.command;
    // After a press by mouse or finger the keys work at once; by keyboard the focus stays.
    if (event.detail > 0 && name !== "help") button.blur();
    return commands[name ?? "ignore"](button.value);
  }
  const id = article.sentenceAt(target);
  const sentence = id === null ? undefined : desk.byId.get(id);
  if (sentence && sentence !== desk.sentence && !String(getSelection())) goTo(sentence.place);
});

panel.onExpand = () => {
  const element = article.showCurrent(desk.sentence);
  if (element) follow(element, false);
};

finish.next.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  nextDocument();
});
finish.goOpen.addEventListener("click", goToOpen);

bar.problem.addEventListener("click", () => {
  const { refused, conflicts } = tally(outbox.items);
  const item = [...refused, ...conflicts].sort((one, other) => one.order - other.order)[0];
  const sentence = item && desk.byId.get(item.sentence);
  if (sentence) return goTo(sentence.place);
  elsewhere = item ?? null;
  showPanel();
});

for (const sign of ["pointermove", "pointerdown", "wheel", "touchmove", "scroll"]) {
  addEventListener(sign, () => clock.stir(performance.now()), { passive: true });
}
for (const chance of ["online", "focus", "pageshow"]) {
  addEventListener(chance, () => sender.kick());
}
addEventListener("offline", showSaved);
document.addEventListener("visibilitychange", () => {
  const isSeen = document.visibilityState === "visible";
  clock.see(isSeen, performance.now());
  if (isSeen) sender.kick();
});
addEventListener("pagehide", () => trail.keep());
addEventListener("beforeunload", (event) => {
  const isUnsent = tally(outbox.items).waiting > 0 || onTheWay.size > 0;
  if (isUnsent && !outbox.isDurable) event.preventDefault();
});

// --- starting ---------------------------------------------------------------------------------

for (const sentence of desk.sentences) {
  if (!sameAnswer(sentence.answer, OPEN)) showAnswer(sentence);
}
showCurrent();
document.documentElement.dataset.desk = "ready";

await outbox.read();
for (const sentence of desk.lay(overlay(outbox.items, data.document))) showAnswer(sentence);
if (!hasActed) {
  desk.moveToFirstOpen();
  showCurrent();
}
showSaved();
await sender.kick();
