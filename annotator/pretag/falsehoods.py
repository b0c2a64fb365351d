"""Whether what is said calls a claim false, or a wrong undone: "the claims are lies", "we did not cheat"."""

from annotator.pretag.lexicon.grammar import BE, DETERMINERS, QUOTE_MARKS
from annotator.pretag.lexicon.nouns import FALSEHOOD, HARSH_NAMES
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_BASES, WRONG_VERBS
from annotator.pretag.parsed import Parsed, Range

_WINDOW = 40
_SUBJECT_REACH = 28
_CLAIMS = word_set("""
allegation allegations accusation accusations claim claims smear smears rumour rumours rumor rumors
charge charges suggestion suggestions speculation insinuation insinuations assertion assertions
report reports story stories complaint complaints lawsuit suit narrative article documentary
statement statements account accounts version media film programme book idea notion contention letter posts
""")
_FALSE = (FALSEHOOD | {"far-fetched", "unproven", "unsupported"}) - {"silly", "theatre", "stunt"}
_TO_SAY = frozenset({"say", "suggest", "claim", "imply", "allege", "assert", "state"})
_PRONOUNS = frozenset({"this", "that", "it", "these", "they"})
_CONTRACTED = frozenset({"it's", "that's", "they're"})
_CONTAINS = frozenset({"contain", "contains", "contained"})
_LACKS = frozenset({"lack", "lacks", "lacked"})
_GROUNDS = frozenset({"substance", "merit", "foundation", "credibility", "basis", "evidence"})
_BEFORE_FALSE = (
    DETERMINERS | QUOTE_MARKS | word_set("pack string tissue bunch load of such nothing but")
)


def calls_a_claim_false(parsed: Parsed, content: Range, *, charge_stands: bool) -> bool:
    """As in "The allegations are completely baseless", "that claim is a pack of lies".

    What "this" or "it" stands for is a claim where a charge stands.
    """
    words = parsed.tokens.words
    for index in range(content[0] + 1, min(content[1], content[0] + _WINDOW)):
        word = words[index]
        if word in _FALSE and (verb := _verb_before(words, index, content[0])):
            if (
                parsed.tokens.at(index + 1, "to")
                and "".join(words[index + 2 : index + 3]) in _TO_SAY
            ):
                return True
            plainly = not words[index - 1].endswith("ly")
            if (
                word == "wrong"
                and plainly
                and "suggestion" not in words[content[0] : content[0] + 3]
            ):
                continue
            if charge_stands and word != "wrong":
                if words[verb] in _CONTRACTED or words[verb - 1] in _PRONOUNS:
                    return True
            return _speaks_of_claims(words, content[0], verb)
        if word in _LACKS and not _GROUNDS.isdisjoint(words[index + 1 : index + 4]):
            return _speaks_of_claims(words, content[0], index)
    return False


def _verb_before(words: list[str], index: int, start: int) -> int | None:
    """Where the "are" of "are utterly false" stands, or the "contains" of "contains lies"."""
    others = 0
    for at in range(index - 1, max(start - 1, index - 6), -1):
        if words[at] in BE or words[at] in _CONTAINS or words[at] in _CONTRACTED:
            return at
        if words[at] not in _BEFORE_FALSE and not words[at].endswith("ly"):
            others += 1  # an adjective may stand between: "cheap propaganda"
            if others > 1 or words[at] in {"not", "no", "and", "or", ","}:
                return None
    return None


def _speaks_of_claims(words: list[str], start: int, verb: int) -> bool:
    return not _CLAIMS.isdisjoint(words[max(start, verb - _SUBJECT_REACH) : verb])


_ACTS = (
    WRONG_BASES
    | word_set("""
target attack bomb shell abduct pressure poison commit pollute contaminate harm damage endanger dump
""")
) - word_set("threaten leak neglect hide")
_DID_NOT = frozenset({"did", "does", "do", "would", "could"})
_SAYS_NOT = frozenset({"didn't", "doesn't", "wouldn't", "don't"})


def says_it_did_no_wrong(parsed: Parsed, content: Range) -> bool:
    """As in "The force did not mislead anyone", "I have never stolen", "she is not a liar"."""
    words = parsed.tokens.words
    for index in range(content[0] + 1, min(content[1], content[0] + _WINDOW)):
        word = words[index]
        if word in _ACTS and _is_undone(words, index):
            return words[index : index + 2] != ["commit", "to"]
        if word in WRONG_VERBS and words[index - 1] == "never" and words[index - 2] not in BE:
            return True
        if word in HARSH_NAMES and words[index - 1] in {"a", "an"}:
            before = words[max(content[0], index - 3) : index - 1]
            if before[-1:] == ["not"] or (before and before[-1].endswith("n't")):
                return bool(before) and (len(before) == 1 or before[0] in BE or before[-1] != "not")
    return False


def _is_undone(words: list[str], index: int) -> bool:
    """Whether "did not (knowingly)" or "didn't" stands before the verb at `index`."""
    at = index - 1
    while at > 0 and words[at].endswith("ly"):
        at -= 1
    if words[at] in _SAYS_NOT:
        return words[at - 1] != "you"
    return words[at] in {"not", "never"} and words[at - 1] in _DID_NOT
