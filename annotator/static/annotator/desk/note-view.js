// The note: a field in the panel, saved with Ctrl+Enter or on leaving it; Escape leaves without.

/** @import { Sentence } from "./desk-state.js" */

export class NoteView {
  /** @type {Sentence|null} the one that the field is about */ #sentence = null;

  /**
   * @param {HTMLTextAreaElement} field
   * @param {(sentence: Sentence, note: string) => void} save
   * @param {() => void} onDone the keyboard goes back to the text
   */
  constructor(field, save, onDone) {
    this.field = field;
    this.save = save;
    this.onDone = onDone;
    field.addEventListener("blur", () => this.leave());
    field.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Sentence|null} sentence */
  show(sentence) {
    const isWriting = document.activeElement === this.field;
    if (isWriting && sentence === this.#sentence) return;
    if (isWriting) this.leave();
    this.#sentence = sentence;
    const note = sentence?.answer.note ?? "";
    if (this.field.value !== note) this.field.value = note;
  }

  /** What was written is kept. */
  leave() {
    const sentence = this.#sentence;
    const note = this.field.value.trim();
    if (sentence && !this.field.disabled && note !== sentence.answer.note) this.save(sentence, note);
  }

  open() {
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const isSave = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!isSave && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.field.value = this.#sentence?.answer.note ?? "";
    this.leave();
    this.onDone();
  }
}
