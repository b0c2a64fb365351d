"""By whom and when a page says that it was published, place by place.

An author needs a place for authors, or the looks of a name by the headline. A day needs a place that
names the day of publication: a line by the headline, JSON-LD, a meta element, a `<time>`, the
address. Where day and month could be swapped the page itself must tell which is which. The day of a
change is the last resort.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from annotator.ingest import bylines, days
from annotator.ingest.metadata_sources import Told
from annotator.ingest.visible import Seen, letters

_ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})(?!\d)|^\s*(\d{4})(\d{2})(\d{2})(?!\d)")
_IN_PATH = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3,9})[/-](\d{1,2})(?!\d)", re.IGNORECASE
)
_MONTH_FIRST, _DAY_FIRST = ("en-us", "en-ph"), ("en-", "fr", "de", "es", "it", "pt", "nl")
_BY = re.compile(r"(?i)\b(?:by|von|por|par|da|di|door|av|af|przez)\s*:?$")
_LONGEST = 120
_UNDER, _ABOVE = 15, 3
_A_DAY = timedelta(days=1)

_AUTHORS = (
    *("author", "article:author", "parsely-author", "sailthru.author", "byl", "cxenseparse:author"),
    *("citation_author", "citation_authors", "dc.creator", "dcterms.creator"),
    *("article:author_name", "article.author", "og:article:author", "mediator_author"),
)
_DAYS = (
    *("article:published_time", "og:published_time", "article:published", "parsely-pub-date"),
    *("sailthru.date", "datepublished", "date.published", "publish-date", "publication_date"),
    *("publishdate", "pubdate", "publish_date", "article.published", "published-date"),
    *("cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article:publish_date"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created"),
    *("citation_publication_date", "citation_online_date", "citation_date", "dcterms.date"),
    *("dc.date", "date"),
)

Place = tuple[str, list[str]]
Names = tuple[str, ...]
Found = tuple[str, str, date | None]


@dataclass(frozen=True, kw_only=True)
class By:
    """The authors, and the place that names them with its words."""

    source: str
    values: tuple[str, ...]
    names: Names


def near_title(seen: Sequence[Seen], title: str) -> Sequence[Seen]:
    """The lines under the headline, then the few above it; labels and what they label as one line."""
    wanted = letters(title)
    places = [i for i, s in enumerate(seen) if wanted and s.letters == wanted]
    at = next((i for i in places if seen[i].tag == "h1"), next(iter(places), None))
    if at is None:
        at = next((i for i, s in enumerate(seen) if s.tag == "h1"), None)
    if at is None:
        return ()
    under, above = seen[at : at + _UNDER], seen[max(0, at - _ABOVE) : at]
    return [*_joined(under), *reversed(_joined(above))]


def _joined(lines: Sequence[Seen]) -> list[Seen]:
    """The lines, "By" or "Published on" as one with the line after it."""
    joined: list[Seen] = []
    label = ""
    for line in lines:
        if not label and bylines.is_label(line.text):
            label = line.text
            continue
        joined.append(replace(line, text=f"{label} {line.text}") if label else line)
        label = ""
    return joined


# By whom.


def authors(
    told: Told, near: Sequence[Seen], seen: Sequence[Seen], *, outlets: Sequence[str]
) -> By:
    """The people named in the first place that holds any; else the team or desk that signs; else the
    names in places where others may be named too; else the outlet that signs by itself."""

    def people(text: str) -> Names:
        return bylines.names(text, not_=outlets)

    def outlet(text: str) -> Names:
        return tuple(filter(bylines.is_full_name, bylines.names(text)))

    def signature(text: str) -> Names:
        return bylines.signature(text, outlets=outlets)

    stated = list(_stated_by(told))
    signed = [("byline", [line.text]) for line in near if bylines.is_signed(line.text)]
    byline = [place for place in signed if _is_only_names(place[1][0], outlets)][:1]
    links = [*_linked(told, near), *((source, [text]) for source, text in told.authors[:1])]
    return (
        _by_whom(_first(people, stated), _first(people, links), _first(people, byline), near)
        or _first(bylines.group, [*stated, *signed])
        or _first(people, _boxed(near, outlets))
        or _first(bylines.team, [("author box", [text]) for text in _in_author_blocks(near)])
        or _first(outlet, stated)
        or _first(people, _loose(near, seen, outlets))
        or _first(signature, signed)
        or _first(outlet, _loose(near, seen, ()))
        or By(source="", values=(), names=())
    )


def _first(read: Callable[[str], Names], places: Iterable[Place]) -> By | None:
    """The first place with any names, and its names, each once."""
    for source, values in places:
        names: dict[str, str] = {}
        for name in (name for value in values for name in read(value)):
            names.setdefault(name.casefold(), name)
        if names:
            return By(source=source, values=tuple(values), names=tuple(names.values()))
    return None


def _by_whom(
    stated: By | None, link: By | None, byline: By | None, near: Sequence[Seen]
) -> By | None:
    """What the metadata state, unless the byline names others and they are not shown by the headline:
    who put an article on the site need not have written it. A link to an author is believed before a
    byline without that name."""
    if stated and byline:
        return stated if _share_a_name(stated, byline) or _is_shown(stated, near) else byline
    if link and byline:
        return byline if _share_a_name(link, byline) else link
    return stated or link or byline


def _share_a_name(one: By, other: By) -> bool:
    return not {*map(letters, one.names)}.isdisjoint(map(letters, other.names))


def _is_shown(by: By, lines: Sequence[Seen]) -> bool:
    names = [*map(letters, by.names)]
    return any(
        name in line.letters for name in names for line in lines if len(line.text) < _LONGEST
    )


def _stated_by(told: Told) -> Iterator[Place]:
    """The metadata that are for authors and nobody else."""
    for key in ("author", "creator"):
        yield f"json-ld {key}", _from_json(told, key)
    yield from ((name, [content]) for name, content in _author_metas(told))
    yield from _labelled(told)


def _linked(told: Told, near: Sequence[Seen]) -> Iterator[Place]:
    """The links by the headline that lead to the pages of authors."""
    people = dict.fromkeys(filter(bylines.is_person, told.linked))
    lines = [line.text for line in near if len(line.text) < _LONGEST]
    yield "link to an author", [name for name in people if any(name in text for text in lines)]


def _labelled(told: Told) -> Iterator[Place]:
    """The name in `twitter:data1` where `twitter:label1` is "Written by"."""
    metas = dict(told.metas)
    for number in "12":
        if _BY.search(metas.get(f"twitter:label{number}", "")):
            yield f"twitter:data{number}", [metas.get(f"twitter:data{number}", "")]


def _boxed(lines: Sequence[Seen], outlets: Sequence[str]) -> Iterator[Place]:
    """The first line in a box for authors that holds nothing but names."""
    for text in _in_author_blocks(lines):
        if _is_only_names(text, outlets):
            yield "author box", [text]
            return


def _loose(near: Sequence[Seen], seen: Sequence[Seen], outlets: Sequence[str]) -> Iterator[Place]:
    """The places where an author may be named, or somebody else."""
    for text in _beside_day(near):
        yield "beside the day", [text]
        break
    yield from _boxed(seen, outlets)


def _is_only_names(text: str, outlets: Sequence[str]) -> bool:
    """Whether the text holds nothing but names of two words or more, or an agency's."""
    names = bylines.names(text, not_=outlets) if len(text) < _LONGEST else ()
    return bool(names) and all(bylines.is_person(n) or bylines.is_agency(n) for n in names)


