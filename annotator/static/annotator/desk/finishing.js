// The end of a document: handing it in once everything is saved, opening it again, and the next one.

import { backoff } from "./backoff.js";
import { post } from "./post.js";
import { tally } from "./queue.js";
import { word } from "./words.js";

/** @import { Here } from "./types.js" */

/** @param {Here} here */
export function finishing(here) {
  /** The person has handed in, and answers are still on their way. */
  let isWaiting = false;
  let isPosting = false;
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let again;

  /** @param {number[]} places @returns {string} "3, 5" */
  function numbers(places) {
    return places.sort((one, other) => one - other).map((place) => place + 1).join(", ");
  }

  /** @param {string} text */
  function say(text) {
    here.finish.say(text);
    here.announce(text);
  }

  function handIn() {
    if (here.desk.isReadOnly) return nextDocument();
    const open = here.desk.openOnes.map((sentence) => sentence.place);
    if (open.length) return say(word("openNumbers", { count: open.length, numbers: numbers(open) }));
    isWaiting = true;
    goOnLeaving();
  }

  /** Goes in once the server has every answer. */
  function goOnLeaving() {
    if (!isWaiting || isPosting) return;
    const stuck = [...here.troubles.keys()].map((id) => here.desk.byId.get(id)?.place ?? 0);
    if (stuck.length) {
      isWaiting = false;
      return say(word("unsavedFirst", { numbers: numbers(stuck) }));
    }
    const isSending = tally(here.outbox.items).waiting || here.onTheWay.size || here.outbox.underway;
    if (isSending) return here.finish.say(word("waitForSaved"));
    isWaiting = false;
    send();
  }

  async function send() {
    isPosting = true;
    clearTimeout(again);
    const { document } = here.data;
    const outcome = await tell(here.data.finish_url);
    isPosting = false;
    if (document !== here.data.document) return;
    if (outcome === "done") {
      failures = 0;
      here.desk.isHandedIn = true;
      nextDocument();
    } else if (outcome === "later") {
      failures += 1;
      here.finish.say(word("notReached"));
      again = setTimeout(() => here.desk.isAtEnd && handIn(), backoff(failures, Math.random()));
    }
  }

  /**
   * @param {string} address
   * @returns {Promise<"done"|"later"|"refused">}
   */
  async function tell(address) {
    for (let isFresh = false; ; isFresh = true) {
      const who = { annotator: here.data.annotator, token: here.session.token };
      const reply = await post(address, { document: here.data.document }, who);
      if (!reply || reply.status >= 500 || reply.status === 429) return "later";
      if (reply.status === 401 || reply.status === 403) {
        const person = isFresh ? "out" : await here.session.renew();
        if (person === "same") continue;
        if (person === "unreachable") return "later";
        here.finish.say(word("signedOut"));
        here.signIn.ask(() => handIn());
        return "refused";
      }
      if (reply.status === 200) return "done";
      refuse(reply.body);
      return "refused";
    }
  }

  /** @param {any} body */
  function refuse(body) {
    if (body?.code === "document-locked") {
      here.desk.isLocked = true;
      here.showCurrent();
    }
    const places = (body?.sentences ?? []).map((/** @type {number} */ id) => here.desk.byId.get(id)?.place ?? 0);
    if (places.length) say(word("openNumbers", { count: places.length, numbers: numbers(places) }));
    else say(body?.message ?? word("notTaken", { status: 409 }));
  }

  async function reopen() {
    if (!here.desk.isHandedIn || here.desk.isLocked || isPosting) return;
    isPosting = true;
    const outcome = await tell(here.data.reopen_url);
    isPosting = false;
    if (outcome === "later") return say(word("notReached"));
    if (outcome !== "done") return;
    here.desk.isHandedIn = false;
    here.nextPage.forget();
    if (here.desk.isAtEnd) here.desk.moveTo(0);
    here.showCurrent();
    here.toText();
    here.announcePlace(word("reopened"));
    here.sender.kick();
  }

  function nextDocument() {
    here.nextPage.open();
  }

  /** Enter at the end: to what is open, else the document is handed in, else the next one. */
  function atEnd() {
    const open = here.desk.openOnes.map((sentence) => sentence.place);
    if (here.desk.isReadOnly || !open.length) return handIn();
    here.goTo(open[0], word("openNumbers", { count: open.length, numbers: numbers(open) }));
  }

  /** What another device did, learned from a refusal. @param {string} [code] */
  function learn(code) {
    if (code === "handed-in") here.desk.isHandedIn = true;
    if (code === "document-locked") here.desk.isLocked = true;
    if (code === "handed-in" || code === "document-locked") here.showCurrent();
  }

  return {
    goOnLeaving,
    atEnd,
    learn,
    commands: { "hand-in": handIn, reopen, "next-document": nextDocument },
  };
}
