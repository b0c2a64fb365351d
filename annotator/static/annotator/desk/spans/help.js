// The keys of span mode, for the cheat sheet; keys.js says what they do.

import { word } from "../words.js";

/** @returns {{keys: string[], words: string}[]} */
export function spanModeKeys() {
  return [
    { keys: ["ArrowLeft", "ArrowRight"], words: word("spanKeysMove") },
    { keys: ["Shift + ← →"], words: word("spanKeysExtend") },
    { keys: ["Ctrl + ← →"], words: word("spanKeysClause") },
    { keys: ["Home", "End"], words: word("spanKeysEdge") },
    { keys: ["Enter"], words: word("spanKeysSet") },
    { keys: ["Delete"], words: word("spanKeysClear") },
    { keys: ["Escape"], words: word("spanKeysLeave") },
    { keys: ["Tab"], words: word("spanKeysCycle") },
    { keys: ["Shift + …"], words: word("spanKeysAdd") },
  ];
}
