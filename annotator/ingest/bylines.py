"""Lines that say who wrote an article and when, and what can be read from them with confidence."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})\b"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d.])"),
    re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_TURNS = re.compile(
    r"(?i:\b(?P<changed>(?:last |recently )?(?:updated|modified|edited|changed|reviewed|revised))\b"
    r"|\b(?:published|posted)\b)"
)
_STAMP = re.compile(
    r"(?i:^(?:first |last |originally )?(?:published|updated|posted|modified|created|edited)\b(?=.*\d)"
    r"|^\W*(?:about )?\d{1,3}[ -]?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)\.? (?:read|ago|listen)\b"
    r"|^(?:reading|read) time\b"
    r"|^(?:today|yesterday)(?: at)? \d)"
)
_DAY_OR_CLOCK = re.compile(
    r"(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|\d{1,2}[:.]\d{2}|\b(?:[ap]\.?m|gmt|utc|est|edt|et|pst|pdt|pt|cet|bst|at|on"
    r"|updated|published|posted|date|last|min|mins|minutes|read)\b|[\W\d_])"
)
_NAME = r"[^\W\d_a-z][\w’'-]*\.?(?: (?:de|van|von|der|den|al|el|la|le|bin|di|da|[^\W\d_a-z][\w’'-]*\.?)(?!\w)){1,4}"
_BYLINE = re.compile(
    rf"^(?i:(?:words |written |reported |posted |story |text |article )?by:?|authors?:)\s+"
    rf"(?P<names>{_NAME}(?:(?:, and |, | and | & ){_NAME}){{0,5}})(?P<rest>.*)$"
)
_SPLIT = re.compile(r", and |, | and | & ")
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?:(?:Published|Updated|Posted)\b.*"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d.*)$"
)
_SIGNED = re.compile(
    r"(?i)^\W*(?:(?:words|written|reported|posted|story|text|article|published|reviewed|edited)\s+)?by\b[:\s]*"
    r"|^\W*(?:authors?|written by|posted by)\s*:\s*|^By(?=[A-Z][a-z])"
)
_BETWEEN = re.compile(r"\s*(?:,\s*and\b|[,;&/]|\band\b|\bwith\b)\s*")
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·⋅]|\s[–—-]\s|\d|\b(?:Updated|Published|Posted|Reviewed|Edited|Last)\b"
    rf"|{_MONTH.replace('?P<month>', '?:')}\s*\d|\bfor\b|\bin\b|\bon\b|\bat\b)"
)
_NO_NAME = re.compile(
    r"(?i)https?:|www\.|[@/\\<>{}\[\]=_#]|\d"
    r"|\b(?:admin|administrator|staff|editors?|editorial|desk|newsroom|team|contributors?|correspondents?"
    r"|reporters?|writers?|journalists?|author|webmaster|wire|agency|agencies|guest|unknown|anonymous"
    r"|director|founder|ceo|manager|expert|specialist|officer|president|professor|view|posts?|about|follow"
    r"|share|comments?|read|more|min|ago|subscribe|bio|size|type|text|company|category|manufacturer|full|null|none|undefined|name)\b"
    r"|^(?:md|phd|ma|ms|mba|rn|rd|dvm|jr|sr|cfp|cpa|esq|ba|bsc|msc|dds|lvt|dacvb|vmd|the|a|this|by)\.?$"
)
_ORGANISED = re.compile(
    r"(?i)\b(?:the|news|times|post|press|media|tv|radio|today|daily|journal|herald|tribune|gazette|wire"
    r"|magazine|review|blog|agency|group|company|institute|university|college|association|network|studios?"
    r"|marketing|services?|solutions|health|center|centre|foundation|world|global|international|inc|llc|ltd)\b"
)
_CREDENTIAL = re.compile(r"[A-Z]{2,6}$")
_EDGES = " .,;:–—-|•·⋅*\"'’()"
_IN_DATED = re.compile(
    rf"(?:\b[Bb]y:? |^)(?P<name>{_NAME})(?=\W*$|\s+(?:on|at|in|for)\b|\s*[|•·⋅–—-]|\s+(?:Updated|Published|Posted))"
)
_LONGEST = 20


def is_byline(text: str, words: int) -> bool:
    """Whether the line does no more than name who wrote the article."""
    if words > _LONGEST or text.endswith((".", "?", "!")):
        return False
    return _BYLINE.match(text) is not None


def is_timestamp(text: str, words: int) -> bool:
    """Whether the line does no more than tell when, or how long the article takes to read."""
    if words > _LONGEST or text.endswith(("?", "!")):
        return False
    if _STAMP.search(text):
        return words <= 12 or not text.endswith(".")
    without = text
    for pattern in _DATES:
        without = pattern.sub(" ", without)
    return without != text and not _DAY_OR_CLOCK.sub("", without)


def authors(text: str) -> tuple[str, ...]:
    """The names in a byline; none when it is not one."""
    match = _BYLINE.match(text)
    if not match:
        return ()
    return tuple(_GLUED.sub("", name) for name in _SPLIT.split(match["names"]))


def is_signed(text: str) -> bool:
    """Whether the line begins like a byline: "By", "Written by", "Author:"."""
    return _SIGNED.match(text) is not None


def names(text: str, *, not_: Sequence[str] = ()) -> tuple[str, ...]:
    """The names in a place for authors: a byline, a meta element, a link to the author's page.

    Roles, days, addresses, handles and the names in `not_` (the outlet's) are left out. A name need
    not be of two words where the place itself says that it is one.
    """
    bare = _SIGNED.sub("", " ".join(text.split()))
    if "://" in bare or _is_one_of(bare, not_):
        return ()
    bare = _AFTER_NAMES.split(_GLUED.sub("", bare), maxsplit=1)[0]
    found = []
    for part in _BETWEEN.split(bare):
        name = _without(part.strip(_EDGES), not_).strip(_EDGES)
        if _is_name(name) and not _is_one_of(name, not_):
            found.append(name)
    return tuple(dict.fromkeys(found))


def named_with_day(text: str) -> tuple[str, ...]:
    """The full name in a line that tells a day too: "4 May 2031 | Ada Marlow"."""
    without = text
    for pattern in (*_DATES, _SLASHED):
        without = pattern.sub(" ", without)
    if without == text:
        return ()
    match = _IN_DATED.search(without.strip(_EDGES))
    return (match["name"],) if match and is_full_name(match["name"]) else ()


def days_of_change(text: str) -> Iterator[date]:
    """The days that the text says the article was changed on."""
    if _TURNS.search(text) and published(text) is None:
        yield from days(text)


def is_full_name(text: str) -> bool:
    """Whether the text has the looks of a person's name: two to four words, each with a capital."""
    return re.fullmatch(_NAME, text) is not None and not _ORGANISED.search(text)


def _without(name: str, outlets: Sequence[str]) -> str:
    """The name without the outlet's after it: "Ada Reyes The Harbour Post"."""
    for outlet in outlets:
        if len(outlet) > 3 and name.lower().endswith(" " + outlet.lower()):
            return name[: -len(outlet)]
    return name


def _is_one_of(name: str, outlets: Sequence[str]) -> bool:
    """Whether the outlet signs itself. One that bears a person's name may be that person's."""
    plain = _plain(name)
    same = any(
        plain == _plain(part) for outlet in outlets for part in (outlet, outlet.split(".")[0])
    )
    return same and not is_full_name(name)


def _is_name(name: str) -> bool:
    words = name.split()
    if not words or len(words) > 5 or not 2 <= len(name) <= 60:
        return False
    if _NO_NAME.search(name) or not name[0].isalpha() or _CREDENTIAL.match(name):
        return False
    return len(words) == 1 or name[0].isupper() or not name.islower() or len(words) == 2


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def published(text: str) -> date | None:
    """The one day a byline or timestamp names as the day of publication.

    None for two different days, for a day of updating only, and where day and month could be
    swapped (`03/04/2024`).
    """
    found = {day for part in _of_publishing(text) for day in days(part)}
    return found.pop() if len(found) == 1 else None


def _of_publishing(text: str) -> Iterator[str]:
    """The parts of the text that no word for changing, such as "updated", stands before."""
    start, changed = 0, False
    for match in _TURNS.finditer(text):
        if not changed:
            yield text[start : match.start()]
        start, changed = match.end(), match["changed"] is not None
    if not changed:
        yield text[start:]


def days(text: str) -> Iterator[date]:
    """The days named in the text, whatever happened on them."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if day := _day(match):
                yield day
    for match in _SLASHED.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or second > 12 or first == second:
            with suppress(ValueError):
                yield date(int(match[3]), min(first, second), max(first, second))


def _day(match: re.Match[str]) -> date | None:
    month = match["month"][:3].lower()
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
