"""What a person is told when a rule says no.

Catch one kind, or all of them at a door::

    try:
        annotate.actions.submit(...)
    except StaleRevision as refusal:   # one rule
        ...
    except RuleBroken as refusal:      # any rule: show str(refusal), answer 409 with refusal.code
        ...

A bug is none of these: it is left to crash.
"""

from typing import ClassVar


class RuleBroken(Exception):
    """A refusal: `str()` is a sentence for the person, `code` a stable word for programs."""

    code: ClassVar[str] = "rule-broken"
