"""Steps short of a charge: "booked for", "wanted for", "under investigation for", "on suspicion of"."""

from annotator.pretag import clause_subjects, contents, noun_phrases, subjects
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.groups import group_start
from annotator.pretag.lexicon.grammar import AUXILIARIES, BE, FINITE, QUOTE_MARKS
from annotator.pretag.lexicon.nouns import WRONGS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_VERBS
from annotator.pretag.marks import Mark, accusation
from annotator.pretag.parsed import Parsed, Range

PURSUITS = word_set("""
booked held wanted investigated investigating probed probing prosecuting tried cited summoned questioned
""")

_LINKS = frozenset({"for", "over"})
_HELD = frozenset(
    {"arrested", "detained", "held", "questioned", "remanded", "removed", "jailed", "booked"}
)
_ON_CHARGES = word_set("""
trial warrant warrants wanted extradited extradition remanded custody court prosecuted
""")
_REACH = 14


def pursued(parsed: Parsed, index: int) -> Mark | None:
    """As in "Is being investigated for forging", "police booked the owner for assault"."""
    words = parsed.tokens.words
    start = group_start(words, index)
    if words[index] == "questioned" and start == index:
        return None
    link = next(
        (at for at in range(index + 1, min(parsed.stop, index + _REACH)) if words[at] in _LINKS),
        None,
    )
    if link is None:
        return None
    content = contents.to_the_end(parsed, link + 1)
    if content is None or not is_wrong(parsed, content):
        return None
    passive = start < index and words[index - 1] in BE and not words[index].endswith("ing")
    elliptical = parsed.role == "headline" and start == index and link == index + 1
    passive = passive or elliptical
    by = noun_phrases.noun_phrase(parsed, index + 2) if words[index + 1] == "by" else None
    if passive and link in {index + 1, by[1] if by else -1}:
        target = subjects.before(parsed, start)
        source = by
    elif not passive and link > index + 1:
        target = contents.trimmed(parsed, index + 1, link)
        source = subjects.before(parsed, start)
    else:
        return None
    if target is None or not (elliptical or may_be_charged(parsed, target)):
        return None
    return accusation(
        parsed,
        score=0.7,
        why="under suspicion",
        cue=(start, link + 1 if passive and not by else index + 1),
        source=source,
        content=content,
        target=noun_phrases.without_time(parsed, target),
    )


def caught(parsed: Parsed, index: int) -> Mark | None:
    """As in "A treasurer caught (on camera) stealing from the collection"."""
    words = parsed.tokens.words
    at = index + 1
    while at < min(parsed.stop, index + 5) and words[at] not in WRONG_VERBS:
        at += 1
    if at >= parsed.stop or words[at] not in WRONG_VERBS or not words[at].endswith("ing"):
        return None
    return _of_whom(
        parsed,
        (group_start(words, index), index + 1),
        content=contents.to_the_end(parsed, at) or (at, at + 1),
        why="caught in a wrong",
    )


def is_wrong(parsed: Parsed, content: Range) -> bool:
    """Whether what somebody is pursued for is an act or the name of a crime."""
    words = parsed.tokens.words[content[0] : content[0] + 7]
    if words[0] in QUOTE_MARKS:
        words = words[1:]
    if not words:
        return False
    first = words[0] in {"allegedly", "alleged", "suspected"} or words[0].endswith("ing")
    return first or any(word in WRONGS or word in WRONG_VERBS for word in words)


def on_suspicion(parsed: Parsed, index: int) -> Mark | None:
    """As in "Arrested on suspicion of arson", where "arrested" has not been read already."""
    words = parsed.tokens.words
    if words[index + 1 : index + 2] not in (["of"], ["that"]):
        return None
    content = contents.to_the_end(parsed, index)
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if words[at] in _HELD:
            start = group_start(words, at)
            return accusation(
                parsed,
                score=0.8,
                why="legal step",
                cue=(start, at + 1),
                content=content,
                target=subjects.before(parsed, start),
            )
    if index == 0 or words[index - 1] not in {"on", "over"}:
        return None
    return accusation(
        parsed,
        score=0.65,
        why="on suspicion",
        cue=(index - 1, index + 2),
        content=contents.to_the_end(parsed, index + 2),
        target=_object_before(parsed, index - 1),
    )


