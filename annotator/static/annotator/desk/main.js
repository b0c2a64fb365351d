// The desk: joins what is known (desk-state), what is shown (views) and what is sent (outbox).
//
// `here` is the desk by name. What belongs to the open document is put there by openPage, and again
// when the next document takes its place; the acts below are put there once. Another module joins
// by adding to `here.commands` (a key names a command, desk_keys.py), and the editor of spans by
// being `here.editor`. Answers go out through `here.submit(sentence, answer, {isTakenOver})` alone.

import { AfterPaint } from "./after-paint.js";
import { answering } from "./answering.js";
import { BarView } from "./bar-view.js";
import { ActiveClock } from "./clock.js";
import { finishing } from "./finishing.js";
import { listen } from "./listening.js";
import { Lookups } from "./lookups.js";
import { moving } from "./moving.js";
import { nextPage } from "./next-page.js";
import { openPage, swapPage } from "./open-page.js";
import { Outbox } from "./outbox.js";
import { poster } from "./post.js";
import { Sender } from "./sender.js";
import { openSession } from "./session.js";
import { showing } from "./showing.js";
import { spanEditor } from "./spans/editor.js";
import { openStore } from "./store.js";
import { troubles } from "./troubles.js";

/** @import { Here } from "./types.js" */

const here = /** @type {Here} */ ({
  afterPaint: new AfterPaint(),
  bar: new BarView(),
  clock: new ActiveClock(),
  lookups: new Lookups(),
  session: openSession(document),
  /** When a key was last pressed. */
  keyAt: 0,
  /** @type {Date|null} */ savedAt: null,
  /** @type {Set<string>} submissions that are not in the store yet */ onTheWay: new Set(),
  /** @type {Set<string>} troubles that the person has settled */ beingSettled: new Set(),
});

let isRead = false;
const { commands: moves, ...move } = moving(here);
const { commands: ends, ...end } = finishing(here);
const answer = answering(here);
Object.assign(here, showing(here), answer, move, end);
const { commands: spans, ...editor } = spanEditor(here);
here.editor = editor;
here.commands = { ...moves, ...ends, ...spans, undo: onceRead(answer.undo), redo: onceRead(answer.redo) };
here.acts = { ...troubles(here), reopen: () => here.commands.reopen() };
here.nextPage = nextPage(here, (page) => swapPage(here, page));

const { data, queue } = read();
here.outbox = new Outbox(queue, openStore(queue), {
  onItems: here.showSaved,
  onReply: here.hear,
});
here.sender = new Sender({
  queue,
  outbox: here.outbox,
  post: poster(data, here.session),
  session: here.session,
  onSaved: here.hear,
  onRefused: here.hearRefused,
  onPhase: here.showSaved,
  onTrouble: (code) => {
    here.learn(code);
    here.showSaved();
  },
});

openPage(here);
listen(here);
here.showCurrent();
document.documentElement.dataset.desk = "ready";

const reading = here.outbox.read().then(() => {
  here.lay(here.outbox.items);
  isRead = true;
});
await reading;
if (!here.hasActed) {
  here.desk.moveToFirstOpen();
  here.showCurrent();
}
here.showSaved();
here.nextPage.mind();
await here.sender.kick();

/** Before the outbox is read nobody knows which step came last. @param {() => void} act */
function onceRead(act) {
  return () => (isRead ? act() : reading.then(act));
}

/** Who answers, and where to: the same for all documents of a campaign. */
function read() {
  const data = JSON.parse(document.querySelector("#desk-data")?.textContent ?? "");
  return { data, queue: `${data.campaign}|${data.annotator}` };
}
