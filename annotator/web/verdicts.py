"""What a comparison of two taggers says, in words."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annotator.pretag.judging import Verdict
from annotator.translatable import translatable

# The figures by the names under which they are kept; those of a label have its code in them.
translatable("accuracy")
translatable("macro F1")
translatable("calibration error")


def told(verdict: Verdict) -> str:
    """Such as "Better on accuracy, worse on fact, no clear difference elsewhere."."""
    if not verdict.better and not verdict.worse:
        return _("No clear difference.")
    parts = []
    if verdict.better:
        parts.append(_("better on {names}").format(names=_listed(verdict.better)))
    if verdict.worse:
        parts.append(_("worse on {names}").format(names=_listed(verdict.worse)))
    if verdict.is_partial:
        parts.append(_("no clear difference elsewhere"))
    return f"{capfirst(', '.join(parts))}."


def _listed(names: Sequence[str]) -> str:
    words = [_(name) for name in names]
    if len(words) == 1:
        return words[0]
    return _("{these} and {last}").format(these=", ".join(words[:-1]), last=words[-1])
