"""Whether what is said rejects a claim: "it is not true", "I had nothing to do with it"."""

from annotator.pretag.lexicon.grammar import NEGATIONS, QUOTE_MARKS
from annotator.pretag.lexicon.nouns import CLAIM_NOUNS, WRONGS
from annotator.pretag.lexicon.outright import ALWAYS, OUTRIGHT
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import OUTSIDE, Parsed, Range

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
        if words[index] in _REJECTS and index > content[0] and parsed.quoted[index] != OUTSIDE:
            if not CLAIM_NOUNS.isdisjoint(words[index + 1 : min(content[1], index + 5)]):
                return True
    return False


_REJECTS = frozenset({"rejects", "denies", "refutes", "disputes"})
_VERDICTS = frozenset({"found", "declared", "verdict", "verdicts", "jury"})


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
    words = parsed.tokens.words[content[0] : min(content[1], content[0] + 9)]
    negative = any(word in _NEGATIVE or word.endswith("n't") for word in words)
    return negative and _UNABLE.isdisjoint(words)


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
            if not _NO_CHARGE.isdisjoint(near):
                return False
            if index == start and words[index] != "not" and _FUTURE.isdisjoint(near[:5]):
                return True
            opens = index == start or words[index - 1] in {"that", "and", "but", ","}
            if opens and not _PAST.isdisjoint(near) and _FUTURE.isdisjoint(near[:6]):
                return True
    return False


_UNABLE = frozenset({"remember", "recall", "comment"})
_NONE = frozenset({"no", "nobody", "nothing", "none", "neither"})
_FUTURE = frozenset({"will", "would", "shall", "should", "can", "could", "may", "might"})
_PAST = word_set("was were had has have did took saw gave ever made got came left went")
_NO_CHARGE = word_set("""
wounded injured hurt killed arrest arrests arrested casualties injuries deaths complaint complaints detained
affected fatalities damage
""")
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
    if words[start] == "never" and not _HAD.isdisjoint(words[max(0, start - 2) : start]):
        return True
    if words[start] in _CRIES and start + 1 < end and not words[start + 1][0].isalnum():
        return True
    if _never_did(words, start, min(content[1], start + 14)):
        return True
    if _there_was_none(words, start, end):
        return True
    if "neither" in words[start:end] and "nor" in words[start : min(content[1], start + 14)]:
        return True
    for index in range(start, end - 1):
        if words[index] in {"it", "he", "she", "they"} and words[index + 1] in _DOES_NOT:
            contracted = words[index + 1].endswith("n't")
            at = index + (2 if contracted else 3)
            negated = contracted or words[at - 1 : at] == ["not"]
            return negated and at < content[1] and words[at] not in _NO_ACTS
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
            denies = following in _ACTS and index + 2 < content[1] and words[index + 2] in NEGATIONS
            return denies and words[index + 3 : index + 4] not in (["had"], ["seen"])
    return False


_HAD = frozenset({"had", "has", "have"})
_CRIES = word_set("no nonsense rubbish hogwash bunk bunkum balderdash untrue lies wrong")
_DOES_NOT = frozenset({"does", "doesn't", "do", "don't"})
_NO_ACTS = word_set("""
know want believe think expect comment need see like mean intend plan feel support agree understand
appear seem matter have exist care accept wish hope recall remember trust get make discuss blame
""")


_HAVE = word_set("i've we've he's she's they've i'd he'd she'd they'd it's i'm")
_NO_ANSWERS = word_set("""
able going sure allowed surprised prepared ready convinced happy afraid optimistic worried satisfied
recollection memory doubt choice comment regrets objection objections option alternative plan want expect
intend better believe know think remember understand longer
""")


_ILLS = WRONGS | word_set("""
bullying intimidation coercion interference pressure manipulation favouritism favoritism nepotism bias
intention intent collusion cover-up torture brutality wrongdoing misuse plot improper illegal unlawful irregularities
""")


_PLAIN_NONE = word_set("""
doubt question way reason need alternative choice time plan plans word change guarantee chance hope room
point place limit shortage decision immediate further longer more other
""")


def _there_was_none(words: list[str], start: int, end: int) -> bool:
    """As in "There is no intimidation", "there was no improper use": none of a wrong."""
    if words[start : start + 1] != ["there"]:
        return False
    if "never" in words[start + 1 : min(end, start + 4)]:
        return True
    no = next((at for at in range(start + 1, start + 4) if words[at : at + 1] == ["no"]), None)
    if no is None:
        return False
    none = words[no + 1 : no + 5]
    if (
        words[no - 1] not in {"is", "was"}
        and _NO_CHARGE.isdisjoint(none)
        and _PLAIN_NONE.isdisjoint(none)
    ):
        return True
    return not _ILLS.isdisjoint(none) or (bool(none) and none[0].endswith("ing"))


def _never_did(words: list[str], start: int, end: int) -> bool:
    """As in "The doors had never been taped": never, of what is past."""
    return any(
        words[index] == "never"
        and words[index - 1] in _HAD
        and words[index + 1 : index + 2] not in (["had"], ["seen"])
        for index in range(start + 1, end)
    )


def i_did_not(parsed: Parsed, content: Range) -> bool:
    """Whether "I did not (add anything)" stands anywhere in what is said."""
    words = parsed.tokens.words
    for index in range(content[0], min(content[1] - 2, content[0] + _WINDOW)):
        if words[index] in {"i", "we"} and words[index + 1] in {"did", "didn't"}:
            contracted = words[index + 1] == "didn't"
            at = index + (2 if contracted else 3)
            if (contracted or words[index + 2] == "not") and at < content[1]:
                return words[at] not in _NO_ACTS and words[at] not in _NO_ANSWERS
    return False


def never_did(parsed: Parsed, content: Range) -> bool:
    """Whether a clause further on says what a person never did: "so I say that I have never stolen"."""
    words = parsed.tokens.words
    for index in range(content[0] + 2, min(content[1] - 1, content[0] + _WINDOW)):
        had = index - 1 - (words[index - 1] in QUOTE_MARKS)
        if words[index] == "never" and words[had] in _HAD:
            at = index + 1
            while at < content[1] - 1 and (words[at].endswith("ly") or words[at] in {"or", ","}):
                at += 1
            return words[had - 1] in _PERSONS and words[at] not in _NEVER_NEWS
    return False


_NEVER_NEWS = word_set(
    "seen been had felt known heard experienced lost won forgotten thought lived"
)
