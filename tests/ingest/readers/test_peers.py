"""Labels that come with the articles: our own export and those of other tools."""

import hashlib
import json

import pytest

from annotator.ingest.readers.texts import Kept, Offsets, Utf16
from annotator.ingest.readers.values import GivenLabel, GivenSpan
from tests.ingest.readers.samples import jsonl, our_lines, records, rows_of

WAVE = "🌊 The mayor denied it."


def test_our_export_comes_back_as_documents_with_gold_and_answers() -> None:
    marks = [
        {"label": "denial", "spans": [{"role": "cue", "start": 10, "end": 16, "text": "denied"}]}
    ]
    answer = {"annotator": "lark", "status": "answered", "labels": ["denial"], "marks": marks}
    skipped = {"annotator": "wren", "status": "skipped", "labels": [], "marks": []}
    lines = our_lines(
        1,
        "The mayor denied it.",
        "It rained.",
        annotations=[answer, skipped],
        gold={"labels": ["denial"], "is_article_text": True, "method": "majority", "answers": 3},
    )
    text = "The mayor denied it. It rained."
    for line in lines:
        line["document"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    (record,) = records("export.jsonl", jsonl(*lines))
    assert record.sentences == ("The mayor denied it.", "It rained.")
    assert record.content == text
    assert (record.title, record.outlet, record.published) == ("Title 1", "Daily", "2024-05-01")
    assert record.metadata == {
        "document.id": "1",
        "document.sha256": lines[0]["document"]["sha256"],
    }
    assert record.labels == (
        GivenLabel(sentence=0, label="denial"),
        GivenLabel(
            sentence=0,
            label="denial",
            spans=(GivenSpan(role="cue", start=10, end=16),),
            annotator="lark",
        ),
    )


def test_a_broken_line_of_our_export_costs_its_sentence_only() -> None:
    lines = our_lines(1, "One.", "Two.", "Three.")
    lines[1]["annotations"] = [
        {"marks": [{"label": "x", "spans": [{"role": "cue", "start": 0, "end": 9}]}]}
    ]
    data = jsonl(*lines, {"document": 7, "sentence": {"text": "x"}}, *our_lines(2, "Four."))
    assert rows_of("export.jsonl", data) == [
        (1, ("One.", "Three.")),
        (2, "bad-labels"),
        (4, "no-text"),
        (5, ("Four.",)),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"label": [[3, 12, "source"]]}, (GivenLabel(start=2, end=11, label="source"),)),
        # As a Python program counts: only so do both ends stand at words.
        ({"label": [[2, 11, "source"]]}, (GivenLabel(start=2, end=11, label="source"),)),
        ({"label": ["denial", "fact"]}, (GivenLabel(label="denial"), GivenLabel(label="fact"))),
        (
            {
                "entities": [{"id": 1, "label": "cue", "start_offset": 13, "end_offset": 19}],
                "relations": [],
            },
            (GivenLabel(start=12, end=18, label="cue"),),
        ),
        (
            {"annotations": [{"label": 4, "start_offset": 13, "end_offset": 19, "user": 2}]},
            (GivenLabel(start=12, end=18, label="4", annotator="2"),),
        ),
    ],
)
def test_doccano_counts_code_units(given: dict, expected: tuple) -> None:
    (record,) = records("d.jsonl", jsonl({"id": 1, "text": WAVE, "title": "T", **given}))
    assert (record.content, record.title, record.labels) == (WAVE, "T", expected)


@pytest.mark.parametrize("label", [[[0, 99, "x"]], [[5, 2, "x"]], [[0, 2]], [None], {"a": 1}])
def test_labels_of_doccano_that_do_not_fit_are_one_problem(label) -> None:
    data = jsonl({"text": "One.", "label": []}, {"text": "Two.", "label": label})
    assert rows_of("d.jsonl", data) == [(1, "One."), (2, "bad-labels")]


def task(text: str, *results: dict, **more) -> dict:
    annotation = {"id": 1, "completed_by": {"email": "ada@daily.example"}, "result": list(results)}
    return {
        "id": 1,
        "data": {"text": text, "title": "T", "extra": 1},
        "annotations": [annotation],
        **more,
    }


