// Spans on the desk: joins what is known (span-scene), how it is chosen (span-choosing by keys,
// span-pointing by mouse and finger) and what is shown (span-draw, span-panel, span-menu).

import { confirmed } from "../answer.js";
import { choosing } from "./choosing.js";
import { SpanDrawing } from "./draw.js";
import { actOf, roleOf } from "./keys.js";
import { SpanMenu } from "./menu.js";
import { SpanPanel } from "./panel.js";
import { watchPointer } from "./pointer.js";
import { pointing } from "./pointing.js";
import { SpanScene } from "./scene.js";
import { ROLES, samePlace } from "./set.js";
import { SpanVoice } from "./voice.js";

/** @import { Editor, Here } from "../types.js" */
/** @import { Sentence } from "../desk-state.js" */

/** @param {Here} here @returns {Editor & {commands: Record<string, () => void>}} */
export function spanEditor(here) {
  const scene = new SpanScene(here, paint);
  const voice = new SpanVoice(here);
  const drawing = new SpanDrawing();
  const menu = new SpanMenu(here);
  const mode = choosing(scene, voice);
  const mouse = pointing(scene, voice, menu, mode);
  /** @type {SpanPanel|null} */ let panel = null;

  menu.onRole = mouse.take;
  menu.onRemove = () => mouse.remove(scene.chosen);
  watchPointer({ menu, elementNow: () => scene.element, drag: mouse.drag, press: mouse.press, letGo: letGoWaiting });

  /** The words are not selected any more. */
  function letGoWaiting() {
    if (scene.waiting) mouse.letGo();
  }

  // --- showing --------------------------------------------------------------------------------

  function paint() {
    if (scene.policy === "none") return;
    drawing.show(scene.element, scene.text, scene.drawn);
    if (!panel?.root.isConnected) panel = openPanel();
    panel?.show(forPanel());
  }

  function openPanel() {
    const root = /** @type {HTMLElement|null} */ (document.querySelector("[data-spans-part]"));
    if (!root) return null;
    const opened = new SpanPanel(root);
    opened.onEdit = (part) => mode.begin(part.role, { part });
    opened.onRemove = mouse.remove;
    return opened;
  }

  function forPanel() {
    const { sentence, text, parts, chosen } = scene;
    if (!sentence) return null;
    const said = voice.panel(sentence, scene.target, parts, scene.policy);
    const role = scene.mode?.role ?? "";
    // Without spans the text is not shown: on to the next sentence, nothing is shown anew.
    return { ...said, text: parts.length ? text : "", parts, chosen, role, isClosed: here.desk.isReadOnly };
  }

  /**
   * A sentence became current, or its answer changed.
   * @param {Sentence|null} changed null: there is none, or another page comes
   */
  function show(changed) {
    if (changed && changed !== here.desk.sentence) return;
    if (scene.follow(changed)) {
      menu.close();
      voice.hush();
    }
    if (scene.mode && (!scene.target || here.desk.isReadOnly)) scene.mode = null;
    const { chosen } = scene;
    if (chosen && !scene.parts.some((part) => samePlace(part, chosen))) mouse.letGo();
    paint();
  }

  // --- keys -----------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event @returns {boolean} */
  function onKey(event) {
    if (!scene.sentence || scene.policy === "none" || event.isComposing ) return false;
    const isTaken = scene.mode ? onModeKey(event) : onOtherKey(event);
    if (isTaken) event.preventDefault();
    return isTaken;
  }

  /** @param {KeyboardEvent} event */
  function onOtherKey(event) {
    const { waiting, chosen } = scene;
    const found = roleOf(event, here.keymap);
    if ((waiting || chosen) && event.key === "Escape") mouse.forget();
    else if (chosen && (event.key === "Delete" || event.key === "Backspace")) mouse.remove(chosen);
    else if ((waiting || chosen) && found) mouse.take(found.role, found.adds);
    else if (found?.adds) mode.begin(found.role, found);
    else return confirmsDraft(event);
    return true;
  }

  /** Enter on a shown suggestion whose spans the person has changed: its label, with their spans. @param {KeyboardEvent} event */
  function confirmsDraft(event) {
    const { sentence } = scene;
    if (!sentence || here.desk.isReadOnly || isButton(event.target)) return false;
    if (here.keymap.find(event)?.name !== "confirm") return false;
    const label = scene.book.draftedFor(sentence);
    if (!label) return false;
    const answer = scene.book.complete(sentence, here.desk.answerWith(sentence, label));
    here.answerAndGoOn(sentence, confirmed(answer));
    return true;
  }

  /** @param {KeyboardEvent} event */
  function onModeKey(event) {
    const act = actOf(event, isRightToLeft());
    if (act?.name === "set" && (event.repeat || isButton(event.target))) return false;
    if (act?.name === "cycle" && scene.target?.of === 1) {
      mode.leave();
      return false;
    }
    if (act?.name === "move") mode.move(act.move);
    else if (act) mode[act.name]();
    else return onCommandKey(event);
    return true;
  }

  /** Another role, or the label, comes next: what is selected is set first. @param {KeyboardEvent} event */
  function onCommandKey(event) {
    const found = roleOf(event, here.keymap);
    if (found) {
      if (!event.repeat) chooseRole(found.role, found.adds);
      return true;
    }
    const name = here.keymap.find(event)?.name;
    if (name === "label" || name === "add") mode.set();
    return false;
  }

  function isRightToLeft() {
    const { element } = scene;
    return element !== null && getComputedStyle(element).direction === "rtl";
  }

  // --- commands -------------------------------------------------------------------------------

  /** @param {string} role @param {boolean} [adds] */
  function chooseRole(role, adds = false) {
    if (scene.waiting || scene.chosen) return mouse.take(role, adds);
    if (scene.mode?.role === role && !adds) return mode.cycle();
    mode.set();
    mode.begin(role, { adds });
  }

  const commands = {
    ...Object.fromEntries(ROLES.map((role) => [`span-${role}`, () => chooseRole(role)])),
    spans: mode.beginAnywhere,
    "span-set": mode.set,
    "span-clear": mode.clear,
    "span-leave": mode.leave,
  };

  return {
    onKey,
    show,
    complete: (sentence, answer) => scene.book.complete(sentence, answer),
    commands,
  };
}

/** @param {EventTarget|null} target */
function isButton(target) {
  return target instanceof Element && target.closest("a, button, summary") !== null;
}
