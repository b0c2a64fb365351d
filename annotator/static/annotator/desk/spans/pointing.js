// Spans by mouse and by finger: words are dragged over and get a role, or a span is pressed.

import { rangeOf } from "./draw.js";
import { dragged, selectedAs } from "./select.js";
import { withoutPart, withPart } from "./set.js";

/** @import { choosing } from "./choosing.js" */
/** @import { SpanMenu } from "./menu.js" */
/** @import { SpanScene } from "./scene.js" */
/** @import { SpanVoice } from "./voice.js" */
/** @import { Part } from "./set.js" */
/** @import { Stretch } from "./text.js" */

/**
 * @param {SpanScene} scene @param {SpanVoice} voice @param {SpanMenu} menu
 * @param {ReturnType<typeof choosing>} mode
 */
export function pointing(scene, voice, menu, mode) {
  /** Nothing is chosen by the mouse any more. */
  function letGo() {
    if (!scene.waiting && !scene.chosen) return;
    scene.waiting = scene.chosen = null;
    menu.close();
    scene.onChange();
  }

  /** Nor does anything stay selected that would be asked about again. */
  function forget() {
    getSelection()?.removeAllRanges();
    letGo();
  }

  /** @param {Stretch} stretch @param {string} [role] */
  function ask(stretch, role) {
    if (scene.element) menu.open(rangeOf(scene.element, stretch), role);
  }

  /** @param {Stretch} stretch @param {boolean} isExact @returns {Stretch|null} what is taken of it */
  function drag(stretch, isExact) {
    const { sentence, policy, waiting } = scene;
    if (!sentence || policy === "none" || scene.here.desk.isReadOnly) return null;
    if (waiting && waiting.start === stretch.start && waiting.end === stretch.end) return waiting;
    const found = dragged(scene.line, stretch, isExact);
    if (!found) return null;
    if (scene.mode) {
      getSelection()?.removeAllRanges();
      mode.select(selectedAs(scene.line, found));
      return null;
    }
    if (!scene.target) {
      voice.refuse(sentence, policy);
      return null;
    }
    scene.chosen = null;
    scene.waiting = found;
    ask(found);
    voice.says("spanAsks", "", scene.quote(found));
    return found;
  }

  /** @param {number|null} offset @param {number[]} pressed places of drawn spans @param {boolean} reaches with Shift */
  function press(offset, pressed, reaches) {
    if (scene.mode) return offset === null ? undefined : mode.point(offset, reaches);
    letGo();
    const found = pressed.map((at) => scene.parts[at]).filter(Boolean);
    found.sort((one, other) => one.end - one.start - (other.end - other.start));
    if (!found.length || scene.here.desk.isReadOnly) return;
    const [part] = found;
    scene.chosen = part;
    ask(part, part.role);
    scene.onChange();
    voice.says("spanIsChosen", part.role, scene.quote(part));
  }

  /** What was dragged over gets its role; a span that was pressed, another one. @param {string} role @param {boolean} adds */
  function take(role, adds) {
    const stretch = scene.waiting ?? scene.chosen;
    if (!stretch || !scene.here.isWritable()) return;
    const { start, end } = stretch;
    const others = scene.chosen ? withoutPart(scene.parts, scene.chosen) : scene.parts;
    scene.nextWord = selectedAs(scene.line, stretch).head + 1;
    forget();
    scene.put(withPart(others, { role, start, end }, { adds }));
    voice.says("spanIsSet", role, scene.quote(stretch));
  }

  /** @param {Part|null} part */
  function remove(part) {
    if (!part || !scene.here.isWritable()) return;
    letGo();
    scene.put(withoutPart(scene.parts, part));
    voice.says("spanIsRemoved", part.role, scene.quote(part));
  }

  return { letGo, forget, drag, press, take, remove };
}
