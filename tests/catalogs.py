"""The catalogs of translations: what they must hold, and bringing them up to date.

    .venv/bin/python -m tests.catalogs        writes locale/*/LC_MESSAGES/django.{po,mo}

Django's own makemessages and compilemessages need GNU gettext, which not every machine has. Babel is
plain Python; what stands in a template is read as Django reads it.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as CatalogMessage
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de",)
# The calls that mark a message: where its context stands among what is given, and where its texts.
KEYWORDS: dict[str, tuple[int | None, tuple[int, ...]]] = {
    "_": (None, (0,)),
    "_lazy": (None, (0,)),
    "gettext": (None, (0,)),
    "gettext_lazy": (None, (0,)),
    "gettext_noop": (None, (0,)),
    "translatable": (None, (0,)),
    "ngettext": (None, (0, 1)),
    "ngettext_lazy": (None, (0, 1)),
    "pgettext": (0, (1,)),
    "pgettext_lazy": (0, (1,)),
    "npgettext": (0, (1, 2)),
}
# Not translated, as their pages say: the admin panel, commands, and what the interface never shows.
NOT_PYTHON = {"annotator/admin", "annotator/management", "annotator/migrations"}
NOT_TEMPLATES = {"templates/admin", "templates/unfold"}

# A message by its context, if it has one, and its texts: one, or two where it counts something.
Message = tuple[str | None, tuple[str, ...]]


def template_files() -> list[Path]:
    return _files("templates", "*.html", NOT_TEMPLATES)


def python_files() -> list[Path]:
    return _files("annotator", "*.py", NOT_PYTHON)


def _files(folder: str, pattern: str, without: set[str]) -> list[Path]:
    return [
        path
        for path in sorted((ROOT / folder).rglob(pattern))
        if not any(path.is_relative_to(ROOT / other) for other in without)
    ]


def messages() -> dict[Message, set[str]]:
    """Every message of the project, with the files it stands in."""
    found: dict[Message, set[str]] = {}
    for path in template_files():
        for message in _marked(_as_python(path)):
            found.setdefault(message, set()).add(str(path.relative_to(ROOT)))
    refusals = Refusals()
    for path in python_files():
        source = path.read_text(encoding="utf-8")
        for message in (*_marked(source), *refusals.messages(source)):
            found.setdefault(message, set()).add(str(path.relative_to(ROOT)))
    return found


def _as_python(template: Path) -> str:
    """The template as calls of gettext; where its lines begin would mean something in Python."""
    source = templatize(template.read_text(encoding="utf-8"), origin=str(template))
    return "\n".join(line.strip() for line in source.splitlines())


def _marked(source: str) -> Iterator[Message]:
    """The messages in calls of KEYWORDS."""
    found = extract_python(
        BytesIO(source.encode()), dict.fromkeys(KEYWORDS), [], {"encoding": "utf-8"}
    )
    for _, function, given, _ in found:
        context, places = KEYWORDS[str(function)]
        one_or_more: Any = given  # a text, or a tuple of them: the types of Babel say otherwise
        texts = [one_or_more] if isinstance(one_or_more, str) else list(one_or_more or ())
        told = tuple(texts[place] for place in places if place < len(texts))
        if len(told) == len(places) and all(told):
            yield None if context is None else texts[context], told


class Refusals:
    """What refusals say is their first argument: that is the whole mark, see `annotator.errors`."""

    def __init__(self) -> None:
        self.names = {"RuleBroken"}
        bases = {
            node.name: {_name(base) for base in node.bases}
            for path in python_files()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ClassDef)
        }
        while more := {one for one, of in bases.items() if of & self.names} - self.names:
            self.names |= more

    def calls(self, source: str) -> Iterator[ast.Call]:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and _name(node.func) in self.names and node.args:
                yield node

    def messages(self, source: str) -> Iterator[Message]:
        for call in self.calls(source):
            said = call.args[0]
            if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value:
                yield None, (said.value,)


def _name(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def catalog(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        found = read_po(file, locale=language, domain="django")
    # Babel fills in the time of day, and the .mo would be another one each time.
    found.creation_date = found.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    return found


def po_file(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def compiled(catalog: Catalog) -> bytes:
    """The .mo of a catalog, as it is committed."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def key(message: Message) -> tuple[str | None, str | tuple[str, ...]]:
    """The message as Babel names it."""
    context, texts = message
    return context, texts[0] if len(texts) == 1 else texts


def update(language: str) -> None:
    """Bring a catalog up to date: new messages are empty, those that are no more are gone."""
    path = po_file(language)
    old = catalog(language) if path.exists() else Catalog(locale=language)
    new = Catalog(
        locale=language,
        project="Hearsay",
        version="1",
        domain="django",
        fuzzy=False,
        header_comment="# How this file is kept: docs/translating.md",
        charset="utf-8",
    )
    for message, places in sorted(messages().items(), key=lambda one: one[0][1]):
        context, said = key(message)
        held = old.get(said, context)
        new.add(
            said,
            string=held.string if held else None,
            context=context,
            locations=[(place, 0) for place in sorted(places)],
            user_comments=held.user_comments if held else (),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, new, width=100, include_lineno=False, omit_header=False)
    path.write_bytes(_undated(buffer.getvalue()))
    path.with_suffix(".mo").write_bytes(compiled(catalog(language)))
    empty = [one for one in catalog(language) if one.id and not all(told(one))]
    print(
        f"{language}: {len(new)} messages, {len(empty)} of them to be translated", file=sys.stderr
    )


def asked(message: CatalogMessage) -> tuple[str, ...]:
    """The texts of a message in English: one, or two where it counts something."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def told(message: CatalogMessage) -> tuple[str, ...]:
    """Its texts in the language of its catalog; "" where it is not translated."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _undated(po: bytes) -> bytes:
    """Without the headers that change when nothing else does."""
    names = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Last-Translator")
    stale = tuple(f'"{name}'.encode() for name in (*names, "Language-Team", "Report-Msgid-Bugs"))
    return b"".join(line for line in po.splitlines(keepends=True) if not line.startswith(stale))


if __name__ == "__main__":
    django.setup()
    for one in LANGUAGES:
        update(one)
