"""Bylines and timestamps."""

from datetime import date

import pytest

from annotator.ingest import bylines, days


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Marlow", ("Ada Marlow",)),
        ("By Ada Marlow and Tor van der Velde", ("Ada Marlow", "Tor van der Velde")),
        ("Written by: J. B. Reyes, Ann O’Dea, and Li Wei", ("J. B. Reyes", "Ann O’Dea", "Li Wei")),
        ("By Ada MarlowPublished: 4 May 2031", ("Ada Marlow",)),
        ("By Friday the water had gone", ()),
    ],
)
def test_the_names_in_a_byline_are_its_authors(line: str, names: tuple[str, ...]) -> None:
    assert bylines.authors(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "4 May 2031",
        "May 4th, 2031 at 10:30 a.m. GMT",
        "Sunday, May 4, 2031",
        "Updated 14 May 2031",
        "3 min read",
        "2 hours ago",
        "2031-05-04",
    ],
)
def test_a_line_that_only_tells_when_is_a_timestamp(line: str) -> None:
    assert bylines.is_timestamp(line, len(line.split()))


@pytest.mark.parametrize(
    "line", ["The bridge opened on 4 May 2031.", "May 2031 budget talks collapse", "Is it 2031?"]
)
def test_a_line_that_tells_more_is_no_timestamp(line: str) -> None:
    assert not bylines.is_timestamp(line, len(line.split()))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 4 May 2031", date(2031, 5, 4)),
        ("By Ada Marlow, Sept. 9, 2031", date(2031, 9, 9)),
        ("2031-05-04T10:00", date(2031, 5, 4)),
        ("Updated 4 May 2031", None),
        ("03/04/2031", None),
        ("4 May 2031 – 6 May 2031", None),
        ("31 February 2031", None),
    ],
)
def test_a_day_is_read_only_when_it_is_plain(line: str, day: date | None) -> None:
    assert days.published(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Veröffentlicht am 4. März 2031", date(2031, 3, 4)),
        ("Publié le 1er août 2031 à 10h30", date(2031, 8, 1)),
        ("4 de mayo de 2031", date(2031, 5, 4)),
        ("4 maggio 2031", date(2031, 5, 4)),
        ("4 oktober 2031", date(2031, 10, 4)),
        ("12 déc. 2031", date(2031, 12, 12)),
        ("5. Okt. 2031", date(2031, 10, 5)),
        ("4 мая 2031", date(2031, 5, 4)),
        ("2031年5月4日", date(2031, 5, 4)),
        ("Aktualisiert am 4. März 2031", None),
        ("Mis à jour le 4 mars 2031", None),
        ("4 Punkte 2031", None),
    ],
)
def test_a_day_is_read_in_other_languages(line: str, day: date | None) -> None:
    assert days.published(line) == day


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Reyes and Tor Lund", ("Ada Reyes", "Tor Lund")),
        ("Ada Reyes, Senior Editor", ("Ada Reyes",)),
        ("By Ada Reyes, Harbour Columnist", ("Ada Reyes",)),
        ("Ada Reyes Staff Writer", ("Ada Reyes",)),
        ("Ada ReyesDec 4, 2031", ("Ada Reyes",)),
        ("Ada Reyes; ADA REYES", ("Ada Reyes",)),
        ("Ada Reyes ada.reyes@post.example", ("Ada Reyes",)),
        ("Ada Reyes @adareyes", ("Ada Reyes",)),
        ("Posted on May 4, 2031 by Ada Reyes", ("Ada Reyes",)),
        ("Von Ada Reyes und Tor Lund", ("Ada Reyes", "Tor Lund")),
        ("Par Ada Reyes et Tor Lund", ("Ada Reyes", "Tor Lund")),
        ("Por Ada Reyes y Tor Lund", ("Ada Reyes", "Tor Lund")),
        ("Von Reyes", ("Von Reyes",)),
        ("Ada d'Escoto, Tor van der Velde", ("Ada d'Escoto", "Tor van der Velde")),
        ("By Ada Reyes, Associated Press", ("Ada Reyes", "Associated Press")),
        ("AFP", ("AFP",)),
        ("MD", ()),
        ("@ada", ()),
        ("Harbour Post", ()),
    ],
)
def test_names_are_read_without_roles_days_and_addresses(text: str, names: tuple[str, ...]) -> None:
    assert bylines.names(text, not_=("Harbour Post",)) == names


@pytest.mark.parametrize(
    "line", ["By Ada Reyes", "Written by: Ada Reyes", "Von Ada Reyes", "Autor: Ada Reyes"]
)
def test_a_byline_is_signed(line: str) -> None:
    assert bylines.is_signed(line)


@pytest.mark.parametrize(
    "line",
    [
        *("Reviewed by Ada Reyes", "Edited by Ada Reyes", "Photo by Ada Reyes"),
        *("Photo: Ada Reyes", "Von Montag an", "Par exemple"),
    ],
)
def test_who_reviewed_or_took_the_photo_does_not_sign(line: str) -> None:
    assert not bylines.is_signed(line)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("By Harbour Post Staff", ("Harbour Post Staff",)),
        ("Guest Contributor", ("Guest Contributor",)),
        ("Staff", ()),
        ("Ada Reyes", ()),
        ("By joining our team you can help", ()),
    ],
)
def test_a_team_or_a_nameless_writer_signs_with_two_words_or_more(
    text: str, group: tuple[str, ...]
) -> None:
    assert bylines.group(text) == group


def test_a_team_is_no_single_role() -> None:
    assert bylines.team("The Harbour Desk") == ("The Harbour Desk",)
    assert bylines.team("Senior Editor") == ()


@pytest.mark.parametrize("line", ["By", "Written by:", "Published on", "Last updated:", "Von"])
def test_a_label_says_what_the_next_line_is(line: str) -> None:
    assert bylines.is_label(line)
    assert not bylines.is_label(f"{line} Ada Reyes")


@pytest.mark.parametrize("text", ["Log In", "Our Guides", "Related Links"])
def test_the_words_of_a_link_are_no_person(text: str) -> None:
    assert not bylines.is_person(text)
