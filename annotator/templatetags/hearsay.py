"""What the templates need beyond Django's own."""

from collections.abc import Iterable

from django import template
from django.utils.formats import get_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from annotator.campaigns import queries
from annotator.campaigns.changes import GONE, NEW, Part

register = template.Library()
# "js-default" is the profile for text that is not trusted: no HTML, only safe addresses.
_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as HTML. HTML within the text is shown, not obeyed."""
    return mark_safe(_markdown.render(text))  # noqa: S308 - the renderer escapes all text


@register.filter
def changed(parts: Iterable[Part]) -> SafeString:
    """A line with what is gone and what is new, marked for the eye and in words for the ear."""
    words = {GONE: ("del", _("removed:"), _("end")), NEW: ("ins", _("added:"), _("end"))}
    return format_html_join(
        "", "{}", ((_marked(part, *words.get(part.kind, ("", "", ""))),) for part in parts)
    )


def _marked(part: Part, tag: str, before: str, after: str) -> SafeString | str:
    if not tag:
        return part.text
    hidden = '<span class="visually-hidden"> ({}) </span>'
    return format_html(
        f"<{tag}>{hidden}{{}}{hidden}</{tag}>",
        before,
        part.text,
        after,
    )


@register.filter
def figures(text: str) -> str:
    """A figure ("0.5"), or the ends of an interval ("0.5 to 0.9"), as the language writes them."""
    numbers = str(text).replace(".", get_format("DECIMAL_SEPARATOR"))
    low, to, high = numbers.partition(" to ")
    return _("{low} to {high}").format(low=low, high=high) if to else numbers


@register.simple_tag
def has_accounts() -> bool:
    """Whether the installation is set up."""
    return queries.has_accounts()
