import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.export.formats.csv import COLUMNS, plain, safe, write
from annotator.export.rows import Row

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(TEXT)
def test_a_cell_comes_back_as_it_was(text):
    assert plain(safe(text)) == text


@given(TEXT)
def test_no_cell_is_a_formula(text):
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("attack", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2", "\t=1"])
def test_known_attacks_are_disarmed(attack):
    assert safe(attack) == f"'{attack}"


def row(annotations=(), gold=None, text="He said “no”, 🙂.") -> Row:
    return Row(
        document={
            "id": 1,
            "sha256": "f" * 64,
            "title": "=HYPERLINK",
            "outlet": None,
            "url": None,
            "published": None,
            "story": 4,
            "superseded_by": None,
        },
        sentence={"id": 7, "index": 0, "start": 0, "end": len(text), "text": text},
        annotations=list(annotations),
        candidates=[],
        gold=gold,
    )


def answer(*marks, status="answered"):
    return {
        "annotator": "a-1",
        "status": status,
        "labels": [],
        "marks": list(marks),
        "reason": None,
        "is_flagged": False,
        "note": "",
        "revision": 1,
        "answered_at": "2026-03-14T12:00:00Z",
        "active_ms": 4200,
        "guideline_lookups": 1,
        "context_lookups": 2,
        "guideline_version": None,
        "assistance": "after",
        "first_status": "answered",
        "first_labels": ["attribution", "denial"],
        "was_suggestion_visible_first": False,
        "was_suggestion_visible_last": True,
        "is_taken_over": False,
    }


def read(rows) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(write(rows)), newline="")))


def test_each_mark_is_a_row_with_its_spans():
    cue = {"role": "cue", "start": 3, "end": 7, "text": "said"}
    rows = read(
        [row([answer({"label": "attribution", "spans": [cue]}, {"label": "denial", "spans": []})])]
    )
    assert [(one["mark"], one["label"], one["cue"]) for one in rows] == [
        ("1", "attribution", "said"),
        ("2", "denial", ""),
    ]
    assert rows[0]["spans"] == '[{"role":"cue","start":3,"end":7,"text":"said"}]'
    assert rows[0]["sentence_text"] == "He said “no”, 🙂."


def test_a_sentence_without_answers_and_an_answer_without_marks_have_a_row_each():
    rows = read([row(), row([answer(status="skipped")])])
    assert [(one["annotator"], one["status"], one["mark"]) for one in rows] == [
        ("", "", ""),
        ("a-1", "skipped", ""),
    ]


def test_how_an_answer_came_about_stands_in_each_of_its_rows():
    (only,) = read([row([answer({"label": "denial", "spans": []})])])
    names = list(COLUMNS)[list(COLUMNS).index("reason") : list(COLUMNS).index("mark")]
    assert {name: only[name] for name in names} == {
        "reason": "",
        "is_flagged": "false",
        "revision": "1",
        "answered_at": "2026-03-14T12:00:00Z",
        "active_ms": "4200",
        "guideline_lookups": "1",
        "context_lookups": "2",
        "guideline_version": "",
        "assistance": "after",
        "first_status": "answered",
        "first_labels": "attribution|denial",
        "was_suggestion_visible_first": "false",
        "was_suggestion_visible_last": "true",
        "is_taken_over": "false",
    }


def test_gold_stands_in_each_row_of_its_sentence():
    gold = {
        "labels": ["attribution", "denial"],
        "is_article_text": True,
        "method": "unanimous",
        "answers": 2,
    }
    (only,) = read([row(gold=gold)])
    assert (only["gold_labels"], only["gold_method"]) == ("attribution|denial", "unanimous")


def test_an_empty_dataset_is_a_header():
    assert "".join(write([])) == ",".join(COLUMNS) + "\r\n"
