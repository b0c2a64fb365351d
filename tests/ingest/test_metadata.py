"""What a page tells about itself, and where. The outlets and people are invented."""

from datetime import date

import pytest

from annotator.ingest import pages
from annotator.ingest.values import Evidence

TEXT = (
    "<p>The harbour council voted on Tuesday to close the old ferry terminal, which has served the"
    " islands for ninety years.</p>"
)


def page(head: str = "", top: str = "", *, url: str = "") -> pages.Page:
    return pages.read(
        f"<html><head>{head}</head><body><article>{top}{TEXT * 4}</article></body></html>", url=url
    )


def ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


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


def test_no_day_is_later_than_the_last_change() -> None:
    head = ld(
        '{"@type": "Article", "datePublished": "2031-05-04", "dateModified": "2031-05-06T23:00:00Z"}'
    )
    top = "<h1>Festival announced</h1><p>%s</p>"
    assert page(head, top % "9 August 2031").published == date(2031, 5, 4)
    assert page(head, top % "7 May 2031").published == date(2031, 5, 7)


def test_the_day_may_stand_in_the_address() -> None:
    assert page(url="https://post.example/2031/05/04/terminal").published == date(2031, 5, 4)


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '{"@type": 3, "author": {"name": [1]}}'])
def test_broken_json_ld_tells_nothing(data: str) -> None:
    assert page(f'<script type="application/ld+json">{data}</script>').authors == ()


@pytest.mark.parametrize(
    "author",
    [
        '"Ada Reyes"',
        '["Ada Reyes"]',
        '{"@type": "Person", "name": "Ada Reyes"}',
        '{"@type": "Person", "name": ["Ada Reyes"]}',
        '{"@type": "Person", "givenName": "Ada", "familyName": "Reyes"}',
        '{"@id": "#ada"}',
        '[{"@id": "#ada"}]',
        '"#ada"',
        '[{"name": "Ada Reyes"}, {"name": "ADA REYES"}]',
        '{"name": "Von Ada Reyes"}',
        '{"name": "Ada Reyes, Harbour Post"}',
    ],
)
def test_an_author_is_read_in_every_shape_of_json_ld(author: str) -> None:
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "author": %s},'
        ' {"@type": "Person", "@id": "#ada", "name": "Ada Reyes"}]}'
    )
    head = ld(graph % author) + '<meta property="og:site_name" content="Harbour Post">'
    assert page(head).authors == ("Ada Reyes",)


def test_json_ld_of_another_article_or_of_a_review_is_not_this_ones() -> None:
    head = ld(
        '[{"@type": "Review", "author": "Bo Quill"},'
        ' {"@type": "NewsArticle", "headline": "Bridge opens", "author": "Li Wei"},'
        ' {"@type": "NewsArticle", "headline": "Terminal closes", "author": "Ada Reyes"}]'
    )
    assert page(head, "<h1>Terminal closes</h1>").authors == ("Ada Reyes",)


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "Article", "author": "Ada Reyes",}',
        '//<![CDATA[\n{"@type": "Article", "author": "Ada Reyes"}\n//]]>',
        '/*<![CDATA[*/{"@type": "Article", "author": "Ada Reyes"}/*]]>*/',
        '<!-- {"@type": "Article", "author": "Ada Reyes"} -->',
    ],
)
def test_json_ld_is_read_with_what_is_often_wrapped_around_it(data: str) -> None:
    assert page(ld(data)).authors == ("Ada Reyes",)


def test_the_name_a_page_labels_as_the_writers_is_the_author() -> None:
    head = (
        '<meta name="twitter:label1" content="Est. reading time">'
        '<meta name="twitter:data1" content="7 minutes">'
        '<meta name="twitter:label2" content="Verfasst von">'
        '<meta name="twitter:data2" content="Ada Reyes">'
    )
    read = page(head)
    assert read.authors == ("Ada Reyes",)
    assert read.evidence[-1] == Evidence(field="authors", value="Ada Reyes", source="twitter:data2")


