"""Bylines and timestamps."""

from datetime import date

import pytest

from annotator.ingest import bylines


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
    assert bylines.published(line) == day