def found(start: int, end: int, quote: str | None = None) -> dict:
    value = {"start": start, "end": end, "labels": ["cue"]} | ({"text": quote} if quote else {})
    return {"type": "labels", "from_name": "l", "to_name": "t", "value": value}


@pytest.mark.parametrize(
    "result",
    [found(12, 18, "denied"), found(13, 19, "denied"), found(12, 18), found(90, 96, "denied")],
)
def test_label_studio_labels_stand_where_their_quote_does(result: dict) -> None:
    (record,) = records("t.json", json.dumps([task(WAVE, result)]).encode())
    assert record.labels == (
        GivenLabel(start=12, end=18, label="cue", annotator="ada@daily.example"),
    )
    assert (record.title, record.metadata) == ("T", {"extra": "1"})


def test_label_studio_choices_are_of_the_whole_text_and_cancelled_ones_none() -> None:
    choice = {"type": "choices", "value": {"choices": ["denial", "fact"]}}
    rating = {"type": "rating", "value": {"rating": 3}}
    one = task("One.", choice, rating)
    one["annotations"].append({"was_cancelled": True, "result": [choice]})
    (record,) = records("t.json", json.dumps([one]).encode())
    assert [label.label for label in record.labels] == ["denial", "fact"]
    assert [label.start for label in record.labels] == [None, None]


def test_label_studio_labels_in_a_page_are_kept_aside() -> None:
    one = task("x", found(3, 6, "One"))
    one["data"] = {"html": "<p>One</p>"}
    (record,) = records("t.json", json.dumps([one]).encode())
    assert (record.kind, record.labels) == ("html", ())
    assert '"quote": "One"' in record.metadata["label_studio.unplaced"]


def test_a_label_studio_label_whose_quote_is_nowhere_is_one_problem() -> None:
    data = json.dumps(
        [task("One."), task("Two.", found(0, 3, "Six")), task("Three.", {"type": "labels"})]
    )
    assert rows_of("t.json", data.encode()) == [(1, "One."), (2, "bad-labels"), (3, "bad-labels")]


def test_prodigy_counts_code_points_and_only_what_was_accepted_is_a_label() -> None:
    base = {"text": WAVE, "_task_hash": 1, "_annotator_id": "ada", "meta": {"title": "T"}}
    span = [{"start": 12, "end": 18, "label": "cue"}]
    data = jsonl(
        {**base, "spans": span, "answer": "accept"},
        {**base, "spans": span, "answer": "reject"},
        {**base, "accept": ["denial"], "options": [{"id": "denial"}], "answer": "accept"},
        {**base, "label": "fact", "answer": "accept"},
        {**base, "spans": [{"start": 1}], "answer": "accept"},
    )
    assert [record.labels for record in records("p.jsonl", data)] == [
        (GivenLabel(start=12, end=18, label="cue", annotator="ada"),),
        (),
        (GivenLabel(label="denial", annotator="ada"),),
        (GivenLabel(label="fact", annotator="ada"),),
    ]
    assert rows_of("p.jsonl", data)[-1] == (5, "bad-labels")
    assert records("p.jsonl", data)[0].title == "T"


def test_offsets_follow_the_line_breaks() -> None:
    given = "a\r\nbc\r\nd"
    at = Offsets(given)
    assert [at(n) for n in (0, 1, 3, 5, 7, 8)] == [0, 1, 2, 4, 5, 6]
    assert Kept(f" {given}", strip=True).range(4, 6) == (2, 4)


def test_labels_follow_the_line_breaks() -> None:
    (record,) = records(
        "p.jsonl",
        jsonl(
            {"text": "A\r\nbc d", "_task_hash": 1, "spans": [{"start": 3, "end": 5, "label": "x"}]}
        ),
    )
    assert (record.content, record.labels[0].start, record.labels[0].end) == ("A\nbc d", 2, 4)


def test_utf_16_offsets_inside_a_character_are_none() -> None:
    units = Utf16("a🌊b")
    assert [units(n) for n in range(5)] == [0, 1, None, 2, 3]
