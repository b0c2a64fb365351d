// Opening a document: from the page as it came from the server to what the desk works on.

import { OPEN, sameAnswer } from "./answer.js";
import { ArticleView } from "./article-view.js";
import { Chips, find } from "./chips.js";
import { DeskState } from "./desk-state.js";
import { ExamplesView } from "./examples-view.js";
import { FinishView } from "./finish-view.js";
import { follower } from "./follow.js";
import { GuidelineView } from "./guideline-view.js";
import { Keymap } from "./keymap.js";
import { nameKeys, shownKey, showKeys } from "./keys-view.js";
import { NoteView } from "./note-view.js";
import { NoticeView } from "./notice-view.js";
import { PanelView } from "./panel-view.js";
import { SignInView } from "./sign-in-view.js";
import { SkipView } from "./skip-view.js";
import { Steps } from "./steps.js";
import { SuggestionView } from "./suggestion-view.js";
import { learn } from "./words.js";

/** @import { Here } from "./types.js" */

/** @param {string} name @returns {HTMLDialogElement} */
function dialog(name) {
  return /** @type {HTMLDialogElement} */ (find(document, `dialog[data-${name}]`));
}

/** Fills `here` with the document that the page holds. @param {Here} here */
export function openPage(here) {
  const data = JSON.parse(find(document, "#desk-data").textContent ?? "");
  learn(data.words, document.documentElement.lang);
  here.data = data;
  here.queue = `${data.campaign}|${data.annotator}`;
  here.desk = new DeskState(data.sentences, { isFinished: data.is_finished, isLocked: data.is_locked });
  here.steps = new Steps(data.history);
  here.troubles = new Map();
  here.elsewhere = here.answeredLast = null;
  here.hasActed = here.hasJustFinished = false;
  here.dialogs = [...document.querySelectorAll("dialog")];
  showDocument(here);
}

/** @param {Here} here */
function showDocument(here) {
  const { data } = here;
  const chips = new Chips(data.labels, data.reasons);
  const article = new ArticleView(find(document, "[data-article]"), chips);
  const keymap = new Keymap({
    labels: data.labels,
    commands: (data.commands ?? []).filter((/** @type {any} */ one) => one.group !== "spans" || data.spans !== "none"),
    own: data.keys,
    isRightToLeft: article.isRightToLeft,
  });
  const panel = new PanelView(find(document, "[data-panel]"), data.assistance);
  const keyOf = (/** @type {string} */ name) => shownKey(keymap.keysOf(name)[0] ?? "");
  const keys = { take: keyOf("take-over"), confirm: keyOf("confirm") };
  Object.assign(here, { chips, article, keymap, panel });
  here.suggestions = new SuggestionView(find(panel.panel, "[data-suggestion]"), chips, data.assistance, {
    take: () => here.commands["take-over"](),
    keys,
  });
  here.notice = new NoticeView(find(panel.panel, "[data-notice]"), chips, here.acts, (isNeeded) => panel.expand(isNeeded));
  here.note = new NoteView(/** @type {HTMLTextAreaElement} */ (find(panel.panel, "[data-note]")), here.saveNote, here.toText);
  here.finish = new FinishView(find(document, "[data-finish]"), (place) => here.goTo(place));
  here.follow = follower(find(document, ".desk-bar"), panel.panel);
  openDialogs(here);
  panel.onExpand = () => {
    const element = here.desk.sentence && article.elementOf(here.desk.sentence.id);
    if (element) here.follow(element);
  };
  panel.showPace(data.pace);
  here.bar.showGuideline(data.guideline);
  nameKeys(document, keymap);
  for (const sentence of here.desk.sentences) {
    if (!sameAnswer(sentence.answer, OPEN)) here.showAnswer(sentence);
  }
}

/** @param {Here} here */
function openDialogs(here) {
  const { data, panel } = here;
  const skip = new SkipView(dialog("skip"), data.reasons ?? [], (reason) =>
    here.writing((/** @type {any} */ sentence) => here.answerAndGoOn(sentence, here.desk.answerSkipped(sentence, reason))),
  );
  const guideline = new GuidelineView(dialog("guideline"), data.guideline?.url ?? data.guideline_url);
  here.signIn = new SignInView(dialog("sign-in-again"), {
    address: data.login_url,
    session: here.session,
    onIn: () => here.sender.resume(),
    keyAt: () => here.keyAt,
  });
  new ExamplesView(find(document, "[data-examples]"), panel.buttons, data.labels);
  Object.assign(here.commands, {
    skip: () => here.writing(() => skip.open()),
    note: () => here.writing(() => (panel.expand(true), here.note.open())),
    guideline: () => {
      if (here.desk.sentence) here.lookups.count(here.desk.sentence.id, "guideline");
      guideline.open();
    },
    help: () => {
      showKeys(find(document, "[data-keys-list]"), here.keymap, (name) => name in here.commands);
      dialog("keys").showModal();
    },
  });
}

/**
 * The next document's page takes the place of this one's; what is around it stays.
 * @param {Here} here @param {Document} page
 */
export function swapPage(here, page) {
  here.editor.show(null);
  for (const place of ["#main", "#desk-data", ".desk-bar__place", ".desk-bar__progress"]) {
    find(document, place).replaceWith(document.importNode(find(page, place), true));
  }
  document.title = page.title;
  here.bar.adopt();
  scrollTo(0, 0);
  openPage(here);
  here.showCurrent();
  here.showSaved();
  here.announcePlace(page.title);
}
