"""Who a clause is about, where it is not the words just before a verb that are looked at."""

from annotator.pretag import subjects
from annotator.pretag.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    RELATIVES,
)
from annotator.pretag.parsed import Parsed, Range
from annotator.pretag.phrasing import LONE


def of_clause(parsed: Parsed, content: Range) -> Range | None:
    """The subject that a clause opens with: the words of `content` before its first verb."""
    words = parsed.tokens.words
    start = content[0]
    while start < content[1] and not words[start][0].isalnum():
        start += 1
    for index in range(start + 1, min(content[1], start + 25)):
        word = words[index]
        if word == "," and _ends_subject(words, index, content[1]):
            return start, index
        past = word.endswith("ed") and words[index - 1] not in DETERMINERS and len(word) > 4
        past = past and "-" not in word and not parsed.tokens.is_name(index)
        past = past and not (index == start + 1 and words[start].endswith("ly"))
        if (
            word in AUXILIARIES
            or word in FINITE
            or past
            or (
                word.endswith("ly")
                and (index > start + 1 or words[start] in LONE or parsed.tokens.is_name(start))
                and _verb_follows(words, index, content[1])
            )
        ):
            if words[index - 1] in DETERMINERS | RELATIVES or words[index - 1] in {"to", "'s"}:
                continue
            end = index
            while end > start + 1 and (
                not words[end - 1][0].isalnum() or words[end - 1] in ADVERBS
            ):
                end -= 1
            return _past_adverbial(words, start, end), end
    return None


def _past_adverbial(words: list[str], start: int, end: int) -> int:
    """Where the subject starts behind an opening adverbial: "during the trip, the coach"."""
    if words[start] not in PREPOSITIONS:
        return start
    if words[end - 1] in LONE:
        return end - 1
    if "," not in words[start : end - 1]:
        if words[start : start + 3] == ["in", "a", "statement"] and end > start + 3:
            return start + 3
        return start
    comma = max(index for index in range(start, end - 1) if words[index] == ",")
    return comma + 1


def _verb_follows(words: list[str], adverb: int, end: int) -> bool:
    following = words[adverb + 1] if adverb + 1 < end else ""
    return following in AUXILIARIES or following in FINITE or following.endswith("ed")


def _ends_subject(words: list[str], comma: int, end: int) -> bool:
    """Whether what follows a comma is no part of the subject: ", who was 44,", ", she alleged,"."""
    following = words[comma + 1] if comma + 1 < end else ""
    return following in {"who", "which", "whose", "he", "she", "they", "it"}


def suffers(parsed: Parsed, subject: Range, content: Range) -> bool:
    """Whether something was done to the subject, by nobody named: "they had been denied overtime"."""
    words = parsed.tokens.words
    at = subject[1]
    while at < content[1] and (
        words[at] in AUXILIARIES or words[at] == "been" or words[at] in ADVERBS
    ):
        at += 1
    if at == subject[1] or at >= content[1] or words[at - 1] not in BE | {"been"}:
        return False
    done = words[at].endswith(("ed", "en")) or words[at] == "subject"
    return done and "by" not in words[at : content[1]]


def of_sentence(parsed: Parsed) -> Range | None:
    """The subject of the first finite verb, for participles that hang on it (", charged with")."""
    words = parsed.tokens.words
    for index in range(1, min(parsed.stop, 40)):
        if (words[index] in AUXILIARIES or words[index] in FINITE) and words[
            index - 1
        ] not in RELATIVES:
            return subjects.before(parsed, index)
    return None


def of_last(parsed: Parsed, end: int) -> Range | None:
    """The subject of the last finite verb before `end`: "Lee left the country before being charged"."""
    words = parsed.tokens.words
    for index in range(end - 1, 0, -1):
        verb = words[index] in AUXILIARIES or words[index] in FINITE or words[index].endswith("ed")
        if verb and not parsed.tokens.is_name(index):
            while index > 0 and words[index - 1] in AUXILIARIES | ADVERBS:
                index -= 1
            found = subjects.before(parsed, index)
            if found and (index == 0 or words[index - 1] not in RELATIVES):
                return found
    return None
