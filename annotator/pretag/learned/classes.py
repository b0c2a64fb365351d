"""Words made coarser, so that a few thousand sentences teach about words they do not hold."""

from functools import lru_cache

from annotator.pretag.lexicon import grammar, nouns, wrongs
from annotator.pretag.lexicon.verbs import READINGS

_MOST_WORDS = 50_000
_FIRST_PERSON = frozenset(["i", "we", "my", "our", "me", "us", "i'm", "we're", "i've", "we've"])
_SECOND = frozenset(["you", "your", "you're"])

_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("quote", grammar.QUOTE_MARKS),
    ("determiner", grammar.DETERMINERS | grammar.POSSESSIVES),
    ("pronoun", grammar.SUBJECT_PRONOUNS | grammar.OBJECT_PRONOUNS),
    ("negation", grammar.NEGATIONS),
    ("auxiliary", grammar.AUXILIARIES),
    ("preposition", grammar.PREPOSITIONS | frozenset(["of", "to"])),
    ("conjunction", grammar.CONJUNCTIONS),
    ("subordinator", grammar.SUBORDINATORS),
    ("time", grammar.TIME_WORDS),
    ("verb", grammar.FINITE),
)

TOPICS: tuple[tuple[str, frozenset[str]], ...] = (
    ("claim noun", nouns.CLAIM_NOUNS),
    ("request noun", nouns.REQUEST_NOUNS),
    ("falsehood", nouns.FALSEHOOD),
    ("harsh name", nouns.HARSH_NAMES),
    ("agent", nouns.AGENTS),
    ("court or council", nouns.LEGAL_BODIES),
    ("wrong", nouns.WRONGS | wrongs.WRONG_VERBS),
    ("wrong, with more words", frozenset(wrongs.WRONG_PHRASES)),
    ("negation", grammar.NEGATIONS | frozenset(w for w in grammar.AUXILIARIES if "n't" in w)),
    ("first person", _FIRST_PERSON),
    ("second person", _SECOND),
    ("modal", grammar.MODALS),
)


@lru_cache(_MOST_WORDS)
def stem(word: str) -> str:
    """A word without its inflection: the lemma of a known verb, else a rough cut."""
    if word in READINGS:
        return READINGS[word][0].verb.lemma
    if word[0].isdigit():
        return "#"
    if not word.isascii():
        word = word.encode("utf-8", "replace").decode("utf-8")  # half a character has no name
    for ending, least in (("'s", 1), ("ies", 4), ("ing", 5), ("ed", 4), ("es", 5), ("s", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least - 1:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                return word
            return word[: -len(ending)] or word
    return word


@lru_cache(_MOST_WORDS)
def word_class(word: str, capital: bool) -> str:
    """The kind of word that a token is, by the closed classes, else by its looks."""
    for name, words in _CLASSES:
        if word in words:
            return name
    if word in READINGS:
        return READINGS[word][0].verb.family
    if not word[0].isalnum():
        return word if len(word) == 1 and word in ",:;.()[]—–-" else "mark"
    if word[0].isdigit():
        return "number"
    if capital:
        return "name"
    for ending in ("ly", "ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return "-" + ending
    return "other"


@lru_cache(_MOST_WORDS)
def topics(word: str) -> tuple[str, ...]:
    """The word lists of the rules that hold the word."""
    return tuple(name for name, words in TOPICS if word in words)
