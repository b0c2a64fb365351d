// From a key to a command, and back for the cheat sheet. Pure: reads only the event's fields.

/** @import { Command, Label } from "./types.js" */
/** @typedef {{name: string, label?: string}} Found */

/** Held down, these may go on; all others would answer or undo sentence after sentence. */
const REPEATING = new Set(["on", "back", "first", "last", "open", "paragraph-on", "paragraph-back"]);

/** @type {Readonly<Record<string, string>>} */
const MIRRORED = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

/**
 * The letter of a key on any layout: what it types if that is a Latin letter, else where it sits.
 * @param {{key: string, code: string}} event
 */
export function latinLetter(event) {
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

/** Whether a capital is meant: with Caps Lock on, one that is typed tells nothing. @param {KeyboardEvent} event */
function isShifted(event) {
  return event.shiftKey || (/^[A-Z]$/.test(event.key) && !event.getModifierState("CapsLock"));
}

/** @param {KeyboardEvent} event @returns {string} as keys are written: "n", "U", "?", "Enter" */
function keyOf(event) {
  const letter = latinLetter(event);
  if (letter) return isShifted(event) ? letter.toUpperCase() : letter;
  if (event.shiftKey && event.key.length > 1) return "";
  return event.key;
}

export class Keymap {
  /** @type {Map<string, string>} key -> command */ #commands = new Map();
  /** @type {Map<string, string>} digit or letter -> label */ #labels = new Map();

  /**
   * @param {object} parts
   * @param {Label[]} parts.labels            their keys win over all others
   * @param {Command[]} parts.commands        with their usual keys
   * @param {Record<string, string>} [parts.own]  keys that the person has chosen, by command
   * @param {boolean} [parts.isRightToLeft]
   */
  constructor({ labels, commands, own = {}, isRightToLeft = false }) {
    this.labels = labels;
    this.commands = commands;
    this.isRightToLeft = isRightToLeft;
    for (const label of labels) {
      this.#labels.set(label.key, label.id);
      const letter = label.letter.toLowerCase();
      if (!this.#labels.has(letter)) this.#labels.set(letter, label.id);
    }
    for (const { name } of commands) if (own[name]) this.#give(own[name], name);
    for (const { name, keys } of commands) {
      if (!own[name]) for (const key of keys) this.#give(key, name);
    }
  }

  /** @param {string} key @param {string} name */
  #give(key, name) {
    if (!this.#labels.has(key.toLowerCase()) && !this.#commands.has(key)) this.#commands.set(key, name);
  }

  /** @param {string} name of a command @returns {string[]} the keys that give it */
  keysOf(name) {
    return [...this.#commands].filter(([, command]) => command === name).map(([key]) => key);
  }

  /** @param {KeyboardEvent} event @returns {Found|null} */
  find(event) {
    const found = this.#find(event);
    return found && event.repeat && !REPEATING.has(found.name) ? { name: "ignore" } : found;
  }

  /** @param {KeyboardEvent} event @returns {Found|null} */
  #find(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return null;
    if (event.ctrlKey || event.metaKey) {
      const letter = latinLetter(event);
      if (letter === "z") return { name: event.shiftKey ? "redo" : "undo" };
      return letter === "y" ? { name: "redo" } : null;
    }
    const label = this.#labels.get(digit(event)) ?? this.#labels.get(latinLetter(event));
    // A question mark is the help also where it shares its key with a digit.
    if (label && !(event.key === "?" && this.#commands.has("?"))) {
      return { name: isShifted(event) ? "add" : "label", label };
    }
    const key = keyOf(event);
    const name = this.#commands.get(this.isRightToLeft ? (MIRRORED[key] ?? key) : key);
    return name ? { name } : null;
  }
}
