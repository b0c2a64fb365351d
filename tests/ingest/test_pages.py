"""From a saved page to an article. The outlet, people and events are invented."""

import socket
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.ingest import visible
from annotator.ingest.article import read_html
from annotator.ingest.refusals import EmptyArticle, UnreadableInput
from annotator.ingest.values import Line, LineRole

BODY = (
    "The harbour council voted on Tuesday to close the old ferry terminal, which has served the"
    " islands for ninety years.",
    "“We had no money left to repair it,” council leader Ada Marlow told reporters 🌊 after a long"
    " and angry meeting.",
    "The islanders' union accused the council of hiding a report that called the building safe.",
    "Marlow denied the charge and said that the report would be published within the week.",
)
HEAD = """<!DOCTYPE html><html lang="en-GB"><head>
<title>Council closes terminal | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2021-05-04T10:00:00+00:00">
<meta name="author" content="Ada Reyes">
<style>p { color: red }</style><script>var secret = "do not show this line anywhere";</script>
</head>"""
PAGE = f"""{HEAD}<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Council closes terminal</h1>
<figure><figcaption>A ferry passes the old terminal in Velder.</figcaption></figure>
{"".join(f"<p>{text}</p>" for text in BODY)}
<script>document.write("<p>written by a script, never shown</p>")</script>
</article>
<aside><h2>Related articles</h2><p><a href="/2">Ferry strike enters its second week</a></p></aside>
<footer><p>© 2021 The Harbour Post. All rights reserved.</p></footer></body></html>"""


def kept(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines if line.is_kept]


def test_the_main_text_of_a_page_is_kept_and_the_rest_listed() -> None:
    article = read_html(PAGE)
    assert kept(article.lines) == [
        "Council closes terminal",
        "A ferry passes the old terminal in Velder.",
        *BODY,
    ]
    dropped = {line.text: line.reason for line in article.lines if not line.is_kept}
    assert dropped["Home"] == "navigation"
    assert dropped["© 2021 The Harbour Post. All rights reserved."] == "copyright"
    assert "Ferry strike enters its second week" in dropped


def test_the_metadata_of_a_page_are_read() -> None:
    article = read_html(PAGE, url="https://www.harbourpost.example/a")
    assert article.title == "Council closes terminal"
    assert article.authors == ("Ada Reyes",)
    assert article.published == date(2021, 5, 4)
    assert article.outlet == "The Harbour Post"
    assert article.url == "https://www.harbourpost.example/a"
    assert article.language == "en"


def test_roles_follow_the_tags() -> None:
    roles = {line.text: line.role for line in read_html(PAGE).lines}
    assert roles["Council closes terminal"] is LineRole.HEADLINE
    assert roles["A ferry passes the old terminal in Velder."] is LineRole.CAPTION
    assert roles[BODY[0]] is LineRole.BODY


def test_a_page_that_shows_no_headline_gets_it_from_its_title() -> None:
    article = read_html(PAGE.replace("<h1>Council closes terminal</h1>", ""))
    assert article.lines[0].text == "Council closes terminal"
    assert article.lines[0].role is LineRole.HEADLINE


def test_without_a_date_none_is_guessed() -> None:
    assert read_html(PAGE.replace("2021-05-04T10:00:00+00:00", "")).published is None


def test_scripts_styles_and_hidden_parts_are_no_lines() -> None:
    hidden = '<div style="display: none">hidden words</div><template>unused words</template>'
    shown = " ".join(line.text for line in read_html(PAGE.replace("<nav>", hidden + "<nav>")).lines)
    for word in ("secret", "color", "script", "hidden", "unused"):
        assert word not in shown


def test_the_sentences_are_slices_of_the_text() -> None:
    article = read_html(PAGE)
    sentences = [article.text[s.start : s.end] for s in article.sentences]
    assert sentences == [
        "Council closes terminal",
        "A ferry passes the old terminal in Velder.",
        *BODY,
    ]


def test_the_charset_that_the_page_declares_is_used() -> None:
    text = "Городской совет во вторник проголосовал за закрытие старого паромного причала."
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{text}</p></body></html>'
    assert text in read_html(page.encode("windows-1251")).text


def test_entities_of_a_document_type_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE html [<!ENTITY e0 "boom">{levels}]><html><body><p>&e11; {BODY[0]}</p></html>'
    assert len(read_html(bomb).text) < 1_000


def test_no_file_is_read_through_an_entity() -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<!DOCTYPE html [<!ENTITY file SYSTEM "file://{__file__}">]>'
        f"<html><body><p>&file; {BODY[0]}</p></body></html>"
    )
    assert "From a saved page" not in read_html(page).text


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = PAGE.replace("<nav>", '<iframe src="http://192.0.2.1/"></iframe><nav>')
    assert read_html(page, url="http://192.0.2.1/a").title == "Council closes terminal"


def test_nested_tables_are_read() -> None:
    inner = "".join(f"<p>{text}</p>" for text in BODY)
    page = f"<html><body>{'<table><tr><td>' * 60}{inner}{'</td></tr></table>' * 60}</body></html>"
    assert set(BODY) <= set(kept(read_html(page).lines))


def test_malformed_html_is_read() -> None:
    page = f"<p>{'<p><b>'.join(BODY)}</div></table><td><"
    assert set(BODY) <= set(kept(read_html(page).lines))


def test_a_very_deep_page_is_an_article_or_refused() -> None:
    with suppress(EmptyArticle):
        read_html("<div>" * 20_000 + BODY[0])


@pytest.mark.parametrize("page", ["", "<html></html>", "<script>alert(1)</script>", "<!-- x -->"])
def test_a_page_that_shows_nothing_is_refused(page: str) -> None:
    with pytest.raises(EmptyArticle):
        read_html(page)


def test_a_pdf_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        read_html(b"%PDF-1.7")


NAMES = ("p", "div", "td", "table", "h1", "script", "figcaption", "title", "svg", "math", "body")
TAGS = st.one_of(
    st.sampled_from(NAMES).map("<{}>".format),
    st.sampled_from(NAMES).map("</{}>".format),
    st.sampled_from(("<!--", "-->", "&amp;", "&#0;", "&#xD800;")),
)


@settings(max_examples=60)
@given(st.lists(st.one_of(TAGS, st.sampled_from(BODY), st.text(max_size=10))).map("".join))
def test_any_page_is_an_article_or_refused(page: str) -> None:
    try:
        article = read_html(page)
    except EmptyArticle:
        return
    assert all(article.text[s.start : s.end].strip() for s in article.sentences)


def test_a_block_before_a_control_character_stays_where_others_are_taken_out() -> None:
    tree = visible.parse("<body><div>Home</div>\x01<div>News</div><p>It rained all day.</p></body>")
    assert tree is not None
    seen = visible.view(tree)
    visible.prune(seen, [line.text == "It rained all day." for line in seen.lines])
    assert [line.text for line in visible.view(tree).lines] == [
        "Home",
        "\x01",
        "It rained all day.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. strike – Day 2", "usstrikeday2"),
        ("L’Été à la_mer", "létéàlamer"),
        ("STRASSE, Straße", "strassestrasse"),
        ("broken \ud83d half", "brokenhalf"),
    ],
)
def test_letters_are_what_renderings_of_a_text_share(text: str, expected: str) -> None:
    assert visible.letters(text) == expected
