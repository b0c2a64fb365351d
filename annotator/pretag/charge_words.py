"""What joins a verb of charge to the charge, and what is none: a fee, a task, a battery."""

from annotator.pretag.lexicon.grammar import DETERMINERS, QUOTE_MARKS
from annotator.pretag.lexicon.nouns import WRONGS
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import Parsed, Range

LINKS: dict[str, frozenset[str]] = {
    "accuse": frozenset({"of"}),
    "blame": frozenset({"for"}),
    "charge": frozenset({"with"}),
    "indict": frozenset({"on", "for", "over"}),
    "sue": frozenset({"for", "over"}),
    "impeach": frozenset({"for", "over", "on"}),
    "suspect": frozenset({"of"}),
    "arrest": frozenset({"for", "on"}),
    "detain": frozenset({"for", "on"}),
    "arraign": frozenset({"on"}),
    "prosecute": frozenset({"for", "over"}),
    "implicate": frozenset({"in"}),
}


_REACH = 45


NOT_WRONGS = frozenset(
    ["peace", "divorce", "compensation", "damages", "mercy", "custody", "access", "possession"]
)


LEGAL = frozenset(
    {"charge", "indict", "sue", "impeach", "arrest", "detain", "arraign", "prosecute"}
)


def link_of(parsed: Parsed, verb: Verb, start: int) -> int | None:
    words = parsed.tokens.words
    links = LINKS[verb.lemma]
    for index in range(start, min(parsed.stop, start + _REACH)):
        word = words[index]
        if word == "with" and words[index - 1] in {"along", "together"}:
            continue
        if word in links and (word != "on" or _opens_charge(words, index)):
            return _past_the_name(words, index, parsed.stop) if word == "of" else index
        if (
            word in {";", ":"}
            or (word == "to" and verb.lemma == "sue")
            or (word == "that" and verb.lemma == "charge")
        ):
            return None
    return None


_PARTS = frozenset({"of", ",", ";", "for", "to", "in"})


def _past_the_name(words: list[str], of: int, stop: int) -> int:
    """The "of" that opens the act: in "the army of Ostrel of shelling a port" the second one."""
    if of + 1 < stop and words[of + 1] in DETERMINERS and WRONGS.isdisjoint(words[of + 1 : of + 5]):
        further = next(
            (at for at in range(of + 2, min(stop - 1, of + 8)) if words[at] in _PARTS), of
        )
        of = further if words[further] == "of" else of
    for index in range(of, min(stop - 1, of + 12)):
        following = words[index + 1]
        if words[index] == "of" and (
            following.endswith("ing") or following in QUOTE_MARKS or following in WRONGS
        ):
            return index
        if words[index] in {",", ";", ":"} and words[index + 1] not in {"of", "on"}:
            break
    return of


def _opens_charge(words: list[str], index: int) -> bool:
    return any(
        word in {"suspicion", "charges", "charge", "counts", "count"}
        for word in words[index + 1 : index + 6]
    )


def is_wrong(parsed: Parsed, content: Range) -> bool:
    words = parsed.tokens.words
    first = words[content[0]]
    if first in QUOTE_MARKS and content[0] + 1 < content[1]:
        first = words[content[0] + 1]
    return (
        not {"suspicion", "allegedly", "alleged"}.isdisjoint(words[content[0] : content[0] + 3])
        or not {"charge", "charges", "suspicion"}.isdisjoint(words[content[0] : content[0] + 6])
        or first.endswith("ing")
        or any(word in WRONGS for word in words[content[0] : content[0] + 6])
    )


TASKS = word_set("""
finding clearing supplying getting finishing leading keeping making running protecting overseeing
building organising organizing ensuring enforcing drafting reviewing investigating deciding
implementing maintaining bringing turning managing restoring choosing delivering providing
guarding securing monitoring coordinating developing preparing writing designing
""")


TASKED = word_set("""
committee panel commission agency agencies team force unit office board department body council
ministry group inquiry investigators
""")


def why(lemma: str) -> str:
    return "legal step" if lemma in LEGAL else "verb of charge"
