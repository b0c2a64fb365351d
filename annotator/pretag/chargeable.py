"""Who can be charged with a wrong, and a wrong that somebody is charged with."""

from dataclasses import dataclass

from annotator.pretag.lexicon.grammar import (
    DETERMINERS,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE_MARKS,
    SUBJECT_PRONOUNS,
)
from annotator.pretag.lexicon.nouns import ABSTRACT_CAUSES, AGENTS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.parsed import Parsed, Range


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """Who is charged (tokens) and how sure the words make it, in (0, 1]."""

    target: Range | None
    word: str
    sure: float


def may_be_charged(parsed: Parsed, target: Range) -> bool:
    """Whether the target is a person, a body or a state: a storm or a trend does no wrong."""
    tokens = parsed.tokens
    for index in range(target[0] + 1, target[1]):
        if tokens.words[index] in _PARTS:
            target = (target[0], index)
            break
    head = tokens.words[target[0] : target[1]]
    if any(word in ABSTRACT_CAUSES for word in head[:3]) or head[-1] in ABSTRACT_CAUSES:
        return False
    if head[0] == "each":
        return True
    if head[0] in OBJECT_PRONOUNS | SUBJECT_PRONOUNS:
        return head[0] not in {"it", "that", "this", "there"}
    if len(head) == 1 and _is_lone_name(parsed, target[0]):
        return True
    if head[0].endswith("ing") and (target[0] == 0 or not tokens.is_name(target[0])):
        return False  # an act, as in "drafting only men"
    if any(_is_named(parsed, index) for index in range(*target)):
        return True
    if any(_acts(word) for word in head):
        return True
    named_by_trade = head[-1].endswith(_TRADES) and head[-1] not in _NO_TRADES
    is_headline = parsed.role == "headline"  # which leaves the article out
    return named_by_trade and (is_headline or head[0] in DETERMINERS or head[0] in POSSESSIVES)


def _acts(word: str) -> bool:
    """Whether the word is one for people or bodies, in the singular or the plural."""
    return word in AGENTS or word.endswith(_AGENT_ENDINGS) or word.removesuffix("s") in AGENTS


_TRADES = ("er", "or", "ist", "ian")
_NO_TRADES = word_set("""
water paper number order river letter matter tower computer winter summer corner power powder fever
offer laser sector error motor monitor center chapter dinner layer cover filter container trailer
ladder counter flower shower border barrier disorder cancer danger anger hunger customer consumer
floor door factor vector reactor tractor elevator mirror terror horror minor major prior list mist
former latter other weather whether
""")


def _is_lone_name(parsed: Parsed, index: int) -> bool:
    """Whether one word with a capital is a name, as in “Moxon lied”; a plural hardly is."""
    word = parsed.tokens.words[index]
    act = index == 0 and word.endswith("ing")  # "Shelling killed three"
    return parsed.tokens.is_name(index) and word.isalpha() and not word.endswith("s") and not act


_PARTS = PREPOSITIONS - {"of"}


def _is_named(parsed: Parsed, index: int) -> bool:
    """Whether a capital stands there that does not only open a sentence or a quotation."""
    words = parsed.tokens.words
    return parsed.tokens.is_name(index) and index > 0 and words[index - 1] not in QUOTE_MARKS


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
