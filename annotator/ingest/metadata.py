"""Title, authors, day, outlet and language of a page, each with where it stands.

A field is told or left empty, never guessed: a day needs a place that names the day of publication,
an author a place for authors and the looks of a name.
"""

import html as entities
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from annotator.ingest import bylines, metadata_sources
from annotator.ingest.metadata_sources import Told
from annotator.ingest.values import Evidence
from annotator.ingest.visible import Seen, letters

_RULES = re.compile(r"\s+[|–—·•:«»/›-]+\s+|\s*\|\s*|: ")
_TAG = re.compile(r"<[^<>]{1,80}>")
_WORD = re.compile(r"\w+")
_ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})(?!\d)|^\s*(\d{4})(\d{2})(\d{2})(?!\d)")
_IN_PATH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")
_LONGEST_OUTLET = 40
_SIMILAR = 0.6
_UNDER, _ABOVE = 15, 3
_SAYING = 4
_LONGEST_BYLINE = 120

_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title")
_AUTHORS = (
    *("author", "article:author", "parsely-author", "sailthru.author", "byl"),
    *("citation_author", "dc.creator", "dcterms.creator", "article:author_name"),
)
_DATES = (
    *("article:published_time", "og:published_time", "article:published", "parsely-pub-date"),
    *("sailthru.date", "datepublished", "date.published", "publish-date", "publication_date"),
    *(
        "publishdate",
        "pubdate",
        "publish_date",
        "article.published",
        "published-date",
        "dc.date.issued",
    ),
    *(
        "dcterms.created",
        "dc.date.created",
        "citation_publication_date",
        "citation_date",
        "dcterms.date",
    ),
    *("dc.date", "date"),
)


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What a page tells about itself; "", () and None where it does not."""

    title: str
    authors: tuple[str, ...]
    published: date | None
    url: str
    outlet: str
    language: str
    evidence: tuple[Evidence, ...]


def read(tree: html.HtmlElement | None, seen: Sequence[Seen], *, url: str) -> Metadata:
    """The metadata of a page; `url` is where it came from, if known."""
    told = metadata_sources.collect(tree) if tree is not None else Told()
    found: list[Evidence] = []
    address = _url(told, url, found)
    outlet = _outlet(told, address, found)
    title = _title(told, seen, (outlet, _host(address)), found)
    return Metadata(
        title=title,
        authors=_authors(told, seen, title, (outlet, _host(address)), found),
        published=_published(told, seen, title, address, found),
        url=address,
        outlet=outlet,
        language=_language(told, found),
        evidence=tuple(found),
    )


def _note(found: list[Evidence], field: str, value: str, source: str) -> str:
    if value:
        found.append(Evidence(field=field, value=value, source=source))
    return value


# Where it came from.


def _url(told: Told, url: str, found: list[Evidence]) -> str:
    if url:
        return _note(found, "url", url, "given")
    if _host(told.canonical):
        return _note(found, "url", told.canonical, "link rel=canonical")
    for name, content in told.meta("og:url"):
        if _host(content):
            return _note(found, "url", content, name)
    return ""


def _outlet(told: Told, url: str, found: list[Evidence]) -> str:
    host = _host(url)
    for name, content in (*told.meta("og:site_name", "application-name"), *_publishers(told)):
        if 1 < len(content) <= 80 and "://" not in content:
            return _note(found, "outlet", content, name)
    return _note(found, "outlet", host, "url")


def _publishers(told: Told) -> Iterator[tuple[str, str]]:
    for item in told.articles:
        for name in _names(told, item.get("publisher")):
            yield "json-ld publisher", name


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _language(told: Told, found: list[Evidence]) -> str:
    match = _LANGUAGE.match(told.language)
    if match:
        return _note(found, "language", match[0].lower(), "html lang")
    for name, content in told.meta("og:locale", "language", "dc.language", "content-language"):
        match = _LANGUAGE.match(content)
        if match:
            return _note(found, "language", match[0].lower(), name)
    return ""


# The title.


def _title(told: Told, seen: Sequence[Seen], outlets: Sequence[str], found: list[Evidence]) -> str:
    """The heading that the metadata confirm, as the page shows it; else the title of the metadata,
    without the outlet; else the first heading."""
    named = [(source, _plain(text)) for source, text in _named(told)]
    named = [(source, text) for source, text in named if letters(text)]
    names = {letters(part) for outlet in outlets for part in (outlet, outlet.split(".")[0])} - {""}
    short = [(source, _without_outlet(text, names)) for source, text in named]
    shown = [
        line.text
        for line in seen
        if "h1" in line.block.places and line.letters and line.letters not in names
    ]
    for text in shown:
        if any(letters(text) == letters(name) for _, name in (*named, *short)):
            return _note(found, "title", text, "h1")
    for text in shown:
        if any(_alike(text, name) for _, name in short) or (len(shown) == 1 and _says(text)):
            return _note(found, "title", text, "h1")
    for source, text in short:
        if letters(text) not in names:
            return _note(found, "title", text, source)
    return _note(found, "title", next(iter(shown), ""), "h1")


def _says(text: str) -> bool:
    """Whether a lone heading is more than the name of a section."""
    return len(text.split()) >= _SAYING


def _named(told: Told) -> Iterator[tuple[str, str]]:
    yield from told.meta("og:title")
    for item in told.articles:
        if isinstance(item.get("headline"), str):
            yield "json-ld headline", item["headline"]
    yield from told.meta(*_TITLES[1:])
    if told.title:
        yield "title", told.title


def _plain(text: str) -> str:
    """The text without markup and entities, which JSON-LD often holds."""
    return " ".join(_TAG.sub("", entities.unescape(text)).split())


def _alike(one: str, other: str) -> bool:
    """Whether one begins like the other, or most words are the same."""
    a, b = letters(one), letters(other)
    if min(len(a), len(b)) >= 10 and (a.startswith(b) or b.startswith(a)):
        return True
    words, others = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(words & others) >= _SIMILAR * max(len(words | others), 1)


def _without_outlet(title: str, names: set[str]) -> str:
    """`title` without a first or last part that names the outlet; what follows the last `|` does."""
    rules = list(_RULES.finditer(title))
    if not rules:
        return title
    last, first = rules[-1], rules[0]
    tail, head = letters(title[last.end() :]), letters(title[: first.start()])
    if len(title) - last.end() <= _LONGEST_OUTLET and last.start() > 0:
        if "|" in last[0] or _is_name(tail, names):
            return _without_outlet(title[: last.start()], names)
    if head and head in names and first.end() < len(title):
        return title[first.end() :]
    return title


def _is_name(part: str, names: set[str]) -> bool:
    if not part:
        return False
    return any(
        part == name or (len(name) > 3 and len(part) > 3 and (name in part or part in name))
        for name in names
    )


# Who wrote it.


def _authors(
    told: Told,
    seen: Sequence[Seen],
    title: str,
    outlets: Sequence[str],
    found: list[Evidence],
) -> tuple[str, ...]:
    """The names of the first place that holds any."""
    near = _near_title(seen, title)
    signed = (line.text for line in near if bylines.is_signed(line.text))
    for source, values in (
        ("json-ld author", _from_json(told, "author")),
        *((name, [content]) for name, content in _metas(told)),
        ("byline", list(_with_full_names(signed, outlets))[:1]),
        *((source, [text]) for source, text in told.authors[:1]),
        ("byline", list(_with_full_names(_in_author_blocks(near), outlets))[:1]),
        ("beside the day", list(_beside_day(near))[:1]),
        ("author box", list(_with_full_names(_in_author_blocks(seen), outlets))[:1]),
    ):
        names = tuple(dict.fromkeys(n for v in values for n in bylines.names(v, not_=outlets)))
        if names:
            _note(found, "authors", "; ".join(values), source)
            return names
    return ()


def _with_full_names(texts: Iterable[str], outlets: Sequence[str]) -> Iterator[str]:
    """The texts that hold nothing but names of two words or more."""
    for text in texts:
        names = bylines.names(text, not_=outlets) if len(text) < _LONGEST_BYLINE else ()
        if names and all(bylines.is_full_name(name) for name in names):
            yield text


def _beside_day(near: Sequence[Seen]) -> Iterator[str]:
    """A full name in the line that tells the day, or alone in the line before or after it."""
    texts = [line.text for line in near[1:] if len(line.text) < _LONGEST_BYLINE and not line.tag]
    dated = [any(True for _ in bylines.days(text)) for text in texts]
    for index, text in enumerate(texts):
        if dated[index]:
            yield from bylines.named_with_day(text)
        elif any(dated[max(0, index - 1) : index + 2]) and bylines.is_full_name(text):
            yield text


def _in_author_blocks(seen: Sequence[Seen]) -> Iterator[str]:
    for line in seen:
        if "author" in line.block.near and "comment" not in line.block.near:
            yield line.text


def _metas(told: Told) -> Iterator[tuple[str, str]]:
    """Each author meta; of one name given many times all are together."""
    for name in _AUTHORS:
        contents = [content for _, content in told.meta(name)]
        if contents:
            yield name, "; ".join(dict.fromkeys(contents))


def _from_json(told: Told, key: str) -> list[str]:
    for item in told.articles:
        names = list(_names(told, item.get(key)))
        if names:
            return names
    return []


def _names(told: Told, value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield entities.unescape(item)
        elif isinstance(item, dict):
            name = item.get("name") or told.named.get(str(item.get("@id")))
            for one in name if isinstance(name, list) else [name]:
                if isinstance(one, str):
                    yield entities.unescape(one)


def _near_title(seen: Sequence[Seen], title: str) -> Sequence[Seen]:
    """The lines under the headline, then the few above it."""
    wanted = letters(title)
    places = [i for i, s in enumerate(seen) if wanted and s.letters == wanted]
    at = next((i for i in places if seen[i].tag == "h1"), next(iter(places), None))
    if at is None:
        at = next((i for i, s in enumerate(seen) if s.tag == "h1"), None)
    if at is None:
        return ()
    return [*seen[at : at + _UNDER], *reversed(seen[max(0, at - _ABOVE) : at])]


# When it was published.


def _published(
    told: Told, seen: Sequence[Seen], title: str, url: str, found: list[Evidence]
) -> date | None:
    """The day of the first place that names one; a day of changing it is not looked at."""
    for source, value, day in _days(told, seen, title, url):
        if day is not None and day.year >= 1990:
            _note(found, "published", value, source)
            return day
    return None


def _days(
    told: Told, seen: Sequence[Seen], title: str, url: str
) -> Iterator[tuple[str, str, date | None]]:
    near = [line.text for line in _near_title(seen, title) if _may_date(line)]
    for text in near:
        yield "timestamp", text, bylines.published(text)
    for items in (told.articles, told.pages):
        for item in items:
            for key in ("datePublished", "dateCreated"):
                value = item.get(key)
                if isinstance(value, str):
                    yield f"json-ld {key}", value, _day(value)
    for name, content in told.meta(*_DATES):
        yield name, content, _day(content)
    for name, content in told.metas:
        if "publish" in name and "modif" not in name:
            yield name, content, _day(content)
    for when, text, how in told.times:
        if "publish" in how or "pubdate" in how or "entry-date" in how:
            yield "time published", when or text, _day(when or text)
    days = {(when, _day(when)) for when, _, how in told.times if when and "modif" not in how}
    if len({day for _, day in days if day}) == 1:
        yield next(("time[datetime]", when, day) for when, day in days if day)
    match = _IN_PATH.search(urlsplit(url).path if _host(url) else "")
    if match:
        yield "url path", match[0], _calendar(*match.groups())
    # Last, the day of a change where that is all that the page tells; the evidence says so.
    for text in near:
        for day in bylines.days_of_change(text):
            yield "timestamp of a change", text, day


def _may_date(line: Seen) -> bool:
    """Whether the line may be a timestamp: short, no heading, no sentence."""
    return not line.tag and len(line.text) < 120 and not line.text.endswith((".", "?", "!"))


def _day(text: str) -> date | None:
    match = _ISO.match(text)
    if match:
        year, month, day = (part for part in match.groups() if part)
        return _calendar(year, month, day)
    return bylines.published(text)


def _calendar(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
