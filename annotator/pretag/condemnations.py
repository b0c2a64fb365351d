"""Condemning, criticising, slamming: an accusation when someone is condemned for an act."""

from annotator.pretag import contents, noun_phrases, subjects
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import DAYS, PREPOSITIONS
from annotator.pretag.lexicon.nouns import CLAIM_NOUNS, FALSEHOOD, HARSH_NAMES
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, Mark, accusation, denial, mark
from annotator.pretag.parsed import OUTSIDE, Parsed, Range
from annotator.pretag.wrongdoing import names_wrong

_CONDEMNS = frozenset({"for", "over", "as"})

_REACH = 20

_ILL_ACTS = HARSH_NAMES | word_set("""
abuse violation violations breach attack attacks killing killings seizure invasion crackdown
repression violence persecution detention arrest bombing shelling murder mistreatment treatment
""")


_ALLEGED = frozenset({"alleged", "allegedly"})


def condemned(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    """Condemns, criticises, slams: an accusation when someone is condemned for an act."""
    start = group.head + 1
    if group.shape == "participle" or start >= parsed.stop:
        return None
    return (_passive if group.passive else _active)(parsed, verb, group)


def _passive(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    words = parsed.tokens.words
    start = group.head + 1
    if words[start] not in {"for", "by", "over"} or verb.lemma == "attack":
        return None
    target = subjects.before(parsed, group.start)
    link = _link(words, start, parsed.stop)
    source = noun_phrases.noun_phrase(parsed, start + 1) if words[start] == "by" else None
    if link is None or target is None:
        if source is None:
            return None
        return mark(
            parsed,
            label=ATTRIBUTION,
            score=0.55,
            why="criticised, no act named",
            cue=group.cue,
            source=source,
            content=target,
        )
    content = contents.to_the_end(parsed, link + 1)
    accuses = content is not None and is_act(parsed, link, content)
    return mark(
        parsed,
        label=ACCUSATION if accuses else ATTRIBUTION,
        score=0.65,
        why=f"{verb.lemma}ed for an act",
        cue=group.cue,
        source=source,
        content=content,
        target=target if accuses else None,
    )


def _active(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    words = parsed.tokens.words
    start = group.head + 1
    if words[start] == "on" and start + 2 < parsed.stop and words[start + 1] in DAYS:
        start += 2
    if words[start] in PREPOSITIONS or words[start] in {",", "to", "and", "by"}:
        return None
    source = subjects.of(parsed, group)
    if source and _is_answer(words, verb, start, parsed.stop):
        return denial(
            parsed,
            score=0.65,
            why="a charge condemned",
            cue=group.cue,
            source=source,
            content=contents.to_the_end(parsed, start),
        )
    link = _link(words, start + 1, parsed.stop)
    if link is not None:
        content = contents.to_the_end(parsed, link + 1)
        if content is not None and is_act(parsed, link, content):
            whole = words[link] == "as"
            target = noun_phrases.without_time(parsed, contents.trimmed(parsed, start, link))
            if whole and target and not may_be_charged(parsed, target):
                target = None
            return accusation(
                parsed,
                score=0.65,
                why="condemned for an act",
                cue=group.cue,
                source=source,
                content=(start, content[1]) if whole else content,
                target=target,
            )
    if verb.lemma == "attack" or (source is None and group.shape != "ing"):
        return None
    if _says_nothing(parsed, start):
        return None
    content = contents.to_the_end(parsed, start)
    doer = _doer(parsed, start, content[1]) if content else None
    accuses = doer is not None or _owned(words, start, parsed.stop)
    return mark(
        parsed,
        label=ACCUSATION if accuses else ATTRIBUTION,
        score=0.55,
        why="condemned, and the doer is named" if accuses else "criticism of a position",
        cue=group.cue,
        source=source,
        content=content,
        target=doer,
    )


def _says_nothing(parsed: Parsed, start: int) -> bool:
    """As in "criticised the corporation at a rally": nothing is told of what is wrong with it."""
    whom = noun_phrases.noun_phrase(parsed, start)
    if whom is None or not may_be_charged(parsed, (whom[1] - 1, whom[1])):
        return False
    words = parsed.tokens.words[slice(*whom)]
    if any(word in {"of", "between"} or word.endswith(("'s", "s'")) for word in words):
        return False
    rest = parsed.tokens.words[whom[1]] if whom[1] < parsed.stop else ""
    return rest in _NO_MORE and all(spot == OUTSIDE for spot in parsed.quoted[start:])


_NO_MORE = DAYS | {"", "at", "in", "on", "during", "after", "before"}
_STATEMENTS = CLAIM_NOUNS | word_set("article documentary programme program statement release film")
_CHARGES = word_set("""
allegation allegations accusation accusations smear smears rumours rumors insinuations
""")
_ANSWERS = frozenset({"slam", "blast", "denounce", "decry", "condemn", "lambast", "fault"})


def _is_answer(words: list[str], verb: Verb, start: int, stop: int) -> bool:
    """Whether a charge is what is condemned: "slammed the allegations", "decried as false a report"."""
    for index in range(start, min(stop, start + 7)):
        if words[index] in _CHARGES:
            return verb.lemma in _ANSWERS
        if words[index] in {"claim", "claims"} and verb.lemma in {"slam", "blast", "fault"}:
            return True
        if words[index] == "as":
            near = words[index + 1 : min(stop, index + 6)]
            about = words[start:index] or words[index + 2 : index + 12]
            return not (FALSEHOOD.isdisjoint(near) or _STATEMENTS.isdisjoint(about))
        if words[index] in {"for", "over", "by", "of", ",", "who"}:
            return False
    return False


def _link(words: list[str], start: int, stop: int) -> int | None:
    """Where "for", "over" or "as" joins the act to who is condemned; not "known as"."""
    for index in range(start, min(stop, start + _REACH)):
        if words[index] in {";", ":"}:
            return None
        if words[index] == ",":
            return _past_apposition(words, index, stop)
        if words[index] in _CONDEMNS and words[index - 1] not in {"known", "such", "well", "as"}:
            return index
    return None


def _past_apposition(words: list[str], comma: int, stop: int) -> int | None:
    """Where the link stands behind a name between commas: "condemned a firm, Calder Sand, for"."""
    for index in range(comma + 2, min(stop - 1, comma + 9)):
        if words[index] == ",":
            return index + 1 if words[index + 1] in _CONDEMNS else None
    return None


def is_act(parsed: Parsed, link: int, content: Range) -> bool:
    words = parsed.tokens.words
    if words[link] == "as":
        near = words[content[0] : min(content[1], content[0] + 6)]
        return not (_ILL_ACTS - {"attack", "attacks"}).isdisjoint(near)
    if words[content[0]] == "what" and not _ILL_ACTS.isdisjoint(words[content[0] : content[0] + 8]):
        return True
    near = words[content[0] : min(content[1], content[0] + 3)]
    return near[0].endswith("ing") or not _ALLEGED.isdisjoint(near) or names_wrong(parsed, content)


def _doer(parsed: Parsed, start: int, end: int) -> Range | None:
    """Who did what is condemned: "rioters who looted", "the seizure of power by the army"."""
    words = parsed.tokens.words
    near = range(start, min(end, start + _REACH))
    for index in near:
        if words[index] == "who" and index > start and names_wrong(parsed, (index, end)):
            return contents.trimmed(parsed, start, index)
        if words[index] == "by" and not _ILL_ACTS.isdisjoint(words[start:index]):
            doer = noun_phrases.noun_phrase(parsed, index + 1)
            return doer if doer and may_be_charged(parsed, doer) else None
        if words[index] in {",", ";", ":"}:
            return None
    return None


def _owned(words: list[str], start: int, stop: int) -> bool:
    """Whether an ill act has an owner: "condemned Ostrel's bombing of a market"."""
    for index in range(start, min(stop - 2, start + 6)):
        if words[index].endswith(("'s", "s'")) and len(words[index]) > 3:
            return not _ILL_ACTS.isdisjoint(words[index + 1 : index + 4])
    return False
