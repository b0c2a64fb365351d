"""Attribution by a tag: what is said stands before, '"...," he said', "it rained, police said"."""

from annotator.pretag import contents, noun_phrases, subjects
from annotator.pretag.clauses import content_start
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    FINITE,
    OBJECT_PRONOUNS,
    OPENING_QUOTES,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
)
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_VERBS
from annotator.pretag.parsed import OUTSIDE, Parsed, Range
from annotator.pretag.said import Said

_CLOSES = frozenset("\"”’»“'")


def tag_before(parsed: Parsed, verb: Verb, group: Group) -> Said | None:
    """What is said stands before, as in "It rained, police said" or "It rained, said Ann Lee"."""
    if not verb.frames & {"p", "q"} or group.shape == "ing":
        return None
    following = group.head + 1
    if verb.lemma == "point":
        if not parsed.tokens.at(following, "out"):
            return None
        following += 1
    return _turned(parsed, verb, group, following) or _straight(parsed, verb, group, following)


def _turned(parsed: Parsed, verb: Verb, group: Group, following: int) -> Said | None:
    """The source follows its verb: "said Ann Lee"."""
    before = group.start - 1
    if before < 1 or not _is_joint(parsed, before) or not _turned_round(parsed, following):
        return None
    quoted = _closes_quotation(parsed, before)
    if not quoted and "p" not in verb.frames:
        return None
    source = subjects.after(parsed, following)
    content = contents.fronted(parsed, group.start)
    if source is None or content is None or content[1] - content[0] < 2:
        return None
    if not quoted and (
        not _has_verb(parsed, _without_relative(parsed, content))
        or _opens_quotation(parsed, source[1])
    ):
        return None
    return Said(source=source, cue=group.cue, content=content, sure=0.95, frame="inverted tag")


def _without_relative(parsed: Parsed, content: Range) -> Range:
    """Without ", who was mayor" at the end: a person told of at length, and nothing that is said."""
    words = parsed.tokens.words
    for index in range(content[0] + 1, content[1] - 1):
        told = words[index + 1] in {"who", "which", "whose"} or words[index + 1].endswith("ed")
        if words[index] == "," and told:
            return content if "," in words[index + 1 : content[1]] else (content[0], index)
    return content


def _straight(parsed: Parsed, verb: Verb, group: Group, following: int) -> Said | None:
    """The source stands before its verb: "he said", "police said on Friday"."""
    source = subjects.before(parsed, group.start)
    if source is None:
        return None
    if source[0] == 0:
        alone = following >= parsed.stop and "p" in verb.frames and group.shape == "finite"
        return _said(group, source, None, 0.6) if alone else None
    if not _is_joint(parsed, source[0] - 1):
        return None
    content = contents.fronted(parsed, source[0])
    if content is None:
        return None
    if _closes_quotation(parsed, source[0] - 1):
        comma = "," in parsed.tokens.words[source[0] - 2 : source[0]]
        if contents.clause_follows(parsed, following) and not comma:
            return None
        return _said(group, source, content, 0.95)
    if verb.lemma == "tell" and following < parsed.stop:
        if parsed.tokens.words[content[0]] in SUBORDINATORS:
            return None
        following = _past_the_told(parsed, verb, following)
    if "p" not in verb.frames or not _tag_may_end(parsed, following):
        return None
    goes_on = _midway(parsed, following) and contents.clause_follows(parsed, following + 1)
    if (
        not goes_on
        and not _has_verb(parsed, content)
        and not _may_stand(parsed, content, following)
    ):
        return None
    if _midway(parsed, following):
        if _opens_quotation(parsed, following + 1):
            return None
        return _said(group, source, contents.trimmed(parsed, content[0], parsed.stop), 0.85)
    return _said(group, source, content, 0.85) if content[1] - content[0] >= 3 else None


def _past_the_told(parsed: Parsed, verb: Verb, following: int) -> int:
    """Past the person told in "it rained, Ann Lee told reporters", where nothing else is said."""
    person = noun_phrases.noun_phrase(parsed, following)
    told = person is None or content_start(parsed, verb, following) is not None
    return following if told or person is None else person[1]


def _said(group: Group, source: Range, content: Range | None, sure: float) -> Said:
    return Said(source=source, cue=group.cue, content=content, sure=sure, frame="tag")


def _opens_quotation(parsed: Parsed, index: int) -> bool:
    return (
        index < parsed.stop
        and parsed.tokens.words[index] in OPENING_QUOTES
        and parsed.quoted[index] != OUTSIDE
    )


def _may_stand(parsed: Parsed, content: Range, following: int) -> bool:
    """Whether words without a known verb may be a clause, or the start of one, all the same."""
    words = parsed.tokens.words
    first = words[content[0]]
    if first in PREPOSITIONS or first in ADVERBS or first in TIME_WORDS or first.endswith("ing"):
        return False
    if _midway(parsed, following):
        return True
    long = content[1] - content[0] >= 6
    return (long and following >= parsed.stop) or first in SUBJECT_PRONOUNS


def _has_verb(parsed: Parsed, span: Range) -> bool:
    words = parsed.tokens.words
    return any(
        words[index] in AUXILIARIES
        or words[index] in FINITE
        or words[index] in WRONG_VERBS
        or (words[index].endswith("ed") and not parsed.tokens.is_name(index))
        for index in range(span[0], min(span[1], span[0] + 60))
    )


def _midway(parsed: Parsed, index: int) -> bool:
    return index < parsed.stop and parsed.tokens.words[index] == ","


def _is_joint(parsed: Parsed, index: int) -> bool:
    word = parsed.tokens.words[index]
    return word in {",", "—", "–"} or (parsed.quoted[index] != OUTSIDE and word in _CLOSES)


def _closes_quotation(parsed: Parsed, index: int) -> bool:
    if parsed.quoted[index] != OUTSIDE:
        return True
    return index > 0 and parsed.quoted[index - 1] != OUTSIDE


_NOT_TURNED_ROUND = word_set("""
that , : ; it he she they we i
""")


def _turned_round(parsed: Parsed, index: int) -> bool:
    """Whether the words at `index` may be a subject that follows its verb."""
    if index >= parsed.stop:
        return False
    word = parsed.tokens.words[index]
    if word in PREPOSITIONS or word in _NOT_TURNED_ROUND or word in OPENING_QUOTES:
        return False
    if word in DAYS:
        return False
    return (
        parsed.tokens.is_name(index)
        or word in DETERMINERS
        or word in POSSESSIVES
        or not contents.clause_follows(parsed, index)
    )


def _tag_may_end(parsed: Parsed, index: int) -> bool:
    words = parsed.tokens.words
    if index >= parsed.stop:
        return True
    word = words[index]
    return (
        word in {",", ".", ";", ")", "—", "–"}
        or word in TIME_WORDS
        or (word in PREPOSITIONS and word not in {"of"})
        or word in {"to", "as", "when", "while", "yesterday", "and", "but"}
        or (
            word in OPENING_QUOTES
            and parsed.quoted[index] != OUTSIDE
            and "," in words[index - 2 : index]
        )
        or (
            word in OBJECT_PRONOUNS and (index + 1 >= parsed.stop or words[index + 1] in {".", ","})
        )
    )
