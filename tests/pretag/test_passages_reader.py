"""The reader of the invented passages: marked-up lines in, the gold format out."""

from pathlib import Path

import pytest

from annotator.pretag.learned import gold
from bench.pretag.passage_reader import FOLDER, BadPassage, read, write

PASSAGE = """# local paper
| Council “lost” the ledger @@ fact
| {s The auditor} {c accused} {t the council} on Monday of {o losing the ledger}. @@ accusation
- {s {s2 The mayor, Ann Lee,}} {c denied} {o it} and {c2 said} {o2 it was at the binder's}. @@ denial, attribution

| {o {t The clerk} hid it}, {c said} {s Bo}. @@ accusation
"""


@pytest.fixture
def written(tmp_path: Path) -> list[gold.GoldDocument]:
    source = tmp_path / "some.txt"
    source.write_text(PASSAGE, "utf-8")
    write(tmp_path / "passages.jsonl", [source])
    return list(gold.read(tmp_path / "passages.jsonl", is_invented=True))


def words(document: gold.GoldDocument, index: int, mark: int = 0) -> dict[str, str]:
    marks = document.marks[index]
    assert marks
    text = document.article.sentences[index].text
    return {role: text[slice(*span)] for role, span in marks[mark].spans.items()}


def test_spans_are_the_words_in_braces(written) -> None:
    assert words(written[0], 1) == {
        "source": "The auditor",
        "cue": "accused",
        "content": "losing the ledger",
        "target": "the council",
    }
    assert words(written[1], 0) == {
        "source": "Bo",
        "cue": "said",
        "content": "The clerk hid it",
        "target": "The clerk",
    }


def test_a_second_mark_has_spans_of_its_own(written) -> None:
    assert [mark.label for mark in written[0].marks[2]] == ["denial", "attribution"]
    assert words(written[0], 2, 1) == {
        "source": "The mayor, Ann Lee",
        "cue": "said",
        "content": "it was at the binder's",
    }


def test_the_comma_that_closes_an_apposition_belongs_to_no_one(written) -> None:
    assert words(written[0], 2)["source"] == "The mayor, Ann Lee"


def test_paragraphs_and_the_outlet_are_kept(written) -> None:
    sentences = written[0].article.sentences

    assert [sentence.paragraph for sentence in sentences] == [0, 1, 1]
    assert [sentence.role for sentence in sentences] == ["headline", "body", "body"]
    assert written[0].article.outlet == "local paper"
    assert [document.name for document in written] == ["some-001", "some-002"]


def test_a_first_line_without_an_end_mark_is_the_headline(tmp_path: Path) -> None:
    source = tmp_path / "articles.txt"
    source.write_text("| Ferry late @@ fact\n| It was late. @@ fact\n", "utf-8")
    write(tmp_path / "out.jsonl", [source])

    (document,) = gold.read(tmp_path / "out.jsonl", is_invented=True)

    assert [sentence.role for sentence in document.article.sentences] == ["headline", "body"]
    assert document.kind == "invented news"
    assert document.is_invented


def test_what_was_invented_after_an_article_is_of_its_story(tmp_path: Path) -> None:
    source = tmp_path / "after.txt"
    source.write_text("# after wire7\n| Ferry late @@ fact\n| It was late. @@ fact\n", "utf-8")
    write(tmp_path / "out.jsonl", [source])

    (document,) = gold.read(tmp_path / "out.jsonl", is_invented=True)

    assert (document.name, document.story) == ("after-001", "wire7")
    assert document.kind == "invented after news"
    assert document.is_invented


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("It is late. @@ fact", "begins with"),
        ("| It is late.", "ends in"),
        ("| It is late. @@ rumour", "ends in"),
        ("| {s She {c said} so. @@ attribution", "left open"),
        ("| She} said so. @@ attribution", "was not opened"),
        ("| {x She} said so. @@ attribution", "no such role"),
        ("| {s She} and {s he} said so. @@ attribution", "two spans"),
        ("| {s2 She} said so. @@ attribution", "mark 2"),
        ("| {s She} slept. @@ fact", "no spans"),
        ("| {t She} {c said} {o so}. @@ attribution", "target"),
        ("| { She} said so. @@ attribution", "no such role|without a role"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    source = tmp_path / "bad.txt"
    source.write_text(f"| All is well. @@ fact\n{line}\n", "utf-8")

    with pytest.raises(BadPassage, match=rf"bad\.txt, line 2: .*({told})"):
        list(read(source))


def test_every_passage_at_hand_can_be_read() -> None:
    documents = [document for path in FOLDER.glob("*.txt") for document in read(path)]

    assert len(documents) > 500
    assert len({document["doc"] for document in documents}) == len(documents)
