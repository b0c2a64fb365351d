"""Whether what is said rejects a claim: "it is not true", "I had nothing to do with it"."""

from annotator.pretag.lexicon.grammar import NEGATIONS
from annotator.pretag.lexicon.nouns import CLAIM_NOUNS
from annotator.pretag.lexicon.outright import ALWAYS, OUTRIGHT
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import Parsed, Range

_WINDOW = 40
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _pattern in OUTRIGHT:
    _BY_FIRST.setdefault(_pattern[0], []).append(_pattern)
_PERSONS = frozenset(["i", "we", "he", "she", "they", "it"])
_ACTS = frozenset(["did", "have", "has", "had", "was", "were", "am"])
_NEGATED_ACTS = frozenset(["didn't", "haven't", "hasn't", "hadn't", "wasn't", "weren't", "never"])


def outright(parsed: Parsed, content: Range, *, charge_stands: bool) -> bool:
    """Whether `content` says in set words that something is not so.

    Some of the words ("no evidence", "a lie") reject a charge only where one stands.
    """
    words = parsed.tokens.words
    for index in range(content[0], min(content[1], content[0] + _WINDOW)):
        for pattern in _BY_FIRST.get(words[index], ()):
            if tuple(words[index : index + len(pattern)]) == pattern:
                if _is_meant_otherwise(words, index, content[0]):
                    continue
                return charge_stands or pattern in ALWAYS
        if words[index] in {"we", "i"} and _rejects(words, index + 1, content[1]):
            return True
    return False


_VERDICTS = frozenset({"found", "verdict", "verdicts", "jury"})


def _is_meant_otherwise(words: list[str], index: int, start: int) -> bool:
    """Whether the words tell of no charge: "should never have happened", "it has nothing to do with"."""
    before = words[max(start, index - 3) : index]
    if words[index] == "never" and not {"should", "must"}.isdisjoint(before):
        return True
    if words[index : index + 2] == ["not", "guilty"] and not _VERDICTS.isdisjoint(before):
        return True
    return words[index] == "nothing" and not {"this", "that", "it"}.isdisjoint(before[-2:])


def _rejects(words: list[str], start: int, end: int) -> bool:
    """As in "We (strongly) reject these claims", said of oneself inside a quotation."""
    for index in range(start, min(end, start + 3)):
        if words[index] in {
            "deny",
            "denied",
            "refute",
            "reject",
            "rejected",
            "dispute",
            "repudiate",
        }:
            return not CLAIM_NOUNS.isdisjoint(words[index + 1 : min(end, index + 7)])
        if words[index] in {"do", "don't", "not", "never"}:
            return False
    return False


def insists_not(parsed: Parsed, content: Range) -> bool:
    """Whether the first words of `content` are a negation: what "insisted" or "replied" adds to."""
    words = parsed.tokens.words
    return any(
        word in _NEGATIVE or word.endswith("n't")
        for word in words[content[0] : min(content[1], content[0] + 9)]
    )


def opens_with_none(parsed: Parsed, content: Range) -> bool:
    """Whether a clause of `content` says that nobody did, nothing was: "not one box was lost"."""
    words = parsed.tokens.words
    end = min(content[1], content[0] + _WINDOW)
    start = content[0]
    while start < end and not words[start][0].isalnum():
        start += 1
    for index in range(start, end):
        if words[index] in _NONE or words[index : index + 2] in (["not", "one"], ["not", "a"]):
            if words[index + 1 : index + 2] in _BARE_NOTHING:
                continue
            near = words[index + 1 : min(end, index + 9)]
            if index == start and words[index] != "not" and _FUTURE.isdisjoint(near[:5]):
                return True
            opens = index == start or words[index - 1] in {"that", "and", "but", ","}
            if opens and not _PAST.isdisjoint(near):
                return True
    return False


_NONE = frozenset({"no", "nobody", "nothing", "none", "neither"})
_FUTURE = frozenset({"will", "would", "shall", "should", "can", "could", "may", "might"})
_PAST = frozenset({"was", "were", "had", "did", "took", "saw"})
_BARE_NOTHING: tuple[list[str], ...] = (
    ["until"],
    ["about"],
    ["of"],
    ["more"],
    ["but"],
    ["to"],
    [","],
    [],
)
_NEGATIVE = word_set("""
not never no nothing nobody none neither untrue false
""")


def disowns(parsed: Parsed, content: Range) -> bool:
    """Whether `content` opens with a person saying what that person did not do.

    "I did not take it", "he never saw the letter", "they have not received it": a denial only
    where a charge stands, which the caller knows.
    """
    words = parsed.tokens.words
    start = content[0]
    while start < content[1] and not words[start][0].isalnum():
        start += 1
    end = min(content[1], start + 6)
    if start >= end:
        return False
    if (
        words[start] in {"no", "nonsense", "rubbish"}
        and start + 1 < end
        and not words[start + 1][0].isalnum()
    ):
        return True
    if _never_did(words, start, min(content[1], start + 14)):
        return True
    for index in range(start, end - 1):
        if words[index] in _HAVE and words[index + 1] in {"never", "not"}:
            return _NO_ANSWERS.isdisjoint(words[index + 2 : index + 5])
        if words[index] in _PERSONS:
            following = words[index + 1]
            if not _NO_ANSWERS.isdisjoint(words[index + 2 : index + 5]):
                return False
            if following in _NEGATED_ACTS:
                return True
            if "no" in words[index + 2 : index + 4] and following not in _ACTS:
                return True
            return following in _ACTS and index + 2 < content[1] and words[index + 2] in NEGATIONS
    return False


_HAVE = word_set("i've we've he's she's they've i'd he'd she'd they'd it's i'm")
_NO_ANSWERS = word_set("""
able going sure allowed surprised prepared ready convinced happy afraid optimistic worried satisfied
""")


def _never_did(words: list[str], start: int, end: int) -> bool:
    """As in "The doors had never been taped": never, of what is past."""
    return any(
        words[index] == "never" and words[index - 1] in {"had", "has", "have"}
        for index in range(start + 1, end)
    )
