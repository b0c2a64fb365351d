"""Denial by a verb: a claim is denied, rejected or dismissed; a request turned down is not one."""

from annotator.pretag import contents, noun_phrases, subjects
from annotator.pretag.groups import Group, group_start
from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    FINITE,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    QUOTE_MARKS,
)
from annotator.pretag.lexicon.nouns import CLAIM_NOUNS, FALSEHOOD, LEGAL_BODIES, REQUEST_NOUNS
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import Mark, denial
from annotator.pretag.parsed import Parsed, Range

_NEEDS_CLAIM = frozenset({"reject", "dismiss", "contest", "rebuff", "contradict"})
_NO_CLAIM = PREPOSITIONS | {"as", "to", "and", "or", "but", "him", "them", "us", "me"}
_SHARES = frozenset({"most", "all", "some", "many", "any", "much", "several", "both", "part"})
_OBJECT_REACH = 14
_CONTESTED = CLAIM_NOUNS | {"correlation", "assessment", "interpretation", "description"}
_STATEMENTS = CLAIM_NOUNS | word_set("""
statement statements document documents video comments remarks tweet article complaint case attack
suit lawsuit suggestion charges version
""")
_UNTRUE = FALSEHOOD - frozenset(
    ["ridiculous", "absurd", "ludicrous", "preposterous", "wrong", "laughable"]
)


