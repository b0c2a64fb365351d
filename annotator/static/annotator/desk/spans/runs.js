// How spans that overlap are drawn: the sentence is cut into runs, each under the same spans, and
// spans that overlap get lanes of their own. Pure.

/** @import { Part } from "./set.js" */
/**
 * @typedef {object} Run
 * @property {number} start
 * @property {number} end
 * @property {number[]} parts  places of the spans over it, upper lane first
 */

/** @param {readonly Part[]} parts in order of their starts @returns {number[]} a lane for each, from 0 */
export function lanesOf(parts) {
  /** @type {number[]} */ const ends = [];
  return parts.map((part) => {
    let lane = ends.findIndex((end) => end <= part.start);
    if (lane === -1) lane = ends.length;
    ends[lane] = part.end;
    return lane;
  });
}

/** A letter is narrower than a tag: what begins that close begins at the same place. */
const CLOSE = 1;

/**
 * Of the spans that begin at one place, which comes first, second, third.
 * @param {readonly Part[]} parts in order @returns {number[]} from 0
 */
export function turnsOf(parts) {
  return parts.map((part, at) => at - parts.findIndex((other) => other.start >= part.start - CLOSE));
}

/**
 * @param {number} length of the sentence
 * @param {readonly Part[]} parts in order of their starts
 * @returns {Run[]}
 */
export function runsOf(length, parts) {
  const lanes = lanesOf(parts);
  const cuts = new Set([0, length, ...parts.flatMap(({ start, end }) => [start, end])]);
  const edges = [...cuts].filter((at) => at <= length).sort((one, other) => one - other);
  return edges.slice(1).map((end, place) => {
    const start = edges[place];
    const over = parts.flatMap((part, at) => (part.start <= start && part.end >= end ? [at] : []));
    return { start, end, parts: over.sort((one, other) => lanes[one] - lanes[other]) };
  });
}
