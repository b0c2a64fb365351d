// The article on the page: which sentence is current, and what each one was answered.

import { make } from "./chips.js";
import { words } from "./words.js";

/** @import { Chips } from "./chips.js" */
/** @import { Sentence } from "./desk-state.js" */

const FLAG_LETTERS = { skipped: "s", not_article_text: "x" };

export class ArticleView {
  /** @type {HTMLElement|null} */ #current = null;

  /** @param {HTMLElement} article @param {Chips} chips */
  constructor(article, chips) {
    this.article = article;
    this.chips = chips;
    /** @type {Map<number, {text: HTMLElement, letters: HTMLElement}>} */
    this.places = new Map();
    for (const text of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".sentence"))) {
      const letters = /** @type {HTMLElement} */ (text.nextElementSibling);
      this.places.set(Number(text.dataset.sentence), { text, letters });
    }
  }

  get isRightToLeft() {
    const paragraph = this.article.lastElementChild;
    return paragraph !== null && getComputedStyle(paragraph).direction === "rtl";
  }

  /** @param {EventTarget|null} target @returns {number|null} id of the sentence that was pressed */
  sentenceAt(target) {
    const element = target instanceof Element ? target.closest(".sentence") : null;
    return element instanceof HTMLElement ? Number(element.dataset.sentence) : null;
  }

  /** @param {Sentence|null} sentence @returns {HTMLElement|null} the element that is now current */
  showCurrent(sentence) {
    const next = sentence ? (this.places.get(sentence.id)?.text ?? null) : null;
    if (next !== this.#current) {
      this.#current?.removeAttribute("aria-current");
      if (this.#current) this.#current.tabIndex = -1;
      next?.setAttribute("aria-current", "true");
      if (next) next.tabIndex = 0;
      this.#current = next;
    }
    return next;
  }

  /** @param {Sentence} sentence @param {boolean} hasTrouble its answer is not saved and needs the person */
  showAnswer(sentence, hasTrouble) {
    const place = this.places.get(sentence.id);
    if (!place) return;
    const { answer } = sentence;
    const { text, letters } = place;
    const pieces = this.#letters(sentence, hasTrouble);
    if (answer.status === "answered") text.dataset.label = answer.marks[0].label;
    else delete text.dataset.label;
    text.dataset.status = answer.status;
    letters.replaceChildren(...pieces);
    if (pieces.length) {
      letters.setAttribute("role", "img");
      const names = this.chips.names(answer);
      letters.setAttribute("aria-label", hasTrouble ? `${names || words.open}, ${words.notSaved}` : names);
    } else {
      letters.removeAttribute("role");
      letters.removeAttribute("aria-label");
    }
  }

  /** @param {Sentence} sentence @param {boolean} hasTrouble @returns {(string|Node)[]} */
  #letters({ answer }, hasTrouble) {
    /** @type {(string|Node)[]} */
    const pieces = [];
    for (const mark of answer.status === "answered" ? answer.marks : []) {
      const letter = make("span", "", this.chips.letter(mark.label));
      letter.dataset.label = mark.label;
      if (pieces.length) pieces.push("\u00a0");
      pieces.push(letter);
    }
    if (answer.status in FLAG_LETTERS) pieces.push(FLAG_LETTERS[answer.status]);
    if (hasTrouble) pieces.push(make("span", "letters__trouble", "!"));
    return pieces;
  }
}
