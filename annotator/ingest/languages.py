"""The language of a text, where there is enough of it to tell."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

_LEAST = 60
_MOST = 600
_SURE = 0.7


def of(text: str) -> str:
    """The ISO 639 code; "" for a text too short or too mixed to tell."""
    letters = "".join(filter(str.isalpha, text[:_MOST]))
    # In bytes: 30 Chinese characters tell as much as 80 Latin ones.
    if len(letters.encode("utf-8", "replace")) < _LEAST:
        return ""
    code, confidence = _identifier().classify(text[:_MOST])
    return str(code) if confidence >= _SURE else ""


@cache
def _identifier() -> "LanguageIdentifier":
    # Here, since it takes 100 MB: only what reads articles pays for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
