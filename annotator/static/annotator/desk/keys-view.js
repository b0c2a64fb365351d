// The cheat sheet and the keys on the buttons: read off the keymap, so that they cannot lie.

import { make } from "./chips.js";
import { spanModeKeys } from "./spans/help.js";
import { word } from "./words.js";

/** @import { Command, Label } from "./types.js" */
/** @import { Keymap } from "./keymap.js" */

/** @type {Readonly<Record<string, string>>} */
const SIGNS = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "Space", Escape: "Esc" };
const GROUPS = ["answer", "move", "spans", "other"];

/** @param {string} key @returns {string} as people read it */
export function shownKey(key) {
  if (/^[A-Z]$/.test(key)) return `Shift+${key.toLowerCase()}`;
  return SIGNS[key] ?? key;
}

/** @param {string} key @returns {string} as aria-keyshortcuts has it */
function ariaKey(key) {
  if (/^[A-Z]$/.test(key)) return `Shift+${key}`;
  return key === " " ? "Space" : key;
}

/** @param {string[]} keys */
function kbds(keys) {
  return keys.flatMap((key, index) => [...(index ? [" "] : []), make("kbd", "", shownKey(key))]);
}

/** @param {Node[]} what @param {string} words */
function row(what, words) {
  return make("div", "", make("dt", "", ...what), make("dd", "", words));
}

/**
 * @param {HTMLElement} box
 * @param {Keymap} keymap
 * @param {(name: string) => boolean} isThere whether a command can be given here
 */
export function showKeys(box, keymap, isThere) {
  const labels = make("dl", "keys__list");
  for (const { key, letter, name } of keymap.labels) labels.append(row(kbds([key, letter.toLowerCase()]), name));
  labels.append(row([make("kbd", "", "Shift"), document.createTextNode(" + …")], word("keysAdd")));
  const sections = [section(word("keysLabels"), labels)];
  for (const group of GROUPS) {
    const those = keymap.commands.filter((command) => command.group === group && isThere(command.name));
    if (!those.length) continue;
    const list = make("dl", "keys__list");
    for (const { name, words } of those) {
      const keys = keymap.keysOf(name);
      list.append(row(keys.length ? kbds(keys) : [make("span", "", word("keysNone"))], words));
    }
    if (group === "spans") for (const { keys, words } of spanModeKeys()) list.append(row(kbds(keys), words));
    sections.push(section(word(`keys_${group}`), list));
  }
  box.replaceChildren(...sections);
}

/** @param {string} title @param {HTMLElement} list */
function section(title, list) {
  return make("section", "", make("h3", "", title), list);
}

/** Buttons name the key that does the same. @param {ParentNode} root @param {Keymap} keymap */
export function nameKeys(root, keymap) {
  for (const kbd of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("kbd[data-key-of]"))) {
    const keys = keymap.keysOf(kbd.dataset.keyOf ?? "");
    kbd.hidden = !keys.length;
    kbd.textContent = keys.length ? shownKey(keys[0]) : "";
    if (keys.length) kbd.closest("button, a")?.setAttribute("aria-keyshortcuts", keys.map(ariaKey).join(" "));
  }
}