def _beside_day(near: Sequence[Seen]) -> Iterator[str]:
    """A full name in the line that tells the day, or alone in the line before or after it."""
    texts = [line.text for line in near[1:] if len(line.text) < _LONGEST and not line.tag]
    dated = [days.is_dated(text) for text in texts]
    for index, text in enumerate(texts):
        if dated[index]:
            yield from bylines.named_with_day(text)
        elif any(dated[max(0, index - 1) : index + 2]):
            yield from filter(
                None, [text if bylines.is_person(text) else bylines.name_before_role(text)]
            )


def _in_author_blocks(seen: Sequence[Seen]) -> Iterator[str]:
    for line in seen:
        near = line.block.near
        if "author" in near and "comment" not in near and len(line.text) < _LONGEST:
            yield next(iter(bylines.named_with_day(line.text)), line.text)


def _author_metas(told: Told) -> Iterator[tuple[str, str]]:
    """Each author meta; of one name given many times all are together."""
    for name in _AUTHORS:
        contents = [content for _, content in told.meta(name)]
        if contents:
            yield name, "; ".join(dict.fromkeys(contents))


def _from_json(told: Told, key: str) -> list[str]:
    for item in told.articles:
        names = list(told.names(item.get(key)))
        if names:
            return names
    return []


# When.


