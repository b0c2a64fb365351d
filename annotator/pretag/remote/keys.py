"""The keys of a service's table: what each must be, how it is read, an example."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_OURS = {"host", "content-length", "content-type", "transfer-encoding", "accept-encoding"}
PRINTABLE = re.compile(r"[\x21-\x7e]+( [\x21-\x7e]+)*")

Reader = Callable[[Any], Any]


def _read(accepts: Reader, what: str, example: str) -> tuple[Reader, str, str]:
    return accepts, what, example


def _text(pattern: str) -> Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError
        return value

    return read


def _number(least: float, most: float) -> Reader:
    def read(value: Any) -> float:
        if type(value) not in (int, Decimal) or not least <= value <= most:
            raise ValueError
        return float(value)

    return read


def _whole(least: int, most: int) -> Reader:
    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError
        return value

    return read


def _price(value: Any) -> Decimal:
    if type(value) not in (int, Decimal) or not 0 <= value <= 1_000_000:
        raise ValueError
    return Decimal(value)


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _url(value: Any) -> str:
    """No user in it (that is what keys are for), no fragment, no white space."""
    if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x7e]{1,2000}", value):
        raise ValueError
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError
    if "@" in parts.netloc or parts.fragment or "\\" in value:
        raise ValueError
    return value


def _languages(value: Any) -> tuple[str, ...] | None:
    if value == "any":
        return None
    if not isinstance(value, list) or not value:
        raise ValueError
    return tuple(_text(r"[a-z]{2,3}")(one) for one in value)


def _temperature(value: Any) -> float | None:
    return None if value == "unset" else _number(0, 2)(value)


def _headers(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError
    for name, text in value.items():
        if not _HEADER.fullmatch(name) or name.lower() in _OURS:
            raise ValueError
        if not isinstance(text, str) or not PRINTABLE.fullmatch(text):
            raise ValueError
    return value


def _header_name(value: Any) -> str:
    if not isinstance(value, str) or not _HEADER.fullmatch(value) or value.lower() in _OURS:
        raise ValueError
    return value


def _extra(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or {"model", "messages", "stream"} & set(value):
        raise ValueError
    return json.loads(json.dumps(value, default=_plain, allow_nan=False))


def _plain(value: object) -> float:
    if not isinstance(value, Decimal):
        raise ValueError
    return float(value)


def _file(value: Any) -> str:
    path = Path(_text(r"[^\0]+")(value)).expanduser()
    if not path.is_absolute() or not path.is_file():
        raise ValueError
    return str(path)


# key: how it is read, what it must be, an example
KEYS: dict[str, tuple[Reader, str, str]] = {
    "kind": _read(_text("http|chat"), '"http" or "chat"', 'kind = "http"'),
    "url": _read(
        _url,
        "an http or https address without a user in it",
        'url = "https://tagger.example.org/tag"',
    ),
    "version": _read(
        _text(r"[A-Za-z0-9._-]{1,20}"), "up to 20 letters and digits", 'version = "2"'
    ),
    "languages": _read(_languages, 'a list of ISO 639 codes, or "any"', 'languages = ["en", "fr"]'),
    "key_header": _read(_header_name, "the name of a header", 'key_header = "api-key"'),
    "headers": _read(
        _headers,
        "a table of texts in plain ASCII, none of the headers that Hearsay sets itself",
        'headers = { "X-Team" = "news" }',
    ),
    "ca_file": _read(_file, "the full path of a file", 'ca_file = "/etc/ssl/our-ca.pem"'),
    "timeout": _read(_number(0.1, 300), "a number of seconds up to 300", "timeout = 60"),
    "retries": _read(_whole(0, 10), "a whole number up to 10", "retries = 4"),
    "backoff": _read(_number(0, 60), "a number of seconds up to 60", "backoff = 1"),
    "longest_wait": _read(_number(0, 300), "a number of seconds up to 300", "longest_wait = 60"),
    "requests_a_minute": _read(
        _number(1, 100_000), "a number from 1 to 100000", "requests_a_minute = 60"
    ),
    "batch": _read(_whole(1, 500), "a whole number from 1 to 500", "batch = 20"),
    "context": _read(_whole(0, 500), "a whole number up to 500", "context = 5"),
    "model": _read(_text(r"\S[^\0\n]{0,199}"), "the name of a model", 'model = "qwen3-8b"'),
    "temperature": _read(_temperature, 'a number from 0 to 2, or "unset"', "temperature = 0"),
    "json_mode": _read(_yes, "true or false", "json_mode = false"),
    "extra": _read(
        _extra,
        "a table of fields for the request, without model, messages and stream",
        "extra = { max_tokens = 4000 }",
    ),
    "price_in": _read(_price, "the price of a million tokens, a number", "price_in = 0.15"),
    "price_out": _read(_price, "the price of a million tokens, a number", "price_out = 0.60"),
    "currency": _read(_text(r"\S{1,10}"), "a word of up to 10 letters", 'currency = "EUR"'),
}
