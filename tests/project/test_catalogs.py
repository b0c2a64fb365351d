"""The catalogs: whole, up to date, and nothing said past them."""

import ast
import re
from io import BytesIO

import pytest
from babel.messages.mofile import read_mo

from tests import catalogs
from tests.catalogs import asked, told
from tests.templates import untranslated

PLACES = re.compile(r"%\(\w+\)s|%s|\{\w+\}|<[^>]+>|%%")
# Its tag is written by the template itself, which no parser of HTML understands.
UNREADABLE = {"allauth/elements/button.html"}


@pytest.fixture(scope="module")
def messages():
    return catalogs.messages()


@pytest.fixture(params=catalogs.LANGUAGES, scope="module")
def catalog(request):
    return catalogs.catalog(request.param)


def test_there_are_messages_of_each_kind(messages):
    assert (None, ("Sign out",)) in messages  # {% translate %}
    assert (None, ("row read", "rows read")) in messages  # {% blocktranslate count %}
    assert ("correct", ("Right",)) in messages  # with a context
    assert (None, ("Choose a file, or several.",)) in messages  # gettext
    assert (None, ("The file is empty.",)) in messages  # what a refusal says
    assert (None, ("It is an empty row.",)) in messages  # translatable


def test_no_message_depends_on_how_its_template_is_indented(messages):
    assert [texts for _, texts in messages if "\n" in "".join(texts)] == []  # trimmed, all of them


def test_a_catalog_has_every_message_and_no_other(messages, catalog):
    held = {(one.context, asked(one)) for one in catalog if one.id}
    assert {"missing": sorted(map(str, set(messages) - held)), "stale": sorted(map(str, held - set(messages)))} == {
        "missing": [],
        "stale": [],
    }, "bring it up to date: .venv/bin/python -m tests.catalogs"  # fmt: skip


def test_every_message_is_translated(catalog):
    empty = [one.id for one in catalog if one.id and not all(told(one))]
    assert empty == []
    assert [one.id for one in catalog if one.id and one.fuzzy] == []


def test_a_translation_keeps_what_is_put_in_and_its_tags(catalog):
    def places(text):
        return sorted(PLACES.findall(text))

    differing = [
        (english, german)
        for one in catalog
        if one.id
        for english, german in zip(asked(one), told(one), strict=True)
        if places(english) != places(german)
    ]
    assert differing == []


def test_a_translation_begins_and_ends_like_its_message(catalog):
    """No full stop that the others have not, no space more: pages are put together of these."""
    signs = ".:?!…"

    def ending(text):
        last = text[-1:]
        return last if last in signs or last.isspace() else ""

    differing = [
        (english, german)
        for one in catalog
        if one.id
        for english, german in zip(asked(one), told(one), strict=True)
        if ending(english) != ending(german) or english[:1].isspace() != german[:1].isspace()
    ]
    assert differing == []


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    """Django reads the .mo, people the .po: both are committed, since msgfmt is not everywhere."""
    compiled = catalogs.po_file(language).with_suffix(".mo").read_bytes()

    def held(mo):
        return {(one.context, str(one.id)): one.string for one in read_mo(BytesIO(mo)) if one.id}

    assert held(compiled) == held(catalogs.compiled(catalogs.catalog(language)))


@pytest.mark.parametrize(
    "path", catalogs.template_files(), ids=lambda path: str(path.relative_to(catalogs.ROOT))
)
def test_no_template_says_a_word_past_the_catalogs(path):
    name = path.relative_to(catalogs.ROOT / "templates").as_posix()
    if name not in UNREADABLE:
        assert untranslated(path.read_text(encoding="utf-8")) == []


def test_words_outside_of_tags_are_found():
    template = """
    {% load i18n %}<h1>{% translate "Known" %}</h1>{% comment %}a note{% endcomment %}
    <p>{% blocktranslate %}Also known{% endblocktranslate %} {{ value }} <kbd>Enter</kbd></p>
    <p aria-label="a label">{% if one %}a word{% endif %} Hearsay</p>
    """
    assert untranslated(template) == [
        'line 4: aria-label="a label"',
        "line 4: {}a word{} Hearsay",
    ]


def test_what_a_refusal_says_is_written_where_it_is_raised():
    """Or it would not be in the catalogs: values are put in by name."""
    refusals = catalogs.Refusals()
    put_together = [
        f"{path.relative_to(catalogs.ROOT)}:{call.lineno}: {ast.unparse(call.args[0])}"
        for path in catalogs.python_files()
        for call in refusals.calls(path.read_text(encoding="utf-8"))
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert put_together == []


# Calls that put words on a page, by the place of these among what is given.
SAYING = {"success": 1, "info": 1, "warning": 1, "error": 1, "add_error": 1}
SAYING |= {"ValidationError": 0, "PermissionDenied": 0}
NAMING = {"label", "help_text", "empty_label"}


def unmarked(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = node.args[SAYING[name]] if len(node.args) > SAYING.get(name, 9) else None
            for value in (given, *(one.value for one in node.keywords if one.arg in NAMING)):
                parts = value.values if isinstance(value, ast.JoinedStr) else [value]
                texts = [part.value for part in parts if isinstance(part, ast.Constant)]
                if any(re.search(r"[^\W\d_]", text) for text in texts if isinstance(text, str)):
                    yield f"line {node.lineno}: {ast.unparse(value)}"


@pytest.mark.parametrize(
    "path",
    [one for one in catalogs.python_files() if "/web/" in str(one)],
    ids=lambda path: str(path.relative_to(catalogs.ROOT)),
)
def test_no_view_or_form_says_a_word_past_the_catalogs(path):
    assert list(unmarked(path.read_text(encoding="utf-8"))) == []


def test_words_given_as_they_are_are_found():
    source = """
messages.info(request, "Saved.")
messages.info(request, _("Saved."))
form.add_error(None, f"{name} is taken.")
field = CharField(label="Name", help_text=_("Of the person."))
"""
    assert list(unmarked(source)) == [
        "line 2: 'Saved.'",
        "line 4: f'{name} is taken.'",
        "line 5: 'Name'",
    ]
