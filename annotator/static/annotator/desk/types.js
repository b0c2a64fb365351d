// Shapes that several modules share (JSDoc only; nothing runs here).

/**
 * @typedef {{role: string, start: number, end: number, text: string, is_machine_made?: true}} Span
 *   offsets in code points; machine-made: the suggestion's, neither touched nor confirmed
 */
/** @typedef {{label: string, spans: Span[]}} Mark */
/** @typedef {"open"|"answered"|"skipped"|"not_article_text"} Status */
/** @typedef {{status: Status, marks: Mark[], reason: string, is_flagged: boolean, note: string}} Answer */
/** @typedef {{label: string, score: number, tagger: string, spans: Span[], evidence?: string}} Candidate */
/** @typedef {{id: string, key: string, letter: string, name: string, definition: string, examples?: string[]}} Label */
/** @typedef {{name: string, keys: string[], words: string, group: string}} Command usual keys, as `KeyboardEvent.key` */
/** @typedef {{answered: number, total: number, is_finished: boolean, is_locked?: boolean}} Progress */

/**
 * What the server says of a sentence, in its reply to an answer, an undo or a redo.
 * @typedef {Answer & {sentence: number, revision: number, saved_at: string,
 *   suggestion: Candidate[]|null, document?: Progress,
 *   guideline?: {version: number, read: number}, pace?: {sentences: number, seconds: number}}} Reply
 *   the last three where they were asked for
 */

/**
 * One submission in the outbox.
 * @typedef {object} Item
 * @property {string} queue        campaign and annotator it belongs to
 * @property {number} order        place in the queue; items go out in this order
 * @property {string} submission   UUID: sent twice, stored once
 * @property {"answer"|"undo"|"redo"} kind
 * @property {number} document
 * @property {number} sentence
 * @property {number} revision     the revision it builds on
 * @property {Answer} answer       the sentence as it stands once this is done
 * @property {number} activeMs
 * @property {{guideline: number, context: number}} [lookups]
 * @property {boolean} [isTakenOver]
 * @property {number} attempts     above 0: the server may already have it
 * @property {"queued"|"refused"|"conflict"} state
 * @property {string} [message]    why it was refused
 * @property {string} [code]
 * @property {Reply} [current]     the other version, in a conflict
 */

/**
 * The desk, by name: what belongs to the open document (replaced when the next one opens) and what
 * can be done. Each module adds its acts to it, see main.js.
 * @typedef {object} Here
 * @property {any} data                        `#desk-data`
 * @property {import("./desk-state.js").DeskState} desk
 * @property {import("./chips.js").Chips} chips
 * @property {import("./article-view.js").ArticleView} article
 * @property {import("./panel-view.js").PanelView} panel
 * @property {import("./finish-view.js").FinishView} finish
 * @property {import("./after-paint.js").AfterPaint} afterPaint
 * @property {import("./bar-view.js").BarView} bar
 * @property {import("./steps.js").Steps} steps
 * @property {import("./keymap.js").Keymap} keymap
 * @property {import("./clock.js").ActiveClock} clock
 * @property {import("./lookups.js").Lookups} lookups
 * @property {import("./outbox.js").Outbox} outbox
 * @property {import("./sender.js").Sender} sender
 * @property {import("./session.js").Session} session
 * @property {Editor} editor                   of spans
 * @property {Record<string, (value?: string) => void>} commands  by name; other modules add theirs
 * @property {Map<number, Item>} troubles      of this document, by sentence
 * @property {import("./desk-state.js").Sentence|null} answeredLast
 * @property {boolean} hasActed
 * @property {any} [_]                         and the acts, each documented where it stands
 */

/**
 * @typedef {object} Editor
 * @property {(event: KeyboardEvent) => boolean} onKey  first in line; true = the key is taken
 * @property {(sentence: import("./desk-state.js").Sentence|null) => void} show  it became current or changed
 * @property {(sentence: import("./desk-state.js").Sentence, answer: Answer, label: string) => Answer} complete
 *   the answer that a label key gives, with the spans that belong to it
 */

export {};
