"""Whether what is said charges someone with a wrong: "the firm had falsified the records".

A plain reported claim is an accusation when its content names who did wrong. The test is a verb
of wrongdoing with a subject that acts, or a noun of wrongdoing tied to a person or a body.
"""

from collections.abc import Mapping

from annotator.pretag import noun_phrases, subjects
from annotator.pretag.acts import SUFFERED, by_someone, by_verb, set_about
from annotator.pretag.chargeable import Wrong, may_be_charged
from annotator.pretag.groups import group_start
from annotator.pretag.lapses import (
    HARMS,
    KEEPS,
    LAPSES,
    LIMITS,
    PAYS,
    WRONGFULLY,
    done_wrongly,
    is_one,
    kept_from,
    knew_and_hid,
    on_the_part_of,
    past_limits,
    responsible,
    unpaid,
)
from annotator.pretag.lexicon.grammar import (
    BE,
)
from annotator.pretag.lexicon.nouns import HARSH_NAMES, WRONGS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_BASES, WRONG_PHRASES, WRONG_VERBS
from annotator.pretag.parsed import Parsed, Range

_WINDOW = 60


_PHRASE_REACH = 9


_STATES = word_set("""
illegal illegally unlawful unlawfully unconstitutional corrupt dishonest criminal liar liars
thief thieves crook crooks traitor traitors negligent complicit genocide racist war-crimes
murderer murderers cover-up corruption sabotage bribe bribes kickback kickbacks blackmail
fraudulent treason vendetta lying aggression atrocities repression negligence oppression
oppressive persecution
""")


_DONE = frozenset({"carried", "committed", "staged", "perpetrated", "ordered", "planned", "caused"})


def _harm_by(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "The attack was carried out by soldiers": a harm told before, and who did it."""
    words = parsed.tokens.words
    at = index + (2 if words[index] == "carried" else 1)
    if at + 1 >= content[1] or words[at] != "by" or words[index - 1] not in BE:
        return None
    if HARMS.isdisjoint(words[max(content[0], index - 12) : index]):
        return None
    target = noun_phrases.noun_phrase(parsed, at + 1)
    if target is None or target[0] >= content[1] or not may_be_charged(parsed, target):
        return None
    return Wrong(target=target, word=words[index], sure=0.65)


_ILL_DEEDS = word_set("""
abuse abuses brutality violence atrocities atrocity crimes corruption misconduct intimidation harassment
violations cruelty persecution bullying torture massacre massacres killings lies fraud looting
""")


def _deed_by(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "It was the grossest abuse by directors": an ill deed, and whose it is."""
    words = parsed.tokens.words
    if (
        index + 2 >= content[1]
        or words[index + 1] != "by"
        or _WITHOUT.intersection(words[content[0] : index])
    ):
        return None
    target = noun_phrases.noun_phrase(parsed, index + 2)
    if target is None or target[0] >= content[1] or not may_be_charged(parsed, target):
        return None
    target = noun_phrases.with_who(parsed, target, content[1])
    return Wrong(target=target, word=words[index], sure=0.6)


_WITHOUT = frozenset({"no", "not", "never", "without", "any"})


_TIES: Mapping[str, str] = {"behind": "", "guilty": "of", "involved": "in", "to": "blame"}


def _tied(parsed: Parsed, content: Range, index: int) -> Wrong | None:
    """As in "Ostrel was behind the attack", "is guilty of negligence", "were involved in fraud"."""
    words = parsed.tokens.words
    link = _TIES[words[index]]
    at = index + (2 if link else 1)
    if words[index - 1] not in BE or index - 1 <= content[0] or at >= content[1]:
        return None
    if link and words[index + 1] != link:
        return None
    if link == "blame":
        at += 1
    if (HARMS | WRONGS).isdisjoint(words[at : min(content[1], at + 6)]):
        return None
    target = subjects.within(parsed, content, group_start(words, index - 1))
    if target is None or words[target[0]] in {"i", "we"}:
        return None
    if not may_be_charged(parsed, target):
        return None
    target = subjects.with_list(parsed, content[0], target)
    return Wrong(target=target, word=words[index], sure=0.65)


def wrong_in(parsed: Parsed, content: Range) -> Wrong | None:
    """The wrongdoing that the tokens of `content` charge someone with, if any."""
    words = parsed.tokens.words
    end = min(content[1], content[0] + _WINDOW)
    for index in range(content[0], end):
        word = words[index]
        if word == "responsible" and (found := responsible(parsed, content, index)):
            return found
        if word in HARSH_NAMES and (found := is_one(parsed, content, index)):
            return found
        if word in LAPSES and (found := on_the_part_of(parsed, content, index)):
            return found
        if word in _DONE and (found := _harm_by(parsed, content, index)):
            return found
        if word in _ILL_DEEDS and (found := _deed_by(parsed, content, index)):
            return found
        if word in _TIES and (found := _tied(parsed, content, index)):
            return found
        if word in SUFFERED and words[index - 1] in BE and index > content[0] + 1:
            if _TAKINGS.isdisjoint(words[content[0] : index]) and (
                found := by_someone(parsed, content, index)
            ):
                return found
        if word in WRONGFULLY and (found := done_wrongly(parsed, content, index)):
            return found
        if word in LIMITS and (found := past_limits(parsed, content, index)):
            return found
        if word in KEEPS and (found := kept_from(parsed, content, index)):
            return found
        if word == "knew" and (found := knew_and_hid(parsed, content, index)):
            return found
        if word in PAYS and (found := unpaid(parsed, content, index)):
            return found
        wrong = word in WRONG_VERBS or (
            word in WRONG_PHRASES
            and not WRONG_PHRASES[word].isdisjoint(
                words[index + 1 : min(content[1], index + _PHRASE_REACH)]
            )
            and not (word in _MAKES and _is_share(words, index))
        )
        if wrong and (found := by_verb(parsed, content, index)):
            return found
        if word in WRONG_BASES and (found := set_about(parsed, content, index)):
            return found
    return None


_TAKINGS = word_set("""
sales profit profits earnings results margins revenue demand shares trade growth turnover business figures
""")
_MAKES = frozenset({"made", "makes", "making"})
_SHARES = word_set(
    "majority half bulk most part share third quarter per % percent rest mind mostly"
)


def _is_share(words: list[str], index: int) -> bool:
    """Whether "make up" tells a share, as in "women make up the majority of its readers"."""
    return not _SHARES.isdisjoint(words[index + 1 : index + 7])


def names_wrong(parsed: Parsed, content: Range) -> bool:
    """Whether the words of `content` hold a word of wrongdoing at all, whoever did it."""
    words = parsed.tokens.words
    return any(
        words[index] in _STATES
        or words[index] in WRONG_VERBS
        or (words[index] in WRONG_BASES and words[index - 1] == "who")
        for index in range(content[0], min(content[1], content[0] + _WINDOW))
    )
