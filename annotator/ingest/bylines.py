"""Lines that say who wrote an article and when, and what can be read from them with confidence."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})\b"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b"),
    re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
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
_GLUED = re.compile(r"(?<=[a-z])(?:Published|Updated|Posted)$")
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


def published(text: str) -> date | None:
    """The one day a byline or timestamp names as the day of publication.

    None for two different days, for a day of updating only, and where day and month could be
    swapped (`03/04/2024`).
    """
    lowered = text.lower()
    if "updated" in lowered and "publish" not in lowered and "posted" not in lowered:
        return None
    days = {day for pattern in _DATES for match in pattern.finditer(text) if (day := _day(match))}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    month = match["month"][:3].lower()
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
