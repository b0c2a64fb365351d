"""What a person is told when a rule says no.

Catch one kind, or all of them at a door::

    try:
        annotate.actions.submit(...)
    except StaleRevision as refusal:   # one rule
        ...
    except RuleBroken as refusal:      # any rule: show str(refusal), answer 409 with refusal.code
        ...

A bug is none of these: it is left to crash.

Rules are plain Python and know no languages: a refusal keeps its sentence and what is put into it
apart, and a door says both in the reader's language (`wording.said`).
"""

from typing import ClassVar


class RuleBroken(Exception):
    """A refusal: `str()` is a sentence in English, `code` a stable word for programs.

    `message` is written out where it is raised, since from there it gets into the catalogs;
    `values` take the places of its {names}.
    """

    code: ClassVar[str] = "rule-broken"

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message, self.values = message, values
