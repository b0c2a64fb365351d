"""Title, authors, day, outlet and language of a page, each with where it stands.

A field is told or left empty, never guessed: a day needs a place that names the day of publication,
an author a place for authors and the looks of a name.
"""

import html as entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from annotator.ingest import metadata_sources, publication
from annotator.ingest.metadata_sources import Told
from annotator.ingest.values import Evidence
from annotator.ingest.visible import Seen, letters

_RULES = re.compile(r"\s+[|–—·•:«»/›-]+\s+|\s*\|\s*|: ")
_TAG = re.compile(r"<[^<>]{1,80}>")
_WORD = re.compile(r"\w+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")
_LONGEST_OUTLET = 40
_SIMILAR = 0.6
_SAYING = 4
_EARLIEST = 1990

_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title")


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
    told = replace(told, articles=_of_title(told.articles, title))
    near = publication.near_title(seen, title)
    return Metadata(
        title=title,
        authors=_authors(told, near, seen, (outlet, _host(address)), found),
        published=_published(told, near, seen, address, found),
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
        for name in told.names(item.get("publisher")):
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


# By whom and when.


def _of_title(articles: Sequence[dict[str, Any]], title: str) -> list[dict[str, Any]]:
    """The JSON-LD of the article with this title, where others are told of too; reviews, which
    readers may have written, last."""
    headlines = [item.get("headline") or item.get("name") for item in articles]
    strange = [isinstance(said, str) and not _alike(_plain(said), title) for said in headlines]
    is_told = any(said and not other for said, other in zip(headlines, strange, strict=True))
    kept = [item for item, other in zip(articles, strange, strict=True) if not (is_told and other)]
    return sorted(kept, key=lambda item: "Review" in str(item.get("@type")))


def _authors(
    told: Told,
    near: Sequence[Seen],
    seen: Sequence[Seen],
    outlets: Sequence[str],
    found: list[Evidence],
) -> tuple[str, ...]:
    by = publication.authors(told, near, seen, outlets=outlets)
    _note(found, "authors", "; ".join(by.values), by.source)
    return by.names


def _published(
    told: Told, near: Sequence[Seen], seen: Sequence[Seen], url: str, found: list[Evidence]
) -> date | None:
    for source, value, day in publication.days_told(told, near, seen, url=url):
        if day is not None and day.year >= _EARLIEST:
            _note(found, "published", value, source)
            return day
    return None
