"""Cues of several words that deny: "pleaded not guilty", "took issue with"."""

from collections.abc import Mapping

from annotator.pretag import contents, subjects
from annotator.pretag.groups import group_start
from annotator.pretag.lexicon.grammar import AUXILIARIES
from annotator.pretag.lexicon.nouns import CLAIM_NOUNS
from annotator.pretag.marks import ATTRIBUTION, Mark, denial, mark
from annotator.pretag.parsed import Parsed

REFUSALS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "hit": (("back",),),
    "hits": (("back",),),
    "fired": (("back",),),
    "fires": (("back",),),
    "shot": (("back",),),
    "batted": (("away",), ("off",)),
    "brushed": (("aside",), ("off",)),
    "waved": (("away",), ("aside",)),
    "laughed": (("off",), ("that", "off"), ("it", "off")),
    "shrugged": (("off",),),
    "took": (("issue", "with"), ("exception", "to")),
    "takes": (("issue", "with"), ("exception", "to"), ("strong", "exception")),
    "begs": (("to", "differ"),),
    "begged": (("to", "differ"),),
    "gave": (("short", "shrift", "to"),),
    "gives": (("short", "shrift", "to"),),
    "poured": (("cold", "water", "on"),),
    "pours": (("cold", "water", "on"),),
    "scoffed": (("at",),),
    "clapped": (("back",),),
}


def refuses(parsed: Parsed, index: int) -> Mark | None:
    """Set phrases of rebuttal: "hit back", "took issue with", "poured cold water on"."""
    words = parsed.tokens.words
    for rest in REFUSALS[words[index]]:
        end = index + 1 + len(rest)
        if tuple(words[index + 1 : end]) == rest:
            start = group_start(words, index)
            source = subjects.before(parsed, start)
            if source is None:
                return None
            return denial(
                parsed,
                score=0.6,
                why="phrase of rebuttal",
                cue=(start, end),
                source=source,
                content=contents.to_the_end(parsed, end) if end < parsed.stop else None,
            )
    return None


def accepts_not(parsed: Parsed, index: int) -> Mark | None:
    """As in "Does not accept her version", "accepts none of this"."""
    words = parsed.tokens.words
    none = words[index + 1 : index + 3] == ["none", "of"]
    negated = index and (words[index - 1] in {"not", "never"} or words[index - 1].endswith("n't"))
    if not none and not (negated and not CLAIM_NOUNS.isdisjoint(words[index + 1 : index + 6])):
        return None
    start = group_start(words, index - 1 if negated else index)
    source = subjects.before(parsed, start)
    if source is None:
        return None
    return denial(
        parsed,
        score=0.65,
        why="does not accept a claim",
        cue=(start, index + 1),
        source=source,
        content=contents.to_the_end(parsed, index + 1),
    )


def has_none_of_it(parsed: Parsed, index: int) -> Mark | None:
    """As in "Will have none of it", "is adamant that it did not"."""
    words = parsed.tokens.words
    start = group_start(words, index)
    if words[index] == "adamant":
        content = contents.to_the_end(parsed, index + 1)
        if not content or not any(
            word in {"not", "never", "no", "nothing", "every", "none"} or word.endswith("n't")
            for word in words[content[0] : content[0] + 12]
        ):
            return None
        return denial(
            parsed,
            score=0.6,
            why="is adamant that not",
            cue=(start, index + 1),
            source=subjects.before(parsed, start),
            content=content,
        )
    if words[index + 1 : index + 4] == ["none", "of", "it"] or words[index + 1 : index + 4] == [
        "none",
        "of",
        "that",
    ]:
        return denial(
            parsed,
            score=0.6,
            why="phrase of rebuttal",
            cue=(start, index + 4),
            source=subjects.before(parsed, start),
        )
    return None


def pleads_not_guilty(parsed: Parsed, index: int) -> Mark | None:
    """As in "Pleaded not guilty", "entered a plea of not guilty"."""
    words = parsed.tokens.words
    end = None
    if parsed.tokens.at(index + 1, "not", "guilty"):
        end = index + 3
    elif "guilty" in words[index + 1 : index + 8]:
        at = words.index("guilty", index + 1)
        if words[at - 1] == "not" and any(
            word in {"plea", "pleas"} for word in words[index + 1 : at + 2]
        ):
            end = at + 1
    if end is None:
        return None
    start = index
    while start > 0 and words[start - 1] in AUXILIARIES:
        start -= 1
    content = contents.to_the_end(parsed, end + 1) if words[end : end + 1] == ["to"] else None
    return denial(
        parsed,
        score=0.95,
        why="plea of not guilty",
        cue=(start, end),
        source=subjects.before(parsed, start),
        content=content,
    )


def pleads_guilty(parsed: Parsed, index: int) -> Mark | None:
    """As in "Had pleaded guilty to fraud": who admits a wrong is credited with saying so."""
    words = parsed.tokens.words
    if words[index + 1 : index + 2] != ["guilty"]:
        return None
    start = group_start(words, index)
    end = index + 2
    to = next((at for at in range(end, min(parsed.stop, end + 5)) if words[at] == "to"), None)
    return mark(
        parsed,
        label=ATTRIBUTION,
        score=0.8,
        why="plea of guilty",
        cue=(start, end),
        source=subjects.before(parsed, start),
        content=contents.to_the_end(parsed, to + 1) if to else None,
    )


def holds_innocence(parsed: Parsed, index: int) -> Mark | None:
    """As in "Maintains his innocence", "protested her innocence"."""
    words = parsed.tokens.words
    if words[index].startswith("plead") and words[index + 1 : index + 2] == ["not"]:
        return None
    if "innocence" not in words[index + 1 : index + 4]:
        return None
    at = words.index("innocence", index + 1)
    start = index
    while start > 0 and (
        words[start - 1] in AUXILIARIES
        or words[start - 1] in {"always", "repeatedly", "consistently"}
    ):
        start -= 1
    return denial(
        parsed,
        score=0.9,
        why="holds to innocence",
        cue=(start, index + 1),
        source=subjects.before(parsed, start),
        content=(index + 1, at + 1),
    )


def no_evidence(parsed: Parsed, index: int) -> Mark | None:
    """As in "There is no evidence for the claim that ...": a denial when the claim is named."""
    words = parsed.tokens.words
    if words[index + 1 : index + 2] not in (["is"], ["was"]) or not parsed.tokens.at(
        index + 2, "no"
    ):
        return None
    if words[index + 3 : index + 4] not in (["evidence"], ["proof"], ["basis"], ["truth"]):
        return None
    end = index + 4
    named = any(word in CLAIM_NOUNS for word in words[end : end + 8]) or words[end : end + 1] == [
        "that"
    ]
    if not named:
        return None
    if words[end : end + 1] in (["for"], ["to"], ["of"], ["in"]):
        end += 1
    return denial(
        parsed,
        score=0.65,
        why="no evidence for a named claim",
        cue=(index, end),
        content=contents.to_the_end(parsed, end),
    )


def had_nothing_to_do(parsed: Parsed, index: int) -> Mark | None:
    """As in "Did no such thing", said by someone of themselves."""
    if not parsed.tokens.at(index + 1, "no", "such", "thing"):
        return None
    return denial(
        parsed,
        score=0.7,
        why="did no such thing",
        cue=(index, index + 4),
        source=subjects.before(parsed, index),
    )
