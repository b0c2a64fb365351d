// A sentence as the span editor reads it: its words, where its clauses begin, its quotations. Pure.
// Offsets are UTF-16 units, as in every string of the browser; on the wire they are code points.

/** @typedef {{start: number, end: number}} Stretch  end exclusive */
/** @typedef {{text: string, words: Stretch[], clauses: number[]}} Line  clauses: places in `words` */

/** @param {string} text @param {number} points @returns {number} units */
export function toUnits(text, points) {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) units += widthAt(text, units);
  return units;
}

/** @param {string} text @param {number} units @returns {number} code points */
export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units && at < text.length; at += widthAt(text, at)) points += 1;
  return points;
}

/** @param {string} text @param {number} at */
function widthAt(text, at) {
  return /** @type {number} */ (text.codePointAt(at)) > 0xffff ? 2 : 1;
}

/** Hardly ever missing: then runs of letters and digits are words, and scripts without spaces lose. */
function* segmentsByPattern(/** @type {string} */ text) {
  const word = /[\p{L}\p{M}\p{N}_]+(?:['’.,][\p{L}\p{M}\p{N}]+)*|[\p{S}%‰]/gu;
  for (const match of text.matchAll(word)) {
    yield { segment: match[0], index: match.index, isWordLike: /[\p{L}\p{N}]/u.test(match[0]) };
  }
}

/** @type {Intl.Segmenter|null|undefined} */ let segmenter;

/** @param {string} text */
function segments(text) {
  if (segmenter === undefined) {
    segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
  }
  return segmenter ? segmenter.segment(text) : segmentsByPattern(text);
}

const BETWEEN = /^[-‐‑.]$/u;
/** What belongs to the number or name that it touches: $5, 5 %, #ferries. */
const CLINGING = /^[\p{Sc}%‰°#@█]$/u;
const SYMBOL = /^[\p{S}\p{Extended_Pictographic}]/u;

/**
 * Whatever a person would point at as one word; an emoji is one too.
 * @param {string} text @returns {Stretch[]}
 */
export function wordsOf(text) {
  /** @type {Stretch[]} */ const words = [];
  let clings = false;
  for (const { segment, index, isWordLike } of segments(text)) {
    const isClinging = CLINGING.test(segment);
    if (!isWordLike && !isClinging && !SYMBOL.test(segment)) continue;
    const last = words.at(-1);
    const gap = last ? text.slice(last.end, index) : " ";
    const joins = gap === "" ? clings || isClinging : isWordLike && BETWEEN.test(gap);
    if (last && joins) last.end = index + segment.length;
    else words.push({ start: index, end: index + segment.length });
    clings = isClinging;
  }
  if (!words.length && text.trim()) words.push(trimmed(text, 0, text.length));
  return words;
}

const BREAK = /[,;:.!?…()[\]،؛؟。、，；：！？–—"“”„«»「」『』]|--|\s[-‘'‚‹]|[’'›](?:\s|$)/u;

/** @param {string} text @param {Stretch[]} words @returns {number[]} places of the words that begin a clause */
export function clausesOf(text, words) {
  const starts = words.map((_, place) => place);
  return starts.filter(
    (place) => !place || BREAK.test(text.slice(words[place - 1].end, words[place].start)),
  );
}

/** @param {string} text @returns {Line} */
export function lineOf(text) {
  const words = wordsOf(text);
  return { text, words, clauses: clausesOf(text, words) };
}

/** @param {string} text @param {number} start @param {number} end @returns {Stretch} without white space at its edges */
export function trimmed(text, start, end) {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: Math.max(from, end - (part.length - part.trimEnd().length)) };
}

/** @type {Record<string, string>} */
const CLOSING = { '"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“”", "‚": "‘’", "「": "」", "『": "』", "»": "«" };

/** The same sign may open and close: what stands on its other side tells. */
const OPENS = /(?<=^|[\s(–—])["'“‘«‹„‚「『»]$|[«‹]\s$/u;
const CLOSES = /^(?:[.,!?;:…،。、！？]*|\s)(["'”’»›“‘」』«])(?![\p{L}\p{N}])/u;

/**
 * A quotation is taken with its quotation marks, as the codebook has it; where it goes on in the
 * next sentence or began in the one before, with the one that is there.
 * @param {Line} line @param {Stretch} stretch @returns {Stretch}
 */
export function withQuotes({ text, words }, { start, end }) {
  const before = OPENS.exec(text.slice(0, start));
  const after = CLOSES.exec(text.slice(end));
  const isToEdge = end >= words[words.length - 1].end;
  const isFromEdge = start <= words[0].start;
  const opened = before ? before.index + before[0].search(/\S/) : start;
  if (before && after && CLOSING[before[0].trim()].includes(after[1])) {
    return { start: opened, end: end + after[0].length };
  }
  if (before && !after && isToEdge) return { start: opened, end };
  if (after && !before && isFromEdge && !isOpened(text, start, end)) return { start, end: end + after[0].length };
  return { start, end };
}

/** Whether a quotation that ends here was opened within the stretch. @param {string} text @param {number} start @param {number} end */
function isOpened(text, start, end) {
  return /(?:^|[\s(])["'“‘«‹„‚「『]/u.test(text.slice(start, end));
}
