"""Lines that an outlet repeats from page to page.

A line seen on another document of the same outlet is the outlet's, not the article's. Documents that
are copies or versions of one another do not count: all their lines recur.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

_NOT_LETTERS = re.compile(r"[^\w]+|_")
_DIGITS = re.compile(r"\d+")
_LONG = 12
_MOST = 8
_COPY = 0.5

DOCUMENTS = 30
"""So many documents tell what an outlet puts on every page."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The lines of an outlet's documents.

    `places` tells for each `key` the first documents that show it, at most eight; `sizes` how many
    words of running text each document has.
    """

    places: Mapping[str, tuple[Hashable, ...]]
    sizes: Mapping[Hashable, int]


def key(text: str) -> str:
    """What lines have in common that a reader would call the same; "" for lines without letters.

    Case, spaces, punctuation and figures do not matter: "12 comments" is "3 Comments". 16 characters.
    """
    letters = _DIGITS.sub("0", _NOT_LETTERS.sub(" ", text.casefold())).strip()
    if not any(map(str.isalpha, letters)):
        return ""
    return blake2b(letters.encode("utf-8", "replace"), digest_size=8).hexdigest()


def table(documents: Iterable[tuple[Hashable, Sequence[str]]]) -> Table:
    """The table of one outlet's documents: each with its id and its lines, dropped ones too."""
    places: defaultdict[str, list[Hashable]] = defaultdict(list)
    sizes = {}
    for document, lines in documents:
        own = _sizes(lines)
        for line in own:
            if len(places[line]) < _MOST:
                places[line].append(document)
        sizes[document] = sum(own.values())
    return Table(places={line: tuple(found) for line, found in places.items()}, sizes=sizes)


def repeated(lines: Sequence[str], within: Table, *, document: Hashable = None) -> frozenset[str]:
    """The keys of the lines that stand on other documents of the outlet.

    `document` is the id of the document itself, if it is in the table. A document that shares half
    of the running text of the shorter of the two is taken for a copy.
    """
    own = _sizes(lines)
    copies = _copies(own, within) | {document}
    return frozenset(
        line for line in own if any(other not in copies for other in within.places.get(line, ()))
    )


def _copies(own: Mapping[str, int], within: Table) -> set[Hashable]:
    shared: Counter[Hashable] = Counter()
    for line, words in own.items():
        if words:
            for other in within.places.get(line, ()):
                shared[other] += words
    size = sum(own.values())
    return {
        other for other, words in shared.items() if words >= _COPY * min(size, within.sizes[other])
    }


def _sizes(lines: Sequence[str]) -> dict[str, int]:
    """For each line with letters its words if it is running text, else 0."""
    words = {key(line): len(line.split()) for line in lines}
    return {line: count if count >= _LONG else 0 for line, count in words.items() if line}
