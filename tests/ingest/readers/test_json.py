import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.readers import limits
from annotator.ingest.readers.values import Mapping
from annotator.ingest.refusals import UnreadableInput
from tests.ingest.readers.samples import read, records, rows_of


def array(*elements: str, indent: str = "", between: str = ",") -> bytes:
    return ("[\n" + f"{between}\n".join(indent + one for one in elements) + "\n]").encode()


ONE, TWO, THREE = '{"text": "One"}', '{"text": "Two"}', '{"text": "Three"}'


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ('{"text": "Two}', "bad-json"),
        ('{"text": "Two"', "bad-json"),
        ('{"text": [1}', "bad-json"),
        ('{"text": "a" "b"}', "bad-json"),
        ('{"text": "a", "text": "b"}', "duplicate-key"),
        ('{"text": ' + "[" * 3000 + "]" * 3000 + "}", "too-deep"),
        ("7", "not-an-object"),
        ("{}", "no-text"),
        ('{"text": "' + "x" * 17 * 2**20 + '"}', "too-large"),
    ],
    ids=lambda value: value[:12],
)
@pytest.mark.parametrize("indent", ["", "  "])
def test_a_bad_element_is_one_problem_and_costs_no_other(
    broken: str, code: str, indent: str
) -> None:
    found = rows_of(
        "a.json", array(ONE, broken, THREE, indent=indent), mapping=Mapping(text="text")
    )
    assert [row for row, _ in found] == [1, 2, 3]
    assert [what for _, what in found][::2] == ["One", "Three"]
    assert found[1][1] in (code, "bad-json", "cut-short")


def test_a_file_that_breaks_off_names_the_element() -> None:
    assert rows_of("a.json", b'[{"text":"One"},{"text":"Tw') == [(1, "One"), (2, "cut-short")]
    assert rows_of("a.json", b'[{"text":"One"},') == [(1, "One"), (2, "cut-short")]


@pytest.mark.parametrize("name", ["data", "articles", "items"])
def test_an_object_may_hold_the_articles(name: str) -> None:
    data = json.dumps({"status": "ok", name: [{"text": "One"}, {"text": "Two"}], "x": [1]}).encode()
    assert rows_of("a.json", data) == [(1, "One"), (2, "Two")]


def test_an_object_may_be_the_article() -> None:
    (record,) = records("a.json", json.dumps({"title": "T", "text": "One"}, indent=2).encode())
    assert (record.title, record.content, record.row) == ("T", "One", 1)


def test_an_indented_array_with_objects_in_objects_is_read() -> None:
    values: list[dict] = [
        {"text": "One", "meta": [{"a": {"b": 1}}]},
        {"text": 'Two [bracketed] "}{" text'},
    ]
    for indent in (None, 0, 2):
        data = json.dumps(values, indent=indent).encode()
        assert [what for _, what in rows_of("a.json", data)] == [value["text"] for value in values]


def test_a_file_in_which_every_element_is_left_open_is_given_up(monkeypatch) -> None:
    monkeypatch.setattr(limits, "AGAIN", 2**20)
    found = rows_of("a.json", b"[\n" + b'{"text": [\n' * 60_000, mapping=Mapping(text="text"))
    assert 1 <= len(found) < 100


def test_text_is_no_json() -> None:
    with pytest.raises(UnreadableInput, match="neither"):
        read("a.json", b"Some text.")


@given(st.lists(st.text().filter(str.strip), max_size=6), st.sampled_from([None, 0, 1]))
def test_every_element_that_was_written_is_read(texts, indent) -> None:
    data = json.dumps(
        [{"text": text, "x": {"y": [text]}} for text in texts], indent=indent
    ).encode()
    assert len(records("a.json", data, mapping=Mapping(text="text"))) == len(texts)
