"""Subjects with something beside them: "Ann Lee, the mayor,", "the driver, Ann Lee, 44,"."""

from annotator.pretag.lexicon.grammar import (
    ADVERBS,
    PREPOSITIONS,
)
from annotator.pretag.parsed import Parsed, Range
from annotator.pretag.phrasing import HARD_STOPS, LOOK_BACK, phrase_before


def with_apposition(parsed: Parsed, comma: int) -> Range | None:
    words = parsed.tokens.words
    floor = max(0, comma - LOOK_BACK)
    opening = comma - 1
    commas: list[int] = []
    while opening >= floor:
        if words[opening] == ",":
            commas.append(opening)
        elif words[opening] in HARD_STOPS or words[opening] in '"“”':
            break
        opening -= 1
    filed = next((at for at in commas if words[at + 1] in _REDUCED), None)
    home = filed or _before_home(words, commas)
    if home and (core := phrase_before(parsed, home)):
        return core[0], comma
    for opening in commas:
        if opening + 1 >= comma:
            continue
        first = words[opening + 1]
        if first in ADVERBS:
            return phrase_before(parsed, opening)
        if (
            (first in PREPOSITIONS and first not in {"of", "from", "for"})
            or first in {"as", "when", "while", "speaking"}
            or first.endswith("ing")
        ):
            return phrase_before(parsed, opening)
        if (first.isdigit() or first == "aged") and (
            named := _named_with_age(parsed, commas, opening)
        ):
            return named[0], comma
        if (
            first in {"who", "whose", "which", "the", "a", "an"}
            or opening is commas[-1]
            or not _is_listed(parsed, opening)
        ):
            core = phrase_before(parsed, opening)
            return (core[0], comma) if core else (opening + 1, comma)
    # "On Friday, said ..." has nothing to give; "Smith, said" is a stray comma.
    return None


_REDUCED = frozenset({"filed", "published", "released", "issued", "lodged"})
"""What opens a clause beside a paper: "the complaint, filed by Ann Lee, 51, says"."""


def _before_home(words: list[str], commas: list[int]) -> int | None:
    """Where the name ends in "Ann Lee, 44, of Quarry Lane, Venn,": before its age and its place."""
    home = next((at for at in commas if words[at + 1] == "of"), None)
    if home is None:
        return None
    if words[home - 1].isdigit() and words[home - 2] == ",":
        return home - 2
    return home if words[home - 1] == ")" else None


def _named_with_age(parsed: Parsed, commas: list[int], age: int) -> Range | None:
    """As in "The driver, Ann Lee, 44, said": the phrase before a name that an age follows."""
    outer = next((comma for comma in commas if comma < age), None)
    if outer is None or not parsed.tokens.is_name(outer + 1) or age - outer > 6:
        return None
    return phrase_before(parsed, outer)


def _is_listed(parsed: Parsed, comma: int) -> bool:
    """Whether the words after `comma` continue a list or an address, rather than stand beside."""
    return parsed.tokens.is_name(comma + 1) and not parsed.tokens.is_name(comma - 1)


def with_dashes(parsed: Parsed, dash: int) -> Range | None:
    words = parsed.tokens.words
    for opening in range(dash - 1, max(-1, dash - LOOK_BACK), -1):
        if words[opening] == words[dash]:
            core = phrase_before(parsed, opening)
            return (core[0], dash + 1) if core else None
    return None
