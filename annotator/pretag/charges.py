"""Accusation by a verb of charge: who charges whom with what."""

from annotator.pretag import clause_subjects, contents, noun_phrases, subjects
from annotator.pretag.charge_words import (
    LEGAL,
    LINKS,
    NOT_WRONGS,
    TASKED,
    TASKS,
    is_wrong,
    link_of,
    why,
)
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.charged import charged_passively
from annotator.pretag.condemnations import condemned
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import (
    DAYS,
    DETERMINERS,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE_MARKS,
)
from annotator.pretag.lexicon.nouns import WRONGS
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.wrongs import WRONG_VERBS
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, Mark, accusation, mark
from annotator.pretag.parsed import OUTSIDE, Parsed, Range
from annotator.pretag.tags import tag_before


def charged(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    """The accusation that `verb` makes here; attribution for what is blamed on no one."""
    if group.negated or (group.shape == "to" and not _votes(parsed, group)):
        return None
    if verb.lemma == "allege" or (verb.lemma in LEGAL and _is_weighed(parsed, group)):
        return None
    if verb.lemma not in LINKS:
        return condemned(parsed, verb, group)
    if verb.lemma == "charge" and (behind := _charged_behind(parsed, group)):
        return behind
    return (
        charged_passively(parsed, verb, group)
        if _is_passive(parsed, verb, group)
        else _active(parsed, verb, group)
    )


_TAG = Verb(lemma="charge", family="accusation", frames=frozenset("qp"))


def _charged_behind(parsed: Parsed, group: Group) -> Mark | None:
    """As in "The firm lied, the union charged", "“They are robbing us,” charged the union"."""
    if parsed.tokens.at(group.head + 1, "with"):
        return None
    said = tag_before(parsed, _TAG, group)
    if said is None or said.content is None or group.shape != "finite" or group.passive:
        return None
    quoted = parsed.quoted[said.content[0]] != OUTSIDE
    if not quoted and said.frame != "tag":
        return None
    target = clause_subjects.of_clause(parsed, said.content)
    if target and said.source and target[0] < said.source[0] < target[1]:
        target = contents.trimmed(parsed, target[0], said.source[0])
    charges_it = target is not None and may_be_charged(parsed, target)
    return accusation(
        parsed,
        score=0.75,
        why=why("accuse"),
        cue=said.cue,
        source=said.source,
        content=said.content,
        target=target if charges_it else None,
    )


def _is_weighed(parsed: Parsed, group: Group) -> bool:
    """Whether a legal step is only thought of: "would consider charging the gunman"."""
    words = parsed.tokens.words
    return group.shape == "ing" and words[group.start - 1 : group.start] in (
        ["consider"],
        ["considering"],
        ["considered"],
        ["considers"],
        ["about"],
    )


def _votes(parsed: Parsed, group: Group) -> bool:
    """Whether an infinitive is an act done: "voted to impeach", "asked a judge to indict"."""
    words = parsed.tokens.words
    if words[group.head] in _INDICTS and not _JUDGES.isdisjoint(
        words[max(0, group.head - 4) : group.head]
    ):
        return True
    before = words[group.head - 2] if group.head >= 2 else ""
    return before in {"voted", "vote", "votes", "on", "continued"} or any(
        word in {"voted", "votes"} for word in words[max(0, group.head - 6) : group.head]
    )


_INDICTS = frozenset({"indict", "charge", "prosecute", "impeach"})
_JUDGES = frozenset({"judge", "judges", "court", "tribunal", "jury"})


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
        following in LINKS[verb.lemma] | {"by"}
        or (verb.lemma == "accuse" and following in {"over", "after", "amid"})
        or (
            verb.lemma == "accuse"
            and following == "in"
            and "of" in words[group.head + 2 : group.head + 8]
        )
        or (verb.lemma == "suspect" and following == "to")
        or (following == "" or following in {".", ","})
        or (
            verb.lemma in {"arrest", "charge", "indict", "detain", "sue"}
            and following in {"in", "after", "over", "for", "on", "with"}
        )
    )


