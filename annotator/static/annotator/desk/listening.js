// Listening: keys, presses and swipes become commands; signs of life move the clock. Wired once;
// what belongs to a document is looked up in `here`, because the next one takes its place.

import { tally } from "./queue.js";
import { swiped } from "./swipe.js";

/** @import { Here } from "./types.js" */

const AWAY_MS = 250;

/** @param {Here} here */
export function listen(here) {
  /** Keys that mean something to the element in focus are left to it. @param {KeyboardEvent} event */
  function belongsElsewhere(event) {
    if (event.defaultPrevented || here.isDialogOpen()) return true;
    const { target } = event;
    if (!(target instanceof HTMLElement)) return false;
    return target.isContentEditable || target.matches("input, textarea, select");
  }

  /** @param {KeyboardEvent} event */
  function pressesFocused(event) {
    const isPress = event.key === "Enter" || event.key === " ";
    return isPress && event.target instanceof Element && event.target.closest("a, button, summary") !== null;
  }

  // What is pressed must be what is seen, and no older sentence's.
  for (const press of ["keydown", "pointerdown"]) {
    addEventListener(press, () => here.afterPaint.now(), { capture: true, passive: true });
  }

  document.addEventListener("keydown", (event) => {
    here.keyAt = performance.now();
    here.clock.stir(here.keyAt);
    if (belongsElsewhere(event)) return;
    if (here.editor.onKey(event)) return event.preventDefault();
    if (pressesFocused(event)) return;
    const found = here.keymap.find(event);
    const act = found && here.commands[found.name];
    if (!act) return;
    event.preventDefault();
    act(found.label ?? "");
  });

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLButtonElement|null} */ (target.closest("button[data-command]"));
    if (button) {
      const name = button.dataset.command ?? "ignore";
      // After a press by mouse or finger the keys work at once; by keyboard the focus stays.
      if (event.detail > 0) button.blur();
      return here.commands[name === "label" && event.shiftKey ? "add" : name]?.(button.value);
    }
    const id = here.article.sentenceAt(target);
    const sentence = id === null ? undefined : here.desk.byId.get(id);
    if (sentence && sentence !== here.desk.sentence && !String(getSelection())) here.goTo(sentence.place);
  });

  /** @type {{x: number, y: number, at: number}|null} */ let touch = null;
  document.addEventListener("touchstart", ({ touches, target, timeStamp }) => {
    const isInText = target instanceof Element && target.closest("[data-article]") !== null;
    const [{ clientX: x, clientY: y }] = touches;
    touch = isInText && touches.length === 1 ? { x, y, at: timeStamp } : null;
  }, { passive: true });
  document.addEventListener("touchend", ({ changedTouches, timeStamp }) => {
    const from = touch;
    touch = null;
    if (!from || String(getSelection())) return;
    const [{ clientX: x, clientY: y }] = changedTouches;
    const command = swiped(from, { x, y, at: timeStamp }, here.keymap.isRightToLeft);
    if (command) here.commands[command]();
  }, { passive: true });

  /** An open sentence that is scrolled out of sight is left to read elsewhere: counted once. */
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let look;
  /** @type {number|null} */ let away = null;
  function minded() {
    look = undefined;
    const { sentence } = here.desk;
    const box = sentence && here.article.elementOf(sentence.id)?.getBoundingClientRect();
    const isAway = box && (box.bottom < 0 || box.top > innerHeight);
    if (!sentence || !isAway) return void (away = null);
    if (sentence.answer.status === "open" && away !== sentence.id) here.lookups.count(sentence.id, "context");
    away = sentence.id;
  }
  addEventListener("scroll", () => (look ??= setTimeout(minded, AWAY_MS)), { passive: true });

  for (const sign of ["pointermove", "pointerdown", "wheel", "touchmove", "scroll"]) {
    addEventListener(sign, () => here.clock.stir(performance.now()), { passive: true });
  }
  for (const chance of ["online", "focus", "pageshow"]) addEventListener(chance, () => here.sender.kick());
  addEventListener("offline", () => here.showSaved());
  // Back to a document that was left: its page is loaded. A jump within this one is none of that.
  addEventListener("popstate", () => {
    const wanted = new URLSearchParams(location.search).get("document");
    if (wanted && Number(wanted) !== here.data.document) location.reload();
  });
  document.addEventListener("visibilitychange", () => {
    const isSeen = document.visibilityState === "visible";
    here.clock.see(isSeen, performance.now());
    if (isSeen) here.sender.kick();
    else here.note.leave();
  });
  addEventListener("beforeunload", (event) => {
    const isUnsent = tally(here.outbox.items).waiting > 0 || here.onTheWay.size > 0;
    if (isUnsent && !here.outbox.isDurable) event.preventDefault();
  });

  here.bar.signIn.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    here.signIn.open();
  });
  here.bar.problem.addEventListener("click", () => {
    const { refused, conflicts } = tally(here.outbox.items);
    const item = [...refused, ...conflicts].sort((one, other) => one.order - other.order)[0];
    const sentence = item && here.desk.byId.get(item.sentence);
    if (sentence) here.goTo(sentence.place);
    else {
      here.elsewhere = item ?? null;
      here.showPanel();
    }
    here.afterPaint.now();
    here.notice.firstChoice?.focus();
  });
}
