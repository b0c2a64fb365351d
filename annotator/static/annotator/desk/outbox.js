// The outbox as this tab sees it: each change goes through the store, and every tab hears of it.

import { after } from "./queue.js";

/** @import { Item, Reply } from "./types.js" */
/** @import { Change } from "./queue.js" */
/** @import { Store } from "./store.js" */

export class Outbox {
  /** @type {Item[]} as of the last change made or heard of */
  items = [];
  /** Changes that are on their way to the store. */
  underway = 0;
  #channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("hearsay-outbox") : null;

  /**
   * @param {string} queue
   * @param {Promise<Store>} opening
   * @param {{onItems: () => void, onReply: (item: Item, reply: Reply, isSettled: boolean) => void}} ears
   */
  constructor(queue, opening, ears) {
    this.queue = queue;
    this.opening = opening;
    this.ears = ears;
    this.isDurable = true;
    this.#channel?.addEventListener("message", ({ data }) => {
      if (data.queue !== queue) return;
      if (data.reply) ears.onReply(data.item, data.reply, data.isSettled);
      this.read();
    });
  }

  /**
   * @param {(items: Item[]) => Change} decide runs inside one transaction
   * @param {{isSilent?: boolean}} [options]
   * @returns {Promise<any>} what `decide` gave as result
   */
  async change(decide, { isSilent = false } = {}) {
    this.underway += 1;
    try {
      const store = await this.opening;
      const { result, items } = await store.change((before) => {
        const change = decide(before);
        return { ...change, result: { result: change.result, items: after(before, change) } };
      });
      this.items = items;
      this.isDurable = store.isDurable;
      if (!isSilent) this.#channel?.postMessage({ queue: this.queue });
      return result;
    } finally {
      this.underway -= 1;
      this.ears.onItems();
    }
  }

  /** Another tab changed something. */
  read() {
    return this.change(() => ({}), { isSilent: true });
  }

  /** @param {Item} item @param {Reply} reply @param {boolean} isSettled */
  tellOthers(item, reply, isSettled) {
    this.#channel?.postMessage({ queue: this.queue, item, reply, isSettled });
  }
}
