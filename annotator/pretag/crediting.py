"""Cues of several words that credit somebody: "according to", "by her own count"."""

from annotator.pretag import contents
from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    FINITE,
    POSSESSIVES,
)
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import ATTRIBUTION, Mark, mark
from annotator.pretag.parsed import Parsed, Range

_REACH = 30


def _source_phrase(parsed: Parsed, start: int) -> Range | None:
    """The source after "according to": as far as the comma, the verb of the clause or the stop."""
    words = parsed.tokens.words
    limit = min(parsed.stop, start + _REACH)
    index = start
    while index < limit:
        word = words[index]
        if word in {";", ":", "—", "–", "."} or (word in '"“' and index > start):
            break
        if word == ",":
            if (
                index + 1 < limit
                and words[index + 1] in {"the", "a", "an", "who"}
                and "," in words[index + 1 : limit]
            ):
                closing = words.index(",", index + 1)
                if closing - index <= 10 and not _has_finite(words, index + 1, closing):
                    index = closing
            break
        if index > start and (
            word in {"and", "but", "while", "as", "when", "after", "who"} and word != "and"
        ):
            break
        if index > start + 1 and word in AUXILIARIES:
            break
        index += 1
    while index > start and words[index - 1] in {","}:
        index -= 1
    return (start, index) if index > start else None


def _has_finite(words: list[str], start: int, end: int) -> bool:
    return any(word in AUXILIARIES or word in FINITE for word in words[start:end])


def according_to(parsed: Parsed, index: int) -> Mark | None:
    """As in "According to the ministry, ..." and "..., according to the ministry"."""
    if not parsed.tokens.at(index + 1, "to"):
        return None
    return _credited(parsed, index, index + 2, "according to")


def _credited(parsed: Parsed, index: int, after: int, why: str) -> Mark | None:
    words = parsed.tokens.words
    if after >= len(words) or words[after] in {
        "plan",
        "schedule",
        "law",
        "custom",
        "tradition",
        "type",
        "size",
    }:
        return None
    source = _source_phrase(parsed, after)
    if source is None:
        return None
    if index <= 1 or words[index - 1] in {";", "but", "and", "—"}:
        content = contents.to_the_end(parsed, source[1])
    else:
        content = contents.fronted(parsed, index)
        if (
            source[1] < parsed.stop
            and words[source[1]] == ","
            and words[index - 1] == ","
            and index < 6
        ):
            content = contents.trimmed(parsed, 0, parsed.stop)
    return mark(
        parsed,
        label=ATTRIBUTION,
        score=0.95,
        why=why,
        cue=(index, after),
        source=source,
        content=content,
    )


_VIEWS = word_set("""
view opinion words judgment judgement estimation eyes account telling
""")


def in_the_view_of(parsed: Parsed, index: int) -> Mark | None:
    """As in "In the opinion of the court", "in the words of a neighbour"."""
    words = parsed.tokens.words
    if (
        words[index + 1 : index + 2] == ["the"]
        and words[index + 2 : index + 3]
        and words[index + 2] in _VIEWS
        and parsed.tokens.at(index + 3, "of")
    ):
        return _credited(parsed, index, index + 4, "someone's view")
    if (
        words[index + 1 : index + 2]
        and words[index + 1] in POSSESSIVES
        and words[index + 2 : index + 3]
        and words[index + 2] in {"view", "opinion", "words", "telling"}
    ):
        return mark(
            parsed,
            label=ATTRIBUTION,
            score=0.7,
            why="someone's view",
            cue=(index, index + 3),
            content=contents.to_the_end(parsed, index + 3),
        )
    return None


_RECKONINGS = word_set("""
account estimate estimates reckoning count telling arithmetic sums recollection view opinion
words version calculation calculations judgment judgement estimation admission
""")


def by_their_account(parsed: Parsed, index: int) -> Mark | None:
    """As in "By the engineer's own estimate", "in her telling", "by one count"."""
    words = parsed.tokens.words
    for at in range(index + 2, min(parsed.stop, index + 8)):
        if words[at] in _RECKONINGS:
            owner = at - 1 if words[at - 1] != "own" else at - 2
            if (
                words[owner].endswith(("'s", "s'"))
                or words[owner] in {"'", "one", "some", "many", "most"}
                or words[owner] in POSSESSIVES
            ):
                content = (
                    contents.trimmed(parsed, at + 1, parsed.stop)
                    if index == 0
                    else contents.trimmed(parsed, 0, parsed.stop)
                )
                owned = words[owner].endswith(("'s", "s'"))
                return mark(
                    parsed,
                    label=ATTRIBUTION,
                    score=0.7,
                    why="someone's reckoning",
                    cue=(index, at + 1),
                    source=(index + 1, owner + 1) if owned else None,
                    content=content,
                )
            return None
        if words[at] in {",", "and", "of", "to"}:
            return None
    return None


def per(parsed: Parsed, index: int) -> Mark | None:
    """As in "Per the decree, ..." (never "90 per cent", "per day")."""
    words = parsed.tokens.words
    if index and words[index - 1] != ",":
        return None
    if words[index + 1 : index + 2] and (
        words[index + 1] in POSSESSIVES | {"the", "a", "an"} or parsed.tokens.is_name(index + 1)
    ):
        return _credited(parsed, index, index + 1, "per")
    return None


def as_per(parsed: Parsed, index: int) -> Mark | None:
    """As in "As per the register"."""
    return (
        _credited(parsed, index, index + 2, "as per")
        if parsed.tokens.at(index + 1, "per")
        else None
    )
