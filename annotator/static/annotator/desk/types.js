// Shapes that several modules share (JSDoc only; nothing runs here).

/** @typedef {{role: string, start: number, end: number, text: string}} Span offsets in code points */
/** @typedef {{label: string, spans: Span[]}} Mark */
/** @typedef {"open"|"answered"|"skipped"|"not_article_text"} Status */
/** @typedef {{status: Status, marks: Mark[], note: string}} Answer */
/** @typedef {{label: string, score: number, tagger: string, spans: Span[], evidence?: string}} Candidate */
/** @typedef {{id: string, key: string, letter: string, name: string, definition: string}} Label */

/**
 * What the server says of a sentence, in its reply to an answer or an undo.
 * @typedef {Answer & {sentence: number, revision: number, saved_at: string,
 *   suggestion: Candidate[]|null,
 *   document: {answered: number, total: number, is_finished: boolean}}} Reply
 */

/**
 * One submission in the outbox.
 * @typedef {object} Item
 * @property {string} queue        campaign and annotator it belongs to
 * @property {number} order        place in the queue; items go out in this order
 * @property {string} submission   UUID: sent twice, stored once
 * @property {"answer"|"undo"} kind
 * @property {number} document
 * @property {number} sentence
 * @property {number} revision     the revision it builds on
 * @property {Answer} answer       the sentence as it stands once this is done
 * @property {number} activeMs
 * @property {number} attempts     above 0: the server may already have it
 * @property {"queued"|"refused"|"conflict"} state
 * @property {string} [message]    why it was refused
 * @property {Reply} [current]     the other version, in a conflict
 */

export {};
