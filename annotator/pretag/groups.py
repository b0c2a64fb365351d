"""The verb group round a head: "has repeatedly denied", "was charged with", "did not say"."""

import re
from dataclasses import dataclass

from annotator.pretag.lexicon.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DAYS,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    MONTHS,
    NEGATIONS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from annotator.pretag.lexicon.verbs import BASE, ING, PARTICIPLE, PAST, THIRD
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.tokens import Tokens

LOOK_BACK = 8
_YEAR = re.compile("(19|20)[0-9][0-9]$")
_CUE_ADVERBS = frozenset(
    {"reportedly", "allegedly", "repeatedly", "strongly", "sharply", "falsely"}
)
_NOUN_BEFORE = word_set("""
the a an this these those his her its their our my your no any some all several many few other
such another each every of by in on at with from for about under new latest recent more most
numerous various initial official false similar earlier previous further first second local
police press media two three four five six seven eight nine ten
""")


_COUNTS = word_set("""
first second two three four five six seven eight nine ten some many few
""")
_NOUN_ING = frozenset(
    {"ruling", "warning", "finding", "reading", "writing", "showing", "posting", "feeling"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """`start` is the first token of the group (auxiliaries), `head` the verb itself.

    `shape` is finite, bare (a base form with no auxiliary), to, ing or participle (a participle
    without auxiliary, which may be a simple past as well when `forms` says so).
    """

    start: int
    head: int
    shape: str
    passive: bool
    negated: bool
    future: bool

    @property
    def cue(self) -> tuple[int, int]:
        """The tokens of the whole group."""
        return self.start, self.head + 1


def group(tokens: Tokens, head: int, forms: frozenset[str]) -> Group | None:
    """The verb group of `head`, or None where the word is a noun or an adjective."""
    words = tokens.words
    index = head - 1
    floor = max(-1, head - LOOK_BACK)
    start = head
    auxiliaries: list[str] = []
    negated = False
    while index > floor:
        word = words[index]
        if word == "may" and index and tokens.is_name(index):
            break  # the month
        if word in AUXILIARIES:
            auxiliaries.append(word)
            negated = negated or word.endswith("n't") or word == "cannot"
            start = index
        elif word in NEGATIONS and word in {"not", "never", "n't"}:
            negated = True
        elif word in {"stood", "stands", "stand"} and PARTICIPLE in forms and ING not in forms:
            auxiliaries.append("was")
            start = index
        elif not (
            word in ADVERBS
            or word in {"last", "night", "now"}
            or (word.endswith("ly") and len(word) > 4)
            or (word in DAYS or (word == "on" and words[index + 1] in DAYS))
        ):
            break
        index -= 1
    before = words[index] if index >= 0 else ""
    if start == head and head and words[head - 1] in _CUE_ADVERBS:
        start = head - 1
    shape, passive = _shape(auxiliaries, forms, before)
    if not shape:
        return None
    if not auxiliaries and shape != "to" and _is_noun(tokens, head, forms):
        return None
    if (
        shape == "bare"
        and tokens.words[head] in _NOUN_LIKE
        and not _has_plural_subject(tokens, head)
    ):
        return None
    future = any(word in MODALS for word in auxiliaries)
    return Group(
        start=start, head=head, shape=shape, passive=passive, negated=negated, future=future
    )


def _shape(auxiliaries: list[str], forms: frozenset[str], before: str) -> tuple[str, bool]:
    """The shape of the group and whether it is passive; "" where the forms do not fit."""
    if not auxiliaries:
        if before == "to" and BASE in forms:
            return "to", False
        if ING in forms:
            return "ing", False
        if PAST in forms or (THIRD in forms):
            return "finite", False
        return ("participle", False) if PARTICIPLE in forms else ("bare", False)
    nearest = auxiliaries[0]
    if nearest in BE:
        if PARTICIPLE in forms:
            return "finite", True
        return ("finite", False) if ING in forms else ("", False)
    if nearest in HAVE:
        if PARTICIPLE in forms:
            return ("ing" if nearest == "having" else "finite"), False
        return "", False
    if nearest in DO or nearest in MODALS:
        return ("finite", False) if BASE in forms else ("", False)
    return "", False


_NOUNS_THAT_SPEAK = word_set("""
police media press two three all some many several few
""")


def _is_noun(tokens: Tokens, head: int, forms: frozenset[str]) -> bool:
    """Whether a word that could be a verb stands where a noun or adjective would."""
    if not head:
        return ING not in forms
    if tokens.is_name(head) and not _in_capitals(tokens, head):
        return True
    before = tokens.words[head - 1]
    if ING in forms:
        return _is_gerund_noun(tokens, head, before)
    if before in SUBORDINATORS - {"who", "which", "that"} and PAST not in forms:
        return True
    if tokens.words[head] == "alleged" and before in DETERMINERS:
        return True
    if tokens.words[head] == "said" and before in {"another", "other", "each", "first", "one"}:
        return False
    if before in _COUNTS and PAST in forms:
        return False
    if before in {"bin", "al"} or (before == "united" and tokens.words[head] == "states"):
        return True
    if before in {"official", "further"} and PAST in forms:
        return False
    if before.isdigit() and head > 1 and (tokens.words[head - 2] in MONTHS or _YEAR.match(before)):
        return PAST not in forms and THIRD not in forms
    if tokens.words[head] in _SAID and before.isdigit():
        return False  # "Local 411 says"
    if before in _NOUN_BEFORE or before in PREPOSITIONS or before.isdigit():
        # "police", "media" and the like are subjects too when what follows is a clause.
        if before in _NOUNS_THAT_SPEAK:
            return (
                PAST not in forms
                and head + 1 < len(tokens)
                and tokens.words[head + 1] in {"of", "on", "about"}
            )
        return True
    return before.endswith(("'s", "s'"))


def _is_gerund_noun(tokens: Tokens, head: int, before: str) -> bool:
    """Whether an -ing form is a thing ("the ruling") and not a participle (", ruling that")."""
    if tokens.words[head] in _NOUN_ING:
        return before not in {",", "statement", "—", "–"}
    if before in {"in", "by", "for", "after", "of", "while", "when", "with"}:
        return tokens.words[head] not in {"accusing", "blaming", "saying", "claiming", "denying"}
    return before in _NOUN_BEFORE


def _in_capitals(tokens: Tokens, head: int) -> bool:
    """Whether a capital means nothing here: after a mark that ends a sentence, or in a title."""
    if not tokens.words[head - 1][0].isalnum():
        return tokens.words[head - 1] != ","
    around = tokens.raw[max(0, head - 4) : head + 5]
    return all(not word[0].islower() or len(word) <= 3 for word in around)


_SAID = frozenset({"said", "says"})


def _has_plural_subject(tokens: Tokens, head: int) -> bool:
    """Whether a base form has before it what may be its subject: "experts say", "they claim"."""
    index = head - 1
    while index > 0 and tokens.words[index] in ADVERBS:
        index -= 1
    before = tokens.words[index] if index >= 0 else ""
    if before in _PLURALS or _is_plural(before):
        return True
    links = PREPOSITIONS | {"of"} if tokens.at(head + 1, "that") else {"of"}
    of = next(
        (at for at in range(index - 1, max(0, index - 6), -1) if tokens.words[at] in links), 0
    )
    return of > 0 and _is_plural(tokens.words[of - 1])


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "'s"))


_NOUN_LIKE = word_set("""
claim report state note call charge find fear hope attack question doubt view rate name label
term post answer counter volunteer estimate forecast project sigh laugh shout cry quote thank
reason repeat mock comment remark blast blame fault sue suspect contest dispute detail reply
murmur stress demand ask tweet promise vow pledge boast joke snap rage storm shrug mention read hold
point guess worry record fume talk brand tip put credit reproach appeal arrest
""")
_PLURALS = word_set("""
i we you they who people police which others many some most few several media press women men
children staff that all both ), ) ,
""")


def group_start(words: list[str], index: int) -> int:
    """Where the auxiliaries before `index` begin."""
    while index > 0 and words[index - 1] in AUXILIARIES:
        index -= 1
    return index
