// The spans of one mark, and how one is set, changed and taken away. Pure. In units (text.js).

import { toPoints, toUnits } from "./text.js";

/** @import { Span } from "../types.js" */
/** @typedef {{role: string, start: number, end: number, isMachine?: boolean}} Part */

export const ROLES = ["source", "cue", "content", "target"];

/** @param {string} text @param {readonly Span[]} spans @returns {Part[]} */
export function fromWire(text, spans) {
  return spans.map((span) => ({
    role: span.role,
    start: toUnits(text, span.start),
    end: toUnits(text, span.end),
    ...(span.is_machine_made && { isMachine: true }),
  }));
}

/** @param {string} text @param {readonly Part[]} parts @returns {Span[]} */
export function toWire(text, parts) {
  return inOrder(parts).map(({ role, start, end, isMachine }) => ({
    role,
    start: toPoints(text, start),
    end: toPoints(text, end),
    text: text.slice(start, end),
    ...(isMachine && { is_machine_made: true }),
  }));
}

/** @param {readonly Part[]} parts @returns {Part[]} */
export function inOrder(parts) {
  return [...parts].sort(
    (one, other) =>
      one.start - other.start || other.end - one.end || ROLES.indexOf(one.role) - ROLES.indexOf(other.role),
  );
}

/** @param {Part} one @param {Part} other */
export function samePlace(one, other) {
  return one.role === other.role && one.start === other.start && one.end === other.end;
}

/** @param {Part} one @param {Part} other */
function overlaps(one, other) {
  return one.start < other.end && other.start < one.end;
}

/**
 * A role is set again: the span takes the place of `instead`, or of all its role had; with `adds`
 * only of those of its role that it overlaps. What a person sets is theirs, wherever it came from.
 * @param {readonly Part[]} parts @param {Part} part
 * @param {{instead?: Part|null, adds?: boolean}} [how]
 * @returns {Part[]}
 */
export function withPart(parts, { role, start, end }, { instead = null, adds = false } = {}) {
  const part = { role, start, end };
  const stays = (/** @type {Part} */ other) => {
    if (instead && samePlace(other, instead)) return false;
    if (other.role !== role) return true;
    return (adds || instead !== null) && !overlaps(other, part);
  };
  return inOrder([...parts.filter(stays), part]);
}

/** @param {readonly Part[]} parts @param {Part} part @returns {Part[]} */
export function withoutPart(parts, part) {
  return parts.filter((other) => !samePlace(other, part));
}

/** @param {readonly Part[]} parts @param {string} role @returns {Part[]} */
export function ofRole(parts, role) {
  return inOrder(parts).filter((part) => part.role === role);
}

/** @param {readonly Part[]} parts @returns {Part[]} those that a person set or confirmed */
export function ofPerson(parts) {
  return parts.filter((part) => !part.isMachine);
}
