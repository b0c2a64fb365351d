// What the panel says of the machine's suggestion: grey, dashed, and never ticked.

import { hide, make, makeButton } from "./chips.js";
import { isSuggested } from "./suggestion.js";
import { number, word } from "./words.js";

/** @import { Candidate } from "./types.js" */
/** @import { Chips } from "./chips.js" */
/** @import { Sentence } from "./desk-state.js" */

export class SuggestionView {
  #shown = "";

  /**
   * @param {HTMLElement} box
   * @param {Chips} chips
   * @param {"hidden"|"after"|"shown"} assistance
   * @param {{take: () => void, keys: {take: string, confirm: string}}} acts
   */
  constructor(box, chips, assistance, acts) {
    this.box = box;
    this.chips = chips;
    this.assistance = assistance;
    this.acts = acts;
  }

  /**
   * @param {Sentence|null} sentence
   * @param {Sentence|null} before the sentence answered last
   * @param {Sentence|null} takeable the one whose suggestion can be taken over now
   */
  show(sentence, before, takeable) {
    hide(this.box, !sentence && !takeable);
    const key = this.#key(sentence, before, takeable);
    if (key === this.#shown) return;
    this.#shown = key;
    this.box.replaceChildren(...this.#pieces(sentence, before, takeable));
  }

  /** @param {Sentence|null} sentence @param {Sentence|null} before @param {Sentence|null} takeable */
  #key(sentence, before, takeable) {
    if (this.assistance === "hidden") return "hidden";
    const told = this.#told(sentence, before);
    const scores = told?.suggestion?.map(({ label, score }) => `${label} ${score}`).join() ?? "";
    return `${told?.id} ${told === sentence} ${sentence?.answer.status === "open"} ${takeable?.id} ${scores}`;
  }

  /** Whose suggestion is told. @param {Sentence|null} sentence @param {Sentence|null} before */
  #told(sentence, before) {
    if (sentence && (this.assistance === "shown" || isSuggested(sentence))) return sentence;
    return before && isSuggested(before) ? before : sentence;
  }

  /** @param {Sentence|null} sentence @param {Sentence|null} before @param {Sentence|null} takeable @returns {Node[]} */
  #pieces(sentence, before, takeable) {
    if (this.assistance === "hidden") return [make("p", "", word("neverSuggested"))];
    const told = this.#told(sentence, before);
    const pieces = [];
    if (sentence?.answer.status === "open" && !isSuggested(sentence) && this.assistance === "after") {
      pieces.push(make("p", "", word("suggestionLater")));
    }
    if (told && isSuggested(told)) {
      const lead = told === sentence ? "" : word("suggestionFor", { number: told.place + 1 });
      pieces.push(...(told.suggestion ?? []).map((one) => this.#line(one, lead)));
      if (takeable === told) pieces.push(this.#takeOver(told));
    } else if (!pieces.length) {
      pieces.push(make("p", "", word("noSuggestion")));
    }
    return pieces;
  }

  /** @param {Candidate} candidate @param {string} lead */
  #line({ label, score, spans }, lead) {
    const cue = spans?.find((span) => span.role === "cue")?.text;
    return make(
      "p",
      "",
      lead ? `${lead} ` : "",
      `${word("preTagger")} `,
      make("b", "", this.chips.name(label)),
      `, ${number(score, 2)}`,
      ...(cue ? [", ", make("bdi", "", word("cue", { cue }))] : []),
    );
  }

  /** @param {Sentence} told */
  #takeOver({ answer }) {
    const key = answer.status === "open" ? this.acts.keys.confirm : this.acts.keys.take;
    const pieces = key ? [make("kbd", "", key), ` ${word("takeOver")}`] : [word("takeOver")];
    return makeButton("action suggestion__take", this.acts.take, ...pieces);
  }
}
