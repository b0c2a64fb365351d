"""What the rules and stages tell, in the language of whoever reads it."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from annotator.errors import RuleBroken


def said(refusal: RuleBroken) -> str:
    """The sentence of a refusal, for a page or the desk."""
    told = gettext(refusal.message)
    if not refusal.values:
        return told
    return told.format(**{name: _written(value) for name, value in refusal.values.items()})


def _written(value: object) -> object:
    """Days and numbers as the language writes them."""
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, int):
        return number_format(value, force_grouping=True)
    return value
