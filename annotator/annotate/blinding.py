"""Source blinding: a text in which an outlet does not name itself, character for character."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.annotate.values import Answer, Mark, Suggestion

BLOCK = "█"
_THE = re.compile(r"^the\s+", re.IGNORECASE)
# Scripts from here on are mostly written without spaces: a name there has no borders to look for.
_WITHOUT_SPACES = 0x2E80


def names(*, outlet: str, domain: str, authors: Sequence[str]) -> tuple[str, ...]:
    """What gives an outlet away: its name, also without "The" or written as one word, its domain,
    and the full names of the article's authors, for where a byline stands in the text."""
    full = " ".join(outlet.split())
    found = [full, _THE.sub("", full), domain.strip().removeprefix("www.")]
    found += ["".join(name.split()).lower() for name in found[:2] if " " in name]
    found += [" ".join(author.split()) for author in authors if len(author.split()) > 1]
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


def mask(text: str, names: Iterable[str]) -> str:
    """The text with each of these names blotted out, so that every offset still holds.

    Names count in any case and between the borders of words. One exception: a name of one word
    (after "The") that has capitals and stands in the text without is a common word: the sound.
    """
    names = sorted(names, key=len, reverse=True)
    if not names:
        return text
    small = {name for name in names if name == name.lower()}

    def blot(match: re.Match[str]) -> str:
        found = match[0]
        is_kept = _is_common_word(found) and " ".join(found.split()) not in small
        return found if is_kept else BLOCK * len(found)

    return re.sub("|".join(_pattern(name) for name in names), blot, text, flags=re.IGNORECASE)


def masked_answer(answer: Answer, *, shown: str) -> Answer:
    """The answer with its spans quoting the sentence as it is shown."""
    return replace(answer, marks=tuple(_quoting(mark, shown) for mark in answer.marks))


def masked_suggestion(
    suggestion: Suggestion | None, *, sentence: str, shown: str
) -> Suggestion | None:
    """The suggestion as whoever sees the sentence like that may see it. What it says for evidence
    may quote half a name, so that is left out where anything is hidden."""
    if suggestion is None or sentence == shown:
        return suggestion
    return [
        {
            **one,
            "evidence": "",
            "spans": [
                {**span, "text": shown[span["start"] : span["end"]]} for span in one["spans"]
            ],
        }
        for one in suggestion
    ]


def requoted(answer: Answer, *, once: str, now: str) -> Answer:
    """The answer with each span that quotes the sentence as it is `once` quoting it as it is `now`."""
    if once == now:
        return answer
    return replace(answer, marks=tuple(_requoted(mark, once, now) for mark in answer.marks))


def _pattern(name: str) -> str:
    words = r"\s+".join(_word(word) for word in name.split())
    return f"{_border(name[0], before=True)}{words}{_border(name[-1], before=False)}"


def _word(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word))


def _border(edge: str, *, before: bool) -> str:
    if ord(edge) >= _WITHOUT_SPACES:
        return ""
    return r"(?<!\w)" if before else r"(?!\w)"


def _is_common_word(found: str) -> bool:
    is_small = found == found.lower() != found.upper()
    return is_small and len(_THE.sub("", found).split()) == 1


def _quoting(mark: Mark, text: str) -> Mark:
    spans = (replace(span, text=text[span.start : span.end]) for span in mark.spans)
    return replace(mark, spans=tuple(spans))


def _requoted(mark: Mark, once: str, now: str) -> Mark:
    spans = (
        replace(span, text=now[span.start : span.end])
        if span.text == once[span.start : span.end]
        else span
        for span in mark.spans
    )
    return replace(mark, spans=tuple(spans))
