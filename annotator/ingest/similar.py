"""Is an article a copy, or a corrected version, of one that is held already?

`relation` judges two articles by their fingerprints (`shingles`) and by what they say of
themselves. The thresholds were chosen with `bench/intake/similar.py`, which prints what each costs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from annotator.ingest import shingles

COPIED = 0.5
"""From this containment on, two texts are one story."""
CORRECTED = 0.4
"""From this resemblance on, two texts under one headline at one outlet are one article."""
ENOUGH_SHARED = 8
"""With fewer shared fingerprints (about twenty words) only an equal text is the same story."""
ALIKE = 0.5
"""From this share of common words on, two headlines are almost the same."""
DAYS_APART = 3
"""A headline that comes again later than this is a series, not a correction."""

_SHORTEST_SLUG = 3
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref|amp|output)(?:=.*)?", re.I)
_MIRROR = re.compile(r"^(?:(?:www|m|mobile|amp)\.)+")


class Relation(StrEnum):
    SAME_STORY = "same story"
    NEW_VERSION = "new version"
    UNRELATED = "unrelated"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An article, as far as it matters for telling copies. What is not known is `""` or `None`."""

    fingerprints: frozenset[int]
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None


def relation(new: Seen, held: Seen) -> Relation:
    """What `new` is to `held`; the same the other way round.

    - New version: the same article of the same outlet with another text. Either its address is the
      same and one text is in the other (a story that grew), or its headline or address is almost
      the same, the texts resemble each other, and their dates do not speak against it.
    - Same story: one text is in the other, under any headline and at any outlet (wire copy).

    Whether the texts are equal is for their hashes to tell, before: two articles that differ in
    punctuation only have the same fingerprints and are versions, as a moved quotation mark is a
    correction. Which of two versions is the later one is not told here.
    """
    shared = len(new.fingerprints & held.fingerprints)
    if shared < ENOUGH_SHARED and (not shared or new.fingerprints != held.fingerprints):
        return Relation.UNRELATED
    is_copy = shingles.containment(new.fingerprints, held.fingerprints) >= COPIED
    if is_copy and _is_same_address(new, held):
        return Relation.NEW_VERSION
    resemblance = shingles.resemblance(new.fingerprints, held.fingerprints)
    if resemblance >= CORRECTED and _is_same_article(new, held):
        return Relation.NEW_VERSION
    return Relation.SAME_STORY if is_copy else Relation.UNRELATED


def clusters(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each id that occurs in `pairs`, with the smallest id that pairs connect it to.

    The answer does not depend on the order of the pairs. Union-find with path halving (Tarjan & van
    Leeuwen 1984): near-linear time. Feed it ids with their cluster ids to add to clusters stored.
    """
    above: dict[int, int] = {}

    def root(one: int) -> int:
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        above[high] = low
    return {one: root(one) for one in sorted(above)}


def _is_same_address(new: Seen, held: Seen) -> bool:
    address = _address(new.url)
    return address != ("", "") and address == _address(held.url)


def _is_same_article(new: Seen, held: Seen) -> bool:
    whose, path = _address(new.url)
    held_whose, held_path = _address(held.url)
    is_same_host = whose != "" and whose == held_whose
    is_same_outlet = new.outlet != "" and _folded(new.outlet) == _folded(held.outlet)
    if not (is_same_host or is_same_outlet) or _are_apart(new.published, held.published):
        return False
    if _alike(shingles.words(new.title), shingles.words(held.title)):
        return True
    slug, held_slug = _slug(path), _slug(held_path)
    return is_same_host and len(slug) >= _SHORTEST_SLUG and _alike(slug, held_slug)


def _are_apart(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and abs((a - b).days) > DAYS_APART


def _alike(a: list[str], b: list[str]) -> bool:
    """Dice's coefficient over the words; nothing is like an empty headline."""
    common = len({*a} & {*b})
    return common > 0 and 2 * common / (len({*a}) + len({*b})) >= ALIKE


def _folded(name: str) -> str:
    return " ".join(shingles.words(name)) or name.strip()


def host(url: str) -> str:
    """Whose page it is: the host without `www.` and the like; "" for no web address."""
    try:
        return _MIRROR.sub("", urlsplit(url.strip()).hostname or "")
    except ValueError:
        return ""


def _address(url: str) -> tuple[str, str]:
    """Host, and path with query, without what a mirror or a tracker adds.

    `("", "")` for what is no address of an article: a front page, or no web address at all.
    """
    whose = host(url)
    if not whose:
        return "", ""
    parts = urlsplit(url.strip())
    query = "&".join(one for one in parts.query.split("&") if one and not _TRACKING.fullmatch(one))
    path = parts.path.rstrip("/").removesuffix("/amp")
    return (whose, f"{path}?{query}") if path or query else ("", "")


def _slug(path: str) -> list[str]:
    return shingles.words(path.partition("?")[0].rpartition("/")[2])
