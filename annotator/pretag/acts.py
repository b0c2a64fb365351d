"""Wrongs told by a verb: "hid the survey", "was forged by the clerk", "ordered staff to lie"."""

from annotator.pretag import clause_subjects, noun_phrases, subjects
from annotator.pretag.chargeable import Wrong, may_be_charged
from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    QUOTE_MARKS,
    SUBORDINATORS,
)
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import NEEDS_SOMEONE, SAME, WRONG_BASES, WRONG_VERBS
from annotator.pretag.parsed import Parsed, Range

_NOT_CHARGED = frozenset({"i", "we", "it", "nobody", "no", "none", "neither"})
_NO_SUBJECT = word_set("""
the a an of to and by for with in his her their its
""")


def by_verb(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    words = parsed.tokens.words
    start = index
    while start > content[0] and (
        words[start - 1] in AUXILIARIES
        or words[start - 1].endswith("ly")
        or words[start - 1] in {"never", "not", "also", "been", "gang"}
        or words[start - 1] in QUOTE_MARKS
    ):
        start -= 1
    group = [
        word
        for word in words[start:index]
        if word not in QUOTE_MARKS and (word in AUXILIARIES or not word.endswith("ly"))
    ]
    if any(word in {"not", "never"} or word.endswith("n't") for word in group):
        return None
    group = [word for word in group if word not in {"also", "gang"}]
    if any(word in MODALS - {"may", "might", "could"} for word in group):
        return None
    if words[index] in SAME and any(word in MODALS for word in group):
        return None
    if words[index].endswith("ing"):
        if not (group and group[-1] in BE) and parsed.role != "headline":
            return None
    passive = (
        bool(group) and group[-1] in BE | {"been", "being"} and not words[index].endswith("ing")
    )
    if passive:
        return by_someone(parsed, content, index)
    if start == content[0] or (words[start - 1] in _NO_SUBJECT and words[start - 1] != "and"):
        return None
    following = words[index + 1] if index + 1 < content[1] else ""
    ends = words[index].endswith("ed") and words[index] != "engaged"
    if start == index and following in _AFTER_PARTICIPLE and ends:
        return None
    if start == index and words[index] in NEEDS_SOMEONE and not _has_object(words, index, content):
        return None
    subject = subjects.before(parsed, start)
    if subject is None and words[start - 1] == "and":
        subject = _shared(parsed, content, group)
    if subject is None or _is_supposed(words, subject[0], content[0]):
        return None
    alone = subject[1] - subject[0] == 1
    if alone and (words[subject[0]] in _ANYONE or words[subject[0]].endswith("ing")):
        return None
    first = max(subject[0], content[0])
    while first < subject[1] and words[first] in QUOTE_MARKS:
        first += 1
    subject = (first, subject[1])
    if subject[0] >= subject[1]:
        return None
    if words[index] in NEEDS_SOMEONE and not may_be_charged(parsed, subject):
        return None
    if words[subject[0]] in _NOT_CHARGED or following in {"nothing", "no", "none"}:
        return None
    clause = clause_subjects.of_clause(parsed, (subject[0], index))
    if clause and subject[0] < clause[1] < subject[1]:
        subject = clause
    subject = subjects.with_list(parsed, content[0], subject)
    have = bool(group) and group[0] in HAVE
    return Wrong(target=subject, word=words[index], sure=0.75 if have else 0.7)


SUFFERED = frozenset(["forced", "injured", "hurt", "threatened", "mistreated", "humiliated"])


def by_someone(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The records were forged by the clerk"."""
    words = parsed.tokens.words
    for position in range(index + 1, min(content[1], index + 14)):
        if words[position] == ",":
            return None
        if words[position] == "by":
            if position - 1 > index and words[position - 1].endswith("ed"):
                return None
            target = noun_phrases.noun_phrase(parsed, position + 1)
            if target is None or target[0] >= content[1]:
                return None
            if words[index] in NEEDS_SOMEONE | SUFFERED and not may_be_charged(parsed, target):
                return None
            target = noun_phrases.with_post(parsed, target)
            target = noun_phrases.with_who(parsed, target, content[1])
            return Wrong(target=target, word=words[index], sure=0.65)
    return None


def _opens_object(word: str) -> bool:
    """Whether the word after a verb may begin its object: "shot a guard", not "shot with"."""
    opens = word[:1].isalnum() or word in QUOTE_MARKS or word in {"$", "£", "€"}
    return opens and word not in _NO_OBJECT


_ANYONE = frozenset({"those", "anyone", "people", "anybody", "everyone", "whoever", "someone"})


def _shared(parsed: Parsed, content: Range, group: list[str]) -> Range | None:
    """The subject that a second verb takes from a first: "the force lied and had broken the law"."""
    words = parsed.tokens.words
    subject = clause_subjects.of_clause(parsed, content)
    if subject is None or subject[1] >= content[1]:
        return None
    first = words[subject[1]]
    been = words[subject[1] + 1 : subject[1] + 2] == ["been"]
    if (first in BE or (first in HAVE and been)) and not group:
        return None  # "was robbed and killed"
    return subject if may_be_charged(parsed, subject) else None


def _has_object(words: list[str], index: int, content: Range) -> bool:
    """As in "shot a guard", "threatened or beat a guard", "failed to warn a guard"."""
    following = words[index + 1] if index + 1 < content[1] else ""
    if following in {"and", "or"} and index + 3 < content[1]:
        return words[index + 2] in WRONG_VERBS and _opens_object(words[index + 3])
    if words[index] == "shot" and following == "at":
        return True
    if words[index] == "threatened" and following == "to":
        return "".join(words[index + 2 : index + 3]) in WRONG_BASES | _THREATS
    near = [word for word in words[index + 2 : index + 4] if not word.endswith("ly")]
    owed = "".join(near[:1]) in _DUTIES
    return _opens_object(following) or (words[index] == "failed" and following == "to" and owed)


_DUTIES = word_set("""
tell warn protect report act disclose inform investigate prevent comply pay notify check follow
stop declare obey examine treat respond provide ensure keep file honour honor repay refund answer
advertise publish consult submit register remit account supply maintain repair evacuate rescue act
intervene obtain seek alert publicise record secure
""")


_THREATS = word_set("""
kill harm hurt cancel fire sack dismiss evict expel deport jail pull withhold burn shoot destroy ruin
expose arrest punish close cut release publish
""")


_AFTER_PARTICIPLE = frozenset({"by", "from", "in", "on", "at"})


_NO_OBJECT = PREPOSITIONS | AUXILIARIES | CONJUNCTIONS | SUBORDINATORS


def _is_supposed(words: list[str], subject: int, start: int) -> bool:
    """Whether the clause only supposes: "even if the crew abandoned the vessel"."""
    return subject > start and words[subject - 1] in {"if", "unless", "whether", "lest"}


_SETS_ABOUT = word_set("""
proceeded tried attempted sought conspired wanted wants planned plotted continued ordered instructed
pressured directed forced used trying attempting seeking conspiring plotting planning ordering
urged urging encouraged encouraging incited inciting told instructing plot plots conspire conspires chosen chose out
""")


def set_about(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The clerk tried to hide it", "managers ordered staff to lie", "they steal from us"."""
    words = parsed.tokens.words
    before = words[index - 1] if index > content[0] else ""
    if before in {"they", "you"} or (before == "who" and index - 1 > content[0]):
        subject = subjects.before(parsed, index)
        if subject is None or (before == "you" and _is_supposed(words, index - 1, content[0])):
            return None
        return Wrong(target=subject, word=words[index], sure=0.6)
    if before != "to":
        return None
    for at in range(index - 2, max(content[0], index - 10), -1):
        if words[at] in _SETS_ABOUT:
            start = at
            if words[at] == "out" and words[at - 1] != "set":
                return None
            while start > content[0] and words[start - 1] in AUXILIARIES | {"then", "also", "set"}:
                start -= 1
            if words[at - 1] in BE and not words[at].endswith("ing"):
                return None
            if words[at] in {"plot", "plots"} and words[at - 1] in DETERMINERS | {"alleged"}:
                return None
            subject = subjects.within(parsed, content, start)
            if subject is None or _is_supposed(words, subject[0], start):
                return None
            if words[subject[0]] in _NOT_CHARGED or not may_be_charged(parsed, subject):
                return None
            return Wrong(target=subject, word=words[index], sure=0.6)
    return None
