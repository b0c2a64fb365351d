"""What the operator says of the services that tag: read from tables, checked to the last key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from annotator.pretag.remote.keys import KEYS, PRINTABLE

CHAT, HTTP = "chat", "http"
# Names of our own taggers, and of pages that stand where a tagger's page would.
_TAKEN = {"trained", "rules", "imported", "run", "choose", "learn", "compare"}
_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")


class BadSettings(ValueError):
    """A table says what no service can be asked by; the message names table, key and an example."""


@dataclass(frozen=True, kw_only=True)
class RemoteSettings:
    """One service. `languages` None: any. Secrets are kept out of `repr`, and so of error pages."""

    name: str
    kind: str
    url: str
    version: str = "1"
    languages: tuple[str, ...] | None = ("en",)
    key: str = field(default="", repr=False)
    key_header: str = "Authorization"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    ca_file: str | None = None
    timeout: float = 60.0
    retries: int = 4
    backoff: float = 1.0
    longest_wait: float = 60.0
    requests_a_minute: float | None = None
    batch: int = 20
    context: int = 5
    model: str = ""
    temperature: float | None = 0.0
    json_mode: bool = True
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    currency: str = ""


_KEY_ENV, _KEY_FILE = "key_env", "key_file"
_CHAT_ONLY = {"model", "temperature", "json_mode", "extra"}


def services(
    tables: Mapping[str, Any], *, environment: Mapping[str, str], folder: Path
) -> tuple[RemoteSettings, ...]:
    """The services of a file's tables. Raises BadSettings.

    Keys come from `environment` or from files, whose relative paths start at `folder`.
    """
    return tuple(
        _service(name, table, environment=environment, folder=folder)
        for name, table in tables.items()
    )


def _service(
    name: str, table: Any, *, environment: Mapping[str, str], folder: Path
) -> RemoteSettings:
    if not isinstance(table, dict):
        raise BadSettings(
            f"“{name}” stands outside any table; each tagger has one; for example [my-tagger]"
        )
    if not _NAME.fullmatch(name) or name in _TAKEN or name.startswith("learned-"):
        raise BadSettings(
            f"[{name}] cannot be the name of a tagger: up to 60 lower-case letters, digits and "
            "hyphens, not trained, rules, imported or learned-…; for example [my-tagger]"
        )
    known = [*KEYS, _KEY_ENV, _KEY_FILE]
    for key in table:
        if key not in known:
            close = get_close_matches(key, known, n=1) or ["key_env"]
            example = {_KEY_ENV: 'key_env = "TAGGER_KEY"', _KEY_FILE: 'key_file = "key.txt"'}
            raise BadSettings(
                f"[{name}] {key}: there is no such setting (secrets do not stand in this file); "
                f"for example {example.get(close[0]) or KEYS[close[0]][2]}"
            )
    found = {key: _value(name, key, table[key]) for key in KEYS if key in table}
    kind = found.get("kind")
    needed = ["kind", "url", "model"] if kind == CHAT else ["kind", "url"]
    for key in needed:
        if key not in found:
            raise BadSettings(f"[{name}] {key} is missing; for example {KEYS[key][2]}")
    for key in table:
        if kind != CHAT and key in _CHAT_ONLY:
            raise BadSettings(f'[{name}] {key} is for kind = "chat" only; take it out')
    if ("price_in" in found or "price_out" in found) and "currency" not in found:
        raise BadSettings(f"[{name}] currency is missing; for example {KEYS['currency'][2]}")
    return RemoteSettings(
        name=name, key=_secret(name, table, environment=environment, folder=folder), **found
    )


def _value(name: str, key: str, value: Any) -> Any:
    """The value is not repeated: it may be a secret in the wrong place."""
    accepts, what, example = KEYS[key]
    try:
        return accepts(value)
    except (ValueError, TypeError, ArithmeticError, RecursionError):
        raise BadSettings(f"[{name}] {key} must be {what}; for example {example}") from None


def _secret(
    name: str, table: Mapping[str, Any], *, environment: Mapping[str, str], folder: Path
) -> str:
    if _KEY_ENV in table and _KEY_FILE in table:
        raise BadSettings(f"[{name}] has both key_env and key_file; take one of them out")
    if _KEY_ENV in table:
        variable = table[_KEY_ENV]
        if not isinstance(variable, str) or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", variable):
            raise BadSettings(
                f"[{name}] key_env must be the name of an environment variable; "
                'for example key_env = "TAGGER_KEY"'
            )
        if not environment.get(variable, "").strip():
            raise BadSettings(
                f"[{name}] key_env names the variable {variable}, which is not set; "
                f"for example {variable}=… before bin/up"
            )
        key = environment[variable].strip()
    elif _KEY_FILE in table:
        try:
            key = (folder / Path(table[_KEY_FILE]).expanduser()).read_text("utf-8").strip()
        except (OSError, TypeError, ValueError, RuntimeError):
            raise BadSettings(
                f"[{name}] key_file cannot be read; "
                'for example key_file = "/etc/hearsay/tagger-key"'
            ) from None
    else:
        return ""
    if not PRINTABLE.fullmatch(key):
        raise BadSettings(f"[{name}] the key is not one line of plain ASCII characters")
    return key
