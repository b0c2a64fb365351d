// From a key to a command. Pure: reads only the event's fields.

/** @import { Label } from "./types.js" */
/** @typedef {{name: string, label?: string}} Command */

const MOVES = {
  ArrowDown: "on",
  ArrowUp: "back",
  Backspace: "back",
  Home: "first",
  End: "last",
  Enter: "on",
};

const LETTERS = { n: "open", u: "undo", x: "not-article", s: "skip", g: "guideline" };

/** Held down, these would answer or undo sentence after sentence. */
const ONCE = new Set(["label", "add", "undo", "not-article", "skip", "guideline", "help"]);

/**
 * The letter of a key on any layout: what it types if that is a Latin letter, else where it sits.
 * @param {{key: string, code: string}} event
 */
function latinLetter(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key.length === 1 && event.key > "\u007f" && /^Key[A-Z]$/.test(event.code)) {
    return event.code.slice(3).toLowerCase();
  }
  return "";
}

/** Shift and a digit type something else on every layout, so the place of the key counts. */
function digit(event) {
  const place = /^Digit([1-9])$/.exec(event.code);
  if (place) return place[1];
  return /^[1-9]$/.test(event.key) ? event.key : "";
}

/**
 * @param {Label[]} labels
 * @param {{rightToLeft?: boolean}} [options]
 * @returns {(event: KeyboardEvent) => Command|null}
 */
export function keymap(labels, { rightToLeft = false } = {}) {
  const byDigit = new Map(labels.map((label) => [label.key, label.id]));
  const byLetter = new Map(
    labels
      .map((label) => /** @type {const} */ ([label.letter.toLowerCase(), label.id]))
      .filter(([letter]) => !(letter in LETTERS)),
  );
  const sideways = rightToLeft
    ? { ArrowLeft: "on", ArrowRight: "back" }
    : { ArrowRight: "on", ArrowLeft: "back" };

  /** @returns {Command|null} */
  function find(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return null;
    if (event.ctrlKey || event.metaKey) {
      const isUndo = !event.shiftKey && latinLetter(event) === "z";
      return isUndo ? { name: "undo" } : null;
    }
    if (event.key === "?") return { name: "help" };
    const label = byDigit.get(digit(event)) ?? byLetter.get(latinLetter(event));
    if (label) return { name: event.shiftKey ? "add" : "label", label };
    if (event.shiftKey) return null;
    const name = MOVES[event.key] ?? sideways[event.key] ?? LETTERS[latinLetter(event)];
    return name ? { name } : null;
  }

  return (event) => {
    const command = find(event);
    return command && event.repeat && ONCE.has(command.name) ? { name: "ignore" } : command;
  };
}
