"""How likely each line of a page belongs to the article: a small model of our own, in `lines.json`.

A linear model over words and shape judges each line alone; trees over that, its surroundings and
its place judge again. The file holds the weights and the model's card: data, scores by domain,
seed. `bench/intake/train_lines.py` makes it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path
from typing import Any

from annotator.ingest import features, trees
from annotator.ingest.looks import Look
from annotator.ingest.trees import Trees

PATH = Path(__file__).with_name("lines.json")


@dataclass(frozen=True, kw_only=True)
class Model:
    """`words` are weights of the names in `features.Signs`; `threshold` is where an article begins."""

    words: Mapping[str, float]
    intercept: float
    lines: Trees
    headlines: Trees
    threshold: float
    least_headline: float


@cache
def model() -> Model:
    """The model that is shipped."""
    return from_json(json.loads(PATH.read_text(encoding="utf-8")))


def from_json(stored: Mapping[str, Any]) -> Model:
    return Model(
        words=stored["words"]["weights"],
        intercept=stored["words"]["intercept"],
        lines=trees.grow(stored["lines"]["features"], stored["lines"]["trees"]),
        headlines=trees.grow(stored["headlines"]["features"], stored["headlines"]["trees"]),
        threshold=stored["lines"]["threshold"],
        least_headline=stored["headlines"]["threshold"],
    )


def likelihoods(looks: Sequence[Look], by: Model) -> list[float]:
    """For each line, from 0 to 1, how likely it is part of the article."""
    if not looks:
        return []
    signed = features.signs(looks)
    alone = [logistic(by.intercept + weight) for weight in linear(signed, by.words)]
    table = by.lines.table(features.surroundings(looks, signed, alone))
    return trees.logistic(by.lines.scores(table)).tolist()


def linear(signed: Sequence[features.Signs], weights: Mapping[str, float]) -> list[float]:
    """The sum of the weights of what holds for each line."""
    get = weights.get
    made: dict[int, float] = {}
    for sign in signed:
        # Copies of a line share their signs.
        if id(sign) not in made:
            made[id(sign)] = sum(map(get, sign.names, repeat(0.0)))
    return [made[id(sign)] for sign in signed]


def logistic(x: float) -> float:
    return 1 / (1 + exp(-max(min(x, 30.0), -30.0)))
