// Span mode: a role is chosen, the selection moves, and becomes the span.

import { moved, selected, selectedAs, wordAt } from "./select.js";
import { ofRole, ROLES, samePlace, withoutPart, withPart } from "./set.js";

/** @import { Move, Selection } from "./select.js" */
/** @import { SpanScene } from "./scene.js" */
/** @import { SpanVoice } from "./voice.js" */
/** @import { Part } from "./set.js" */
/** @import { Stretch } from "./text.js" */

/** @param {SpanScene} scene @param {SpanVoice} voice */
export function choosing(scene, voice) {
  /**
   * @param {string} role
   * @param {{adds?: boolean, part?: Part|null}} [options] `part`: the span that is to be changed
   */
  function begin(role, { adds = false, part = null } = {}) {
    const { sentence, line, policy } = scene;
    if (!sentence || policy === "none" || !scene.here.isWritable() || !line.words.length) return;
    if (!scene.target) return voice.refuse(sentence, policy);
    const instead = part ?? (adds ? null : (ofRole(scene.parts, role)[0] ?? null));
    const first = firstWord();
    const selection = instead ? selectedAs(line, instead) : selected(line, first, first);
    scene.mode = { role, instead, adds, selection };
    scene.onChange();
    scene.element?.focus({ preventScroll: true });
    voice.begins(role, scene.quote(selection), scene.target);
  }

  /** After the span that was set last, else the first word that no span has. */
  function firstWord() {
    const { words } = scene.line;
    if (scene.nextWord) return Math.min(scene.nextWord, words.length - 1);
    const isFree = (/** @type {Stretch} */ word) => !scene.parts.some((part) => part.start < word.end && word.start < part.end);
    return Math.max(words.findIndex(isFree), 0);
  }

  /** The role that has no span yet. */
  function beginAnywhere() {
    begin(ROLES.find((role) => !ofRole(scene.parts, role).length) ?? ROLES[0]);
  }

  /** @param {Selection} selection */
  function select(selection) {
    if (!scene.mode) return;
    scene.mode.selection = selection;
    scene.onChange();
    voice.selects(scene.mode.role, scene.quote(selection));
  }

  /** @param {Move} move */
  function move(move) {
    if (scene.mode) select(moved(scene.line, scene.mode.selection, move));
  }

  /**
   * A word was pressed: the selection goes there, with a second press it reaches there.
   * @param {number} offset @param {boolean} reaches
   */
  function point(offset, reaches) {
    const { mode } = scene;
    if (!mode) return;
    const place = wordAt(scene.line, offset);
    const isSecond = mode.pressedAt !== undefined && mode.pressedAt !== place;
    const { anchor } = mode.selection;
    mode.pressedAt = isSecond ? undefined : place;
    select(selected(scene.line, reaches || isSecond ? anchor : place, place));
  }

  /** The keyboard belongs to the text again, also after a press on a button that is no longer there. */
  function end() {
    scene.mode = null;
    scene.element?.focus({ preventScroll: true });
  }

  /** What is selected becomes the span. */
  function set() {
    if (!scene.mode) return;
    const { role, instead, adds, selection } = scene.mode;
    const part = { role, start: selection.start, end: selection.end };
    scene.nextWord = Math.max(selection.anchor, selection.head) + 1;
    end();
    scene.put(withPart(scene.parts, part, { instead, adds }));
    voice.says("spanIsSet", role, scene.quote(selection));
  }

  function clear() {
    const { mode } = scene;
    if (!mode?.instead) return leave();
    end();
    scene.put(withoutPart(scene.parts, mode.instead));
    voice.says("spanIsRemoved", mode.role, scene.quote(mode.instead));
  }

  function leave() {
    const { mode } = scene;
    if (!mode) return;
    end();
    scene.onChange();
    voice.says("spanIsLeft", mode.role, "");
  }

  /** On to the next of several marks, which takes what is selected or has a span of its own; else to the role's next span. */
  function cycle() {
    const { mode, target } = scene;
    if (!mode || !target) return;
    if (target.of > 1) scene.turn += 1;
    const ofMark = ofRole(scene.parts, mode.role);
    const at = ofMark.findIndex((part) => mode.instead && samePlace(part, mode.instead));
    const instead = ofMark[target.of > 1 ? 0 : (at + 1) % ofMark.length] ?? null;
    mode.instead = instead;
    if (instead) mode.selection = selectedAs(scene.line, instead);
    scene.onChange();
    voice.begins(mode.role, scene.quote(mode.selection), scene.target);
  }

  return { begin, beginAnywhere, select, move, point, set, clear, leave, cycle };
}
