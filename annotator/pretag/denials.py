"""Denial by a verb: a claim is denied, rejected or dismissed; a request turned down is not one."""

from annotator.pretag import clause_subjects, contents, noun_phrases, subjects
from annotator.pretag.clauses import past_time
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
suit lawsuit suggestion charges version suspicion suspicions messages
""")
_UNTRUE = FALSEHOOD - frozenset(
    ["ridiculous", "absurd", "ludicrous", "preposterous", "wrong", "laughable"]
)


def denied(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    """The denial that `verb` makes here, or None where it turns down a request or says no more."""
    if group.negated or (group.shape == "to" and verb.lemma not in _TO_SAY_SO):
        return None
    if _follows_a_claim(parsed, group):
        return _rejected_by(parsed, group)
    if group.shape == "participle":
        return None
    words = parsed.tokens.words
    start = past_time(parsed, group.head + 1)
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
        subject = subject and subjects.nearest(parsed, subject)
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
    if words[start] == "as":
        false = start + 1 + ("".join(words[start + 1 : start + 2]) in QUOTE_MARKS)
        if "".join(words[false : false + 1]) in FALSEHOOD:
            return _made(parsed, verb, group, contents.to_the_end(parsed, false + 1))
    if group.start and words[group.start - 1] in {"nor", "neither", "or"}:
        return None
    after = "".join(words[start + 1 : start + 2])
    if (
        verb.lemma == "deny"
        and words[start] in _STANDS_FOR
        and after in {"", ".", ",", "all", "both"}
    ):
        return _made(parsed, verb, group, (start, start + 1 + (after in {"all", "both"})))
    if words[start] in _NO_CLAIM:
        at = _past_channel(words, start, parsed.stop) if verb.lemma == "deny" else None
        return None if at is None else _made(parsed, verb, group, contents.to_the_end(parsed, at))
    act = start + (words[start].endswith("ly") and start + 1 < parsed.stop)
    if words[act].endswith("ing") and verb.lemma == "deny" and words[act] not in REQUEST_NOUNS:
        return _made(parsed, verb, group, contents.to_the_end(parsed, start))
    if verb.lemma == "deny" and group.shape == "ing" and _is_withheld(words, start):
        return None
    if (
        words[start] in {"it", "him", "her", "us", "them"}
        and words[start + 1 : start + 2] in _GOODS
    ):
        return None
    if verb.lemma == "deny" and _asks(words, start):
        return None
    if verb.lemma == "deny" and contents.clause_follows(parsed, start):
        return _made(parsed, verb, group, contents.to_the_end(parsed, start))
    kind = _object_kind(parsed, start)
    near = words[start : min(parsed.stop, start + 8)]
    if verb.lemma in _ANSWERS_SUITS.get("as" in near, ()) and not _SUITS.isdisjoint(near):
        return _made(parsed, verb, group, contents.to_the_end(parsed, start))
    if verb.lemma == "deny" and _has_designs(words, start):
        return _made(parsed, verb, group, contents.to_the_end(parsed, start))
    if kind == "request" or (kind == "" and verb.lemma in _NEEDS_CLAIM):
        return None
    if kind == "" and verb.lemma == "deny" and _two_objects(parsed, start):
        return None
    if verb.lemma == "deny" and kind == "" and "to" in words[start : start + 6]:
        comma = "," in words[start : words.index("to", start)]
        return _made(parsed, verb, group, contents.to_the_end(parsed, start)) if comma else None
    if verb.lemma in _NEEDS_CLAIM and _is_ruling(parsed, group):
        return None
    return _made(parsed, verb, group, contents.to_the_end(parsed, start))


def _asks(words: list[str], start: int) -> bool:
    """As in "denied the city's request to be heard": a request, however it goes on."""
    near = words[start : start + 6]
    return any(
        word in REQUEST_NOUNS - _DESIGNS and "".join(near[at : at + 1]) in {"to", "for"}
        for at, word in enumerate(near, start=1)
    )


_STANDS_FOR = frozenset({"them", "it", "this", "that", "these", "those"})
_SUITS = frozenset({"complaint", "complaints", "criticism", "criticisms"})
_ANSWERS_SUITS = {
    True: frozenset({"dismiss", "dispute", "refute", "rebut"}),
    False: frozenset({"dispute", "refute", "rebut"}),
}
"""Verbs that answer a complaint, with "as" behind it or not; "dismissed the complaint" is a ruling."""

_GOODS: tuple[list[str], ...] = (["a"], ["an"], ["the"], ["any"])
_TO_SAY_SO = frozenset({"deny", "refute", "rebut", "debunk"})
_CONTINUES = frozenset({"continued", "continues", "continue", "continuing"})
_SPEAKS_UP = word_set("""
took takes went goes issued issues released releases posted posts replied spoke wrote tweeted appeared
moved rushed forced hastened responded statement television radio twitter instagram facebook media
""")


def _follows_a_claim(parsed: Parsed, group: Group) -> bool:
    """As in "dumps waste at night, a claim (flatly) denied by the company"."""
    words = parsed.tokens.words
    if group.start != group.head and words[group.start] in AUXILIARIES:
        return False
    at = group.head - 1
    while at > 0 and words[at].endswith("ly"):
        at -= 1
    by = "".join(words[group.head + 1 : group.head + 2]) == "by"
    return by and at > 0 and words[at] in CLAIM_NOUNS


def _rejected_by(parsed: Parsed, group: Group) -> Mark | None:
    words = parsed.tokens.words
    source = noun_phrases.noun_phrase(parsed, group.head + 2)
    if source is None or not LEGAL_BODIES.isdisjoint(words[source[0] : source[1]]):
        return None
    return denial(
        parsed,
        score=0.75,
        why="denial verb",
        cue=(group.head, group.head + 2),
        source=source,
    )


def _goes_on(parsed: Parsed, group: Group) -> Mark | None:
    """As in "Continued to deny wrongdoing", "took to the radio to deny the claims"."""
    words = parsed.tokens.words
    verb = group.head - 2
    start = group.head + 1
    if verb < 1 or start >= parsed.stop:
        return None
    kind = _object_kind(parsed, start)
    if words[verb] in _CONTINUES:
        first = group_start(words, verb)
        if kind == "request":
            return None
        source = subjects.before(parsed, first)
    else:
        first = group.head
        said = words[start] == "that" or kind == "claim" or words[start].endswith("ing")
        if not said or _SPEAKS_UP.isdisjoint(words[max(0, verb - 9) : verb + 1]):
            return None
        source = clause_subjects.of_last(parsed, verb)
    return denial(
        parsed,
        score=0.85,
        why="denial verb",
        cue=(first, start),
        source=source,
        content=contents.to_the_end(parsed, start),
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
        if word in REQUEST_NOUNS and not _qualifies_a_claim(words, index):
            return _as_false_later(words, index)
        if word in {",", ";", ":"} or (word in {"by", "after", "when"}):
            break
        if word == "of" and words[index - 1] in _SHARES:
            continue
        if word in {"of", "for", "to", "from", "in"} and index > start:
            return _as_false_later(words, index) if _as_false_later(words, index) == "claim" else ""
    return ""


def _qualifies_a_claim(words: list[str], index: int) -> bool:
    """Whether the noun but tells what a claim is about: "vote fraud charge", "vote buying claims"."""
    near = words[index + 1 : index + 3]
    return bool(near) and (
        near[0] in CLAIM_NOUNS or (near[0].isalpha() and near[-1] in _STANDING_CLAIMS)
    )


_STANDING_CLAIMS = word_set("""
allegation allegations claim claims accusation accusations charge charges rumour rumours rumor rumors
account version suggestion suggestions
""")


def _has_designs(words: list[str], start: int) -> bool:
    """As in "denied (having) plans to sell": a plan of one's own is no request of another's."""
    near = words[start : start + 5]
    return any(
        word in _DESIGNS and near[at : at + 1] == ["to"] for at, word in enumerate(near, start=1)
    )


def _as_false(words: list[str], index: int) -> bool:
    return any(word in FALSEHOOD for word in words[index + 1 : index + 7])


def _as_false_later(words: list[str], index: int) -> str:
    for position in range(index, min(len(words), index + 12)):
        if words[position] == "as":
            return "claim" if _as_false(words, position) else "request"
    return "request"


_DESIGNS = word_set("""
plan plans plot plots conspiracy attempt attempts intent intention intentions
""")
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


def _past_channel(words: list[str], start: int, stop: int) -> int | None:
    """Where what is denied begins behind how it was: "denied in a statement that he knew"."""
    if words[start] not in _CHANNELS:
        return None
    for index in range(start + 1, min(stop, start + 9)):
        opens = words[index] == "that" or (words[index].endswith("ing") and index > start + 2)
        if opens or words[index] in _STANDING_CLAIMS:
            return index
        if words[index] == ",":
            return None
    return None


_CHANNELS = frozenset({"in", "through", "via", "at", "before", "during", "under"})
_COURTS = LEGAL_BODIES - word_set("""
council parliament commission committee assembly senate lawmakers mps legislators voters
""")


def _is_ruling(parsed: Parsed, group: Group) -> bool:
    """Whether a court weighs a claim, or an assembly votes on what is no charge against it."""
    words = parsed.tokens.words
    subject = subjects.before(parsed, group.start)
    if subject is None:
        return False
    answers = not _STANDING_CLAIMS.isdisjoint(words[group.head + 1 : group.head + 5])
    bodies = _COURTS if answers else LEGAL_BODIES
    return any(word in bodies for word in words[subject[0] : subject[1]])


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
        if _STANDING_CLAIMS.isdisjoint(words[:3]) or words[group.head] != "denied":
            return None
        subject = contents.trimmed(parsed, 0, group.start)
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


_LITTLE = frozenset({"no", "without", "iota", "grain", "shred", "little", "any"})
_WHAT_IS_SAID = frozenset({"this", "that", "these", "those", "it"})
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
    said = words[0] in _WHAT_IS_SAID or parsed.tokens.at(content[0] - 1, "that")
    if said or words[0] in OBJECT_PRONOUNS - {"him", "her", "them"}:
        if any(word in _UNTRUE for word in words) or words[2:4] == ["fairy", "tale"]:
            return True
    untrue = not FALSEHOOD.isdisjoint(words) or ("truth" in words and not _LITTLE.isdisjoint(words))
    return about_a_claim and untrue
