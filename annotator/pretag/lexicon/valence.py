"""How ill a word speaks of something, by the VADER lexicon; what it does not list speaks neutrally."""

from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_name("valence.txt")


def _read() -> dict[str, float]:
    found: dict[str, float] = {}
    for line in _FILE.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            word, value = line.split()
            found[word] = float(value)
    return found


VALENCE: Mapping[str, float] = _read()
"""Word -> from -1 (a little ill) to -4."""
