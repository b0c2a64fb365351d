"""Whether what is said charges someone with a wrong: "the firm had falsified the records".

A plain reported claim is an accusation when its content names who did wrong. The test is a verb
of wrongdoing with a subject that acts, or a noun of wrongdoing tied to a person or a body.
"""

from dataclasses import dataclass

from annotator.pretag import contents, subjects
from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    BE,
    HAVE,
    MODALS,
    OBJECT_PRONOUNS,
    QUOTE_MARKS,
    SUBJECT_PRONOUNS,
)
from annotator.pretag.lexicon.nouns import ABSTRACT_CAUSES, AGENTS, HARSH_NAMES
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import NEEDS_SOMEONE, WRONG_PHRASES, WRONG_VERBS
from annotator.pretag.parsed import Parsed, Range

_WINDOW = 60


_PHRASE_REACH = 6


_STATES = word_set("""
illegal illegally unlawful unlawfully unconstitutional corrupt dishonest criminal liar liars
thief thieves crook crooks traitor traitors negligent complicit genocide racist war-crimes
murderer murderers cover-up corruption sabotage bribe bribes kickback kickbacks blackmail
fraudulent treason vendetta lying aggression atrocities repression negligence oppression
oppressive persecution
""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """Who is charged (tokens) and how sure the words make it, in (0, 1]."""

    target: Range | None
    word: str
    sure: float


def may_be_charged(parsed: Parsed, target: Range) -> bool:
    """Whether the target is a person, a body or a state: a storm or a trend does no wrong."""
    tokens = parsed.tokens
    head = tokens.words[target[0] : target[1]]
    if any(word in ABSTRACT_CAUSES for word in head[:3]) or head[-1] in ABSTRACT_CAUSES:
        return False
    if head[0] == "each":
        return True
    if head[0] in OBJECT_PRONOUNS | SUBJECT_PRONOUNS:
        return head[0] not in {"it", "that", "this", "there"}
    if any(tokens.is_name(index) for index in range(max(1, target[0]), target[1])):
        return True
    return any(word in AGENTS or word.endswith(_AGENT_ENDINGS) for word in head)


_AGENT_ENDINGS = (
    "ers",
    "ors",
    "ists",
    "ians",
    "men",
    "women",
    "man",
    "woman",
    "er's",
    "ees",
    "ants",
)


def wrong_in(parsed: Parsed, content: Range) -> Wrong | None:
    """The wrongdoing that the tokens of `content` charge someone with, if any."""
    words = parsed.tokens.words
    end = min(content[1], content[0] + _WINDOW)
    for index in range(content[0], end):
        word = words[index]
        if word == "responsible" and (found := _responsible(parsed, content, index)):
            return found
        if word in HARSH_NAMES and (found := _is_one(parsed, content, index)):
            return found
        if word in _WRONGFULLY and (found := _done_wrongly(parsed, content, index)):
            return found
        wrong = word in WRONG_VERBS or (
            word in WRONG_PHRASES
            and not WRONG_PHRASES[word].isdisjoint(
                words[index + 1 : min(content[1], index + _PHRASE_REACH)]
            )
        )
        if wrong and (found := _by_verb(parsed, content, index)):
            return found
    return None


HARMS = word_set("""
death deaths murder murders killing killings attack attacks massacre violence loss losses
bombing fire abuse crash explosion shooting
""")


def _responsible(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "They were responsible for the death": only where what they answer for is harm."""
    words = parsed.tokens.words
    if words[index - 1] not in BE or index - 1 <= content[0]:
        return None
    if words[index + 1 : index + 2] != ["for"] or HARMS.isdisjoint(words[index + 2 : index + 9]):
        return None
    target = subjects.before(parsed, index - 1)
    return Wrong(target=target, word="responsible", sure=0.65) if target else None


_WRONGFULLY = word_set("""
illegally unlawfully knowingly wrongfully deliberately falsely corruptly fraudulently secretly
dishonestly
""")

_NAMING_REACH = 5

_BEFORE_A_NAME = word_set(
    "a an the also both all just all himself themselves suspected serial such"
)


def _is_one(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "He is a liar", "the owners were corrupt": a person called by a wrong."""
    words = parsed.tokens.words
    for at in range(index - 1, max(content[0], index - _NAMING_REACH), -1):
        if words[at] in BE:
            subject = subjects.before(parsed, at)
            if subject is None or subject[0] < content[0] or words[subject[0]] in {"i", "we"}:
                return None
            return (
                Wrong(target=subject, word=words[index], sure=0.6)
                if may_be_charged(parsed, subject)
                else None
            )
        if words[at] not in _BEFORE_A_NAME and not words[at].endswith("ly"):
            return None
    return None


def _done_wrongly(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The port illegally dumped the silt": an act with the word for its wrong."""
    words = parsed.tokens.words
    start = index
    while start > content[0] and words[start - 1] in AUXILIARIES:
        start -= 1
    if start < index and words[index - 1] in BE:
        return None
    subject = subjects.before(parsed, start)
    if subject is None or subject[0] < content[0] or words[subject[0]] in {"i", "we"}:
        return None
    return (
        Wrong(target=subject, word=words[index], sure=0.6)
        if may_be_charged(parsed, subject)
        else None
    )


_NO_SUBJECT = word_set("""
the a an of to and by for with in his her their its
""")


def _by_verb(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    words = parsed.tokens.words
    start = index
    while start > content[0] and (
        words[start - 1] in AUXILIARIES
        or words[start - 1].endswith("ly")
        or words[start - 1] in {"never", "not", "also", "been"}
        or words[start - 1] in QUOTE_MARKS
    ):
        start -= 1
    group = words[start:index]
    if any(word in {"not", "never"} or word.endswith("n't") for word in group):
        return None
    if any(word in MODALS - {"may", "might", "could"} for word in group):
        return None
    if words[index].endswith("ing"):
        if not (group and group[-1] in BE):
            return None
    passive = (
        bool(group) and group[-1] in BE | {"been", "being"} and not words[index].endswith("ing")
    )
    if passive:
        for position in range(index + 1, min(content[1], index + 14)):
            if words[position] == "by":
                return Wrong(
                    target=contents.noun_phrase(parsed, position + 1), word=words[index], sure=0.65
                )
        return None
    if start == content[0] or (words[start - 1] in _NO_SUBJECT and words[start - 1] != "and"):
        return None
    if (
        not group
        and index + 1 < content[1]
        and words[index + 1] in {"by", "from", "in", "on", "at"}
        and words[index].endswith("ed")
    ):
        return None
    subject = subjects.before(parsed, start)
    if subject is None:
        return None
    first = max(subject[0], content[0])
    while first < subject[1] and words[first] in QUOTE_MARKS:
        first += 1
    subject = (first, subject[1])
    if subject[0] >= subject[1]:
        return None
    if words[index] in NEEDS_SOMEONE and not may_be_charged(parsed, subject):
        return None
    if words[subject[0]] in {"i", "we", "it", "nobody", "no", "none"}:
        return None
    have = bool(group) and group[0] in HAVE
    return Wrong(target=subject, word=words[index], sure=0.75 if have else 0.7)


def names_wrong(parsed: Parsed, content: Range) -> bool:
    """Whether the words of `content` hold a word of wrongdoing at all, whoever did it."""
    words = parsed.tokens.words
    return any(
        words[index] in _STATES or words[index] in WRONG_VERBS
        for index in range(content[0], min(content[1], content[0] + _WINDOW))
    )
