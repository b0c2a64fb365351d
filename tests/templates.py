"""The words that a template puts on a page without asking the catalogs."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

# Attributes that are read out or shown.
SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "content", "label"}
SPOKEN |= {"data-confirm", "placeholder", "title", "value"}
# Not words of a language: keys, code, scripts.
SILENT = {"code", "kbd", "pre", "script", "style"}
VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "path", "source", "wbr"}
# Names and abbreviations that are the same in each language.
NAMES = {"Hearsay", "SHA", "CSV", "JSON", "Lines", "F1", "API", "URL", "min"}
_WORD = re.compile(r"[^\W\d_]{2,}")
# Whatever a tag or a variable puts here is asked about there.
_FILLED = "\x00"


def untranslated(template: str) -> list[str]:
    """Each text of a template in which a word of its own stands, with its line."""
    reader = _Reader()
    reader.feed("".join(_flat(template)))
    reader.close()
    return reader.found


def _flat(template: str) -> Iterator[str]:
    """The HTML, with a sign in place of each tag, variable and translated text."""
    until = ""
    for token in Lexer(template).tokenize():
        lines = "\n" * token.contents.count("\n")
        if token.token_type != TokenType.TEXT:
            yield _FILLED + lines
        else:
            yield lines if until else token.contents
        if token.token_type == TokenType.BLOCK:
            name, *rest = token.split_contents()
            if name == until:
                until = ""
            elif name in {"blocktranslate", "comment"}:
                until = f"end{name}"
            elif name == "block" and rest[0].endswith("_class"):
                until = "endblock"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name, value in attrs:
            if name not in SPOKEN or not value:
                continue
            if name == "content" and tag == "meta":
                continue
            if name == "value" and (
                tag != "input" or values.get("type") not in {"submit", "button"}
            ):
                continue
            self._look_at(f'{name}="{value}"', value)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not SILENT & set(self._open):
            self._look_at(data, data)

    def _look_at(self, shown: str, text: str) -> None:
        if any(word not in NAMES for word in _WORD.findall(text)):
            told = " ".join(shown.replace(_FILLED, "{}").split())
            self.found.append(f"line {self.getpos()[0]}: {told}")


def in_file(path: Path) -> list[str]:
    return [f"{path.name}, {one}" for one in untranslated(path.read_text(encoding="utf-8"))]