def _object_before(parsed: Parsed, end: int) -> Range | None:
    """The object that a verb shortly before `end` has: "raided three firms on suspicion of"."""
    words = parsed.tokens.words
    for at in range(end - 1, max(-1, end - 10), -1):
        if words[at] == ",":
            return None
        acts = words[at] in FINITE or words[at] in _RAIDS
        if acts or (words[at].endswith("ed") and at + 1 < end):
            if at and words[at - 1] in BE:
                return subjects.before(parsed, group_start(words, at))
            return noun_phrases.without_time(parsed, noun_phrases.noun_phrase(parsed, at + 1))
    return None


_RAIDS = frozenset({"raid", "raids", "search", "searches", "arrest", "arrests"})


def on_charges(parsed: Parsed, index: int) -> Mark | None:
    """As in "Went on trial on charges of fraud", "a warrant for the general on charges of"."""
    words = parsed.tokens.words
    if index == 0 or words[index - 1] != "on" or words[index + 1 : index + 2] != ["of"]:
        return None
    before = words[max(0, index - _REACH) : index - 1]
    if _ON_CHARGES.isdisjoint(before):
        return None
    return accusation(
        parsed,
        score=0.6,
        why="legal step",
        cue=(index - 1, index + 2),
        content=contents.to_the_end(parsed, index + 2),
        target=_wanted(parsed, index - 1),
    )


def _wanted(parsed: Parsed, end: int) -> Range | None:
    words = parsed.tokens.words
    for at in range(end - 1, max(-1, end - _REACH), -1):
        if words[at] in {"warrant", "warrants"} and words[at + 1] == "for":
            return noun_phrases.noun_phrase(parsed, at + 2)
    return clause_subjects.of_sentence(parsed)


def under_fire(parsed: Parsed, index: int) -> Mark | None:
    """As in "Came under fire for dumping waste", "is under investigation for forging permits"."""
    words = parsed.tokens.words
    if words[index + 1 : index + 2] not in (["fire"], ["investigation"]):
        return None
    if words[index + 2 : index + 3] not in (["for"], ["over"]):
        return None
    content = contents.to_the_end(parsed, index + 3)
    if content is None or not is_wrong(parsed, content):
        return None
    start = index - (1 if words[index - 1] in _COMES else 0)
    start = group_start(words, start) if start < index or words[index - 1] not in BE else start
    while start > 0 and words[start - 1] in BE | {"has", "have", "had"}:
        start -= 1
    return _of_whom(parsed, (start, index + 3), content=content, why="under suspicion")


def inquiry_into(parsed: Parsed, index: int) -> Mark | None:
    """As in "Opened an inquiry into the firm for selling data", "a case against him over bribes"."""
    words = parsed.tokens.words
    if words[index + 1 : index + 2] not in (["into"], ["against"]):
        return None
    target = noun_phrases.noun_phrase(parsed, index + 2)
    if target is None or words[target[1] : target[1] + 1] not in (["for"], ["over"]):
        return None
    content = contents.to_the_end(parsed, target[1] + 1)
    if content is None or not is_wrong(parsed, content) or not may_be_charged(parsed, target):
        return None
    return accusation(
        parsed,
        score=0.6,
        why="under suspicion",
        cue=(index, index + 2),
        content=content,
        target=target,
    )


_COMES = word_set("come comes came coming")


def on_trial(parsed: Parsed, index: int) -> Mark | None:
    """As in "Goes on trial for embezzling aid", "will stand trial over the theft"."""
    words = parsed.tokens.words
    before = words[index - 1] if index else ""
    if before not in _ON_TRIAL or words[index + 1 : index + 2] not in (["for"], ["over"]):
        return None
    content = contents.to_the_end(parsed, index + 2)
    if content is None or not is_wrong(parsed, content):
        return None
    start = index - 1
    if before == "on" and start and words[start - 1] in {"go", "goes", "went", "gone", "put"}:
        start -= 1
    start = group_start(words, start) if before != "on" or start < index - 1 else start
    while start > 0 and words[start - 1] in AUXILIARIES:
        start -= 1
    return _of_whom(parsed, (start, index + 2), content=content, why="legal step")


_ON_TRIAL = word_set(
    "on stand stands stood face faces faced facing standing undergo undergoes undergoing"
)


def _of_whom(parsed: Parsed, cue: Range, *, content: Range, why: str) -> Mark | None:
    """The charge with this cue, of whom stands before it; None where that is nobody to be charged."""
    target = subjects.before(parsed, cue[0])
    if target is None or not may_be_charged(parsed, target):
        return None
    return accusation(
        parsed,
        score=0.65,
        why=why,
        cue=cue,
        content=content,
        target=target,
    )
