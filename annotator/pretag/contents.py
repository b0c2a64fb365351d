"""What is said: the clause, the quotation or the noun phrase that a cue presents."""

from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
)
from annotator.pretag.lexicon.verbs import READINGS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import OUTSIDE, Parsed, Range

_WINDOW = 160
_CLAUSE_WINDOW = 24
_CUTS_AFTER_COMMA = word_set("""
adding saying stating claiming according while but although though which reportedly whereas
citing telling calling noting warning insisting arguing writing describing despite following
alleging accusing blaming denying suggesting
""")
_STRONG_SPEECH = word_set("""
say add warn deny insist accuse claim tell note argue call urge ask reject demand stress predict
promise vow blame
""")


_ROUGHLY = (["as", "many", "as"], ["at", "least"], ["at", "most"], ["up", "to"])


def clause_follows(parsed: Parsed, start: int) -> bool:
    """Whether a subject and a finite verb stand at token `start`: "said it was late"."""
    words = parsed.tokens.words
    if start >= parsed.stop:
        return False
    start += next((len(one) for one in _ROUGHLY if words[start : start + len(one)] == one), 0)
    if start >= parsed.stop:
        return False
    first = words[start]
    if first in SUBJECT_PRONOUNS or (
        first.endswith(("'s", "'d", "'ll", "'re", "'ve"))
        and first.split("'")[0] in SUBJECT_PRONOUNS
    ):
        return first not in {"who"} and start + 1 < parsed.stop
    if (
        (
            first in PREPOSITIONS
            and first not in {"in", "after", "since", "over", "about", "under", "between"}
        )
        or first in CONJUNCTIONS
        or first in SUBORDINATORS - {"if", "while", "when", "because", "what"}
        or first in AUXILIARIES
        or not (first[0].isalnum() or first in "\"“‘'$£€(")
    ):
        return False
    aside = -1
    for index in range(start + 1, min(parsed.stop, start + _CLAUSE_WINDOW)):
        word = words[index]
        if index <= aside:
            continue
        if word == "," and (aside := _aside(words, index, parsed.stop)) > index:
            continue
        if word in AUXILIARIES:
            return words[index - 1] not in {"who", "which", "that"}
        if word in FINITE:
            following = words[index + 1] if index + 1 < parsed.stop else ""
            if words[index - 1] in DETERMINERS or words[index - 1] in POSSESSIVES:
                continue
            if words[index - 1] in {"who", "which", "that", "to"}:
                return False
            return not (word.endswith("ed") and following == "by")
        if word in {";", ":", "who", "which", "that", ","}:
            return False
        if (
            word.endswith("ed")
            and len(word) > 4
            and "-" not in word
            and _may_be_past(words, index, parsed.stop)
        ):
            return True
    return False


def _aside(words: list[str], comma: int, stop: int) -> int:
    """The comma that closes an aside opened at `comma` ("the clerk, 46, said"); -1 for none."""
    following = words[comma + 1] if comma + 1 < stop else ""
    opens = (
        following in {"who", "which", "the", "a", "an", "now", "once", "to", "including"}
        or following.isdigit()
        or following.endswith("ed")
    )
    if opens and "," in words[comma + 1 : min(stop, comma + 20)]:
        return words.index(",", comma + 1)
    return -1


_AFTER_A_PARTICIPLE = word_set("""
by in on at from for as , to with of into about
""")


def _may_be_past(words: list[str], index: int, stop: int) -> bool:
    """Whether an unlisted -ed word is more likely a past tense than a participle."""
    before = words[index - 1]
    if before in DETERMINERS or before in PREPOSITIONS or before in {"and", "to"}:
        return False
    if before.endswith("ly"):
        return index + 1 < stop and words[index + 1] in DETERMINERS | POSSESSIVES
    return index + 1 < stop and words[index + 1] not in _AFTER_A_PARTICIPLE


