"""Days as articles name them: of publication, of change, in many languages."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
WRITTEN = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH},? (?P<year>\d{{4}})\b"),
    re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d.])"),
    re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_ABROAD = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner janvier enero gennaio janeiro januari styczeń stycznia января ocak janv ene genn",
            "februar février fevrier febrero febbraio fevereiro februari lutego февраля şubat févr febr fev",
            "märz maerz mars marzo março maart marts marca марта mart mrt",
            "avril abril aprile kwietnia апреля nisan avr abr",
            "mai mayo maggio maio mei maj maja мая mayıs mag",
            "juni juin junio giugno junho czerwca июня haziran giu",
            "juli juillet julio luglio julho lipca июля temmuz juil lug",
            "août aout agosto augustus augusti sierpnia августа ağustos ago",
            "septembre septiembre setembro settembre września сентября eylül set",
            "oktober octobre octubre ottobre outubro października октября ekim okt ott out",
            "novembre noviembre novembro listopada ноября kasım",
            "dezember décembre decembre diciembre dicembre dezembro desember grudnia декабря aralık dez déc dic des",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_ABROAD = re.compile(
    r"(?<!\d)(\d{1,2})(?:er|[.ºª°])? (?:de )?([^\W\d_]{3,12})\.?,? (?:del? )?(\d{4})(?!\d)"
)
_DAY_EAST = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_TURNS = re.compile(
    r"(?i:\b(?P<changed>(?:last |recently )?(?:updated?|modified|edited|changed|reviewed|revised)"
    r"|aktualisiert|geändert|mis(?:e)? à jour|modifié|actualizad[oa]|aggiornat[oa]|modificat[oa]"
    r"|atualizad[oa]|bijgewerkt|uppdaterad|opdateret|oppdatert|zaktualizowano|обновлено)\b"
    r"|\b(?:published|posted|veröffentlicht|publiée?|publicad[oa]|pubblicat[oa]|gepubliceerd"
    r"|publicerad|udgivet|publisert|opublikowano|опубликовано)\b)"
)


def published(text: str) -> date | None:
    """The one day a byline or timestamp names as the day of publication.

    None for two different days, for a day of updating only, and where day and month could be
    swapped (`03/04/2024`).
    """
    found = {day for part in _of_publishing(text) for day in named(part)}
    return found.pop() if len(found) == 1 else None


def of_change(text: str) -> Iterator[date]:
    """The days that the text says the article was changed on."""
    if _TURNS.search(text) and published(text) is None:
        yield from named(text)


def without(text: str) -> str:
    """The text with a blank for each day named in it."""
    for pattern in (*WRITTEN, _SLASHED):
        text = pattern.sub(" ", text)
    return _DAY_ABROAD.sub(lambda m: " " if m[2].lower() in _ABROAD else m[0], text)


def _of_publishing(text: str) -> Iterator[str]:
    """The parts of the text that no word for changing, such as "updated", stands before."""
    start, changed = 0, False
    for match in _TURNS.finditer(text):
        if not changed:
            yield text[start : match.start()]
        start, changed = match.end(), match["changed"] is not None
    if not changed:
        yield text[start:]


def is_dated(text: str) -> bool:
    """Whether the text tells a day, if only like 03/04/2031."""
    return any(True for _ in named(text)) or _SLASHED.search(text) is not None


def named(text: str) -> Iterator[date]:
    """The days named in the text, whatever happened on them."""
    for pattern in WRITTEN:
        for match in pattern.finditer(text):
            if day := _day(match):
                yield day
    yield from _days_abroad(text)
    for match in _SLASHED.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or second > 12 or first == second:
            with suppress(ValueError):
                yield date(int(match[3]), min(first, second), max(first, second))


def _days_abroad(text: str) -> Iterator[date]:
    """The days written in other languages than English: "4. März 2031", "2031年5月4日"."""
    for match in _DAY_ABROAD.finditer(text):
        if number := _ABROAD.get(match[2].lower()):
            with suppress(ValueError):
                yield date(int(match[3]), number, int(match[1]))
    for match in _DAY_EAST.finditer(text):
        with suppress(ValueError):
            yield date(int(match[1]), int(match[2]), int(match[3]))


def slashed(text: str) -> Iterator[tuple[int, int, int]]:
    """The days written like 03/04/2031: two numbers, of which either may be the month, and the year."""
    for match in _SLASHED.finditer(text):
        yield int(match[1]), int(match[2]), int(match[3])


def slashed_published(text: str) -> list[tuple[int, int, int]]:
    """Those of `slashed` that no word for changing stands before."""
    return [day for part in _of_publishing(text) for day in slashed(part)]


def _day(match: re.Match[str]) -> date | None:
    month = match["month"][:3].lower()
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
