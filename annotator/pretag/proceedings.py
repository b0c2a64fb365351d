"""Cues of several words that charge: "faces charges of", "allegedly", "filed suit against"."""

from annotator.pretag import clause_subjects, contents, noun_phrases, subjects
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.groups import group_start
from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    DETERMINERS,
    HAVE,
    POSSESSIVES,
    PREPOSITIONS,
)
from annotator.pretag.lexicon.nouns import WRONGS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, Mark, accusation, mark
from annotator.pretag.parsed import Parsed, Range


def allegedly(parsed: Parsed, index: int) -> Mark | None:
    """As in "He allegedly took the money": a charge against the subject."""
    words = parsed.tokens.words
    start = index
    while start > 0 and (words[start - 1] in AUXILIARIES):
        start -= 1
    if (
        start
        and words[start - 1] == "for"
        and "".join(words[index + 1 : index + 2]).endswith("ing")
    ):
        return _for_allegedly(parsed, index)
    if start and words[start - 1] in {"after", "before"} and words[index + 1].endswith("ing"):
        return accusation(
            parsed,
            score=0.65,
            why="allegedly",
            cue=(index, index + 1),
            content=contents.to_the_end(parsed, index + 1),
            target=clause_subjects.of_last(parsed, start - 1),
        )
    if start == index and start and words[start - 1] in DETERMINERS | POSSESSIVES:
        return None  # "an allegedly forged letter" charges no one
    if start and (words[start - 1] in PREPOSITIONS or words[start - 1].endswith("ing")):
        return None
    content = contents.to_the_end(parsed, index + 1)
    target = subjects.before(parsed, start)
    if index == 0 and content:
        target = clause_subjects.of_clause(parsed, content)
    elif target is None and start and words[start - 1] == "and":
        target = clause_subjects.of_sentence(parsed) or clause_subjects.of_clause(
            parsed, (0, start)
        )
    doing = start == index and content is not None and words[content[0]].endswith("ing")
    if doing and (target is None or not may_be_charged(parsed, target)):
        return None
    label = (
        ACCUSATION
        if target is not None or (content and words[content[0]] in {"by", "for"})
        else ATTRIBUTION
    )
    if target and words[target[0]] in {"it", "which", "there"}:
        label = ATTRIBUTION
    return mark(
        parsed,
        label=label,
        score=0.7,
        why="allegedly",
        cue=(index, index + 1),
        content=content,
        target=target if label == ACCUSATION else None,
    )


def _for_allegedly(parsed: Parsed, index: int) -> Mark | None:
    """As in "Was fined for allegedly dumping waste", "a case against the firm for allegedly lying"."""
    words = parsed.tokens.words
    target: Range | None = None
    for at in range(index - 2, max(-1, index - _LOOK_BACK), -1):
        if words[at] == "against":
            target = noun_phrases.noun_phrase(parsed, at + 1)
            break
        if at and words[at].endswith("ed") and words[at - 1] in AUXILIARIES - HAVE:
            target = subjects.before(parsed, group_start(words, at))
            break
    if target is None or target[1] > index:
        return None
    return accusation(
        parsed,
        score=0.65,
        why="allegedly",
        cue=(index, index + 1),
        content=contents.to_the_end(parsed, index + 1),
        target=target,
    )


_LOOK_BACK = 16


def faces_charges(parsed: Parsed, index: int) -> Mark | None:
    """As in "Faces charges of fraud", "faced 18 counts of fraud"."""
    words = parsed.tokens.words
    if index and words[index - 1] in {"not", "could", "may", "might"}:
        return None
    for at in range(index + 1, min(parsed.stop, index + 7)):
        if words[at] in {
            "charges",
            "count",
            "counts",
            "charge",
            "indictment",
            "accusations",
            "allegations",
            "lawsuit",
            "lawsuits",
        }:
            link = at + 1
            content = (
                contents.to_the_end(parsed, link + 1)
                if words[link : link + 1] in (["of"], ["for"], ["over"], ["that"], ["from"])
                else None
            )
            if content is None and words[index - 1 : index] == ["to"]:
                return None
            return accusation(
                parsed,
                score=0.75,
                why="faces a charge",
                cue=(index, at + 1),
                content=content,
                target=_facing(parsed, index),
            )
        of_a_wrong = words[at] == "of" and words[at - 1] in WRONGS
        if (words[at] in {",", "of", "in", "with"} and not of_a_wrong) or words[at] in AUXILIARIES:
            return None
    return None


