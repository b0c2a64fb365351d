"""The first row of a table: names of columns, or data already."""

import re
from collections.abc import Sequence

from annotator.ingest.readers import mapping as mappings
from annotator.ingest.readers.texts import one_line

_VALUE = re.compile(r"https?://|\d{4}-\d\d|[\d.,\s-]+$")
_LONGEST = 60


def is_filled(cells: Sequence[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def is_heading(cells: Sequence[str]) -> bool:
    """Whether the row names columns: it has a name we know, or nothing that looks like data."""
    if any(vars(mappings.guess(cells, [])).values()):
        return True
    return all(len(cell) <= _LONGEST and not _VALUE.match(cell.strip()) for cell in cells if cell)


def names(cells: Sequence[str]) -> tuple[str, ...]:
    """A name for each column, no two alike."""
    found: dict[str, None] = {}
    counts: dict[str, int] = {}
    for number, cell in enumerate(cells, start=1):
        name = first = one_line(cell.lstrip("\ufeff")) or f"column {number}"
        while name in found:
            counts[first] = counts.get(first, 1) + 1
            name = f"{first} ({counts[first]})"
        found[name] = None
    return tuple(found)
