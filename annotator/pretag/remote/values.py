"""What a service is asked about, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from annotator.pretag.values import Article, Candidate, Sentence


@dataclass(frozen=True, kw_only=True)
class Label:
    """A label as the service is told of it."""

    code: str
    name: str
    definition: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: some sentences of an article, and those around them for context.

    `labels` stand in the order of precedence. A sentence's id is its place in the article, from 1.
    """

    article: Article
    labels: Sequence[Label]
    shown: range
    wanted: range

    def sentence(self, number: int) -> Sentence:
        return self.article.sentences[number - 1]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """What of an answer was not believed; `sentence` is an id, None where no sentence is at fault."""

    sentence: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What an answer holds once it has been checked: candidates by sentence id."""

    candidates: Mapping[int, tuple[Candidate, ...]]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What a service says that one request took."""

    given: int
    answered: int


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What was asked of a service. `uncounted` requests came back without a count of tokens.

    `cost` is a decimal number in `currency`, from the operator's prices; None without prices.
    """

    requests: int = 0
    retries: int = 0
    uncounted: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: str | None = None
    currency: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Reject:
    """What of the answers was not believed, by the article's place in the chunk.

    `sentence` counts from 0 in its article; None where no sentence is at fault.
    """

    article: int
    sentence: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Answered:
    """Candidates by article and sentence, none where the service gave no answer that can be believed."""

    candidates: tuple[tuple[tuple[Candidate, ...], ...], ...]
    usage: Usage
    rejects: tuple[Reject, ...] = ()


@dataclass(kw_only=True)
class Meter:
    """Counts while the asking goes on, so that a failure too can say what was spent."""

    price_in: Decimal | None = None
    price_out: Decimal | None = None
    currency: str = ""
    requests: int = 0
    retries: int = 0
    counts: list[Tokens] = field(default_factory=list)

    def usage(self) -> Usage:
        given = sum(one.given for one in self.counts)
        answered = sum(one.answered for one in self.counts)
        cost = None
        if self.price_in is not None or self.price_out is not None:
            spent = given * (self.price_in or Decimal()) + answered * (self.price_out or Decimal())
            cost = f"{(spent / 1_000_000).quantize(Decimal('0.000001')):f}"
        return Usage(
            requests=self.requests,
            retries=self.retries,
            uncounted=self.requests - len(self.counts),
            tokens_in=given,
            tokens_out=answered,
            cost=cost,
            currency=self.currency if cost is not None else "",
        )
