"""The keys of the desk: each command with its usual keys, for the desk, its cheat sheet and /keys/.

A key is what it types ("n", "U", "?") or its name ("Enter", "ArrowLeft"), as `KeyboardEvent.key`
has it. The keys of labels are the scheme's and win over these: so a command that needs one has a
second key. A person's own key (`Person.keys`) takes the place of all usual ones of its command.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Command:
    """`group` is where the cheat sheet lists it: answer, move, spans or other."""

    name: str
    usual: tuple[str, ...]
    words: Promise
    group: str


def _command(group: str, name: str, words: Promise, *usual: str) -> Command:
    return Command(name=name, usual=usual, words=words, group=group)


COMMANDS: tuple[Command, ...] = (
    _command("answer", "confirm", _("take a shown suggestion as it is; else go on"), "Enter"),
    _command("answer", "take-over", _("take the suggestion over, also after answering"), "t"),
    _command("answer", "not-article", _("not article text"), "x"),
    _command("answer", "skip", _("skip, for someone else to judge"), "s"),
    _command("answer", "note", _("write a note"), "c", "m"),
    _command("answer", "flag", _("flag, for someone else to look at"), "l", "!"),
    _command("answer", "undo", _("undo the last step"), "u"),
    _command("answer", "redo", _("redo what was undone"), "U"),
    _command("move", "on", _("next sentence"), "ArrowRight", "ArrowDown"),
    _command("move", "back", _("sentence before"), "ArrowLeft", "ArrowUp", "Backspace"),
    _command("move", "open", _("next sentence without an answer"), "n"),
    _command("move", "paragraph-on", _("next paragraph"), "j"),
    _command("move", "paragraph-back", _("paragraph before"), "k"),
    _command("move", "first", _("first sentence"), "Home"),
    _command("move", "last", _("last sentence"), "End"),
    _command("spans", "span-source", _("mark the source"), "q"),
    _command("spans", "span-cue", _("mark the cue"), "w"),
    _command("spans", "span-content", _("mark the content"), "e"),
    _command("spans", "span-target", _("mark the target"), "r"),
    _command("other", "guideline", _("read the guideline"), "g"),
    _command("other", "help", _("all keys"), "?"),
)


def as_json() -> list[dict[str, Any]]:
    """The commands as the desk's script reads them, in the person's language."""
    return [
        {"name": one.name, "keys": list(one.usual), "words": str(one.words), "group": one.group}
        for one in COMMANDS
    ]
