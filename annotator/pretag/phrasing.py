"""The noun phrase that ends before a verb: how far back it reaches."""

from annotator.pretag.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    MONTHS,
    PREPOSITIONS,
    QUOTE_MARKS,
    SUBORDINATORS,
    TIME_WORDS,
)
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import OUTSIDE, Parsed, Range

LOOK_BACK = 45
HARD_STOPS = frozenset(";:—–!?|…")


_LEADING = (
    CONJUNCTIONS
    | ADVERBS
    | SUBORDINATORS
    | word_set("""
yesterday today reportedly earlier later last this week month
""")
) - frozenset({"both", "all", "first", "this", "who", "what"})

_AFTER_PARTICIPLE = PREPOSITIONS | TIME_WORDS

_CLAUSE_OPENERS = word_set("""
that because while although though if when as whereas but
""")


LONE = word_set("i you he she it we they")


def phrase_before(parsed: Parsed, end: int) -> Range | None:
    """The noun phrase that ends at token `end`, exclusive."""
    words = parsed.tokens.words
    if end and words[end - 1] in LONE:
        return end - 1, end
    floor = max(0, end - LOOK_BACK)
    begin = end
    depth = 0
    while begin > floor:
        word = words[begin - 1]
        if word in ")]":
            depth += 1
        elif word in "([":
            if not depth:
                break
            depth -= 1
        elif depth:
            pass
        elif (
            word in HARD_STOPS
            or (word == "-" and _is_dash(parsed, begin - 1))
            or word in ".,"
            or (
                word in QUOTE_MARKS
                and parsed.quoted[begin - 1] != OUTSIDE
                and not _short_quote(parsed, begin - 1)
            )
        ):
            if word == "," and _in_list(parsed, begin - 1, end):
                begin -= 1
                continue
            break
        elif word in AUXILIARIES or word in FINITE:
            if not _within_relative(parsed, begin - 1, floor) and not _is_participle(
                parsed, begin - 1, end
            ):
                begin = _after_verb(words, begin, end)
                break
        elif word in {"which", "whom", "where", "what", "how", "why", "whether"}:
            if not (
                begin < end
                and (
                    words[begin] in AUXILIARIES
                    or words[begin] in FINITE
                    or (word == "which" and words[begin].endswith("e"))
                )
            ):
                break
        elif word in _CLAUSE_OPENERS:
            if word != "that" or not _relative_that(words, begin - 1, end):
                break
        begin -= 1
    return _trimmed(parsed, begin, end)


def _is_dash(parsed: Parsed, index: int) -> bool:
    """Whether a hyphen stands alone, as behind a dateline: "VENN - The mayor said"."""
    spot = parsed.tokens.starts[index]
    return parsed.tokens.text[max(0, spot - 1) : spot + 2] == " - "


def _in_list(parsed: Parsed, comma: int, end: int) -> bool:
    """Whether a comma stands in a list of names: "Cyprus, Greece and Israel"."""
    tokens = parsed.tokens
    if (
        comma < 1
        or comma + 1 >= end
        or not tokens.is_name(comma - 1)
        or not tokens.is_name(comma + 1)
    ):
        return False
    rest = tokens.words[comma + 1 : end]
    return "and" in rest[1:] and len(rest) <= 12 and tokens.words[comma - 1] not in TIME_WORDS


def _short_quote(parsed: Parsed, index: int) -> bool:
    """Whether a mark belongs to a few quoted words inside the phrase, such as a title."""
    number = parsed.quoted[index]
    if number == OUTSIDE:
        return False
    quotation = parsed.quotations[number]
    return (
        not quotation.open
        and not quotation.runs_on
        and quotation.end - quotation.start <= 60
        and parsed.tokens.words[index - 1] != ","
    )


def _within_relative(parsed: Parsed, verb: int, floor: int) -> bool:
    words = parsed.tokens.words
    for index in range(verb - 1, max(floor - 1, verb - 7), -1):
        if words[index] in {"who", "which", "whose", "whom"}:
            return True
        if words[index] in {",", ";", ":", "and", "but"}:
            return False
    return False


def _is_participle(parsed: Parsed, index: int, end: int) -> bool:
    """Whether a past form stands for a relative clause: "a flyer put out by the union said"."""
    if parsed.tokens.words[index] in {"involved", "concerned"} and index == end - 1:
        return True
    words = parsed.tokens.words
    if words[index] in AUXILIARIES or index + 1 >= end or index == 0:
        return False
    if words[index].endswith("s") and not words[index].endswith("ss"):
        return False
    return words[index + 1] in _AFTER_PARTICIPLE and words[index - 1] not in DETERMINERS


def _relative_that(words: list[str], index: int, end: int) -> bool:
    return index + 1 < end and (words[index + 1] in AUXILIARIES or words[index + 1] in FINITE)


def _after_verb(words: list[str], begin: int, end: int) -> int:
    """Where the subject starts when a verb stands before it: after the last joint, if any."""
    for index in range(end - 1, begin - 1, -1):
        if words[index] in {"and", "but", "or"} or words[index] in SUBORDINATORS - {
            "that",
            "who",
            "which",
            "than",
        }:
            return index + 1
    return begin


_ADVERBIAL_OPENERS = word_set("""
in on at by after during since under with for
""")


def _trimmed(parsed: Parsed, begin: int, end: int) -> Range | None:
    words = parsed.tokens.words
    while begin < end and words[begin] in _LEADING:
        begin += 1
    if begin < end and (
        words[begin] in PREPOSITIONS or words[begin] in DAYS or words[begin] in MONTHS
    ):
        index = begin
        while index < end and (
            words[index] in PREPOSITIONS
            or words[index] in TIME_WORDS
            or words[index][0].isdigit()
            or (words[index] in DETERMINERS and index + 1 < end and words[index + 1] in TIME_WORDS)
        ):
            index += 1
        if index > begin + 1 or words[begin] in TIME_WORDS:
            begin = index
        elif words[begin] in _ADVERBIAL_OPENERS:
            return None
    while begin < end and words[begin] in _LEADING:
        begin += 1
    while end > begin and (words[end - 1] in {",", "—", "–"} or words[end - 1] in ADVERBS):
        end -= 1
    if begin >= end or words[begin] in {"to", "not"}:
        return None
    return begin, end
