// What a key means while a span is being chosen. Pure: reads only the event's fields.

/** @import { Move } from "./select.js" */
/** @typedef {{name: "move", move: Move} | {name: "set"|"clear"|"leave"|"cycle"}} Act */

/** @type {Record<string, "set"|"clear"|"leave"|"cycle">} */
const ACTS = { Enter: "set", Delete: "clear", Backspace: "clear", Escape: "leave", Tab: "cycle" };

/**
 * @param {{key: string, shiftKey: boolean, ctrlKey: boolean, altKey: boolean, metaKey: boolean}} event
 * @param {boolean} isRightToLeft arrows go the way they point
 * @returns {Act|null}
 */
export function actOf(event, isRightToLeft) {
  const move = moveOf(event, isRightToLeft);
  if (move) return { name: "move", move: { ...move, extends: event.shiftKey } };
  const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
  return isPlain && event.key in ACTS ? { name: ACTS[event.key] } : null;
}

/**
 * @param {{key: string, ctrlKey: boolean, altKey: boolean, metaKey: boolean}} event
 * @param {boolean} isRightToLeft
 * @returns {Omit<Move, "extends">|null}
 */
function moveOf({ key, ctrlKey, altKey, metaKey }, isRightToLeft) {
  if (key === "Home" || key === "End") return { by: "edge", forward: key === "End" };
  if (key === "ArrowUp" || key === "ArrowDown") return { by: "clause", forward: key === "ArrowDown" };
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const forward = (key === "ArrowRight") !== isRightToLeft;
  if (metaKey) return { by: "edge", forward };
  // On a Mac the system keeps Ctrl and the arrows for itself.
  return { by: ctrlKey || altKey ? "clause" : "word", forward };
}

/**
 * @param {KeyboardEvent} event
 * @param {{find: (event: any) => {name: string}|null}} keymap
 * @returns {{role: string, adds: boolean}|null} with Shift, another span of the role
 */
export function roleOf(event, keymap) {
  const plain = roleNamed(keymap.find(event)?.name);
  if (plain) return { role: plain, adds: false };
  if (!event.shiftKey || keymap.find(event)) return null;
  const { key, code, ctrlKey, metaKey, altKey, isComposing, keyCode } = event;
  const unshifted = { key: key.toLowerCase(), code, ctrlKey, metaKey, altKey, isComposing, keyCode, shiftKey: false };
  const shifted = roleNamed(keymap.find(unshifted)?.name);
  return shifted ? { role: shifted, adds: true } : null;
}

/** @param {string|undefined} command */
function roleNamed(command) {
  return command?.startsWith("span-") ? command.slice(5) : "";
}
