"""Lines that an outlet repeats. The outlet and its pages are invented."""

from annotator.ingest import repeats
from annotator.ingest.article import read_text
from annotator.ingest.values import REASONS

ABOUT = "The Harbour Post is written by people who live on the islands and pay for it themselves."
FERRY = [
    "The harbour council voted on Tuesday to close the old ferry terminal for good and all.",
    "The islanders' union accused the council of hiding a report that called the building safe.",
    "The last ferry will leave from the old terminal on 30 June, the council said on Friday.",
]
SCHOOL = [
    "The only school on the island of Tern will close in autumn, the county said on Monday.",
    "Parents accused the county of never having looked at the numbers that they had sent in.",
    "A spokesman denied that the decision was taken before the parents were heard in March.",
]


def test_case_spaces_marks_and_figures_do_not_matter() -> None:
    assert repeats.key("* 12 Comments") == repeats.key("3  comments!")
    assert repeats.key("Share") != repeats.key("Shares")
    assert repeats.key(" 12 | 13 ") == ""


def test_a_line_of_other_documents_is_repeated() -> None:
    known = repeats.table([(1, [*FERRY, ABOUT]), (2, [*SCHOOL, ABOUT])])
    assert repeats.repeated([*FERRY, ABOUT], known, document=1) == {repeats.key(ABOUT)}


def test_a_document_does_not_repeat_itself() -> None:
    known = repeats.table([(1, [*FERRY, ABOUT])])
    assert repeats.repeated([*FERRY, ABOUT], known, document=1) == frozenset()


def test_copies_and_versions_do_not_count() -> None:
    corrected = [*FERRY[:2], "Correction: the last ferry leaves in July.", ABOUT]
    known = repeats.table([(1, [*FERRY, ABOUT]), (2, corrected)])
    assert repeats.repeated([*FERRY, ABOUT], known) == frozenset()


def test_a_copy_does_not_hide_what_a_third_document_repeats() -> None:
    known = repeats.table([(1, [*FERRY, ABOUT]), (2, [*FERRY, ABOUT]), (3, [*SCHOOL, ABOUT])])
    assert repeats.repeated([*FERRY, ABOUT], known, document=2) == {repeats.key(ABOUT)}


def test_of_a_line_on_many_documents_few_are_remembered() -> None:
    known = repeats.table((n, [f"{SCHOOL[0]} {'x' * n}", ABOUT]) for n in range(100))
    assert known.places[repeats.key(ABOUT)] == tuple(range(8))


def test_a_clean_article_loses_what_the_outlet_repeats_and_nothing_else() -> None:
    article = read_text("\n".join([*FERRY, ABOUT]), repeated={repeats.key(ABOUT)})
    assert [line.reason for line in article.lines if not line.is_kept] == ["repeated-by-outlet"]
    assert article.text == "\n\n".join(FERRY)
    assert "repeated-by-outlet" in REASONS


def test_in_a_cluttered_paste_the_repeated_line_is_named() -> None:
    paste = ["Menu", "* News", "Ferry terminal to close after ninety years", *FERRY, ABOUT]
    article = read_text("\n".join([*paste, "Share this article"]), repeated={repeats.key(ABOUT)})
    assert {line.text: line.reason for line in article.lines}[ABOUT] == "repeated-by-outlet"


def test_the_headline_stays_though_other_pages_point_to_it() -> None:
    headline = "Harbour Council Votes to Close Old Ferry Terminal"
    paste = "\n".join([headline, *FERRY])
    assert read_text(paste, repeated={repeats.key(headline)}).title == headline
