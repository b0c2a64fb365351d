"""Where quoted words stand in a sentence. A language model quotes; it cannot count characters."""

from collections.abc import Iterator, Sequence

from annotator.pretag.remote.checking import Proposed
from annotator.pretag.remote.parsing import shown
from annotator.pretag.values import Span

# One character for one, so that places stay: models write the plain forms of these.
_PLAIN = str.maketrans("“”„‟«»‘’‚‛\u00a0\u202f\u2009", '""""""\'\'\'\'   ')


def place(proposed: Sequence[Proposed], text: str) -> Iterator[Span | tuple[str, str]]:
    """Spans by the words they quote, found as whole words.

    What stands in the sentence more than once is the occurrence nearest after the mark's cue;
    without a cue that stands there once, it is refused rather than guessed.
    """
    cues = [
        found[0]
        for role, item in proposed
        if role == "cue" and len(found := occurrences(item.get("text"), text)) == 1
    ]
    after = cues[0][1] if cues else None
    for role, item in proposed:
        quoted = item.get("text")
        found = occurrences(quoted, text)
        if len(found) > 1 and role != "cue" and after is not None:
            found = [one for one in found if one[0] >= after][:1]
        if len(found) == 1:
            start, end = found[0]
            yield Span(role=role, start=start, end=end, text=text[start:end])
        elif found:
            yield role, f"{shown(quoted)} stands in the sentence {len(found)} times"
        else:
            yield role, f"{shown(quoted)} does not stand in the sentence, or only beside its cue"


def occurrences(quoted: object, text: str) -> list[tuple[int, int]]:
    """Each place where the words stand whole: as they are, else with plain quotation marks."""
    if not isinstance(quoted, str) or not quoted.strip():
        return []
    words = quoted.strip()
    return _places(words, text) or _places(words.translate(_PLAIN), text.translate(_PLAIN))


def _places(words: str, text: str) -> list[tuple[int, int]]:
    found = []
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not _cuts(text, start) and not _cuts(text, end):
            found.append((start, end))
        start = text.find(words, start + 1)
    return found


def _cuts(text: str, at: int) -> bool:
    """Whether a border at `at` would cut a word in two."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
