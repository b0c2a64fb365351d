"""From a paste to an article. The outlets, people and events are invented."""

import hashlib
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.article import compose, read_text, restore
from annotator.ingest.refusals import EmptyArticle
from annotator.ingest.values import REASONS, Line, LineRole

HEADLINE = "Harbour Council Votes to Close Old Ferry Terminal"
CAPTION = "A ferry passes the old terminal in the port of Velder."
BODY = (
    "The harbour council voted on Tuesday to close the old ferry terminal, which has served"
    " the islands for ninety years.",
    "“We had no money left to repair it,” council leader Ada Marlow told reporters. “The roof"
    " could have fallen at any time.” 🌊",
    "The islanders' union accused the council of hiding a report that called the building safe.",
    "Marlow denied the charge.",
    "The last ferry will leave from the old terminal on 30 June, the council said in a statement.",
)
LETTER = (
    "A Message from The Harbour Post:",
    "Dear readers,",
    "We are a small newsroom, and the past year has been the hardest in our history. The port"
    " authority has banned our reporters from its meetings.",
    "The authority claims that reporting “harms the trade of the port”. We see it differently.",
    "If you can, please stand with us. It takes a minute, and every gift counts for our work.",
)
AROUND = (
    "×",
    "Enjoying the Post without ads?",
    "We use cookies to improve your experience on this site.",
    "Menu",
    "* News",
    "* Sport",
    "* Weather",
)
BELOW = (
    "Share this article",
    "Facebook",
    "Sign up for our free weekly newsletter",
    "A selection of the week's news, straight to your inbox every Friday.",
    *LETTER,
    "Once",
    "Monthly",
    "$5",
    "Continue",
    "Related articles",
    "Ferry strike enters its second week",
    "Island school to close",
    "12 comments",
    "© 2031 The Harbour Post. All rights reserved.",
    "Privacy Policy",
)
HEADER = (HEADLINE, "By Ada Reyes and Tor Lund", "4 May 2031", "3 min read", CAPTION)
PASTE = "\n".join((*AROUND, *HEADER, *BODY[:2], "Advertisement", *BODY[2:], *BELOW))


def kept(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines if line.is_kept]


def reasons(lines: tuple[Line, ...]) -> dict[str, str]:
    return {line.text: line.reason for line in lines}


def test_of_a_cluttered_paste_the_article_is_kept() -> None:
    article = read_text(PASTE)
    assert kept(article.lines) == [HEADLINE, CAPTION, *BODY]
    assert article.title == HEADLINE
    assert article.text == "\n\n".join((HEADLINE, CAPTION, *BODY))


def test_author_and_day_are_read_by_the_headline() -> None:
    article = read_text(PASTE)
    assert article.authors == ("Ada Reyes", "Tor Lund")
    assert article.published == date(2031, 5, 4)


def test_each_dropped_line_says_why() -> None:
    found = reasons(read_text(PASTE).lines)
    assert found["×"] == "navigation"
    assert found["We use cookies to improve your experience on this site."] == "cookie-notice"
    assert found["By Ada Reyes and Tor Lund"] == "byline"
    assert found["3 min read"] == "timestamp"
    assert found["Advertisement"] == "advertisement"
    assert found["Share this article"] == "share-buttons"
    assert found["Sign up for our free weekly newsletter"] == "newsletter"
    assert {found[line] for line in LETTER} == {"letter-from-the-editors"}
    assert found["© 2031 The Harbour Post. All rights reserved."] == "copyright"
    assert set(found.values()) <= REASONS.keys()


def test_lines_are_numbered_in_the_order_of_the_paste() -> None:
    lines = read_text(f"\n\n{HEADLINE}\n \n{BODY[0]}\n").lines
    assert [(line.number, line.text) for line in lines] == [(1, HEADLINE), (2, BODY[0])]


def test_roles_follow_the_page() -> None:
    roles = {line.text: line.role for line in read_text(PASTE).lines}
    assert roles[HEADLINE] is LineRole.HEADLINE
    assert roles[CAPTION] is LineRole.CAPTION
    assert roles[BODY[0]] is LineRole.BODY
    assert roles["4 May 2031"] is LineRole.BYLINE
    assert roles["Menu"] is LineRole.CLUTTER


def test_a_sentence_between_headline_and_byline_is_the_standfirst() -> None:
    standfirst = "The vote ends ninety years of service to the islands."
    lines = read_text("\n".join((HEADLINE, standfirst, "By Ada Reyes", *BODY))).lines
    assert lines[1].role is LineRole.STANDFIRST


def test_a_clean_article_comes_through_whole() -> None:
    subheading = "What happens next"
    whole = [HEADLINE, *BODY[:3], subheading, *BODY[3:]]
    article = read_text("\n\n".join(whole))
    assert kept(article.lines) == whole
    assert article.text == "\n\n".join(whole)
    assert article.lines[4].role is LineRole.HEADING