def days_told(
    told: Told, near: Sequence[Seen], seen: Sequence[Seen], *, url: str
) -> Iterator[Found]:
    """(source, value, day) of each place that may tell the day, the best first.

    `near` are the lines by the headline, `seen` all lines.
    """
    texts = [line.text for line in near if _may_date(line)]
    yield from _shown(told, texts, seen)
    yield from _stated(told)
    yield from _in_times(told)
    yield from _in_path(url)
    for text in texts:
        for day in days.of_change(text):
            yield "timestamp of a change", text, day


def _may_date(line: Seen) -> bool:
    """Whether the line may be a timestamp: short, no heading, no sentence, not in a menu."""
    is_short = len(line.text) < _LONGEST and not line.text.endswith((".", "?", "!"))
    return is_short and not line.tag and "nav" not in line.block.places


def _shown(told: Told, texts: Sequence[str], seen: Sequence[Seen]) -> Iterator[Found]:
    """The days in the lines by the headline, up to one that cannot be read. None is later than the
    last change, but for the hours between two time zones."""
    latest = max(_changed(told), default=date.max - _A_DAY) + _A_DAY
    for text in texts:
        day = days.published(text)
        if day is None and days.slashed_published(text):
            day = _of_slashed(text, told, seen)
            if day is None:
                return
        if day and day <= latest:
            yield "timestamp", text, day


def _of_slashed(text: str, told: Told, seen: Sequence[Seen]) -> date | None:
    """The day in 03/04/2031, by the `<time>` that shows it or by the order the page writes in."""
    for when, shown, _ in told.times:
        if when and shown and shown in text:
            return day_of(when)
    parts = days.slashed_published(text)
    is_month_first = _is_month_first(told, seen) if len(parts) == 1 else None
    if is_month_first is None:
        return None
    first, second, year = parts[0]
    month, day = (first, second) if is_month_first else (second, first)
    return calendar(year, month, day)


def _is_month_first(told: Told, seen: Sequence[Seen]) -> bool | None:
    """Whether the month stands first, by the other days on the page or its language; None if unknown."""
    orders = {
        second > 12
        for line in seen
        if len(line.text) < _LONGEST and "/" in line.text
        for first, second, _ in days.slashed(line.text)
        if (first > 12) != (second > 12)
    }
    if len(orders) == 1:
        return orders.pop()
    language = told.language.lower().replace("_", "-")
    if language.startswith(_MONTH_FIRST):
        return True
    return False if language.startswith(_DAY_FIRST) else None


def _changed(told: Told) -> Iterator[date]:
    """The days that the metadata say the page was changed on."""
    values = [item.get("dateModified") for item in (*told.articles, *told.pages)]
    values += [text for name, text in told.metas if "modif" in name or "updated_time" in name]
    for value in values:
        if isinstance(value, str) and (day := day_of(value)):
            yield day


def _stated(told: Told) -> Iterator[Found]:
    for key in ("datePublished", "dateCreated"):
        for items in (told.articles, told.pages):
            for item in items:
                if isinstance(value := item.get(key), str):
                    yield f"json-ld {key}", value, day_of(value)
        if key == "datePublished":
            yield from _in_metas(told)


def _in_metas(told: Told) -> Iterator[Found]:
    for name, content in told.meta(*_DAYS):
        yield name, content, day_of(content)
    for name, content in told.metas:
        if "publish" in name and "modif" not in name:
            yield name, content, day_of(content)


def _in_times(told: Told) -> Iterator[Found]:
    for when, text, how in told.times:
        if "publish" in how or "pubdate" in how or "entry-date" in how:
            yield "time published", when or text, day_of(when or text)
    told_days = {(when, day_of(when)) for when, _, how in told.times if when and "modif" not in how}
    if len({day for _, day in told_days if day}) == 1:
        yield next(("time[datetime]", when, day) for when, day in told_days if day)


def _in_path(url: str) -> Iterator[Found]:
    try:
        match = _IN_PATH.search(urlsplit(url).path)
    except ValueError:
        return
    if match:
        year, month, day = match.groups()
        yield "url path", match[0], day_of(f"{day} {month} {year}") or calendar(year, month, day)


def day_of(text: str) -> date | None:
    """The day in a value that a program wrote: in its own offset, not converted."""
    match = _ISO.match(text)
    if match:
        year, month, day = (part for part in match.groups() if part)
        return calendar(year, month, day)
    return days.published(text)


def calendar(year: str | int, month: str | int, day: str | int) -> date | None:
    """The day of these numbers; None when there is none."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
