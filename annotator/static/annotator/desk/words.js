// Every sentence that the desk's script puts on the page, in one place.

export const words = {
  position: (number, total) => `Sentence ${number} of ${total}`,
  ofSentence: (number, total) => `Sentence ${number} of ${total}.`,
  end: "End of the document",
  status: {
    open: "",
    answered: "",
    skipped: "skipped",
    not_article_text: "not article text",
  },
  undone: "Undone.",
  nothingToUndo: "Nothing to undo.",
  nothingOpen: "No sentence is open.",
  added: (names) => `${names}. Enter goes on.`,
  allSaved: "All saved",
  savedAt: (time) => `Saved ${time}`,
  saved: "Saved",
  saving: "Saving",
  waiting: (count) => `Waiting to send (${count})`,
  signedOut: "Signed out.",
  otherPerson: "Someone else is signed in here.",
  couldNotSave: (count) => `Could not save (${count})`,
  changedElsewhere: (count) => `Changed elsewhere (${count})`,
  storageFailed: "This browser cannot keep unsent answers: leave this tab open until they are saved.",
  conflictTitle: "Someone changed this on another device",
  conflictText: "Which answer shall stand?",
  mine: "Yours",
  theirs: "Saved",
  keepMine: "Keep mine",
  takeTheirs: "Take the saved one",
  refusedTitle: "This answer is not saved",
  tryAgain: "Try again",
  discard: "Discard it",
  notSaved: "not saved",
  open: "no answer",
  suggestionLater: "Suggestion: shown after you answer",
  neverSuggested: "No suggestions in this article: it serves to measure their influence",
  noSuggestion: "No suggestion for this sentence",
  suggestionFor: (number) => `Sentence ${number}:`,
  suggestion: (score) => `pre-tagger ${score.toFixed(2)}:`,
  cue: (cue) => `, cue ‘${cue}’`,
  more: "More",
  less: "Less",
  finished: "You have finished this document",
  finishedText: (count) => (count === 1 ? "Its one sentence is judged." : `All ${count} sentences are judged.`),
  stillOpen: (count) =>
    count === 1 ? "One sentence is still open" : `${count} sentences are still open`,
  stillOpenText: "They have no answer yet:",
  waitForSaved: "The next document opens as soon as your last answers are saved.",
  unsavedFirst: (numbers) => `Not saved yet: sentence ${numbers}. Settle it first.`,
};

/** @param {string} text */
export function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
