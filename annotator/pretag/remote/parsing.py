"""JSON from strangers: whatever it is, it is read or refused, and shown without harm."""

import json
import unicodedata
from typing import Any

from annotator.pretag.remote.failures import BrokenAnswer

_HARMFUL = {"Cc", "Cs"}  # NUL and halves of characters, which a database refuses, among them


def parsed(data: bytes | str) -> dict[str, Any]:
    """The JSON object in `data`. Raises BrokenAnswer.

    NaN and Infinity, which many servers write though JSON has none, are read: the check of scores
    refuses them at their own sentence instead of all sentences with it.
    """
    try:
        found = json.loads(data.decode("utf-8") if isinstance(data, bytes) else data)
    except (ValueError, RecursionError):
        raise BrokenAnswer("the answer is not JSON") from None
    if not isinstance(found, dict):
        raise BrokenAnswer(f"the answer is {shown(found)}, not an object")
    return found


def is_count(value: object) -> bool:
    """Whether it is a whole number from 0 that no counter of ours is too small for."""
    return type(value) is int and 0 <= value < 10**12


def clean(text: str, *, most: int) -> str:
    """One line of text that can be stored and shown, cut to `most` characters."""
    line = " ".join(text[: 4 * most].split())
    line = "".join("�" if unicodedata.category(one) in _HARMFUL else one for one in line)
    return line if len(line) <= most else line[: most - 1] + "…"


def shown(value: object) -> str:
    """A value from an answer in a few words, for the person who reads what was refused."""
    match value:
        case str():
            return f"“{clean(value, most=60)}”"
        case dict():
            return "an object"
        case list():
            return f"a list of {len(value)}"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _:
            return clean(repr(value), most=30)
