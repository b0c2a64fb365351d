import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.readers.values import GivenLabel, Mapping, Record
from annotator.ingest.refusals import UnreadableInput
from tests.ingest.readers.samples import jsonl, problems, read, records, rows_of

TEXT = Mapping(text="text")


def test_a_line_is_an_article_with_what_is_told_of_it() -> None:
    line = {
        "id": 7,
        "text": "The bridge opened.",
        "meta": {
            "title": " Bridge\nopens ",
            "tags": ["town", "river"],
            "paid": False,
            "note": None,
        },
        "authors": [{"name": "Ada Roe"}, "Ben Lee"],
        "url": "https://daily.example/7",
        "date": "2024-05-01",
        "source": "Daily",
        "lang": "en",
        "score": 0.5,
    }
    assert records("a.jsonl", jsonl(line)) == [
        Record(
            where="a.jsonl",
            row=1,
            kind="clean",
            content="The bridge opened.",
            title="Bridge opens",
            author="Ada Roe; Ben Lee",
            url="https://daily.example/7",
            published="2024-05-01",
            outlet="Daily",
            language="en",
            metadata={
                "id": "7",
                "meta.tags": '["town", "river"]',
                "meta.paid": "false",
                "score": "0.5",
            },
        )
    ]


def test_one_bad_byte_at_the_end_of_5001_rows_costs_one_row() -> None:
    data = jsonl(*({"text": f"Sentence {n}."} for n in range(5000)), b'{"text": "\xff"}')
    assert len(records("a.jsonl", data)) == 5000
    (found,) = problems("a.jsonl", data)
    assert (found.row, found.code, found.excerpt) == (5001, "not-text", '{"text": "\ufffd"}')


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{broken", "bad-json"),
        (b'{"text": "a"} {"text": "b"}', "bad-json"),
        (b'{"text": "a\x00b"}', "bad-json"),
        (b"[" * 100_000, "too-deep"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "too-deep"),
        (b'{"text": "t", "x": ' + b'{"a":' * 300 + b"1" + b"}" * 301, "too-deep"),
        (b'{"text": "a", "text": "b"}', "duplicate-key"),
        (b"7", "not-an-object"),
        (b'["a"]', "not-an-object"),
        (b'{"title": "t"}', "no-text"),
        (b'{"text": " "}', "no-text"),
        (b'{"text": "' + b"x" * (10 * 2**20 + 1) + b'"}', "too-large"),
        (b'{"text": "' + b"x" * (17 * 2**20) + b'"}', "line-too-long"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:12]),
)
def test_a_bad_line_is_one_problem_and_costs_no_other(line: bytes, code: str) -> None:
    data = jsonl({"text": "One"}, line, {"text": "Two"})
    assert rows_of("a.jsonl", data, mapping=TEXT) == [(1, "One"), (2, code), (3, "Two")]


def test_blank_lines_have_numbers_and_are_no_rows() -> None:
    data = jsonl(b"", {"text": "One"}, b"", b"  ", {"text": "Two"}, b"")
    assert rows_of("a.jsonl", data) == [(2, "One"), (5, "Two")]


