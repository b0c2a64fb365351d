"""Who speaks: the noun phrase before a verb, or after it where the order is turned round."""

from annotator.pretag.appositions import with_apposition, with_dashes
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    MONTHS,
    OPENING_QUOTES,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE_MARKS,
    RELATIVES,
)
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import OUTSIDE, Parsed, Range
from annotator.pretag.phrasing import HARD_STOPS, LONE, phrase_before

_LOOK_AHEAD = 40


_BRACKETS = frozenset("()[]")


_STOP_AFTER = (
    word_set("""
in on at during to via after as when while before because if and but yesterday today earlier
later last this speaking adding
""")
    | DAYS
    | MONTHS
)


def before(parsed: Parsed, end: int) -> Range | None:
    """The subject that ends just before token `end`, as tokens; None where there is none.

    Appositions belong to it ("Ann Lee, the mayor, said"), adverbials between commas do not
    ("Ann Lee, on Friday, said"). A relative pronoun gives way to what it stands for.
    """
    words = parsed.tokens.words
    index = end
    while index > 0 and (words[index - 1] in ADVERBS or _is_time(parsed, index - 1)):
        if words[index - 1] in {"both", "all"}:
            break
        index -= 1
    if index > 0 and words[index - 1] == "on" and index < end:
        index -= 1
    while (
        index > 0
        and words[index - 1].endswith("ly")
        and len(words[index - 1]) > 5
        and words[index - 1] not in _LY_NOUNS
        and not parsed.tokens.is_name(index - 1)
    ):
        index -= 1
    if index > 1 and words[index - 1] in OPENING_QUOTES and words[index - 2] != ",":
        index -= 1
    if not index:
        return None
    word = words[index - 1]
    if word in {"and", "but", "or", "to"}:
        return None
    if word in {"who", "which"} or (
        word == "that" and index > 1 and words[index - 2] not in {",", "said"}
    ):
        index -= 1
        if index and words[index - 1] == ",":
            index -= 1
        found = phrase_before(parsed, index)
        return nearest(parsed, found) if found and word == "who" else found
    if word == ",":
        return with_apposition(parsed, index - 1)
    if word in {"—", "–", "-"}:
        return with_dashes(parsed, index - 1)
    return phrase_before(parsed, index)


_PARTS_FROM = frozenset({"against", "to", "by", "than", "like", "between"})


def nearest(parsed: Parsed, phrase: Range) -> Range:
    """Of "a ban against the coach" and "to thank the coach", those that what follows is about."""
    words = parsed.tokens.words
    for index in range(phrase[1] - 2, phrase[0], -1):
        if words[index] in _PARTS_FROM:
            return index + 1, phrase[1]
        if _opens_phrase(words, index):
            return index, phrase[1]
    return phrase


def _opens_phrase(words: list[str], index: int) -> bool:
    """Whether a noun phrase of its own begins here, as in "evidence the two men (lied)"."""
    if words[index] not in DETERMINERS and words[index] not in POSSESSIVES:
        return False
    return words[index - 1] not in _JOINS and words[index - 1][0].isalnum()


_JOINS = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | frozenset({"all", "both", "half"})


def within(parsed: Parsed, content: Range, end: int) -> Range | None:
    """The subject that ends just before `end`, of which only what lies in `content` is taken."""
    found = before(parsed, end)
    if found is None or found[1] <= content[0]:
        return None
    words = parsed.tokens.words
    start, stop = max(found[0], content[0]), found[1]
    start = next((at for at in range(stop - 2, start, -1) if _opens_phrase(words, at)), start)
    while start < stop and words[start] in QUOTE_MARKS:
        start += 1
    while start < stop and words[stop - 1] in QUOTE_MARKS:
        stop -= 1
    return (start, stop) if start < stop else None


_LY_NOUNS = frozenset(
    {"family", "assembly", "supply", "monthly", "weekly", "ally", "reply", "italy"}
)


def with_list(parsed: Parsed, start: int, subject: Range) -> Range:
    """The subject with what is joined to it from `start` on: "Venn and two partners (had) lied"."""
    words = parsed.tokens.words
    while start < subject[0] and not words[start][0].isalnum():
        start += 1
    left = words[start : subject[0]]
    if (
        not left
        or words[subject[0]] in LONE
        or len(left) > 14
        or left[-1] not in {"and", "or", ","}
        or left[0] in _OPENS_ADVERBIAL
    ):
        return subject
    if left[-1] == "," and "and" not in words[subject[0] : subject[1]]:
        return subject
    for index in range(start, subject[0]):
        word = words[index]
        if word in _ENDS_LIST or word in AUXILIARIES or word in FINITE or word.endswith("ly"):
            return subject
        if word.endswith("ed") and index > start and words[index - 1] not in DETERMINERS:
            return subject
    return start, subject[1]


_ENDS_LIST = RELATIVES | frozenset(';:—–!?()"“”') | {"but", "when", "while", "because", "if", "as"}
_OPENS_ADVERBIAL = (PREPOSITIONS | DAYS | MONTHS | ADVERBS | CONJUNCTIONS) - {"both"}


def after(parsed: Parsed, start: int) -> Range | None:
    """The subject that starts at token `start`, after a verb turned round ("said Ann Lee")."""
    words = parsed.tokens.words
    limit = min(parsed.stop, start + _LOOK_AHEAD)
    index = start
    while index < limit:
        word = words[index]
        if parsed.quoted[index] != OUTSIDE and word in {'"', "“", "‘"}:
            break
        if word in HARD_STOPS or word in ".;":
            break
        if word == ",":
            if index + 1 < limit and not _opens_apposition(parsed, index + 1):
                break
        elif index > start and word in _STOP_AFTER:
            if word != "and" or not parsed.tokens.is_name(min(index + 1, limit - 1)):
                break
        elif (
            word in AUXILIARIES
            and words[index - 1] not in RELATIVES
            and not _has_relative(words, start, index)
        ):
            break
        index += 1
    while index > start and words[index - 1] in {",", "("}:
        index -= 1
    return (start, index) if index > start else None


def _has_relative(words: list[str], start: int, end: int) -> bool:
    return any(word in RELATIVES for word in words[start:end])


def _is_time(parsed: Parsed, index: int) -> bool:
    return parsed.tokens.words[index] in DAYS


_APPOSITION_OPENERS = word_set("""
the a an who whose one its his her their head chief president
""")


def _opens_apposition(parsed: Parsed, index: int) -> bool:
    words = parsed.tokens.words
    word = words[index]
    return (
        word in _APPOSITION_OPENERS
        or word.isdigit()
        or (
            word not in _STOP_AFTER
            and not word.endswith("ing")
            and word not in PREPOSITIONS
            and word not in CONJUNCTIONS
            and not parsed.tokens.is_name(index)
            and word not in ADVERBS
        )
        or parsed.tokens.is_name(index)
    )


def is_shared(parsed: Parsed, group: Group) -> bool:
    """Whether the verb takes its subject from a verb before it: "and warned", ", adding"."""
    words = parsed.tokens.words
    return group.shape in {"ing", "to"} or (
        group.start > 0 and words[group.start - 1] in {"and", "but", "or", "then"}
    )


def of(parsed: Parsed, group: Group) -> Range | None:
    """The subject of a verb group; None where it shares one or has none of its own."""
    if group.start == 0 or is_shared(parsed, group):
        return None
    return before(parsed, group.start)
