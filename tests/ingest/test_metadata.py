"""What a page tells about itself, and where. The outlets and people are invented."""

from datetime import date

import pytest

from annotator.ingest import bylines, pages
from annotator.ingest.values import Evidence

TEXT = (
    "<p>The harbour council voted on Tuesday to close the old ferry terminal, which has served the"
    " islands for ninety years.</p>"
)


def page(head: str = "", top: str = "", *, url: str = "") -> pages.Page:
    return pages.read(
        f"<html><head>{head}</head><body><article>{top}{TEXT * 4}</article></body></html>", url=url
    )


def test_the_heading_that_is_shown_is_the_title() -> None:
    read = page("<title>Terminal closes - The Harbour Post</title>", "<h1>Terminal closes</h1>")
    assert read.title == "Terminal closes"
    assert Evidence(field="title", value="Terminal closes", source="h1") in read.evidence


@pytest.mark.parametrize(
    "told", ["Terminal closes | Harbour Post", "Terminal closes - Harbour Post", "Terminal closes"]
)
def test_the_outlet_is_cut_from_a_title(told: str) -> None:
    head = f'<title>{told}</title><meta property="og:site_name" content="Harbour Post">'
    assert page(head).title == "Terminal closes"


def test_authors_come_from_json_ld_first() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name":'
        ' "Ada Reyes"}, {"name": "Tor Lund"}], "datePublished": "2031-05-04T23:00:00Z"}</script>'
        '<meta name="author" content="Staff">'
    )
    read = page(head)
    assert read.authors == ("Ada Reyes", "Tor Lund")
    assert read.published == date(2031, 5, 4)
    assert (
        Evidence(field="published", value="2031-05-04T23:00:00Z", source="json-ld datePublished")
        in read.evidence
    )


@pytest.mark.parametrize("told", ["Staff", "admin", "Harbour Post", "https://x.example/ada", ""])
def test_what_is_no_name_is_no_author(told: str) -> None:
    head = f'<meta name="author" content="{told}"><meta property="og:site_name" content="Harbour Post">'
    assert page(head).authors == ()


def test_a_byline_under_the_headline_names_the_author() -> None:
    assert page(top="<h1>Terminal closes</h1><p>By Ada Reyes | 4 May 2031</p>").authors == (
        "Ada Reyes",
    )


def test_a_day_of_change_is_taken_only_where_no_other_is_told_and_says_so() -> None:
    top = "<h1>Terminal closes</h1><p>Updated 6 May 2031</p>"
    assert page(top=top).evidence[-1] == Evidence(
        field="published", value="Updated 6 May 2031", source="timestamp of a change"
    )
    head = '<meta property="article:published_time" content="2031-05-04">'
    assert page(head, top).published == date(2031, 5, 4)


def test_the_day_may_stand_in_the_address() -> None:
    assert page(url="https://post.example/2031/05/04/terminal").published == date(2031, 5, 4)


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '{"@type": 3, "author": {"name": [1]}}'])
def test_broken_json_ld_tells_nothing(data: str) -> None:
    assert page(f'<script type="application/ld+json">{data}</script>').authors == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Reyes and Tor Lund", ("Ada Reyes", "Tor Lund")),
        ("Ada Reyes, Senior Editor", ("Ada Reyes",)),
        ("Ada ReyesDec 4, 2031", ("Ada Reyes",)),
        ("@ada", ()),
    ],
)
def test_names_are_read_without_roles_and_days(text: str, names: tuple[str, ...]) -> None:
    assert bylines.names(text) == names