def test_what_other_programs_write_carelessly_is_read() -> None:
    data = jsonl(
        b'{"text": "nan", "score": NaN, "other": -Infinity}',
        b'{"text": "lone \\ud83d surrogate"}',
        b'{"text": "pair \\ud83c\\udf0a"}',
        b'{"text": "nul \\u0000"}',
        b'{"text": "digits", "n": ' + b"9" * 5000 + b"}",
        b'\xef\xbb\xbf{"text": "a second mark"}',
        b'"only a string"',
        b'{"": "no name", "text": "breaks\\r\\nand\\rmore"}',
    )
    found = records("a.jsonl", data)
    assert [record.content for record in found] == [
        "nan",
        "lone \ufffd surrogate",
        "pair 🌊",
        "nul \ufffd",
        "digits",
        "a second mark",
        "only a string",
        "breaks\nand\nmore",
    ]
    assert found[0].metadata == {}
    assert found[4].metadata == {"n": "9" * 5000}
    assert found[7].metadata == {"": "no name"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_read(encoding: str) -> None:
    data = '{"text": "Ein Gruß 🌊 an alle"}\n{"text": "Zwei"}\n'.encode(encoding)
    assert [one.content for one in records("a.jsonl", data)] == ["Ein Gruß 🌊 an alle", "Zwei"]


def test_a_spoilt_character_in_utf_16_is_one_problem() -> None:
    good = '{"text": "One"}\n'.encode("utf-16-le")
    data = b"\xff\xfe" + good + good.replace(b"O\x00", b"\x00\xd8") + good
    assert rows_of("a.jsonl", data) == [(1, "One"), (2, "not-text"), (3, "One")]


def test_windows_1252_is_read_and_lines_of_utf_8_in_it_too() -> None:
    data = b'{"text": "caf\xe9"}\n{"text": "na\xefve \x93quote\x94"}\n' + '{"text": "für"}'.encode()
    assert [one.content for one in records("a.jsonl", data)] == ["café", "naïve “quote”", "für"]


def test_sentences_come_as_a_list_or_a_row_each() -> None:
    whole = jsonl({"sentences": [" One. ", "", "Two."], "text": "One. \n Two."})
    (record,) = records("a.jsonl", whole)
    assert (record.content, record.sentences) == ("One. \n Two.", ("One.", "Two."))
    other = jsonl({"sentences": ["One."], "text": "Something else"})
    assert records("a.jsonl", other)[0].content == ""
    cut = jsonl(
        {"doc_id": 1, "sentence": "One.", "title": "T", "n": 1, "label": "fact"},
        {"doc_id": 1, "sentence": "Two.", "title": "", "n": 2, "label": ["denial", "fact"]},
        {"doc_id": 2, "sentence": "Three.", "title": "U"},
    )
    first, second = records("a.jsonl", cut)
    assert (first.sentences, first.title) == (("One.", "Two."), "T")
    assert first.metadata == {"doc_id": "1"}
    assert first.labels == (
        GivenLabel(sentence=0, label="fact"),
        GivenLabel(sentence=1, label="denial"),
        GivenLabel(sentence=1, label="fact"),
    )
    assert (second.sentences, second.row) == (("Three.",), 3)


def test_a_bad_line_among_the_sentences_of_a_document_does_not_part_them() -> None:
    data = jsonl({"doc_id": 1, "sentence": "One."}, b"{", {"doc_id": 1, "sentence": "Two."})
    assert rows_of("a.jsonl", data) == [(1, ("One.", "Two.")), (2, "bad-json")]


def test_a_document_without_end_is_too_large_and_the_next_is_read() -> None:
    rows = [{"doc_id": 1, "sentence": "x" * 2**20}] * 17 + [{"doc_id": 2, "sentence": "One."}]
    assert rows_of("a.jsonl", jsonl(*rows)) == [(1, "too-large"), (18, ("One.",))]


def test_no_file_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="empty"):
        read("a.jsonl", b"")


def test_excerpts_hide_no_direction_marks() -> None:
    (found,) = problems("a.jsonl", jsonl({"text": "a"}, '{"\u202e\x07'.encode()))
    assert found.excerpt == '{"\\u202e\\x07'


VALUES = st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text(), max_size=3))


@given(st.lists(st.dictionaries(st.text(min_size=1, max_size=5), VALUES, max_size=4), max_size=8))
def test_every_row_that_was_written_is_read(rows) -> None:
    texts = [f"Text {n}" for n in range(len(rows))]
    data = jsonl(*({"first": "x"} | row | {"text": t} for row, t in zip(rows, texts, strict=True)))
    if rows:
        assert rows_of("a.jsonl", data, mapping=TEXT) == list(enumerate(texts, start=1))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))).filter(str.strip))
def test_a_text_comes_back_as_it_was_written(text: str) -> None:
    for ascii_only in (True, False):
        data = json.dumps({"text": text}, ensure_ascii=ascii_only).encode()
        assert [one.content for one in records("a.jsonl", data, mapping=TEXT)] == [text]
