"""Articles of invented sentences: the same for the same number, no two alike."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCES_AN_ARTICLE = 20
LABELS = ("attribution", "denial", "accusation", "fact")
_SHORTEST, _LONGEST = 8, 24
_STOCK = """
who mayor minister spokeswoman lawyer doctor farmer teacher witness engineer skipper
what bridge budget harbour hospital contract reservoir railway school archive ferry
how old new costly quiet northern disputed public wooden late hasty
says said denied claimed confirmed alleged insisted announced complained
did closed opened repaired sold flooded inspected painted moved rented measured
day Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
_KINDS = {line.split()[0]: line.split()[1:] for line in _STOCK.strip().splitlines()}
_LITTLE = (
    "the a an of to in on for with by from and but that which was were has had not it they who"
)
_WORDS = (*_LITTLE.split(), *(word for many in _KINDS.values() for word in many))


@dataclass(frozen=True, kw_only=True)
class Article:
    """Sentences, and a label for each."""

    name: str
    sentences: tuple[str, ...]
    labels: tuple[str, ...]


def articles(count: int, *, stock: bool = False) -> Iterator[Article]:
    """Articles of `SENTENCES_AN_ARTICLE` sentences each.

    Words in any order, so that two articles share no passage; with `stock` all are made of a few
    stock phrases, which every article shares with many others.
    """
    make = _stock if stock else _any
    for number in range(count):
        chance = random.Random(f"{stock}/{number}")
        yield Article(
            name=f"article-{number:06}",
            sentences=tuple(make(chance) for _ in range(SENTENCES_AN_ARTICLE)),
            labels=tuple(chance.choice(LABELS) for _ in range(SENTENCES_AN_ARTICLE)),
        )


def _any(chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=chance.randint(_SHORTEST, _LONGEST))
    return " ".join(words).capitalize() + "."


def _stock(chance: random.Random) -> str:
    def some(kind: str) -> str:
        return chance.choice(_KINDS[kind])

    who = f"the {some('what')}'s {some('how')} {some('who')}"
    event = f"the {some('how')} {some('what')} was {some('did')} by a {some('who')}"
    count = chance.randrange(2, 9_000)
    match chance.randrange(3):
        case 0:
            return f"On {some('day')} {who} {some('says')} that {event} for {count} euros."
        case 1:
            return f"On {some('day')} {event}, and {count} people paid euros for it."
        case _:
            return f"“It cost {count} euros when {event},” {who} {some('says')}."