def _active(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    words = parsed.tokens.words
    lemma = verb.lemma
    start = group.head + 1
    if start >= parsed.stop or group.shape == "participle":
        return None
    if lemma == "charge" and (that := _that(words, start, parsed.stop)):
        return _charged_that(parsed, group, that)
    link = link_of(parsed, verb, start)
    if lemma == "sue" and link is None:
        link = _sued_saying(words, start, parsed.stop)
    if lemma == "sue" and link is not None and words[start] in PREPOSITIONS:
        return _sued_someone(parsed, group, link)
    if lemma == "suspect" and words[start] == "accused":
        return None  # "suspects accused of": a noun
    if lemma == "accuse" and words[start] == "of":
        return _whom(parsed, group, start)
    if words[start] in PREPOSITIONS or words[start] in {"to", ",", "that", ")"}:
        return None
    target: Range | None
    content: Range | None = None
    if link is not None and link > start:
        target = noun_phrases.without_time(parsed, contents.trimmed(parsed, start, link))
        content = contents.to_the_end(parsed, link + 1)
    else:
        target = noun_phrases.noun_phrase(parsed, start)
    if lemma == "blame" and target is not None:
        return _blamed(parsed, group, target, content)
    if target is None or not _charges(parsed, lemma, start, content):
        return None
    return accusation(
        parsed,
        score=0.85 if link else 0.7,
        why=why(lemma),
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content,
        target=target,
    )


def _whom(parsed: Parsed, group: Group, of: int) -> Mark | None:
    """As in "The senator, whom critics accuse of cronyism": the target stands first."""
    words = parsed.tokens.words
    source = subjects.of(parsed, group)
    if source is None or source[0] < 2 or words[source[0] - 1] not in {"whom", "who"}:
        return None
    who = source[0] - 1
    target = subjects.before(parsed, who + 1) if words[who] == "who" else None
    if words[who] == "whom":
        target = subjects.before(parsed, who - (words[who - 1] == ","))
    return accusation(
        parsed,
        score=0.75,
        why=why("accuse"),
        cue=(group.start, of + 1),
        source=source,
        content=contents.to_the_end(parsed, of + 1),
        target=target,
    )


def _charges(parsed: Parsed, lemma: str, start: int, content: Range | None) -> bool:
    """Whether the verb with its object at `start` charges, as against "charged a fee"."""
    words = parsed.tokens.words
    if lemma == "charge":
        return content is not None and _is_charge(parsed, start, content)
    if lemma == "sue":
        return content is not None and words[content[0]] not in NOT_WRONGS
    if lemma in {"arrest", "detain", "prosecute", "implicate"}:
        return content is not None and is_wrong(parsed, content)
    if lemma == "suspect":
        return content is not None and not contents.clause_follows(parsed, start)
    if lemma == "accuse" and content is None:
        return parsed.tokens.is_name(start) or words[start] in _OPENS_TARGET
    return True


def _sued_saying(words: list[str], start: int, stop: int) -> int | None:
    """Where the charge begins in "sued the firm on Monday, saying it had lied"."""
    for index in range(start + 1, min(stop - 1, start + 20)):
        if words[index] == "," and words[index + 1] in {
            "saying",
            "claiming",
            "alleging",
            "arguing",
        }:
            return index + 1
    return None


_OPENS_TARGET = DETERMINERS | OBJECT_PRONOUNS | POSSESSIVES


def _sued_someone(parsed: Parsed, group: Group, link: int) -> Mark | None:
    """As in "She sued in Arl for libel": a charge with no one named."""
    content = contents.to_the_end(parsed, link + 1)
    if content is None or parsed.tokens.words[content[0]] not in WRONGS:
        return None
    return accusation(
        parsed,
        score=0.7,
        why=why("sue"),
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content,
    )


def _charged_that(parsed: Parsed, group: Group, that: int) -> Mark:
    content = contents.to_the_end(parsed, that + 1)
    target = clause_subjects.of_clause(parsed, content) if content else None
    if target and content and clause_subjects.suffers(parsed, target, content):
        target = None
    return accusation(
        parsed,
        score=0.85,
        why=why("charge"),
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content,
        target=target,
    )


def _blamed(parsed: Parsed, group: Group, target: Range, content: Range | None) -> Mark | None:
    """Someone is blamed for something, or something blamed on someone; a storm is no one."""
    words = parsed.tokens.words
    start = group.head + 1
    blamed: Range | None = target
    if content is None and "on" in words[start : start + 12]:
        on = words.index("on", start)
        content, blamed = (start, on), noun_phrases.noun_phrase(parsed, on + 1)
    accuses = blamed is not None and may_be_charged(parsed, blamed)
    return mark(
        parsed,
        label=ACCUSATION if accuses else ATTRIBUTION,
        score=0.8 if accuses else 0.7,
        why=why("blame") if accuses else "blames no one who can be charged",
        cue=group.cue,
        source=subjects.of(parsed, group),
        content=content if accuses else contents.to_the_end(parsed, start),
        target=blamed if accuses else None,
    )


def _that(words: list[str], start: int, stop: int) -> int | None:
    """Where "charged (on Monday) that" puts its clause."""
    for index in range(start, min(stop, start + 12)):
        if words[index] == "that":
            return index
        if index == start and words[index] not in _BEFORE_THAT:
            return None
    return None


_BEFORE_THAT = DAYS | {"at", "on", "in", "during", "last", "this", "earlier"}


def _is_charge(parsed: Parsed, start: int, content: Range) -> bool:
    words = parsed.tokens.words
    near = words[content[0] : content[0] + 12]
    if any(word in WRONGS or word in WRONG_VERBS for word in near):
        return True
    if parsed.tokens.is_name(start):
        return True
    act = near[1] if near[0] in QUOTE_MARKS and len(near) > 1 else near[0]
    tasked = not TASKED.isdisjoint(words[start : content[0]])
    return act.endswith("ing") and act not in TASKS and not tasked
