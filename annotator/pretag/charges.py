"""Accusation by a verb of charge: who charges whom with what."""

from annotator.pretag import contents, subjects
from annotator.pretag.condemnations import condemned
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import (
    DETERMINERS,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
)
from annotator.pretag.lexicon.nouns import WRONGS
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_VERBS
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, Mark, mark
from annotator.pretag.parsed import Parsed, Range
from annotator.pretag.wrongdoing import may_be_charged

_LINKS: dict[str, frozenset[str]] = {
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

_NOT_WRONGS = frozenset(
    ["peace", "divorce", "compensation", "damages", "mercy", "custody", "access", "possession"]
)

_GENERIC = word_set("""
anyone those people someone persons anybody everyone individuals suspects
""")

_LEGAL = frozenset(
    {"charge", "indict", "sue", "impeach", "arrest", "detain", "arraign", "prosecute"}
)


def charged(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    """The accusation that `verb` makes here; attribution for what is blamed on no one."""
    if group.negated or (group.shape == "to" and not _votes(parsed, group)):
        return None
    if verb.lemma == "allege":
        return None
    if verb.lemma not in _LINKS:
        return condemned(parsed, verb, group)
    return (
        _passive(parsed, verb, group)
        if _is_passive(parsed, verb, group)
        else _active(parsed, verb, group)
    )


def _votes(parsed: Parsed, group: Group) -> bool:
    """Whether an infinitive is an act done: "voted to impeach", "went on to accuse"."""
    words = parsed.tokens.words
    before = words[group.head - 2] if group.head >= 2 else ""
    return before in {"voted", "vote", "votes", "on", "continued"} or any(
        word in {"voted", "votes"} for word in words[max(0, group.head - 6) : group.head]
    )


def _is_passive(parsed: Parsed, verb: Verb, group: Group) -> bool:
    if group.passive:
        return True
    words = parsed.tokens.words
    following = words[group.head + 1] if group.head + 1 < len(words) else ""
    if not words[group.head].endswith("ed"):
        return False
    if group.start != group.head and words[group.start] in {"has", "have", "had"}:
        return False
    return (
        following in _LINKS[verb.lemma] | {"by"}
        or (following == "" or following in {".", ","})
        or (
            verb.lemma in {"arrest", "charge", "indict", "detain"}
            and following in {"in", "after", "over", "for", "on", "with"}
        )
    )


def _link(parsed: Parsed, verb: Verb, start: int) -> int | None:
    words = parsed.tokens.words
    links = _LINKS[verb.lemma]
    for index in range(start, min(parsed.stop, start + _REACH)):
        word = words[index]
        if word in links and (word != "on" or _opens_charge(words, index)):
            return index
        if (
            word in {";", ":"}
            or (word == "to" and verb.lemma == "sue")
            or (word == "that" and verb.lemma == "charge")
        ):
            return None
    return None


def _opens_charge(words: list[str], index: int) -> bool:
    return any(
        word in {"suspicion", "charges", "charge", "counts", "count"}
        for word in words[index + 1 : index + 6]
    )


def _passive(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    words = parsed.tokens.words
    head_end = group.head + 1
    target = subjects.before(parsed, group.start)
    if group.start >= 2 and words[group.start - 1] == ",":
        target = subjects.of_sentence(parsed) or target
    if target is None or words[target[0]] in {"no", "nobody", "neither", "none"}:
        return None
    lemma = verb.lemma
    bare = group.start == group.head and not group.passive
    following = words[head_end] if head_end < parsed.stop else ""
    if lemma == "charge" and (
        words[target[0]] in {"fee", "fees", "it"}
        or following in {"to", "at"}
        or _is_money(following)
    ):
        return None
    link = _link(parsed, verb, head_end)
    content: Range | None = None
    cue = (group.start, head_end)
    source: Range | None = None
    if following == "by":
        source = contents.noun_phrase(parsed, head_end + 1)
    if link is not None and link - head_end <= 12:
        content = contents.to_the_end(parsed, link + 1)
        if link == head_end:
            cue = (group.start, head_end + 1)
    if lemma in {"arrest", "detain", "prosecute"} and not (content and _is_wrong(parsed, content)):
        return None
    if (
        lemma == "charge"
        and content is None
        and following not in {"", ".", ",", "in", "after", "over", "by", "under"}
    ):
        return None
    if lemma == "sue" and (content is None or words[content[0]] in _NOT_WRONGS):
        return None
    if lemma == "charge" and content is not None and not _charge_content(parsed, content, bare):
        return None
    if lemma == "impeach" and content is None:
        return None
    if lemma == "suspect":
        if following not in {"of", "to"}:
            return None
        if following == "to":
            content = contents.to_the_end(parsed, head_end + 1)
    if lemma == "implicate" and content is None:
        return None
    if lemma == "blame" and content is None and source is None:
        return None
    if lemma in {"accuse", "suspect", "charge"} and not _GENERIC.isdisjoint(
        words[target[0] : target[1]]
    ):
        return None
    return mark(
        parsed,
        label=ACCUSATION,
        score=0.7 if bare else 0.85,
        why=_why(lemma),
        cue=cue,
        source=source,
        content=content,
        target=target,
    )


def _charge_content(parsed: Parsed, content: Range, bare: bool) -> bool:
    """Whether "charged with" is a charge: "charged with finding the cause" is a task."""
    words = parsed.tokens.words[content[0] : min(content[1], content[0] + 12)]
    if any(word in WRONGS for word in words):
        return True
    if not words or words[0] == "nothing":
        return False
    if words[0].endswith("ing"):
        return any(word in WRONG_VERBS for word in words)
    return not bare


def _active(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    words = parsed.tokens.words
    lemma = verb.lemma
    start = group.head + 1
    if start >= parsed.stop or group.shape == "participle":
        return None
    if lemma == "charge" and (that := _that(words, start, parsed.stop)):
        return _charged_that(parsed, group, that)
    link = _link(parsed, verb, start)
    if lemma == "sue" and link is not None and words[start] in PREPOSITIONS:
        return _sued_someone(parsed, group, link)
    if words[start] in PREPOSITIONS or words[start] in {"to", ",", "that", ")"}:
        return None
    target: Range | None
    content: Range | None = None
    if link is not None and link > start:
        target = contents.without_time(parsed, contents.trimmed(parsed, start, link))
        content = contents.to_the_end(parsed, link + 1)
    else:
        target = contents.noun_phrase(parsed, start)
    if lemma == "blame" and target is not None:
        return _blamed(parsed, group, target, content)
    if target is None or not _charges(parsed, lemma, start, content):
        return None
    return mark(
        parsed,
        label=ACCUSATION,
        score=0.85 if link else 0.7,
        why=_why(lemma),
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content,
        target=target,
    )


def _charges(parsed: Parsed, lemma: str, start: int, content: Range | None) -> bool:
    """Whether the verb with its object at `start` charges, as against "charged a fee"."""
    words = parsed.tokens.words
    if lemma == "charge":
        return content is not None and _is_charge(parsed, start, content)
    if lemma == "sue":
        return content is not None and words[content[0]] not in _NOT_WRONGS
    if lemma in {"arrest", "detain", "prosecute", "implicate"}:
        return content is not None and _is_wrong(parsed, content)
    if lemma == "suspect":
        return content is not None and not contents.clause_follows(parsed, start)
    if lemma == "accuse" and content is None:
        return parsed.tokens.is_name(start) or words[start] in _OPENS_TARGET
    return True


_OPENS_TARGET = DETERMINERS | OBJECT_PRONOUNS | POSSESSIVES


def _sued_someone(parsed: Parsed, group: Group, link: int) -> Mark | None:
    """As in "She sued in Arl for libel": a charge with no one named."""
    content = contents.to_the_end(parsed, link + 1)
    if content is None or parsed.tokens.words[content[0]] not in WRONGS:
        return None
    return mark(
        parsed,
        label=ACCUSATION,
        score=0.7,
        why=_why("sue"),
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content,
    )


def _charged_that(parsed: Parsed, group: Group, that: int) -> Mark:
    content = contents.to_the_end(parsed, that + 1)
    return mark(
        parsed,
        label=ACCUSATION,
        score=0.85,
        why=_why("charge"),
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content,
        target=subjects.of_clause(parsed, content) if content else None,
    )


def _blamed(parsed: Parsed, group: Group, target: Range, content: Range | None) -> Mark | None:
    """Someone is blamed for something, or something blamed on someone; a storm is no one."""
    words = parsed.tokens.words
    start = group.head + 1
    blamed: Range | None = target
    if content is None and "on" in words[start : start + 12]:
        on = words.index("on", start)
        content, blamed = (start, on), contents.noun_phrase(parsed, on + 1)
    accuses = blamed is not None and may_be_charged(parsed, blamed)
    return mark(
        parsed,
        label=ACCUSATION if accuses else ATTRIBUTION,
        score=0.8 if accuses else 0.7,
        why=_why("blame") if accuses else "blames no one who can be charged",
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content if accuses else contents.to_the_end(parsed, start),
        target=blamed if accuses else None,
    )


def _that(words: list[str], start: int, stop: int) -> int | None:
    """Where "charged (on Monday) that" puts its clause."""
    for index in range(start, min(stop, start + 6)):
        if words[index] == "that":
            return index
        if index == start and words[index] not in {"at", "on", "in", "during", "yesterday"}:
            return None
    return None


def _is_wrong(parsed: Parsed, content: Range) -> bool:
    words = parsed.tokens.words
    first = words[content[0]]
    return (
        first in {"suspicion", "allegedly", "alleged"}
        or not {"charge", "charges", "suspicion"}.isdisjoint(words[content[0] : content[0] + 6])
        or first.endswith("ing")
        or any(word in WRONGS for word in words[content[0] : content[0] + 6])
    )


def _is_charge(parsed: Parsed, start: int, content: Range) -> bool:
    words = parsed.tokens.words
    if any(word in WRONGS for word in words[content[0] : content[0] + 12]):
        return True
    return parsed.tokens.is_name(start)


def _is_money(word: str) -> bool:
    return bool(word) and (word[0].isdigit() or word in {"$", "£", "€", "us", "a", "an"})


def _why(lemma: str) -> str:
    return "legal step" if lemma in _LEGAL else "verb of charge"
