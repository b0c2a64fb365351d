"""Every sentence that the desk's scripts put on the page, translated: `desk/words.js` fills them in.

`{name}` is a placeholder. Where the words depend on a count there is one text for "one" and one for
"other".
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

Words = dict[str, str | dict[str, str]]


def words() -> Words:
    """In the language of the request."""
    return {
        "position": _("Sentence {number} of {total}"),
        "ofSentence": _("Sentence {number} of {total}."),
        "end": _("End of the document"),
        "statusSkipped": _("skipped"),
        "statusNotArticleText": _("not article text"),
        "flagged": _("flagged"),
        "notFlagged": _("no longer flagged"),
        "hasNote": _("with a note"),
        "goTo": _("Sentence {number}"),
        "undone": _("Undone: {answer}"),
        "redone": _("Redone: {answer}"),
        "nothingToUndo": _("Nothing to undo."),
        "nothingToRedo": _("Nothing to redo."),
        "nothingOpen": _("No sentence is open."),
        "added": _("{names}. Enter goes on."),
        "allSaved": _("All saved"),
        "savedAt": _("Saved {time}"),
        "saved": _("Saved"),
        "saving": _("Saving"),
        "waiting": _("Waiting to send ({count})"),
        "signedOut": _("Signed out."),
        "otherPerson": _("Someone else is signed in here."),
        "couldNotSave": _("Could not save ({count})"),
        "changedElsewhere": _("Changed elsewhere ({count})"),
        "storageFailed": _(
            "This browser cannot keep unsent answers: leave this tab open until they are saved."
        ),
        "conflictTitle": _("Someone changed this on another device"),
        "conflictText": _("Which answer shall stand?"),
        "mine": _("Yours"),
        "theirs": _("Saved"),
        "keepMine": _("Keep mine"),
        "takeTheirs": _("Take the saved one"),
        "refusedTitle": _("This answer is not saved"),
        "tryAgain": _("Try again"),
        "discard": _("Discard it"),
        "notTaken": _("The server did not take it ({status})."),
        "notAllowed": _("Your role does not allow you to answer here."),
        "notReached": _("The server cannot be reached. It is tried again."),
        "notSaved": _("not saved"),
        "open": _("no answer"),
        "suggestionLater": _("Suggestion: shown after you answer"),
        "neverSuggested": _("No suggestions in this article: it serves to measure their influence"),
        "noSuggestion": _("No suggestion for this sentence"),
        "suggestionFor": _("Sentence {number}:"),
        "preTagger": _("pre-tagger:"),
        "cue": _("cue ‘{cue}’"),
        "takeOver": _("Take it over"),
        "tookOver": _("Sentence {number}: {names}, taken over"),
        "note": _("Note"),
        "noteSaved": _("Note kept."),
        "noteRemoved": _("Note removed."),
        "pace": _counted(
            ngettext(
                "Today: {count} sentence, {seconds} s",
                "Today: {count} sentences, {seconds} s each",
                n,
            )
            for n in (1, 2)
        ),
        "more": _("More"),
        "less": _("Less"),
        "finished": _("Every sentence has its answer"),
        "finishedText": _counted(
            ngettext(
                "Look at what stands here, then hand the document in.",
                "Look at what stands here, then hand its {count} sentences in.",
                n,
            )
            for n in (1, 2)
        ),
        "stillOpen": _counted(
            ngettext("One sentence is still open", "{count} sentences are still open", n)
            for n in (1, 2)
        ),
        "stillOpenText": _("The document can be handed in once they have an answer."),
        "openNumbers": _counted(
            ngettext("No answer yet: sentence {numbers}.", "No answer yet: sentences {numbers}.", n)
            for n in (1, 2)
        ),
        "listOpen": _("No answer"),
        "listFlagged": _("Flagged"),
        "listNoted": _("With a note"),
        "listSkipped": _("Skipped"),
        "listChanged": _("Changed"),
        "waitForSaved": _("It is handed in as soon as your last answers are saved."),
        "unsavedFirst": _("Not saved yet: sentence {numbers}. Settle it first."),
        "handedInTitle": _("You have handed in this document"),
        "handedInText": _("It can be read. To change an answer, open it again."),
        "readOnly": _("Handed in: open it again to change an answer."),
        "reopen": _("Open it again"),
        "reopened": _("Opened again"),
        "lockedTitle": _("A curator has closed this document"),
        "lockedText": _("It can be read, and its answers stand as they are."),
        "loading": _("Loading"),
        "guidelineFailed": _("The guideline could not be loaded. Open it in a new tab."),
        "signingIn": _("Signing in"),
        "signInElsewhere": _("That did not work here. Sign in in a new tab."),
        "keysLabels": _("Answer, and on to the next"),
        "keysAdd": _("adds a label and stays; once more takes it away"),
        "keysNone": _("no key: a label has it"),
        "keys_answer": _("About this sentence"),
        "keys_move": _("Move"),
        "keys_spans": _("Spans"),
        "keys_other": _("Other"),
        "role_source": _("source"),
        "role_cue": _("cue"),
        "role_content": _("content"),
        "role_target": _("target"),
        **_of_spans(),
    }


def _of_spans() -> Words:
    return {
        "spanTag_source": pgettext("letter for source", "S"),
        "spanTag_cue": pgettext("letter for cue", "C"),
        "spanTag_content": pgettext("letter for content", "N"),
        "spanTag_target": pgettext("letter for target", "T"),
        "spanSays": _("{role}: {text}"),
        "spanHow": _("Arrows move, Shift extends, Enter sets, Escape leaves."),
        "spanOf": _("of {label}"),
        "spanIsSet": _("{role} set: {text}"),
        "spanIsRemoved": _("{role} removed: {text}"),
        "spanIsLeft": _("{role}: nothing changed."),
        "spanIsChosen": _("{role}: {text}. Delete removes it."),
        "spanAsks": _("“{text}” is selected. Which role has it?"),
        "spanMenu": _("Role of these words"),
        "spanRemove": _("Remove {role}: {text}"),
        "spanRemoveShort": _("Remove the span"),
        "spanMachine": _("the pre-tagger’s"),
        "spanMachineHint": _("Dashed: the pre-tagger’s, until you confirm or change them."),
        "spanDraft": _("They are kept for the label you give."),
        "spanOnlyFor": _("Spans are marked for {labels} only."),
        "spanNotHere": _("No spans are marked for {labels}."),
        "spanKeysMove": _("word by word, once a role is chosen"),
        "spanKeysExtend": _("extend by a word"),
        "spanKeysClause": _("clause by clause; with Shift, extend"),
        "spanKeysEdge": _("first word, last word"),
        "spanKeysSet": _("set the span"),
        "spanKeysClear": _("remove the span"),
        "spanKeysLeave": _("leave it as it was"),
        "spanKeysCycle": _("the next label, where there are several"),
        "spanKeysAdd": _("and a role: another span of it"),
    }


def _counted(texts: Iterable[str]) -> dict[str, str]:
    one, other = texts
    return {"one": one, "other": other}
