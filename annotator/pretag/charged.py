"""Those who are charged: "was accused of", "is charged with", "suspected to have"."""

from annotator.pretag import clause_subjects, contents, noun_phrases, subjects
from annotator.pretag.charge_words import (
    NOT_WRONGS,
    TASKED,
    TASKS,
    is_wrong,
    link_of,
    why,
)
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import AUXILIARIES, FINITE
from annotator.pretag.lexicon.nouns import WRONGS
from annotator.pretag.lexicon.verbs import READINGS, Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_VERBS
from annotator.pretag.marks import Mark, accusation
from annotator.pretag.parsed import Parsed, Range


def charged_passively(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    words = parsed.tokens.words
    head_end = group.head + 1
    target = subjects.before(parsed, group.start)
    if words[group.start] == "being" and words[group.start - 1] in _WHEN:
        target = clause_subjects.of_last(parsed, group.start - 1)
    elif group.start >= 2 and words[group.start - 1] == ",":
        named = target if group.start < group.head else None
        target = named or clause_subjects.of_sentence(parsed) or target
    elif target and group.start == group.head:
        target = subjects.nearest(parsed, target)
        clause = clause_subjects.of_clause(parsed, (target[0], group.head))
        target = clause if clause and clause[1] < target[1] else target
    lemma = verb.lemma
    target = _listed(parsed, target) if target else None
    loose = group.start == group.head and words[head_end : head_end + 1] in (
        ["of"],
        ["with"],
        ["over"],
        ["in"],
    )
    if loose and lemma in {"accuse", "charge"} and (target is None or _is_no_one(words, target)):
        target = clause_subjects.of_sentence(parsed)
    if target is None and lemma == "accuse" and group.passive:
        target = clause_subjects.of_sentence(parsed)
    if target is None or words[target[0]] in {"no", "no-one", "nobody", "neither", "none"}:
        return None
    bare = group.start == group.head and not group.passive
    following = words[head_end] if head_end < parsed.stop else ""
    if lemma == "charge" and (
        words[target[0]] == "it"
        or words[group.head - 1] == "fully"
        or not _PRICES.isdisjoint(words[target[0] : target[1]])
        or following in {"to", "at"}
        or _is_money(following)
    ):
        return None
    link = link_of(parsed, verb, head_end)
    content: Range | None = None
    cue = (group.start, head_end)
    source: Range | None = None
    if following == "by":
        source = noun_phrases.noun_phrase(parsed, head_end + 1)
    if source and link is not None and source[0] < link < source[1]:
        source = (source[0], link)
    if link is not None and link - head_end <= 12:
        content = contents.to_the_end(parsed, link + 1)
        if link == head_end:
            cue = (group.start, head_end + 1)
    if content is None and lemma in {"accuse", "charge", "arrest", "detain", "sue"}:
        at = _loose_link(words, head_end, lemma)
        content = contents.to_the_end(parsed, at) if at and at < parsed.stop else None
    if lemma in {"arrest", "detain", "prosecute"} and not (content and is_wrong(parsed, content)):
        return None
    if (
        lemma == "charge"
        and content is None
        and following not in {"", ".", ",", "in", "after", "over", "by", "under"}
    ):
        return None
    if lemma == "sue" and (content is None or words[content[0]] in NOT_WRONGS):
        return None
    if (
        lemma == "charge"
        and content is not None
        and link is not None
        and not _charge_content(parsed, content, target, bare=bare, is_dated=link > head_end)
    ):
        return None
    if lemma == "impeach" and content is None:
        return None
    if lemma == "suspect":
        if following not in {"of", "to"}:
            return None
        if following == "to":
            content = contents.to_the_end(parsed, head_end + 1)
            cue = (group.start, head_end + 1)
            if bare and words[head_end + 1 : head_end + 2] == ["be"]:
                target, content = noun_phrases.noun_phrase(parsed, head_end + 2), None
                if target is None:
                    return None
    if lemma == "implicate" and content is None:
        return None
    if lemma == "blame" and content is None and source is None:
        return None
    if lemma == "accuse" and source is None and content is not None:
        source, content = _accuser(parsed, content)
    if lemma in {"accuse", "suspect", "charge"} and _is_anyone(words[target[0] : target[1]]):
        return None
    return accusation(
        parsed,
        score=0.7 if bare else 0.85,
        why=why(lemma),
        cue=cue,
        source=source,
        content=content,
        target=target,
    )


_WHEN = frozenset({"after", "before", "while", "since", "despite", "without", "upon"})


def _is_no_one(words: list[str], target: Range) -> bool:
    """As in "due in court charged with arson", "are among nine accused of arson"."""
    return words[target[0]] == "among" or not _COURTS.isdisjoint(words[slice(*target)][-3:])


_COURTS = frozenset({"court", "trial", "dock", "custody"})


def _loose_link(words: list[str], start: int, lemma: str) -> int | None:
    """Where the charge starts in "charged over a theft", "arrested in connection with a theft"."""
    if words[start : start + 3] == ["in", "connection", "with"]:
        return start + 3
    if lemma == "sue" and words[start : start + 1] == ["after"]:
        return start + 1
    return (
        start + 1
        if lemma in {"charge", "accuse"} and words[start : start + 1] == ["over"]
        else None
    )


def _accuser(parsed: Parsed, content: Range) -> tuple[Range | None, Range]:
    """Who accuses, where it is told last: "was accused of theft by two guests"."""
    words = parsed.tokens.words
    if "by" not in words[content[0] + 1 : content[1] - 1]:
        return None, content
    by = words.index("by", content[0] + 1)
    before = words[by - 1]
    source = noun_phrases.noun_phrase(parsed, by + 1)
    named = source is not None and source[1] <= content[1] and may_be_charged(parsed, source)
    if not named or before.endswith(("ed", "en")) or words[by + 1].endswith("ing"):
        return None, content
    return source, (content[0], by)


def _listed(parsed: Parsed, target: Range) -> Range:
    """The target with what a clause after "said" or "that" lists before it."""
    words = parsed.tokens.words
    for at in range(target[0] - 1, max(-1, target[0] - 16), -1):
        if words[at] == "that" or (words[at] in READINGS and words[at] in FINITE):
            return subjects.with_list(parsed, at + 1, target)
        if words[at] in AUXILIARIES or words[at] in FINITE:
            break
    return target


_PRICES = word_set("""
fee fees tax taxes interest price prices rate rates amount amounts rent tariff toll cost costs premium
surcharge deposit battery batteries phone device card
""")


_GENERIC = word_set("""
anyone those people someone persons anybody everyone individuals suspects
""")


def _is_anyone(target: list[str]) -> bool:
    """Whether no one in particular is meant: "people accused of", but not "eleven people"."""
    return any(
        word in _GENERIC
        and not (place and (target[place - 1].isdigit() or target[place - 1] in _NUMBERS))
        for place, word in enumerate(target)
    )


_NUMBERS = word_set("""
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty
thirty forty fifty hundred dozen
""")


def _charge_content(
    parsed: Parsed, content: Range, target: Range, *, bare: bool, is_dated: bool
) -> bool:
    """Whether "charged with" is a charge: "charged with finding the cause" is a task.

    Tasks have no date or place between: "was charged in 2016 with supplying the weapon" is none.
    """
    words = parsed.tokens.words[content[0] : min(content[1], content[0] + 12)]
    if any(word in WRONGS for word in words):
        return True
    if not words or words[0] == "nothing":
        return False
    if words[0].endswith("ing"):
        tasked = _head(parsed.tokens.words[target[0] : target[1]])
        return any(word in WRONG_VERBS for word in words) or (
            not bare
            and (is_dated or (words[0] not in TASKS and TASKED.isdisjoint(tasked)))
            and may_be_charged(parsed, target)
        )
    return not bare


def _head(phrase: list[str]) -> list[str]:
    """A noun phrase without what "of" adds: "two drivers of the transport office"."""
    return phrase[: phrase.index("of")] if "of" in phrase else phrase


def _is_money(word: str) -> bool:
    return bool(word) and (word[0].isdigit() or word in {"$", "£", "€", "us", "a", "an"})
