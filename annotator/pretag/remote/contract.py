"""The contract of kind "http", version 1; docs/remote-taggers.md tells it to those who serve it."""

from collections.abc import Iterator, Sequence
from typing import Any

from annotator.pretag.remote.checking import Proposed
from annotator.pretag.remote.dialect import Dialect
from annotator.pretag.remote.parsing import is_count, shown
from annotator.pretag.remote.settings import RemoteSettings
from annotator.pretag.remote.values import Asked, Tokens
from annotator.pretag.values import Span

VERSION = 1


def body(_: RemoteSettings, asked: Asked) -> dict[str, Any]:
    article = asked.article
    return {
        "version": VERSION,
        "title": article.title,
        **({"outlet": article.outlet} if article.outlet else {}),
        "language": article.language,
        "sentences": [
            {
                "id": number,
                "text": asked.sentence(number).text,
                "role": asked.sentence(number).role,
                "paragraph": asked.sentence(number).paragraph,
            }
            for number in asked.shown
        ],
        "wanted": list(asked.wanted),
        "labels": [
            {"code": one.code, "name": one.name, "definition": one.definition}
            for one in asked.labels
        ],
    }


def tokens(reply: dict[str, Any]) -> Tokens | None:
    return counted(reply, given="tokens_in", answered="tokens_out")


def counted(reply: dict[str, Any], *, given: str, answered: str) -> Tokens | None:
    """The two counts in a reply's "usage"; None where either is missing or is no count."""
    usage = reply.get("usage")
    if not isinstance(usage, dict):
        return None
    counts = usage.get(given), usage.get(answered)
    if not all(map(is_count, counts)):
        return None
    return Tokens(given=counts[0], answered=counts[1])  # type: ignore[arg-type]


def place(proposed: Sequence[Proposed], text: str) -> Iterator[Span | tuple[str, str]]:
    """Spans by their offsets, in code points; with a text, it must be what stands there."""
    for role, item in proposed:
        start, end, quoted = item.get("start"), item.get("end"), item.get("text")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            yield (
                role,
                f"{shown(start)} to {shown(end)} is no place in a sentence of {len(text)} characters",
            )
        elif quoted is not None and quoted != text[start:end]:
            yield role, f"{start} to {end} reads {shown(text[start:end])}, not {shown(quoted)}"
        elif not text[start:end].strip():
            yield role, f"{start} to {end} is blank"
        else:
            yield Span(role=role, start=start, end=end, text=text[start:end])


HTTP = Dialect(
    version=f"http-{VERSION}", body=body, tokens=tokens, answer=lambda reply: reply, place=place
)
