"""What somebody says and nobody is named for: "reportedly", "claims that", "based on reports"."""

from dataclasses import replace

from annotator.pretag import clause_subjects, contents, noun_phrases, subjects
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.groups import group_start
from annotator.pretag.lapses import HARMS
from annotator.pretag.lexicon.grammar import (
    DETERMINERS,
    FINITE,
    POSSESSIVES,
    PREPOSITIONS,
    TIME_WORDS,
)
from annotator.pretag.lexicon.verbs import READINGS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_VERBS
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, Mark, mark
from annotator.pretag.parsed import Parsed, Range


def hearsay(parsed: Parsed, index: int) -> Mark | None:
    """As in "Reportedly": somebody says so, nobody is named."""
    words = parsed.tokens.words
    if index + 1 < len(words) and (words[index + 1] in {"said", "told"}):
        return None
    content = contents.to_the_end(parsed, index + 1)
    if index >= 1 and content is None:
        content = contents.fronted(parsed, index)
    doer = _doer(parsed, index, content) if content else None
    return mark(
        parsed,
        label=ACCUSATION if doer else ATTRIBUTION,
        score=0.6 if doer else 0.8,
        target=doer,
        why="hearsay adverb",
        cue=(index, index + 1),
        content=content,
    )


def _doer(parsed: Parsed, index: int, content: Range) -> Range | None:
    """Who did the harm named before: "died in the attack, reportedly carried out by the rebels"."""
    words = parsed.tokens.words
    if words[content[0]] in WRONG_VERBS and content[0] == index + 1:
        subject = subjects.before(parsed, group_start(words, index))
        return subject if subject and may_be_charged(parsed, subject) else None
    if HARMS.isdisjoint(words[max(0, index - 12) : index]) or not words[content[0]].endswith("ed"):
        return None
    for at in range(content[0] + 1, min(content[1], content[0] + 4)):
        if words[at] == "by":
            doer = noun_phrases.noun_phrase(parsed, at + 1)
            return doer if doer and may_be_charged(parsed, doer) else None
    return None


def _stands_as_noun(words: list[str], index: int) -> bool:
    """Whether "claims", "reports", "fears" is a noun here, as after "the" or "of"."""
    if not index or words[index] not in READINGS:
        return True
    before = words[index - 1]
    return (
        before in DETERMINERS
        or before in POSSESSIVES
        or before in PREPOSITIONS
        or before in READINGS
        or before in FINITE
        or before.endswith(("'s", "s'"))
    )


_TIMES = TIME_WORDS | word_set("on last this in spring summer autumn winter fall")


def claim_noun(parsed: Parsed, index: int) -> Mark | None:
    """As in "Allegations that the firm hid losses", "the auditor's claim that ..."."""
    words = parsed.tokens.words
    noun = words[index]
    if not _stands_as_noun(words, index):
        return None
    charges = noun.startswith(("alleg", "accus"))
    owned = index > 0 and (
        words[index - 1] in POSSESSIVES or words[index - 1].endswith(("'s", "s'"))
    )
    by = None
    that = index + 1
    if words[that : that + 1] in (["by"], ["from"]):
        by = noun_phrases.noun_phrase(parsed, index + 2)
        that = by[1] if by else that
    while that < min(parsed.stop, index + 4) and words[that] in _TIMES:
        that += 1
    if parsed.tokens.at(that, "that") and that + 1 < parsed.stop:
        start = that + 1
    elif (
        (charges or owned)
        and "".join(words[index + 1 : index + 2]) not in PREPOSITIONS
        and not "".join(words[index + 1 : index + 2]).endswith("ly")
        and contents.clause_follows(parsed, index + 1)
    ):
        start = index + 1
    else:
        return None
    content = contents.to_the_end(parsed, start)
    source = by
    if source is None and index and words[index - 1].endswith(("'s", "s'")):
        start = index - 1
        while (
            start > 0
            and (parsed.tokens.is_name(start - 1) or words[start - 1] in {"the", "a"})
            and start > index - 6
        ):
            start -= 1
        source = (start, index)
    return mark(
        parsed,
        label=ACCUSATION if charges else ATTRIBUTION,
        score=0.5,
        why="noun of saying",
        cue=(index, index + 1),
        source=source,
        content=content,
        target=clause_subjects.of_clause(parsed, content) if charges and content else None,
    )


def puts_to(parsed: Parsed, index: int) -> Mark | None:
    """As in "Counsel put it to the witness that he had forged the cheque": whoever "he" is, is charged."""
    words = parsed.tokens.words
    if words[index + 1 : index + 3] != ["it", "to"]:
        return None
    near = range(index + 4, min(parsed.stop - 1, index + 11))
    that = next((at for at in near if words[at] == "that"), 0)
    made = _told(parsed, index, (index, index + 3), that)
    if made and words[that + 1] in {"he", "she", "they"}:
        return replace(made, label=ACCUSATION, target=parsed.characters((that + 1, that + 2)))
    return made


def gives_evidence(parsed: Parsed, index: int) -> Mark | None:
    """As in "Gave evidence that the wall leaned", "served notice that they would walk out"."""
    words = parsed.tokens.words
    if "".join(words[index + 1 : index + 2]) not in _EVIDENCE:
        return None
    that = index + 2
    return _told(parsed, index, (index, that), that if parsed.tokens.at(that, "that") else 0)


_EVIDENCE = frozenset({"evidence", "notice", "assurances", "testimony"})


def _told(parsed: Parsed, verb: int, cue: Range, that: int) -> Mark | None:
    if not that or that + 1 >= parsed.stop:
        return None
    start = group_start(parsed.tokens.words, verb)
    return mark(
        parsed,
        label=ATTRIBUTION,
        score=0.8,
        why="that with words of telling",
        cue=(start, cue[1]),
        source=subjects.before(parsed, start),
        content=contents.to_the_end(parsed, that + 1),
    )


def sources_say_so(parsed: Parsed, index: int) -> Mark | None:
    """As in "Based on unconfirmed reports", "amid reports of": hearsay in a noun phrase."""
    words = parsed.tokens.words
    if words[index + 1 : index + 2] != ["on"]:
        return None
    phrase = noun_phrases.noun_phrase(parsed, index + 2)
    if phrase is None or words[phrase[1] - 1] not in {"reports", "accounts", "testimony", "claims"}:
        return None
    return mark(
        parsed,
        label=ATTRIBUTION,
        score=0.6,
        why="based on reports",
        cue=(index, index + 2),
        source=phrase,
        content=contents.fronted(parsed, index),
    )