def denied(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    """The denial that `verb` makes here, or None where it turns down a request or says no more."""
    if (
        group.negated
        or group.shape in {"participle"}
        or (group.shape == "to" and verb.lemma != "deny")
    ):
        return None
    words = parsed.tokens.words
    start = group.head + 1
    if start < parsed.stop and words[start] in QUOTE_MARKS and parsed.quoted[group.head] >= 0:
        start += 1  # the cue itself is quoted: "totally deny"
    if group.passive or _is_elliptical(parsed, group):
        return _passive(parsed, group)
    if group.shape == "to":
        return _goes_on(parsed, group)
    if verb.lemma == "disagree":
        if (
            start < parsed.stop
            and words[start] == "with"
            and not _CONTESTED.isdisjoint(words[start + 1 : start + 12])
        ):
            return _made(parsed, verb, group, contents.to_the_end(parsed, start + 1))
        return None
    if start >= parsed.stop:
        subject = subjects.before(parsed, group.start)
        if subject is None or not _answers(words, verb, subject):
            return None
        return denial(
            parsed,
            score=0.8,
            why="denial verb",
            cue=(group.start, start),
            source=subject,
            content=_antecedent(parsed, subject),
        )
    if words[start] == "that" and (start + 1 >= parsed.stop or words[start + 1] not in {".", ","}):
        return _made(parsed, verb, group, contents.to_the_end(parsed, start + 1))
    as_what = verb.lemma == "dismiss" and words[start] in {"this", "that", "it", "them", "these"}
    if as_what and words[start + 1 : start + 2] == ["as"]:
        return _made(parsed, verb, group, contents.to_the_end(parsed, start))
    if words[start] == "as" and words[start + 1 : start + 2] and words[start + 1] in FALSEHOOD:
        return _made(parsed, verb, group, contents.to_the_end(parsed, start + 2))
    if words[start] in _NO_CLAIM:
        return None
    if group.start and words[group.start - 1] in {"nor", "neither", "or"}:
        return None
    if words[start].endswith("ing") and verb.lemma == "deny" and words[start] not in REQUEST_NOUNS:
        return _made(parsed, verb, group, contents.to_the_end(parsed, start))
    if verb.lemma == "deny" and group.shape == "ing" and _is_withheld(words, start):
        return None
    if (
        words[start] in {"it", "him", "her", "us", "them"}
        and words[start + 1 : start + 2] in _GOODS
    ):
        return None
    if verb.lemma == "deny" and contents.clause_follows(parsed, start):
        return _made(parsed, verb, group, contents.to_the_end(parsed, start))
    kind = _object_kind(parsed, start)
    if kind == "request" or (kind == "" and verb.lemma in _NEEDS_CLAIM):
        return None
    if kind == "" and verb.lemma == "deny" and _two_objects(parsed, start):
        return None
    if verb.lemma == "deny" and kind == "" and "to" in words[start : start + 6]:
        return None
    if verb.lemma in _NEEDS_CLAIM and _is_ruling(parsed, group):
        return None
    return _made(parsed, verb, group, contents.to_the_end(parsed, start))


_GOODS: tuple[list[str], ...] = (["a"], ["an"], ["the"], ["any"])


def _goes_on(parsed: Parsed, group: Group) -> Mark | None:
    """As in "Continued to deny wrongdoing"."""
    words = parsed.tokens.words
    verb = group.head - 2
    if verb < 1 or words[verb] not in {"continued", "continues", "continue", "continuing"}:
        return None
    start = group.head + 1
    if start < parsed.stop and _object_kind(parsed, start) == "request":
        return None
    first = group_start(words, verb)
    return denial(
        parsed,
        score=0.85,
        why="denial verb",
        cue=(first, start),
        source=subjects.before(parsed, first),
        content=contents.to_the_end(parsed, start) if start < parsed.stop else None,
    )


def _is_withheld(words: list[str], start: int) -> bool:
    """Whether a good is kept from someone: "denying islanders entry broke the law"."""
    for index in range(start + 1, min(len(words), start + 8)):
        if words[index] in FINITE or words[index] in AUXILIARIES:
            return words[index - 1] in REQUEST_NOUNS
    return False


def _answers(words: list[str], verb: Verb, subject: Range) -> bool:
    """Whether a verb without object answers what went before: "a charge he rejects"."""
    before = words[subject[0] - 1] if subject[0] else ""
    return verb.lemma == "deny" or before == "which" or before in CLAIM_NOUNS


def _antecedent(parsed: Parsed, subject: Range) -> Range | None:
    """What ", which he denied" denies: what stands before "which"."""
    words = parsed.tokens.words
    which = subject[0] - 1
    if which < 1 or words[which] not in {"which", "that"}:
        return None
    return contents.fronted(parsed, which)


def _object_kind(parsed: Parsed, start: int) -> str:
    """As in "claim", "request" or "" by the first telling noun of the object."""
    words = parsed.tokens.words
    for index in range(start, min(parsed.stop, start + _OBJECT_REACH)):
        word = words[index]
        if word in CLAIM_NOUNS and not (
            word in {"any", "being", "figure", "evidence"} and index > start + 1
        ):
            return "claim"
        following = words[index + 1] if index + 1 < parsed.stop else ""
        if word == "suggestion" and following == "that":
            return "claim"
        if word in {"complaint", "complaints"} and following in {"of", "that", "about"}:
            return "claim"
        if word in FALSEHOOD or (word == "as" and _as_false(words, index)):
            return "claim"
        if word in REQUEST_NOUNS and index > start - 1:
            return _as_false_later(words, index)
        if word in {",", ";", ":"} or (word in {"by", "after", "when"}):
            break
        if word == "of" and words[index - 1] in _SHARES:
            continue
        if word in {"of", "for", "to", "from", "in"} and index > start:
            return _as_false_later(words, index) if _as_false_later(words, index) == "claim" else ""
    return ""


def _as_false(words: list[str], index: int) -> bool:
    return any(word in FALSEHOOD for word in words[index + 1 : index + 7])


def _as_false_later(words: list[str], index: int) -> str:
    for position in range(index, min(len(words), index + 12)):
        if words[position] == "as":
            return "claim" if _as_false(words, position) else "request"
    return "request"


_BEFORE_AN_OBJECT = word_set("""
of in on with for to from by about all and
""")


def _two_objects(parsed: Parsed, start: int) -> bool:
    """As in "denied the team a victory", "denied patients care": withheld from someone."""
    words = parsed.tokens.words
    for index in range(start + 1, min(parsed.stop, start + 6)):
        if (
            words[index] in {"a", "an", "the", "any", "their", "his", "her"}
            and words[index - 1] not in _BEFORE_AN_OBJECT
        ):
            return True
        if words[index] in {",", "of", "in", "that"}:
            return False
    return False


def _is_ruling(parsed: Parsed, group: Group) -> bool:
    words = parsed.tokens.words
    subject = subjects.before(parsed, group.start)
    if subject is None:
        return False
    return any(word in LEGAL_BODIES for word in words[subject[0] : subject[1]])


def _is_elliptical(parsed: Parsed, group: Group) -> bool:
    """Whether a headline leaves out the auxiliary: "Fraud claims dismissed", "Role in raid denied"."""
    if parsed.role != "headline" or group.start != group.head:
        return False
    words = parsed.tokens.words
    start = group.head + 1
    ends = start >= parsed.stop or words[start] in {"but", "by", "as"}
    dropped = words[group.head] == "dismissed" and {"charge", "charges"} & set(words[:start])
    return words[group.head].endswith("ed") and ends and not dropped


def _passive(parsed: Parsed, group: Group) -> Mark | None:
    words = parsed.tokens.words
    subject = subjects.before(parsed, group.start)
    if subject is None or not any(word in CLAIM_NOUNS for word in words[subject[0] : subject[1]]):
        return None
    start = group.head + 1
    if start < parsed.stop and words[start] == "by":
        source = noun_phrases.noun_phrase(parsed, start + 1)
        if source and any(word in LEGAL_BODIES for word in words[source[0] : source[1]]):
            return None
        return denial(
            parsed,
            score=0.75,
            why="denial verb",
            cue=(group.start, start),
            source=source,
            content=subject,
        )
    all_told = start >= parsed.stop and words[group.head] == "denied"
    if all_told or _is_elliptical(parsed, group) or words[start] == "as":
        return denial(
            parsed,
            score=0.7,
            why="denial verb",
            cue=(group.start, start),
            content=subject,
        )
    return None


def _made(parsed: Parsed, verb: Verb, group: Group, content: Range | None) -> Mark | None:
    words = parsed.tokens.words
    source: Range | None = None
    joined = group.start == 0 or words[group.start - 1] in {"and", "but", "or", "then", "to"}
    if group.shape != "ing" and not joined:
        source = subjects.before(parsed, group.start)
        if source is None and verb.lemma != "deny":
            return None
    return denial(
        parsed,
        score=0.9 if verb.lemma == "deny" else 0.8,
        why="denial verb",
        cue=(group.start, group.head + 1),
        source=source,
        content=content,
    )


_CHARGES = word_set("""
allegation allegations accusation accusations claims rumours rumors smear smears insinuation insinuations
""")
_GRAVE = word_set("""
serious troubling disturbing credible grave shocking concerning damning true extraordinary deeply
worrying alarming very explosive stunning heartbreaking sickening horrific startling
""")


def calls_false(parsed: Parsed, content: Range) -> bool:
    """Whether "called X Y" says that a claim is false: "called the report baseless"."""
    words = parsed.tokens.words[content[0] : content[0] + 16]
    about_a_claim = any(word in _STATEMENTS for word in words)
    quoted = next((at for at, word in enumerate(words) if word in QUOTE_MARKS), 0)
    if quoted and not _CHARGES.isdisjoint(words[:quoted]) and _GRAVE.isdisjoint(words[quoted:]):
        return True
    if words[0] in OBJECT_PRONOUNS - {"him", "her", "them"}:
        return any(word in _UNTRUE for word in words)
    return about_a_claim and any(word in FALSEHOOD for word in words)
