"""The language of a text, where there is enough of it to tell."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

_LEAST = 60
_MOST = 600
_MORE = 2400
_SURE = 0.7
# Words that English is full of and that no other language has.
_ENGLISH = re.compile(
    r"\b(?:the|and|that|with|said|from|have|were|been|their|which|this|would|they|who|his|about"
    r"|after|has|but|are)\b"
)
_SHARE, _DISTINCT = 0.08, 3


def of(text: str) -> str:
    """The ISO 639 code; "" for a text too short or too mixed to tell."""
    beginning = text[:_MOST]
    letters = "".join(filter(str.isalpha, beginning))
    # In bytes: 30 Chinese characters tell as much as 80 Latin ones.
    if len(letters.encode("utf-8", "replace")) < _LEAST:
        return ""
    if _is_plainly_english(beginning) or _is_plainly_english(text[:_MORE]):
        return "en"
    code, confidence = _identifier().classify(beginning)
    return str(code) if confidence >= _SURE else ""


def _is_plainly_english(text: str) -> bool:
    """Whether its small words leave no doubt, which is told sooner than by asking for all languages."""
    found = _ENGLISH.findall(text.casefold())
    return len(set(found)) >= _DISTINCT and len(found) >= _SHARE * len(text.split())


@cache
def _identifier() -> "LanguageIdentifier":
    # Here, since it takes 100 MB: only what reads articles pays for it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
