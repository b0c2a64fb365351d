"""How one kind of service is spoken to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from annotator.pretag.remote.checking import Place
from annotator.pretag.remote.settings import RemoteSettings
from annotator.pretag.remote.values import Asked, Tokens


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """`version` is raised whenever the same article would be asked about in other words.

    `body` is the JSON sent, `tokens` what the reply says it took, `answer` the answer within the
    reply (raises BrokenAnswer), `place` finds the answer's spans in their sentence.
    """

    version: str
    body: Callable[[RemoteSettings, Asked], dict[str, Any]]
    tokens: Callable[[dict[str, Any]], Tokens | None]
    answer: Callable[[dict[str, Any]], dict[str, Any]]
    place: Place
