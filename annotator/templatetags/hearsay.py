"""What the templates need beyond Django's own."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from annotator.campaigns import queries

register = template.Library()
# "js-default" is the profile for text that is not trusted: no HTML, only safe addresses.
_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown as HTML. HTML within the text is shown, not obeyed."""
    return mark_safe(_markdown.render(text))  # noqa: S308 - the renderer escapes all text


@register.simple_tag
def has_accounts() -> bool:
    """Whether the installation is set up."""
    return queries.has_accounts()
