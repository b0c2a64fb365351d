"""Blame laid without a verb of charge: "holds the firm responsible for", "attributed to the rebels"."""

from annotator.pretag import clause_subjects, contents, noun_phrases, subjects
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.groups import group_start
from annotator.pretag.lapses import HARMS
from annotator.pretag.lexicon.grammar import BE, FINITE, PREPOSITIONS
from annotator.pretag.lexicon.nouns import HARSH_NAMES, WRONGS
from annotator.pretag.marks import Mark, accusation
from annotator.pretag.parsed import Parsed

_REACH = 14


def holds_responsible(parsed: Parsed, index: int) -> Mark | None:
    """As in "Relatives hold the police responsible for the deaths"."""
    words = parsed.tokens.words
    for at in range(index + 2, min(parsed.stop, index + _REACH)):
        if words[at] in {";", ":"} or (words[at] in PREPOSITIONS and words[at] != "of"):
            return None
        if words[at] not in {"responsible", "accountable", "liable"}:
            continue
        if words[at + 1 : at + 2] != ["for"]:
            return None
        target = contents.trimmed(parsed, index + 1, at)
        if target is None or not may_be_charged(parsed, target):
            return None
        start = group_start(words, index)
        return accusation(
            parsed,
            score=0.7,
            why="held responsible",
            cue=(start, index + 1),
            source=subjects.before(parsed, start),
            content=contents.to_the_end(parsed, at + 2),
            target=target,
        )
    return None


def laid_at(parsed: Parsed, index: int) -> Mark | None:
    """As in "An attack attributed to the rebels": harm, and at whose door it is laid."""
    words = parsed.tokens.words
    if words[index + 1 : index + 2] not in (["to"], ["on"]):
        return _lays_at(parsed, index) if words[index] != "blamed" else None
    subject = subjects.before(parsed, group_start(words, index))
    target = noun_phrases.noun_phrase(parsed, index + 2)
    if target:
        verb = next(
            (at for at in range(target[0] + 1, target[1]) if words[at] in FINITE), target[1]
        )
        target = target[0], verb
    if subject is None or target is None or not may_be_charged(parsed, target):
        return None
    if HARMS.isdisjoint(words[subject[0] : subject[1]]):
        return None
    return accusation(
        parsed,
        score=0.6,
        why="harm laid at someone's door",
        cue=(group_start(words, index), index + 2),
        content=subject,
        target=target,
    )


def _lays_at(parsed: Parsed, index: int) -> Mark | None:
    """As in "The ministry pins the attack on smugglers"."""
    words = parsed.tokens.words
    link = "on" if words[index].startswith("pin") else "to"
    start = group_start(words, index)
    source = subjects.before(parsed, start)
    for at in range(index + 2, min(parsed.stop, index + _REACH)):
        if words[at] in {",", ";", ":"}:
            return None
        if words[at] == link and not HARMS.isdisjoint(words[index + 1 : at]):
            target = noun_phrases.noun_phrase(parsed, at + 1)
            if source is None or target is None or not may_be_charged(parsed, target):
                return None
            return accusation(
                parsed,
                score=0.65,
                why="harm laid at someone's door",
                cue=(start, index + 1),
                source=source,
                content=(index + 1, at),
                target=target,
            )
    return None


def accusation_is(parsed: Parsed, index: int) -> Mark | None:
    """As in "The accusation against the mayor is that he lied"."""
    words = parsed.tokens.words
    if words[index + 1 : index + 3] in (["is", "that"], ["was", "that"]):
        content = contents.to_the_end(parsed, index + 3)
        return accusation(
            parsed,
            score=0.65,
            why="noun of charge",
            cue=(index, index + 2),
            content=content,
            target=clause_subjects.of_clause(parsed, content) if content else None,
        )
    if words[index + 1 : index + 2] != ["against"]:
        return None
    target = noun_phrases.noun_phrase(parsed, index + 2)
    if target is None or words[target[1] : target[1] + 2] not in (["is", "that"], ["was", "that"]):
        return None
    return accusation(
        parsed,
        score=0.7,
        why="noun of charge",
        cue=(index, target[1] + 1),
        content=contents.to_the_end(parsed, target[1] + 2),
        target=target,
    )


def linked(parsed: Parsed, index: int) -> Mark | None:
    """As in "The militia has been linked to two massacres": who, and with what harm."""
    words = parsed.tokens.words
    start = group_start(words, index)
    if words[index + 1 : index + 2] != ["to"] or start == index or words[index - 1] not in BE:
        return None
    target = subjects.before(parsed, start)
    content = contents.to_the_end(parsed, index + 2)
    if target is None or content is None or not may_be_charged(parsed, target):
        return None
    if (HARMS | WRONGS).isdisjoint(words[content[0] : min(content[1], content[0] + 7)]):
        return None
    return accusation(
        parsed,
        score=0.6,
        why="linked to a wrong",
        cue=(start, index + 2),
        content=content,
        target=target,
    )


def is_called(parsed: Parsed, index: int) -> Mark | None:
    """As in "The league is labelled a terrorist group by Ostrel"."""
    words = parsed.tokens.words
    at = index + 1 + (words[index + 1 : index + 2] == ["as"])
    start = group_start(words, index)
    if start == index or words[index - 1] not in BE or words[at : at + 1] not in (["a"], ["an"]):
        return None
    if HARSH_NAMES.isdisjoint(words[at + 1 : at + 5]):
        return None
    name = noun_phrases.noun_phrase(parsed, at)
    target = subjects.before(parsed, start)
    if name is None or target is None or not may_be_charged(parsed, target):
        return None
    by = words[name[1] : name[1] + 1] == ["by"]
    return accusation(
        parsed,
        score=0.6,
        why="called by a wrong",
        cue=(start, index + 1),
        source=noun_phrases.noun_phrase(parsed, name[1] + 1) if by else None,
        content=name,
        target=target,
    )


def at_someone(parsed: Parsed, index: int) -> Mark | None:
    """As in "Pointed the finger at the rebels", "put the blame on the rebels"."""
    words = parsed.tokens.words
    verb = index - 2 if words[index - 1] in {"the", "a"} else index - 1
    link, verbs = ("on", _PUTS) if words[index] == "blame" else ("at", _POINTS)
    verbs = _TAKES if words[index] == "swipe" else verbs
    if (
        verb < 1
        or words[verb] not in verbs
        or words[index + 1 : index + 2] not in ([link], ["squarely"])
    ):
        return None
    at = words.index(link, index, index + 3) if link in words[index : index + 3] else index + 1
    target = noun_phrases.noun_phrase(parsed, at + 1)
    if target is None or not may_be_charged(parsed, target):
        return None
    start = group_start(words, verb)
    link_for = words[target[1] : target[1] + 1] in (["for"], ["over"])
    return accusation(
        parsed,
        score=0.7,
        why="blame laid",
        cue=(start, at + 1),
        source=subjects.before(parsed, start),
        content=contents.to_the_end(parsed, target[1] + 1) if link_for else None,
        target=noun_phrases.without_time(parsed, target),
    )


_TAKES = frozenset({"took", "takes", "taken", "take", "taking"})
_POINTS = frozenset({"pointed", "points", "pointing", "point"})
_PUTS = frozenset({"put", "puts", "laid", "lays", "placed", "places", "pinned", "pins", "putting"})
