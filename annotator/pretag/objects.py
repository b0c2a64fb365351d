"""Objects that are said: "called the plan a mess", "put the toll at nine"."""

from annotator.pretag import contents
from annotator.pretag.lexicon.grammar import (
    ADVERBS,
    DETERMINERS,
    OBJECT_PRONOUNS,
    OPENING_QUOTES,
    POSSESSIVES,
    PREPOSITIONS,
    TIME_WORDS,
)
from annotator.pretag.lexicon.nouns import CLAIM_NOUNS, FALSEHOOD
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import OUTSIDE, Parsed, Range

_NAMING = word_set("""
consider deem call dub label brand term hail rate name
""")

_BEFORE_A_NOUN = word_set("""
for of in on at with to from by and
""")


def second_object(parsed: Parsed, verb: Verb, start: int) -> tuple[Range | None, str]:
    """As in "called the plan a mess", "described it as one": the object and what it is."""
    words = parsed.tokens.words
    first = words[start]
    if _after_what(parsed, start):
        return contents.to_the_end(parsed, start + 1 if first == "as" else start), "as"
    if first in {"as", "only", "simply", "to", ","} or first in PREPOSITIONS:
        return None, ""
    about_a_claim = "".join(words[start + 1 : start + 2]) in CLAIM_NOUNS
    if first == "that" and not about_a_claim and not _opens_name(parsed, start, start + 1):
        return None, ""
    if first in OPENING_QUOTES and parsed.quoted[start] != OUTSIDE:
        return None, ""
    if verb.lemma in {"describe", "detail"}:
        return contents.to_the_end(parsed, start), "description"
    for index in range(start + 1, min(parsed.stop, start + 25)):
        word = words[index]
        if word == "as":
            return contents.to_the_end(parsed, start), "as"
        if verb.lemma in _NAMING and _opens_name(parsed, start, index):
            return contents.to_the_end(parsed, start), "object"
        if word in {",", ";", ".", "for", "on", "to"}:
            break
    return None, ""


def _opens_name(parsed: Parsed, start: int, index: int) -> bool:
    """Whether the second object of "called X Y" opens at `index`; X opens at `start`."""
    words = parsed.tokens.words
    word = words[index] if index < parsed.stop else ","
    opens = word in {"a", "an"} or word in FALSEHOOD
    opens = opens or (word in OPENING_QUOTES and parsed.quoted[index] != OUTSIDE)
    after_pronoun = index == start + 1 and words[start] in OBJECT_PRONOUNS - {"her", "that", "this"}
    opens = opens or (after_pronoun and word not in PREPOSITIONS | {",", "and"})
    return opens and words[index - 1] not in _BEFORE_A_NOUN


def _after_what(parsed: Parsed, start: int) -> bool:
    """Whether the object went ahead: "what she called", "which he described as"."""
    words = parsed.tokens.words
    return any(word in {"what", "which"} for word in words[max(0, start - 7) : start - 1])


_EMPTY_OBJECTS = word_set("""
it him her them me us this himself herself themselves
""")

_WITNESSED = word_set("seeing witnessing hearing having finding receiving being")

_SCORED = word_set("""
goal goals penalty penalties try tries run runs corner points wicket wickets touchdown one two three four
""")

_NOT_OBJECTS = word_set("""
to that , . ; and by in on with as at for or
""")


def said_object(parsed: Parsed, verb: Verb, start: int) -> tuple[Range | None, str]:
    words = parsed.tokens.words
    first = words[start]
    if verb.lemma in {"attribute", "ascribe"} and (first == "to" or first in _EMPTY_OBJECTS):
        return contents.to_the_end(parsed, start + 1 if first == "to" else start), "object"
    if verb.lemma == "expect" and first == "to":
        return contents.to_the_end(parsed, start), "object"
    if first in _EMPTY_OBJECTS and verb.lemma == "put":
        return _put(parsed, start)
    if first in _NOT_OBJECTS or first in TIME_WORDS:
        return None, ""
    if first in _EMPTY_OBJECTS:
        return None, ""
    if verb.lemma == "put":
        return _put(parsed, start)
    if verb.lemma == "concede" and not _SCORED.isdisjoint(words[start : start + 5]):
        return None, ""
    if verb.lemma in {"report", "recall"} and first in _WITNESSED:
        return contents.to_the_end(parsed, start), "object"
    if verb.lemma == "report" and not (
        first in DETERMINERS or first[0].isdigit() or parsed.tokens.is_name(start)
    ):
        return None, ""
    if not (
        first in DETERMINERS
        or first in POSSESSIVES
        or first[0].isalnum()
        or first in OPENING_QUOTES
    ):
        return None, ""
    if first in ADVERBS or first.endswith("ly"):
        return None, ""
    if verb.lemma in {"attribute", "ascribe", "credit", "liken", "compare"}:
        return contents.to_the_end(parsed, start), "object"
    return contents.to_the_end(parsed, start), "object"


def _put(parsed: Parsed, start: int) -> tuple[Range | None, str]:
    """As in "Put the toll at nine", "put it down to the heat"; any other putting says nothing."""
    words = parsed.tokens.words
    for index in range(start + 1, min(parsed.stop - 1, start + 12)):
        if words[index] == "at" and (
            words[index + 1][0].isdigit()
            or words[index + 1] in {"$", "£", "€", "about", "around", "more", "less"}
        ):
            return contents.to_the_end(parsed, start), "object"
        if words[index] == "down" and words[index + 1] == "to":
            return contents.to_the_end(parsed, index + 2), "object"
    return None, ""
