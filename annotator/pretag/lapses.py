"""Wrongs told without a verb of wrong: "in breach of", "negligence on the part of", "is a liar"."""

from annotator.pretag import clause_subjects, noun_phrases, subjects
from annotator.pretag.chargeable import Wrong, may_be_charged
from annotator.pretag.groups import group_start
from annotator.pretag.lexicon.grammar import (
    AUXILIARIES,
    BE,
    MODALS,
)
from annotator.pretag.lexicon.nouns import HARSH_NAMES
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import Parsed, Range

HARMS = word_set("""
death deaths murder murders killing killings attack attacks massacre violence loss losses
bombing fire abuse crash explosion shooting terrorist terrorism terror poisoning disaster blast
blasts bombings explosions shootings shelling bombardment airstrike airstrikes raid raids ambush
arson strike strikes incursion sabotage hack cyberattack outage massacres abuses crackdown spill
disappearance disappearances assassination
""")


def responsible(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "They were responsible for the death": only where what they answer for is harm."""
    words = parsed.tokens.words
    if words[index - 1] not in BE or index - 1 <= content[0]:
        return None
    near = words[index + 2 : index + 9]
    if words[index + 1 : index + 2] != ["for"] or (HARMS | LAPSES).isdisjoint(near):
        return None
    target = subjects.within(parsed, content, group_start(words, index))
    if target is None:
        return None
    target = subjects.with_list(parsed, content[0], target)
    return Wrong(target=target, word="responsible", sure=0.65)


WRONGFULLY = word_set("""
illegally unlawfully knowingly wrongfully deliberately falsely corruptly fraudulently secretly
dishonestly intentionally improperly inappropriately unjustly unfairly indiscriminately maliciously arbitrarily wilfully
irregularly clandestinely surreptitiously
""")


def done_wrongly(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The port illegally dumped the silt": an act with the word for its wrong."""
    words = parsed.tokens.words
    start = index
    while start > content[0] and words[start - 1] in AUXILIARIES:
        start -= 1
    doing = "".join(words[index + 1 : index + 2]).endswith("ing")
    if start < index and words[index - 1] in BE and not doing:
        return None
    subject = subjects.within(parsed, content, start)
    if subject is None or words[subject[0]] in {"i", "we"}:
        return None
    if subject[0] and words[subject[0] - 1] in {"if", "whether"}:
        return None
    subject = subjects.with_list(parsed, content[0], subject)
    return (
        Wrong(target=subject, word=words[index], sure=0.6)
        if may_be_charged(parsed, subject)
        else None
    )


_NAMING_REACH = 5


_BEFORE_A_NAME = word_set(
    "a an the also both all just all himself themselves suspected serial such"
)


def is_one(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "He is a liar", "the owners were corrupt": a person called by a wrong."""
    words = parsed.tokens.words
    for at in range(index - 1, max(content[0], index - _NAMING_REACH), -1):
        if words[at] in BE:
            while at > content[0] + 1 and words[at - 1] in AUXILIARIES:
                at -= 1
            subject = subjects.within(parsed, content, at)
            if subject is None or words[subject[0]] in {"i", "we"}:
                return None
            return (
                Wrong(target=subject, word=words[index], sure=0.6)
                if may_be_charged(parsed, subject)
                else None
            )
        if words[at] not in _BEFORE_A_NAME and not words[at].endswith("ly"):
            return None
    return None


LIMITS = frozenset({"in", "as", "without"})


_LIMIT_NOUNS = frozenset({"violation", "breach", "defiance", "contravention"})


_REVENGE = frozenset({"retaliation", "revenge", "reprisal", "punishment", "retribution"})


_PLAIN = word_set("clear flagrant blatant direct open gross serious apparent grave")


_LEAVE = word_set("permission consent authorisation authorization permit warrant licence license")


def past_limits(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The firm stored oil in breach of its licence", "they sold it without consent"."""
    words = parsed.tokens.words
    if words[index] in {"in", "as"}:
        at = index + 1
        while at + 1 < content[1] and (words[at] == "a" or words[at] in _PLAIN):
            at += 1
        wrong = words[at] if at < content[1] else ""
        told = words[at + 1 : at + 2] == ["of"] if wrong in _LIMIT_NOUNS else wrong in _REVENGE
    else:
        near = words[index + 1 : min(content[1], index + 5)]
        wrong = next((word for word in near if word in _LEAVE), "")
        told = bool(wrong) and "not" not in words[content[0] : index]
    if not told:
        return None
    subject = clause_subjects.of_clause(parsed, content)
    if subject is None or words[subject[0]] in {"i", "we", "it"}:
        return None
    if words[subject[1]] in MODALS or not may_be_charged(parsed, subject):
        return None
    after = "".join(words[subject[1] + 1 : subject[1] + 2])
    if words[subject[1]] in BE and not after.endswith("ing") and subject[1] + 1 != index:
        return None
    return Wrong(target=subject, word=wrong, sure=0.6)


PAYS = frozenset({"paid", "pay", "paying", "remitted", "credited", "settled"})
_OWED = word_set("""
salary salaries wages wage workers staff members teachers nurses employees us them me pensions pensioners
allowances benefits overtime compensation arrears stipends taxes debt debts contractors suppliers farmers
""")


def unpaid(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The state had not paid teachers since July": what is owed and was not given."""
    words = parsed.tokens.words
    if words[index - 1] != "not" and not words[index - 1].endswith("n't"):
        return None
    start = group_start(words, index - 1 if words[index - 1] == "not" else index)
    if words[index - 2] in BE or words[index - 1] in {"wasn't", "weren't", "isn't", "aren't"}:
        return None
    if start == index or _OWED.isdisjoint(words[index + 1 : min(content[1], index + 6)]):
        return None
    subject = subjects.within(parsed, content, start)
    if subject is None or words[subject[0]] in {"i", "we"} or not may_be_charged(parsed, subject):
        return None
    return Wrong(target=subject, word="not paid", sure=0.6)


KEEPS = frozenset({"kept", "keeping", "withheld"})
_KEPT_IGNORANT = word_set("""
parliament congress mps lawmakers deputies members voters public regulators regulator investors inspectors
auditors residents parents patients customers staff workers families relatives board council committee
them us him her me court courts judge judges police cabinet shareholders
""")


def kept_from(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The ministry kept the warning from parliament": something not told, and to whom."""
    words = parsed.tokens.words
    end = min(content[1], index + 10)
    at = next((at for at in range(index + 1, end) if words[at] == "from"), None)
    if at is None or _KEPT_IGNORANT.isdisjoint(words[at + 1 : min(content[1], at + 4)]):
        return None
    return _done_by(parsed, content, index, "kept from")


_AND_DID_NOTHING: tuple[tuple[str, ...], ...] = (
    ("did", "nothing"),
    ("done", "nothing"),
    ("said", "nothing"),
    ("told", "nobody"),
    ("told", "no"),
    ("kept", "quiet"),
    ("looked", "away"),
    ("chose", "to"),
    ("failed", "to"),
    ("still",),
)


def knew_and_hid(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The owners knew of the cracks and told nobody"."""
    words = parsed.tokens.words
    for at in range(index + 2, min(content[1] - 1, index + 24)):
        if words[at] in {"and", "but", "yet"} and any(
            tuple(words[at + 1 : at + 1 + len(rest)]) == rest for rest in _AND_DID_NOTHING
        ):
            return _done_by(parsed, content, index, "knew")
    return None


def _done_by(parsed: Parsed, content: Range, index: int, word: str) -> Wrong | None:
    """The wrong of whoever is the subject of the active verb at `index`, if someone may be charged."""
    words = parsed.tokens.words
    start = group_start(words, index)
    if start < index and (words[index - 1] in BE or words[index - 1] in {"not", "never"}):
        return None
    subject = subjects.within(parsed, content, start)
    if subject is None or words[subject[0]] in {"i", "we"} or not may_be_charged(parsed, subject):
        return None
    return Wrong(target=subjects.with_list(parsed, content[0], subject), word=word, sure=0.6)


LAPSES = HARSH_NAMES | word_set("carelessness incompetence misconduct bullying bias")


def on_the_part_of(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "Negligence on the part of the owner": a lapse, and whose it is."""
    if not parsed.tokens.at(index + 1, "on", "the", "part", "of") or index + 5 >= content[1]:
        return None
    words = parsed.tokens.words
    target = noun_phrases.noun_phrase(parsed, index + 5)
    while target and target[1] - target[0] > 1 and not words[target[1] - 1][0].isalnum():
        target = (target[0], target[1] - 1)
    if target is None:
        return None
    target = noun_phrases.with_who(parsed, target, content[1])
    return Wrong(target=target, word=words[index], sure=0.6)
