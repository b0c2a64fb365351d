"""Boosted decision trees: how likely it is that a line of a page belongs to the article.

The trees are trained by `bench/intake/train_pages.py` and kept as JSON beside this module. A tree
is a number (a leaf) or `[column, limit, left, right]`: left where the row's number is at most the
limit. The sum of the leaves is the logit.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FIRST, _SURE = 30, 1.75


@dataclass(frozen=True, kw_only=True)
class Forest:
    """`columns` names the numbers of a row the trees were trained on, in order."""

    columns: tuple[str, ...]
    trees: tuple[Any, ...]

    def likelihood(self, row: Sequence[float]) -> float:
        """Between 0 and 1; exactly one of them where the first trees are sure already, which saves
        half of the time: most lines of a page are plainly menu or plainly text."""
        logit = 0.0
        for count, tree in enumerate(self.trees):
            if count == _FIRST and abs(logit) > _SURE:
                return float(logit > 0)
            node = tree
            while node.__class__ is list:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            logit += node
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def load(name: str) -> Forest:
    """The forest `name` of `page_trees.json`."""
    stored = json.loads(Path(__file__).with_name("page_trees.json").read_text("utf-8"))[name]
    return Forest(columns=tuple(stored["columns"]), trees=tuple(stored["trees"]))
