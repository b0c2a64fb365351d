"""Where the clause or quotation begins that a verb of speech presents."""

from annotator.pretag import contents
from annotator.pretag.lexicon.grammar import (
    BE,
    DAYS,
    DETERMINERS,
    HAVE,
    OBJECT_PRONOUNS,
    OPENING_QUOTES,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    TIME_WORDS,
)
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import OUTSIDE, Parsed

_PERSON_OBJECT = frozenset(
    {"tell", "assure", "reassure", "inform", "remind", "warn", "ask", "caution", "advise"}
)

_SKIP_TO_CONTENT = 14

_NOT_SAYINGS = word_set("""
goodbye nothing no yes to so of hello more little
""")


def content_start(parsed: Parsed, verb: Verb, start: int) -> tuple[int, str] | None:
    """The token where content begins, and in which frame; looks a few words ahead only."""
    words = parsed.tokens.words
    if verb.lemma == "point":
        if words[start] != "out" or start + 1 >= parsed.stop:
            return None
        start += 1
    first = words[start]
    if verb.lemma == "agree" and first == "on":
        return None
    takes_person = verb.lemma in _PERSON_OBJECT
    if first == "that" and (not takes_person or contents.clause_follows(parsed, start + 1)):
        return start + 1, "that"
    limit = min(parsed.stop, start + _SKIP_TO_CONTENT)
    for index in range(start, limit):
        word = words[index]
        if (
            word in OPENING_QUOTES
            and parsed.quoted[index] != OUTSIDE
            and (index == 0 or parsed.quoted[index - 1] != parsed.quoted[index])
        ):
            if index == start or words[index - 1] in {",", ":", "that"} or takes_person:
                return index, "quotation"
            if not takes_person and index - start > 3:
                break
        if word == ":":
            return index + 1, "colon"
        if word == "that" and index > start:
            if words[index - 1] in PREPOSITIONS:
                break
            if "p" not in verb.frames and not takes_person:
                break
            if (
                takes_person
                or words[start] in PREPOSITIONS
                or words[start] in DAYS
                or words[start] in {"to", ",", "later", "earlier", "last", "this"}
            ):
                return index + 1, "that"
            break
        if word in {";", "."}:
            break
        if word in {"how", "why", "what"} and takes_person and index > start:
            return index, "clause"
    if takes_person:
        past = _past_person(parsed, start)
        if past or verb.lemma not in {"warn", "caution", "advise"}:
            return past
    at = past_time(parsed, start)
    if at < parsed.stop and words[at] == "that":
        return at + 1, "that"
    if verb.lemma == "say" and words[at] not in _NOT_SAYINGS:
        if words[at] in {
            "in",
            "on",
            "about",
            ",",
            "of",
            "during",
            "at",
        } and not any(contents.clause_follows(parsed, from_) for from_ in (at, at + 1)):
            return None
        return at, "clause"
    if verb.lemma == "show":
        return (at, "clause") if _is_full_clause(words, at, parsed.stop) else None
    if verb.lemma == "maintain" and words[at] in POSSESSIVES:
        return None  # what is kept up, not what is said
    if contents.clause_follows(parsed, at):
        return at, "clause"
    return None


def _is_full_clause(words: list[str], start: int, stop: int) -> bool:
    """As in "figures show the plant was losing money": more than a thing that is shown."""
    for index in range(start + 1, min(stop, start + 9)):
        if words[index] in {",", "that", "who", "which", "to", "of"}:
            return False
        if words[index] in BE | HAVE:
            return True
    return False


def past_time(parsed: Parsed, start: int) -> int:
    """Past a day or so behind a verb: "said (on Friday) it was late"."""
    words = parsed.tokens.words
    index = start
    if index < parsed.stop and words[index] == "on":
        index += 1
        if index >= parsed.stop or words[index] not in TIME_WORDS:
            return start
    while index < parsed.stop - 1 and (
        words[index] in DAYS or (index > start and words[index] in TIME_WORDS)
    ):
        index += 1
    if index > start and index < parsed.stop - 1 and words[index] == ",":
        index += 1
    return index


def _past_person(parsed: Parsed, start: int) -> tuple[int, str] | None:
    """Past the person told: "told reporters it was late", "told him he was late"."""
    words = parsed.tokens.words
    if words[start] in OBJECT_PRONOUNS:
        at = past_time(parsed, start + 1)
        return (at, "clause") if contents.clause_follows(parsed, at) else None
    for index in range(start + 1, min(parsed.stop, start + 9)):
        word = words[index]
        if word in {"to", "about", "by"} or (word == "of" and not parsed.tokens.is_name(index - 1)):
            return None
        if (
            word in SUBJECT_PRONOUNS
            or word in DETERMINERS | POSSESSIVES
            or _lower_to_name(parsed, index)
        ):
            if contents.clause_follows(parsed, index):
                return index, "clause"
    if contents.clause_follows(parsed, start + 1):
        return start + 1, "clause"
    return None


def _lower_to_name(parsed: Parsed, index: int) -> bool:
    return parsed.tokens.is_name(index) and not parsed.tokens.is_name(index - 1)
