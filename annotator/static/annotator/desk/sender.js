// Sends the outbox: one submission at a time, in order, one sender across all tabs.

import { backoff } from "./backoff.js";
import { claimed, conflicted, refused, saved } from "./queue.js";
import { word } from "./words.js";

/** @import { Item, Reply } from "./types.js" */
/** @import { Outbox } from "./outbox.js" */
/** @import { Outcome } from "./reply.js" */

const SIGNED_OUT_POLL_MS = 10_000;

/** @typedef {"idle"|"sending"|"waiting"|"signed-out"|"other-person"} Phase */

export class Sender {
  #failures = 0;
  #isRunning = false;
  #isAskedAgain = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #timer;

  /**
   * @param {object} parts
   * @param {string} parts.queue
   * @param {Outbox} parts.outbox
   * @param {(item: Item) => Promise<Outcome>} parts.post
   * @param {{renew: () => Promise<"same"|"other"|"out"|"unreachable">}} parts.session
   * @param {(item: Item, reply: Reply, isSettled: boolean) => void} parts.onSaved
   * @param {(phase: Phase) => void} parts.onPhase
   * @param {(item: Item, fate: {fallen: string[], isKept: boolean}) => void} parts.onRefused
   * @param {(code?: string) => void} parts.onTrouble the fate of an item needs the person
   */
  constructor(parts) {
    this.parts = parts;
    /** @type {Phase} */ this.phase = "idle";
  }

  /** Something may be there to send, or the reason for waiting may be gone. */
  async kick() {
    if (this.#isRunning) {
      this.#isAskedAgain = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#isRunning = true;
    try {
      do {
        this.#isAskedAgain = false;
        await this.#alone(() => this.#drain());
      } while (this.#isAskedAgain && this.phase === "idle");
    } finally {
      this.#isRunning = false;
    }
  }

  /** The person has just signed in again, and it is the same one. */
  resume() {
    if (this.phase === "signed-out" || this.phase === "other-person") this.#enter("waiting");
    return this.kick();
  }

  /** @param {() => Promise<void>} work */
  async #alone(work) {
    if (!navigator.locks) return work();
    await navigator.locks.request(`hearsay-sender:${this.parts.queue}`, work);
  }

  /** @param {Phase} phase */
  #enter(phase) {
    this.phase = phase;
    this.parts.onPhase(phase);
  }

  async #drain() {
    let isFreshToken = false;
    if (this.phase === "signed-out" || this.phase === "other-person") {
      // Whoever signed in meanwhile may be someone else: ask before anything goes out.
      const who = await this.parts.session.renew();
      if (who === "unreachable") return this.#ask(this.phase === "other-person" ? "other" : "out");
      if (who !== "same") return this.#ask(who);
      isFreshToken = true;
      this.#enter("sending");
    }
    for (;;) {
      const item = /** @type {Item|null} */ (await this.parts.outbox.change(claimed, { isSilent: true }));
      if (!item) {
        this.#failures = 0;
        return this.#enter("idle");
      }
      if (this.phase === "idle") this.#enter("sending");
      const outcome = await this.parts.post(item);
      if (outcome.kind === "later") return this.#wait(outcome.waitMs);
      if (outcome.kind === "signed-out" && !isFreshToken) {
        const who = await this.parts.session.renew();
        if (who === "unreachable") return this.#wait(0);
        if (who !== "same") return this.#ask(who);
        isFreshToken = true;
        continue;
      }
      isFreshToken = false;
      this.#failures = 0;
      await this.#settle(item, outcome);
      if (this.phase !== "sending") this.#enter("sending");
    }
  }

  /** @param {Item} item @param {Outcome} outcome */
  async #settle(item, outcome) {
    const { outbox, onSaved, onRefused, onTrouble } = this.parts;
    if (outcome.kind === "saved") {
      const decide = (/** @type {Item[]} */ items) => saved(items, item.submission, outcome.reply);
      const isSettled = await outbox.change(decide, { isSilent: true });
      onSaved(item, outcome.reply, isSettled);
      outbox.tellOthers(item, outcome.reply, isSettled);
    } else if (outcome.kind === "conflict") {
      await outbox.change((items) => conflicted(items, item.submission, outcome.current));
      onTrouble();
    } else {
      const { message, code } =
        outcome.kind === "refused" ? outcome : { message: word("notAllowed"), code: "not-allowed" };
      onRefused(item, await outbox.change((items) => refused(items, item.submission, message, code)));
      onTrouble(code);
    }
  }

  /** @param {number} leastMs */
  #wait(leastMs) {
    this.#failures += 1;
    this.#timer = setTimeout(() => this.kick(), Math.max(leastMs, backoff(this.#failures, Math.random())));
    this.#enter("waiting");
  }

  /** @param {"other"|"out"} who */
  #ask(who) {
    this.#timer = setTimeout(() => this.kick(), SIGNED_OUT_POLL_MS);
    this.#enter(who === "other" ? "other-person" : "signed-out");
  }
}
