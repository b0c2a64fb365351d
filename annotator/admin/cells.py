"""What stands in the cells of a list: links, labels, progress, quoted sentences."""

from collections.abc import Iterable

from django.db.models import F, Model
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

NOTHING = mark_safe("–")


def quote(sentence: str = "") -> Substr:
    """The text of a sentence, cut out by the database; `sentence` is the path to it, with `__`.

    So that a list of sentences does not load the article of each.
    """
    return Substr(
        f"{sentence}document__text",
        F(f"{sentence}start") + 1,
        F(f"{sentence}end") - F(f"{sentence}start"),
    )


def link(model: type[Model], pk: object, text: object) -> SafeString:
    """A link to the form of an object."""
    address = reverse(f"admin:annotator_{model._meta.model_name}_change", args=[pk])
    return format_html('<a class="underline" href="{}">{}</a>', address, text)


def labels(codes: Iterable[str]) -> SafeString:
    """Label codes as chips, in the colours of the site."""
    return format_html_join(
        " ", '<span class="hs-label hs-label--{}">{}</span>', ((code, code) for code in codes)
    )


def state(word: str, tone: str = "") -> SafeString:
    """A word of state; `tone` is good, warn, bad or nothing."""
    return format_html('<span class="hs-state hs-state--{}">{}</span>', tone or "plain", word)


def progress(done: int, total: int, *, of: str) -> SafeString:
    """A bar with its numbers; `of` says what is counted."""
    percent = 100 * done // total if total else 0
    return format_html(
        '<span class="hs-progress"><progress max="{}" value="{}" aria-label="{}"></progress>'
        "<span>{} of {} {} ({} %)</span></span>",
        max(total, 1),
        done,
        of,
        f"{done:,}",
        f"{total:,}",
        of,
        percent,
    )
