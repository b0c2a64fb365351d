"""Noun phrases from where they begin: how far they reach, and what else belongs to them."""

from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    DAYS,
    FINITE,
    OBJECT_PRONOUNS,
    TIME_WORDS,
)
from annotator.pretag.lexicon.verbs import READINGS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import Parsed, Range

_AFTER_A_PHRASE = word_set("""
to for over after by as with when because on during at if while who which that but in from into
about under
""")


def noun_phrase(parsed: Parsed, start: int) -> Range | None:
    """The noun phrase that starts at token `start`: up to a preposition, a verb or a joint."""
    words = parsed.tokens.words
    limit = min(parsed.stop, start + 40)
    index = start
    while index < limit:
        word = words[index]
        if word in {",", ";", ":", "—", "–", "(", ")"}:
            if word == "," and _name_list(parsed, index, limit):
                index += 1
                continue
            if _last_of_list(parsed, start, index, limit):
                index += 2
                continue
            if word == "," and (closing := _name_beside(parsed, index, limit)):
                index = closing
            break
        if index > start and (word in AUXILIARIES or word in _AFTER_A_PHRASE):
            if word != "with" or words[index - 1] not in {"along", "together"}:
                break
        if index > start and word in DAYS:
            break
        if index > start and word == "and" and not _joins_names(parsed, start, index, limit):
            break
        index += 1
        if index == start + 1 and words[start] in OBJECT_PRONOUNS - {"this", "that", "her"}:
            break
    return (start, index) if index > start else None


def _name_list(parsed: Parsed, comma: int, limit: int) -> bool:
    tokens = parsed.tokens
    return (
        comma + 1 < limit
        and tokens.is_name(comma + 1)
        and tokens.is_name(comma - 1)
        and "and" in tokens.words[comma + 1 : min(limit, comma + 8)]
    )


def _last_of_list(parsed: Parsed, start: int, comma: int, limit: int) -> bool:
    """Whether ", and" goes on in a list of names: "Lee, Orn, and an unknown man"."""
    words = parsed.tokens.words
    return (
        words[comma : comma + 2] == [",", "and"]
        and "," in words[start:comma]
        and parsed.tokens.is_name(comma - 1)
        and _joins_names(parsed, start, comma + 1, limit)
    )


def _name_beside(parsed: Parsed, comma: int, limit: int) -> int | None:
    """The comma that closes a name beside what it names: "the founder, Johan Sterky,"."""
    tokens = parsed.tokens
    if tokens.is_name(comma - 1):
        return None
    for index in range(comma + 1, min(limit, comma + 5)):
        if tokens.words[index] == ",":
            return index if index > comma + 2 else None
        if not tokens.is_name(index):
            return None
    return None


def with_post(parsed: Parsed, target: Range) -> Range:
    """The noun phrase with where they serve: "policemen attached to the rural station"."""
    words = parsed.tokens.words
    if words[target[1] - 1] not in _POSTED or words[target[1] : target[1] + 1] != ["to"]:
        return target
    where = noun_phrase(parsed, target[1] + 1)
    return (target[0], where[1]) if where else target


_POSTED = frozenset({"attached", "assigned", "belonging", "posted", "linked", "loyal", "close"})


def with_who(parsed: Parsed, target: Range, end: int) -> Range:
    """The noun phrase with the clause that tells which: "by officers who let it be built"."""
    words = parsed.tokens.words
    if words[target[1] : target[1] + 1] != ["who"] or target[1] >= end:
        return target
    stop = target[1]
    while stop < end and words[stop] not in {",", ";", ".", '"', "”"}:
        stop += 1
    return target[0], stop


def _joins_names(parsed: Parsed, start: int, index: int, limit: int) -> bool:
    tokens = parsed.tokens
    if (
        index + 1 >= limit
        or tokens.words[index + 1] in READINGS
        or tokens.words[index + 1] in FINITE
    ):
        return False
    return (
        tokens.words[start] == "both"
        or tokens.is_name(index + 1)
        or tokens.words[index + 1] in _JOINED
        or not tokens.is_name(start)
    )


_JOINED = word_set("the his her its their other another two three four several an a")


_OFFICES = word_set("court courts tribunal office commission judge magistrate ombudsman")


def without_time(parsed: Parsed, target: Range | None) -> Range | None:
    """The range without a day or a date at its end."""
    words = parsed.tokens.words
    if target is None:
        return None
    end = next(
        (at for at in range(target[0] + 1, target[1]) if words[at] in {"in", "before", "at"}),
        target[1],
    )
    if _OFFICES.isdisjoint(words[end : target[1]]):
        end = target[1]
    target = target[0], end
    while end - target[0] > 1 and words[end - 1] in TIME_WORDS | {"on"}:
        end -= 1
    while end < target[1] and end - target[0] > 1 and words[end - 1] in {"at", "over", "the", "in"}:
        end -= 1
    return target[0], end