def test_a_byline_of_others_is_believed_before_the_account_that_put_it_there() -> None:
    head = '<meta name="author" content="Bo Quill">'
    top = "<h1>Terminal closes</h1><p>By Ada Reyes</p>"
    assert page(head, top).authors == ("Ada Reyes",)
    both = '<meta name="author" content="Ada Reyes, Tor Lund">'
    assert page(both, top).authors == ("Ada Reyes", "Tor Lund")


@pytest.mark.parametrize(
    "top",
    [
        "<p>By</p><p>Ada Reyes</p>",
        "<div>Written by:</div><div>Ada Reyes</div><div>Edited by:</div><div>Bo Quill</div>",
        "<div class='byline'>4 May 2031 · Ada Reyes</div>",
        "<p>05/04/2031 by Ada Reyes, delegate of the islands</p>",
        "<p>Reviewed by Bo Quill</p><p>By Ada Reyes</p>",
        "<p><a href='/people/ada'>Ada Reyes</a></p>",
        "<p>Ada Reyes</p><p>4 May 2031</p><p>Log In</p>",
    ],
)
def test_an_author_is_found_by_the_headline(top: str) -> None:
    assert page(top=f"<h1>Terminal closes</h1>{top}").authors == ("Ada Reyes",)


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        ("<p>By Harbour Post Staff</p>", ("Harbour Post Staff",)),
        ("<p>By</p><p>The Harbour Team</p>", ("The Harbour Team",)),
        ("<p>by quillbo</p>", ("quillbo",)),
        ("<p>By Harbour Post</p>", ("Harbour Post",)),
        ("<p>Reviewed by Bo Quill</p>", ()),
        ("<p>Photo by Bo Quill</p>", ()),
        ("<p>Log In</p><p>4 May 2031</p><p>All Topics</p>", ()),
    ],
)
def test_who_signs_without_a_name_is_told_as_it_stands(top: str, authors: tuple[str, ...]) -> None:
    head = '<meta property="og:site_name" content="Harbour Post">'
    assert page(head, f"<h1>Terminal closes</h1>{top}").authors == authors


def test_a_person_is_believed_before_a_team() -> None:
    head = ld('{"@type": "Article", "author": "Harbour Post Staff"}')
    top = "<h1>Terminal closes</h1><p>By Ada Reyes</p>"
    assert page(head).authors == ("Harbour Post Staff",)
    assert page(head, top).authors == ("Ada Reyes",)


@pytest.mark.parametrize(
    ("lang", "top", "day"),
    [
        ("en-US", "<p>03/04/2031</p>", date(2031, 3, 4)),
        ("en-GB", "<p>03/04/2031</p>", date(2031, 4, 3)),
        ("de", "<p>03/04/2031</p>", date(2031, 4, 3)),
        ("", "<p>03/04/2031</p>", None),
        ("en-GB", "<p>03/04/2031</p><p>Related</p><p>03/25/2031</p>", date(2031, 3, 4)),
        (
            "",
            "<p><time datetime='2031-04-03T23:30:00-05:00'>03/04/2031</time></p>",
            date(2031, 4, 3),
        ),
        ("en-US", "<p>Updated 03/04/2031</p>", None),
        ("", "<p>Published on</p><p>4 May 2031</p>", date(2031, 5, 4)),
        ("de", "<p>4. März 2031</p>", date(2031, 3, 4)),
        ("", "<nav><p>4 May 2031</p></nav>", None),
    ],
)
def test_the_day_by_the_headline(lang: str, top: str, day: date | None) -> None:
    body = f"<body><article><h1>Terminal closes</h1>{top}{TEXT * 4}</article></body>"
    assert pages.read(f'<html lang="{lang}">{body}</html>').published == day