def _facing(parsed: Parsed, index: int) -> Range | None:
    """Who faces it: "Lee appeared in court facing", "Lee is facing", "Lee, facing"."""
    words = parsed.tokens.words
    start = group_start(words, index)
    start -= words[start - 1] == "each"
    if start == index and words[index] == "facing" and words[index - 1] != ",":
        return clause_subjects.of_last(parsed, index)
    return subjects.before(parsed, start)


def files_suit(parsed: Parsed, index: int) -> Mark | None:
    """As in "Filed a lawsuit against the firm", "charges were filed against two officers"."""
    words = parsed.tokens.words
    near = words[index + 1 : index + 9]
    if "against" not in near:
        return None
    at = words.index("against", index + 1)
    between = words[index + 1 : at]
    if words[index] in _MAKES and _CLAIMS.isdisjoint(between):
        return None
    target = noun_phrases.noun_phrase(parsed, at + 1)
    if target is None:
        return None
    content: Range | None = None
    for link in range(target[1], min(parsed.stop, target[1] + 3)):
        if words[link] in {"for", "over", "alleging", "accusing", "claiming"}:
            content = contents.to_the_end(parsed, link + 1)
            break
    suit = {"lawsuit", "suit", "lawsuits"} | _STEPS
    if any(word in suit for word in between):
        if content is None and _STEPS.isdisjoint(between):
            return None
        start = group_start(words, index)
        return accusation(
            parsed,
            score=0.7,
            why="legal step",
            cue=(start, at + 1),
            source=subjects.before(parsed, start),
            content=content,
            target=target,
        )
    before = words[max(0, index - 6) : index]
    if any(word in {"charges", "complaint", "fir", "case"} for word in before) and any(
        word in AUXILIARIES for word in before
    ):
        first = max(
            position
            for position in range(max(0, index - 6), index)
            if words[position] in {"charges", "lawsuit", "complaint", "suit", "fir", "case"}
        )
        return accusation(
            parsed,
            score=0.7,
            why="legal step",
            cue=(first, at + 1),
            content=content,
            target=target,
        )
    return None


_STEPS = word_set("""
charges charge complaint complaints case indictment indictments allegations allegation accusations
accusation count counts chargesheet fir
""")
_MAKES = frozenset({"made", "makes", "making"})
_CLAIMS = frozenset({"allegations", "allegation", "accusations", "accusation"})


def takes_to_court(parsed: Parsed, index: int) -> Mark | None:
    """As in "Takes the firm to court over hidden fees"."""
    words = parsed.tokens.words
    for at in range(index + 2, min(parsed.stop - 2, index + 10)):
        if words[at : at + 2] == ["to", "court"] and words[at + 2] in {"over", "for", "after"}:
            start = group_start(words, index)
            target = contents.trimmed(parsed, index + 1, at)
            if target is None or not may_be_charged(parsed, target):
                return None
            return accusation(
                parsed,
                score=0.7,
                why="legal step",
                cue=(start, at + 2),
                source=subjects.before(parsed, start),
                content=contents.to_the_end(parsed, at + 3),
                target=target,
            )
    return None


def held_in_contempt(parsed: Parsed, index: int) -> Mark | None:
    """As in "Voted to hold two ministers in contempt"."""
    words = parsed.tokens.words
    if "contempt" not in words[index + 1 : index + 26]:
        return None
    at = words.index("contempt", index + 1)
    if words[at - 1] not in {"in", "criminal"}:
        return None
    start = group_start(words, index)
    target = (
        contents.trimmed(parsed, index + 1, at - (1 if words[at - 1] == "in" else 2))
        if words[index + 1] != "in"
        else subjects.before(parsed, start)
    )
    if target is None or words[target[1] - 1] in {"those", "people", "to"}:
        return None
    return accusation(
        parsed,
        score=0.65,
        why="held in contempt",
        cue=(start, index + 1),
        content=(at - 1, at + 1),
        target=target,
    )
