// What a reply of the server means for the submission it answers. Pure.

import { word } from "./words.js";

/** @import { Reply } from "./types.js" */
/**
 * @typedef {{kind: "saved", reply: Reply}
 *   | {kind: "conflict", current: Reply, message: string}
 *   | {kind: "refused", message: string, code: string}
 *   | {kind: "signed-out"}
 *   | {kind: "later", waitMs: number}} Outcome
 */

const LATER = new Set([408, 425, 429]);

/**
 * @param {number} status
 * @param {any} body parsed JSON, or null when there was none
 * @param {string|null} [retryAfter] seconds, from the header
 * @returns {Outcome}
 */
export function outcomeOf(status, body, retryAfter = null) {
  if (status === 200 && body && typeof body.revision === "number") return { kind: "saved", reply: body };
  if (status === 401 || status === 403) return { kind: "signed-out" };
  if (status === 409 && body?.code === "stale-revision" && body.current) {
    return { kind: "conflict", current: body.current, message: body.message ?? "" };
  }
  if (status >= 400 && status < 500 && !LATER.has(status)) {
    return { kind: "refused", message: refusal(status, body), code: body?.code ?? "" };
  }
  const seconds = Number(retryAfter);
  return { kind: "later", waitMs: seconds > 0 ? seconds * 1000 : 0 };
}

/** @param {number} status @param {any} body */
export function refusal(status, body) {
  const text = body?.message ?? body?.detail;
  return typeof text === "string" && text ? text : word("notTaken", { status });
}