def to_the_end(parsed: Parsed, start: int) -> Range | None:
    """Content from token `start` to where its clause ends: another act of speech, or the stop."""
    words = parsed.tokens.words
    while start < parsed.stop and words[start] in {",", ":", "—", "–"}:
        start += 1
    end = parsed.stop
    for index in range(start + 1, min(parsed.stop, start + _WINDOW)):
        word = words[index]
        if parsed.quoted[index] != OUTSIDE:
            continue
        if word == ";":
            end = index
            break
        if word == "according" and index + 1 < parsed.stop and words[index + 1] == "to":
            end = index
            break
        if word == "," and index + 1 < parsed.stop:
            following = words[index + 1]
            if following in _CUTS_AFTER_COMMA or _tag_follows(parsed, index + 1):
                end = index
                break
            if (
                following in {"and", "but"}
                and index + 2 < parsed.stop
                and _new_act(parsed, index + 2)
            ):
                end = index
                break
        if word in {"and", "but"} and index + 1 < parsed.stop and _new_act(parsed, index + 1):
            end = index
            break
    return trimmed(parsed, start, end)


def trimmed(parsed: Parsed, start: int, end: int) -> Range | None:
    """The range without commas and stops at its edges (those in a quotation stay)."""
    words = parsed.tokens.words
    while start < end and words[start] in {",", ":", ";", "—", "–", "that"}:
        start += 1
    while (
        end > start
        and words[end - 1] in {",", ";", ":", "—", "–", "and", "but"}
        and parsed.quoted[end - 1] == OUTSIDE
    ):
        end -= 1
    return (start, end) if end > start else None


def quotation_at(parsed: Parsed, token: int) -> Range | None:
    """The tokens of the quotation that holds `token`."""
    if not 0 <= token < len(parsed.quoted) or parsed.quoted[token] == OUTSIDE:
        return None
    number = parsed.quoted[token]
    first = token
    while first > 0 and parsed.quoted[first - 1] == number:
        first -= 1
    last = token
    while last + 1 < len(parsed.quoted) and parsed.quoted[last + 1] == number:
        last += 1
    return first, last + 1


def fronted(parsed: Parsed, end: int) -> Range | None:
    """Content that stands before a tag such as ", he said": a quotation or the clause."""
    words = parsed.tokens.words
    last = end - 1
    while last > 0 and words[last] in {",", "—", "–"} and parsed.quoted[last] == OUTSIDE:
        last -= 1
    quotation = quotation_at(parsed, last)
    if quotation:
        before = quotation[0]
        if (
            parsed.quotations[parsed.quoted[last]].runs_on
            or before == 0
            or words[before - 1] in {",", ":", "—"}
        ):
            return quotation
        if before and quotation[1] - quotation[0] > 12 and words[before - 1] in ".?!":
            return quotation
    start = 0
    for index in range(last, max(0, last - _WINDOW), -1):
        if words[index] in {";"} and parsed.quoted[index] == OUTSIDE:
            start = index + 1
            break
    while start < last and words[start] in {"but", "and", "however", "meanwhile"}:
        start += 1
        if words[start] == ",":
            start += 1
    return trimmed(parsed, start, last + 1)


def _new_act(parsed: Parsed, index: int) -> bool:
    """Whether a further act of speech starts at `index`: "and warned", "and he added"."""
    words = parsed.tokens.words
    for position in range(index, min(index + 3, parsed.stop)):
        readings = READINGS.get(words[position])
        if readings and readings[0].verb.lemma in _STRONG_SPEECH and "past" in readings[0].forms:
            return (
                position == index
                or words[index] in SUBJECT_PRONOUNS
                or words[index] in {"then", "also"}
            )
    return False


def _tag_follows(parsed: Parsed, index: int) -> bool:
    """Whether a tag closes the sentence here: ", he said", ", the ministry said on Friday"."""
    words = parsed.tokens.words
    for position in range(index + 1, min(index + 8, parsed.stop)):
        word = words[position]
        if word in {",", ";", '"', "“"} or word in MODALS:
            return False
        readings = READINGS.get(word)
        if readings and "p" in readings[-1].verb.frames and readings[-1].forms & {"past", "third"}:
            return (
                position + 1 >= parsed.stop
                or words[position + 1] in {",", ".", "on", "in", "to"}
                or words[position + 1] in TIME_WORDS
            )
    return False