def test_a_body_alone_has_no_headline() -> None:
    article = read_text("\n".join(BODY))
    assert article.title == ""
    assert kept(article.lines) == list(BODY)


def test_an_open_letter_that_is_the_article_is_kept() -> None:
    letter = (
        "Open letter to the harbour council",
        "Dear friends,",
        "We, the islanders, have used the old terminal all our lives, and we ask you to keep it.",
        "Our children learned to swim beside it, and our parents left for the war from it.",
    )
    assert kept(read_text("\n".join(letter)).lines) == list(letter)


def test_the_article_goes_on_after_a_letter_in_its_middle() -> None:
    more = (
        "The union said on Wednesday that it would ask a court to keep the terminal open.",
        "A ruling is expected in June, a spokesman for the court said on Thursday evening.",
    )
    lines = read_text("\n".join((HEADLINE, *BODY, *LETTER, *more))).lines
    assert kept(lines) == [HEADLINE, *BODY, *more]


def test_words_in_quotation_marks_are_no_appeal() -> None:
    quoted = "“We need your support, so please donate to us today,” Marlow told the islanders."
    lines = read_text("\n".join((HEADLINE, *BODY, quoted, "Share this article"))).lines
    assert quoted in kept(lines)


def test_a_repeated_headline_is_kept_once() -> None:
    lines = read_text("\n".join(("Menu", HEADLINE, HEADLINE, *BODY))).lines
    assert kept(lines) == [HEADLINE, *BODY]


def test_no_text_is_rewritten() -> None:
    wrapped = "The council voted  on\tTuesday to close\nthe old ferry terminal for good and all."
    assert kept(read_text(wrapped).lines) == wrapped.split("\n")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\u200b", "Menu\n×\nShare"])
def test_an_input_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(EmptyArticle):
        read_text(text)


def test_the_headline_comes_first_even_if_it_stands_later() -> None:
    lines = [
        Line(
            number=1, text="Body one. Two.", role=LineRole.BODY, is_kept=True, reason="long-prose"
        ),
        Line(number=2, text="Gone", role=LineRole.CLUTTER, is_kept=False, reason="form"),
        Line(number=3, text="Title 🌊", role=LineRole.HEADLINE, is_kept=True, reason="headline"),
    ]
    text, slices = compose(lines)
    assert text == "Title 🌊\n\nBody one. Two."
    assert [(text[s.start : s.end], s.paragraph, s.role) for s in slices] == [
        ("Title 🌊", 0, LineRole.HEADLINE),
        ("Body one.", 1, LineRole.BODY),
        ("Two.", 1, LineRole.BODY),
    ]


def test_a_restored_line_is_body_in_its_place() -> None:
    lines = read_text(PASTE).lines
    number = next(line.number for line in lines if line.text == "Island school to close")
    restored = restore(lines, number)
    text, slices = compose(restored)
    assert [line for line in restored if line.reason == "restored"] == [restored[number - 1]]
    assert text.endswith("\n\nIsland school to close")
    assert slices[-1].role is LineRole.BODY


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.one_of(st.sampled_from((*AROUND, HEADLINE, CAPTION, *BODY, *BELOW)), st.text())
        ).map("\n".join),
    )
)
def test_any_text_is_an_article_or_refused(text: str) -> None:
    try:
        article = read_text(text)
    except EmptyArticle:
        return
    spans = [(s.start, s.end) for s in article.sentences]
    assert all(article.text[a:b] == article.text[a:b].strip() != "" for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {offset for start, end in spans for offset in range(start, end)}
    assert {i for i, c in enumerate(article.text) if not c.isspace()} <= covered
    assert [line.number for line in article.lines] == list(range(1, len(article.lines) + 1))
    assert compose(article.lines) == (article.text, article.sentences)


@pytest.mark.parametrize(
    "text",
    ["word " * 400_000, "Menu\n" * 50_000, '(“"' * 300_000 + " a", "x / " * 300_000 + "\nfoo bar"],
)
def test_large_inputs_take_linear_time(text: str) -> None:
    # No clock: were the time quadratic, this would take hours.
    with suppress(EmptyArticle):
        read_text(text)


SEED = Path(__file__).parents[3] / "shared/data/000_b55cd9ee8da52b46.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the shared example paste is not on this machine")
def test_of_the_shared_paste_only_the_article_is_kept() -> None:
    article = read_text(SEED.read_text(encoding="utf-8"))
    roles = [line.role for line in article.lines if line.is_kept]
    assert roles == [LineRole.HEADLINE, LineRole.CAPTION, *[LineRole.BODY] * 8]
    assert len(article.sentences) == 12
    # The text is other people's, so only its hash stands here.
    assert (
        hashlib.sha256(article.text.encode()).hexdigest()
        == "7205e36ebee708763e247cee21ca7639cc9f942afe190db807c1eb4f850e85e6"
    )