@pytest.mark.parametrize(
    "path", ["2031/05/04/terminal", "2031/may/04/terminal", "news/2031-05-04+Terminal", "2031/5/4"]
)
def test_the_day_in_an_address_has_several_forms(path: str) -> None:
    assert page(url=f"https://post.example/{path}").published == date(2031, 5, 4)


@pytest.mark.parametrize("path", ["2031/05/terminal", "2031/13/04/x", "2031/moon/04/x"])
def test_an_address_without_a_day_tells_none(path: str) -> None:
    assert page(url=f"https://post.example/{path}").published is None


def test_the_byline_of_another_article_is_not_believed_before_a_shown_author() -> None:
    head = '<meta name="author" content="Ada Reyes">'
    top = "<h1>Terminal closes</h1><p>Ada Reyes</p><p>Bridge opens</p><p>By Bo Quill</p>"
    assert page(head, top).authors == ("Ada Reyes",)


@pytest.mark.parametrize(
    ("lang", "top"),
    [
        ("en", "<p>BY ADA REYES</p><p>Updated 10:23 PM GMT+1, May 4, 2031</p>"),
        ("en", "<p>By ADA REYES FOR HARBOURONLINE</p><p>PUBLISHED: 10:30 EDT, 4 May 2031</p>"),
        ("en", "<p>By Ada Reyes Harbour Post</p><p>Sunday, May 4th, 2031 10:30am EDT</p>"),
        ("en", "<p>Ada Reyes / HPN / Updated: May 4, 2031, 10:30 IST</p>"),
        ("en", "<p>Ada Reyes, Staff Writer</p><p>May 4, 2031</p>"),
        ("en", "<p>Ada Reyes • Harbour Post</p><p>May 4, 2031</p>"),
        ("en", "<p>By Ada Reyes Special to the Post</p><p>May 4, 2031</p>"),
        ("en", "<p>May 4, 2031</p><p>Ada Reyes, University of the Islands</p>"),
        ("de", "<p>Von Ada Reyes, Hafen</p><p>04.05.2031, 10.23 Uhr</p>"),
        (
            "de",
            "<p>Veröffentlicht am 4. Mai 2031</p><p>Von Ada Reyes</p><p>Aktualisiert am 5. Mai 2031</p>",
        ),
        (
            "fr",
            "<p>Par Ada Reyes (au port)</p><p>Publié le 04 mai 2031, modifié le 05 mai 2031</p>",
        ),
        ("es", "<p>Ada Reyes</p><p>Puerto - 04 may 2031 - 10:30 CEST</p>"),
        ("pt-BR", "<p>Por Ada Reyes, da Redação</p><p>04/05/2031 10h30 Atualizado há 2 dias</p>"),
        ("it", "<p>di Ada Reyes</p><p>4 maggio 2031 alle 10:30</p>"),
        ("nl", "<p>Ada Reyes | 4 mei 2031</p>"),
        ("sv", "<p>Av Ada Reyes</p><p>Publicerad 4 maj 2031</p>"),
    ],
)
def test_bylines_of_many_styles(lang: str, top: str) -> None:
    head = '<meta property="og:site_name" content="Harbour Post">'
    body = f"<body><article><h1>Terminal closes</h1>{top}{TEXT * 4}</article></body>"
    read = pages.read(f'<html lang="{lang}"><head>{head}</head>{body}</html>')
    assert [name.title() for name in read.authors] == ["Ada Reyes"]
    assert read.published == date(2031, 5, 4)


def test_all_authors_that_are_linked_by_the_headline_are_named() -> None:
    top = (
        "<h1>Terminal closes</h1><p><a rel='author' href='/a'>Ada Reyes</a> in Harbour and"
        " <a rel='author' href='/t'>Tor Lund</a> on the islands</p>"
    )
    below = "<aside><a rel='author' href='/b'>Bo Quill</a></aside>"
    read = pages.read(f"<body><article>{top}{TEXT * 20}</article>{below}</body>")
    assert read.authors == ("Ada Reyes", "Tor Lund")
