"""Words made coarser, so that a few thousand sentences teach about words they do not hold."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from annotator.pretag.lexicon import grammar, nouns, wrongs
from annotator.pretag.lexicon.verbs import READINGS

_MOST_WORDS = 50_000
_T = TypeVar("_T")
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


def _stem(word: str) -> str:
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


def _word_class(word: str, *, capital: bool) -> str:
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


def _topics(word: str) -> tuple[str, ...]:
    """The word lists of the rules that hold the word."""
    return tuple(name for name, words in TOPICS if word in words)


class Word(NamedTuple):
    """All that is known of a word by itself; `w`, `q`, `c` and the lists are names of features."""

    base: str
    family: str
    lower: str
    capital: str
    topics: tuple[str, ...]
    w: str
    q: str
    c: str
    wt: tuple[str, ...]
    qt: tuple[str, ...]
    ct: tuple[str, ...]


def _known(word: str) -> Word:
    base, lists = _stem(word), _topics(word)
    return Word(
        base=base,
        family=READINGS[word][0].verb.family if word in READINGS else "",
        lower=_word_class(word, capital=False),
        capital=_word_class(word, capital=True),
        topics=lists,
        w="w=" + base,
        q="q=" + base,
        c="c=" + base,
        wt=tuple("wt=" + one for one in lists),
        qt=tuple("qt=" + one for one in lists),
        ct=tuple("ct=" + one for one in lists),
    )


class _Kept(dict[str, _T]):
    """What was made of a word, kept; all of it is dropped when it grows too big.

    A dict that fills itself is read faster than a cache that minds the order of use.
    """

    def __init__(self, make: Callable[[str], _T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> _T:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[word] = self._make(word)
        return found


WORDS = _Kept(_known)


def stem(word: str) -> str:
    """A word without its inflection."""
    return WORDS[word].base
