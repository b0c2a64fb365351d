"""One JSON value, strictly: what another program would read differently is a complaint."""

import json
import re
from collections.abc import Iterator
from typing import Any

from annotator.ingest.readers import limits
from annotator.ingest.readers.texts import plain

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[{}\[\],:]', re.DOTALL)


class BadJson(Exception):
    """`code` is a key of `problems.MESSAGES`, `str()` says more."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message)
        self.code = code


def parse(text: str) -> Any:
    """The value of a JSON text. Raises BadJson.

    NaN and the infinities, which Python's own writers leave where a value is missing, are None.
    Numbers too long for an integer stay text.
    """
    try:
        if text[:1] in "{[":
            value, end = _DECODER.raw_decode(text)
            if end == len(text):  # mostly; else there are blanks behind it, or what should not be
                return value
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise BadJson(
            "bad-json", f"This is not JSON: {error.msg}, character {error.pos + 1}."
        ) from None
    except RecursionError:
        raise BadJson("too-deep") from None


def flat(value: dict[str, Any]) -> dict[str, Any]:
    """The object with nested keys joined by dots. Lists stay values; a plain `a.b` wins over a nested one.

    Raises BadJson when it is nested too deeply.
    """
    for inner in value.values():
        if isinstance(inner, dict):
            break
    else:
        return value
    found: dict[str, Any] = {}
    for key, inner in _leaves(value, "", 0):
        found.setdefault(key, inner)
    return {**found, **{k: v for k, v in value.items() if not isinstance(v, dict)}}


def as_text(value: Any) -> str:
    """A JSON value in words for a cell: "" for null, lists as JSON."""
    if isinstance(value, str):
        return plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return plain(json.dumps(value, ensure_ascii=False))
    return str(value)


def top_keys(head: bytes) -> dict[str, bytes]:
    """The keys of the first object in `head`, which may be cut short, with how each value begins."""
    found: dict[str, bytes] = {}
    depth = 0
    pending = b""
    for match in _TOKEN.finditer(head):
        token = match[0]
        if token in (b"{", b"["):
            depth += 1
            # Inside an array of objects the first object counts.
            if depth == 2 and not found and not pending and token == b"{":
                depth = 1
        elif token in (b"}", b"]"):
            depth -= 1
            if depth <= 0 and found:
                break
        elif depth == 1 and token == b":" and pending:
            found[pending.decode(errors="replace")] = head[match.end() : match.end() + 400].lstrip()
            pending = b""
        elif depth == 1:
            pending = token[1:-1] if token.startswith(b'"') else b""
    return found


def _leaves(value: dict[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, Any]]:
    if depth > limits.DEPTH:
        raise BadJson("too-deep")
    for key, inner in value.items():
        if isinstance(inner, dict) and inner:
            yield from _leaves(inner, f"{prefix}{key}.", depth + 1)
        else:
            yield prefix + key, inner


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise BadJson("duplicate-key", f"The key “{plain(twice)[:60]}” stands twice in one object.")
    return found


def _whole(digits: str) -> int | str:
    # Python refuses to read longer numbers, whose conversion takes quadratic time.
    return int(digits) if len(digits) < 300 else digits


def _none(_: str) -> None:
    return None


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_whole, parse_constant=_none)
