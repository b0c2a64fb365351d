"""Words of the store and the stages, as the pages say them."""

from django.utils.translation import gettext_lazy as _

from annotator.campaigns.queries import State
from annotator.models import SkipReason
from annotator.notes.queries import Kind

KINDS = {
    Kind.ALL: _("All"),
    Kind.UNANSWERED: _("Notes without a reply"),
    Kind.NOTED: _("Notes"),
    Kind.FLAGGED: _("Flagged"),
    Kind.SKIPPED: _("Skipped"),
}
REASONS = {
    SkipReason.UNCLEAR.value: _("the guideline does not say which label"),
    SkipReason.CONTEXT.value: _("the article does not tell enough"),
    SkipReason.CUT.value: _("the sentence is cut wrongly"),
    SkipReason.LANGUAGE.value: _("it is in another language"),
    SkipReason.OTHER.value: _("another reason"),
}
STATES = {
    State.IN_WORK: _("in work"),
    State.TO_DO: _("to do"),
    State.HANDED_IN: _("handed in"),
    State.LOCKED: _("locked"),
}
KEY_GROUPS = {
    "answer": _("Answering"),
    "move": _("Moving about"),
    "spans": _("Spans"),
    "other": _("Other"),
}
# Keys that type nothing, by the name that their events have.
KEY_NAMES = {
    "Enter": _("Enter"),
    "Backspace": _("Backspace"),
    "Delete": _("Delete"),
    "Home": _("Home"),
    "End": _("End"),
    "PageUp": _("Page up"),
    "PageDown": _("Page down"),
    "ArrowLeft": _("Left"),
    "ArrowRight": _("Right"),
    "ArrowUp": _("Up"),
    "ArrowDown": _("Down"),
}
