// One submission on its way to the server.

import { outcomeOf } from "./reply.js";

/** @import { Item } from "./types.js" */
/** @import { Outcome } from "./reply.js" */

const PATIENCE_MS = 15_000;

/** @param {Item} item */
export function bodyOf(item) {
  const body = { submission: item.submission, sentence: item.sentence, revision: item.revision };
  if (item.kind === "undo") return body;
  return { ...body, ...item.answer, active_ms: item.activeMs };
}

/**
 * @param {{annotator: string, annotations_url: string, undo_url: string}} desk
 * @param {{token: string}} session
 * @returns {(item: Item) => Promise<Outcome>}
 */
export function poster(desk, session) {
  return async (item) => {
    try {
      const response = await fetch(item.kind === "undo" ? desk.undo_url : desk.annotations_url, {
        method: "POST",
        credentials: "same-origin",
        keepalive: true,
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          "X-CSRFToken": session.token,
          // Whose answer this is: never stored in the name of whoever has signed in since.
          "X-Annotator": desk.annotator,
        },
        body: JSON.stringify(bodyOf(item)),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const body = await response.json().catch(() => null);
      return outcomeOf(response.status, body, response.headers.get("Retry-After"));
    } catch {
      return { kind: "later", waitMs: 0 };
    }
  };
}
