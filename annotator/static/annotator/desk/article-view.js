// The article on the page: which sentence is current, and what each one was answered.

import { make } from "./chips.js";
import { word } from "./words.js";

/** @import { Chips } from "./chips.js" */
/** @import { Sentence } from "./desk-state.js" */

/** @type {Readonly<Record<string, string>>} */
const STATUS_LETTERS = { skipped: "s", not_article_text: "x" };

/**
 * So many screens ahead paragraphs are laid out once a key has been answered. Left to the browser it
 * is done when they come near, often in a second frame that the key waits for.
 */
const AHEAD = 3.5;

export class ArticleView {
  /** @type {HTMLElement|null} */ #current = null;
  /** @type {HTMLElement|null} the sentence that Tab leads to */ #stop = null;
  /** @type {Element|null} the paragraph from which was looked ahead */ #paragraph = null;
  /** @type {number[]} place of each paragraph's first sentence */ starts = [];

  /** @param {HTMLElement} article @param {Chips} chips */
  constructor(article, chips) {
    this.article = article;
    this.chips = chips;
    /** @type {Map<number, {text: HTMLElement, letters: HTMLElement}>} */
    this.places = new Map();
    /** @type {Element|null} */ let paragraph = null;
    for (const text of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".sentence"))) {
      if (text.parentElement !== paragraph) this.starts.push(this.places.size);
      paragraph = text.parentElement;
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

  /** @param {number} id @returns {HTMLElement|null} */
  elementOf(id) {
    return this.places.get(id)?.text ?? null;
  }

  /** @param {number} place of a sentence @param {1|-1} direction @returns {number} where the next paragraph (or this, or the one before) begins */
  paragraphFrom(place, direction) {
    if (direction > 0) return this.starts.find((start) => start > place) ?? this.places.size;
    return this.starts.findLast((start) => start < place) ?? 0;
  }

  /** @param {Sentence|null} sentence @returns {HTMLElement|null} the element that is now current */
  showCurrent(sentence) {
    const next = sentence ? (this.places.get(sentence.id)?.text ?? null) : null;
    if (next !== this.#current) {
      this.#current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "true");
      this.#current = next;
    }
    return next;
  }

  /** Once it shows: Tab leads to the current sentence, and the paragraphs ahead of it are laid out. */
  settle() {
    const current = this.#current;
    if (this.#stop === current) return;
    if (this.#stop) this.#stop.tabIndex = -1;
    if (current) current.tabIndex = 0;
    this.#stop = current;
    this.#layOutAhead(current?.parentElement ?? null);
  }

  /** @param {Element|null} paragraph that holds the current sentence */
  #layOutAhead(paragraph) {
    if (paragraph === this.#paragraph) return;
    this.#paragraph = paragraph;
    for (let ahead = paragraph; ahead; ahead = ahead.nextElementSibling) {
      if (ahead.getBoundingClientRect().top > AHEAD * innerHeight) return;
      ahead.classList.add("is-near");
    }
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
    letters.classList.toggle("letters--signed", answer.is_flagged || answer.note !== "");
    if (pieces.length) {
      letters.setAttribute("role", "img");
      const said = this.chips.said(answer);
      letters.setAttribute("aria-label", hasTrouble ? `${said}, ${word("notSaved")}` : said);
    } else {
      letters.removeAttribute("role");
      letters.removeAttribute("aria-label");
    }
  }

  /** @param {Sentence} sentence @param {boolean} hasTrouble @returns {(string|Node)[]} */
  #letters({ answer }, hasTrouble) {
    /** @type {(string|Node)[]} */
    const pieces = [];
    const labels = new Set(answer.status === "answered" ? answer.marks.map((mark) => mark.label) : []);
    for (const label of labels) {
      const letter = make("span", "", this.chips.letter(label));
      letter.dataset.label = label;
      if (pieces.length) pieces.push("\u00a0");
      pieces.push(letter);
    }
    if (answer.status in STATUS_LETTERS) pieces.push(STATUS_LETTERS[answer.status]);
    if (hasTrouble) pieces.push(make("span", "letters__trouble", "!"));
    const signs = (answer.is_flagged ? "\u2691" : "") + (answer.note ? "\u270e" : "");
    if (signs) pieces.push(make("span", "letters__signs", signs));
    return pieces;
  }
}
