// What a screen reader hears of spans, short and in time, and what the panel says of them.

import { asksForSpans } from "./answer.js";
import { roleName } from "./draw.js";
import { capitalised, word } from "../words.js";

/** @import { Here, Label } from "../types.js" */
/** @import { Sentence } from "../desk-state.js" */
/** @import { Target } from "./book.js" */
/** @import { Part } from "./set.js" */
/** @import { SpanPolicy } from "../suggestion.js" */

/** A reader is not flooded by a key that is held down. */
const PAUSE_MS = 120;

export class SpanVoice {
  /** @type {ReturnType<typeof setTimeout>|undefined} */ #pause;
  #hasExplained = false;

  /** @param {Here} here */
  constructor(here) {
    this.here = here;
  }

  /** What was to be said of a sentence that is left behind is not said any more. */
  hush() {
    clearTimeout(this.#pause);
  }

  /** @param {string} text */
  #say(text) {
    this.hush();
    this.here.announce(text);
  }

  /** @param {string} name of the words @param {string} role @param {string} text */
  says(name, role, text) {
    this.#say(capitalised(word(name, { role: roleName(role), text })));
  }

  /** @param {string} role @param {string} text @param {Target|null} target */
  begins(role, text, target) {
    const said = word("spanSays", { role: roleName(role), text });
    const of = target && target.of > 1 ? `${word("spanOf", { label: this.here.chips.name(target.label) })}. ` : "";
    const how = this.#hasExplained ? "" : `. ${word("spanHow")}`;
    this.#hasExplained = true;
    this.#say(`${of}${said}${how}`);
  }

  /** While it moves. @param {string} role @param {string} text */
  selects(role, text) {
    this.hush();
    const said = word("spanSays", { role: roleName(role), text });
    this.#pause = setTimeout(() => this.here.announce(said), PAUSE_MS);
  }

  /** @param {Sentence} sentence @param {SpanPolicy} policy */
  refuse(sentence, policy) {
    this.#say(this.#refusal(sentence, policy));
  }

  /** @param {Sentence} sentence @param {SpanPolicy} policy */
  #refusal({ answer }, policy) {
    if (policy !== "claims") return word("spanNotHere", { labels: this.here.chips.names(answer) });
    const labels = /** @type {Label[]} */ (this.here.data.labels);
    const taking = labels.filter((label) => asksForSpans(label.id, policy));
    return word("spanOnlyFor", { labels: taking.map((label) => label.name).join(", ") });
  }

  /**
   * @param {Sentence} sentence @param {Target|null} target @param {Part[]} parts @param {SpanPolicy} policy
   * @returns {{of: string, hint: string}}
   */
  panel(sentence, target, parts, policy) {
    if (!target) return { of: "", hint: this.#refusal(sentence, policy) };
    const of = target.of > 1 ? word("spanOf", { label: this.here.chips.name(target.label) }) : "";
    if (parts.some((part) => part.isMachine)) return { of, hint: word("spanMachineHint") };
    const isDraft = target.place === null && parts.length > 0;
    return { of, hint: isDraft ? word("spanDraft") : "" };
  }
}
