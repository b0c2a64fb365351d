// Writing to the server: submissions from the outbox, and handing a document in.

import { outcomeOf } from "./reply.js";

/** @import { Item } from "./types.js" */
/** @import { Outcome } from "./reply.js" */

const PATIENCE_MS = 15_000;
/** So often the server is asked for more than the answer: the day's pace, and a new guideline. */
const MORE_EVERY_MS = 10_000;

/** @param {Item} item */
export function bodyOf(item) {
  const body = { submission: item.submission, sentence: item.sentence, revision: item.revision };
  if (item.kind !== "answer") return body;
  return {
    ...body,
    ...item.answer,
    active_ms: item.activeMs,
    guideline_lookups: item.lookups?.guideline ?? 0,
    context_lookups: item.lookups?.context ?? 0,
    is_taken_over: item.isTakenOver ?? false,
  };
}

/**
 * @param {string} address
 * @param {object} body
 * @param {{annotator: string, token: string}} who
 * @returns {Promise<{status: number, body: any, retryAfter: string|null}|null>} null: no reply
 */
export async function post(address, body, { annotator, token }) {
  try {
    const response = await fetch(address, {
      method: "POST",
      credentials: "same-origin",
      keepalive: true,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": token,
        // Whose answer this is: never stored in the name of whoever has signed in since.
        "X-Annotator": annotator,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return {
      status: response.status,
      body: await response.json().catch(() => null),
      retryAfter: response.headers.get("Retry-After"),
    };
  } catch {
    return null;
  }
}

/**
 * @param {{annotator: string, annotations_url: string, undo_url: string, redo_url: string}} desk
 * @param {{token: string}} session
 * @returns {(item: Item) => Promise<Outcome>}
 */
export function poster(desk, session) {
  const addresses = { answer: desk.annotations_url, undo: desk.undo_url, redo: desk.redo_url };
  let toldAt = -Infinity;
  return async (item) => {
    const who = { annotator: desk.annotator, token: session.token };
    const isMore = performance.now() - toldAt > MORE_EVERY_MS;
    const reply = await post(addresses[item.kind] + (isMore ? "?with=progress" : ""), bodyOf(item), who);
    if (isMore && reply?.status === 200) toldAt = performance.now();
    return reply ? outcomeOf(reply.status, reply.body, reply.retryAfter) : { kind: "later", waitMs: 0 };
  };
}
