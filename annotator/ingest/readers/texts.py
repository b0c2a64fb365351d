"""Text as it is stored, and offsets that follow it there."""

import re
from bisect import bisect_left

from annotator.ingest.decode import normalise

_ODD = re.compile("[\x00\r\x85\ud800-\udfff]")
_PAIR = re.compile("\r\n")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """`text` as `decode.normalise` makes it; fast for the many that need nothing."""
    return normalise(text) if _ODD.search(text) else text


def one_line(text: str) -> str:
    """`text` on one line, single spaces."""
    return " ".join(plain(text).split())


class Offsets:
    """From offsets in a text as given to offsets in `plain(text)`."""

    def __init__(self, text: str) -> None:
        # Of all that `normalise` replaces only "\r\n" changes the length.
        self._pairs = [match.end() for match in _PAIR.finditer(text)]

    def __call__(self, offset: int) -> int:
        return offset - bisect_left(self._pairs, offset + 1)


class Kept:
    """A text as it is stored, `text`, and ranges of what was given as ranges of it."""

    def __init__(self, given: str, *, strip: bool = False) -> None:
        whole = plain(given)
        self.text = whole.strip() if strip else whole
        self._given = len(given)
        self._before = len(whole) - len(whole.lstrip()) if strip else 0
        self._offsets = Offsets(given)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Raises ValueError for a range that is none, or of which nothing is left."""
        if not 0 <= start < end <= self._given:
            raise ValueError
        first = max(self._offsets(start) - self._before, 0)
        last = min(self._offsets(end) - self._before, len(self.text))
        if first >= last:
            raise ValueError
        return first, last


class Utf16:
    """From offsets in UTF-16 code units, as JavaScript counts, to code points in the same text."""

    def __init__(self, text: str) -> None:
        # The offset in code units right behind each character that takes two.
        self._wide = [
            match.start() + count + 2 for count, match in enumerate(_ASTRAL.finditer(text))
        ]

    @property
    def differs(self) -> bool:
        return bool(self._wide)

    def __call__(self, offset: int) -> int | None:
        """None for an offset between the two halves of one character."""
        before = bisect_left(self._wide, offset + 1)
        if before < len(self._wide) and self._wide[before] - 1 == offset:
            return None
        return offset - before
