"""Sums of decision trees, read from JSON and applied to tables of numbers.

All trees are walked at once: each test that fails strikes the leaves it cuts off from one bit set of
all leaves, and in each tree the first leaf left is the one reached (QuickScorer: Lucchese et al.,
SIGIR 2015), here for all lines of a page together, in arrays: a quarter of the time of the same in plain Python.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Columns = Mapping[str, Sequence[float] | NDArray[Any]]
"""Named columns of numbers, one number a line; all columns of one page are of one length."""
_Bits = NDArray[np.unsignedinteger[Any]]


class Tree(TypedDict):
    """Node `i` tests `feature[i] <= threshold[i]`, then `left[i]` or `right[i]`: a node, or leaf ~n.

    Node 0 is the root; a tree without nodes is its first value.
    """

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]


@dataclass(frozen=True, kw_only=True)
class _Tests:
    """The tests of one feature: `stay[k]` has for each tree the leaves that stay where a number is
    above the first `k` thresholds."""

    feature: int
    thresholds: Numbers
    stay: _Bits


@dataclass(frozen=True, kw_only=True)
class Trees:
    """Trees over named features; `values` has a row for each tree, `everything` all its leaves' bits."""

    features: tuple[str, ...]
    tests: tuple[_Tests, ...]
    values: Numbers
    everything: _Bits

    def table(self, columns: Columns) -> Numbers:
        """The columns that the trees know, as rows of a table."""
        made = np.empty((len(self.features), len(next(iter(columns.values())))))
        for row, name in zip(made, self.features, strict=True):
            row[:] = columns[name]
        return made

    def scores(self, table: Numbers) -> Numbers:
        """The sum of the trees for each column of a `table`."""
        same = (table == table[:, :1]).all(axis=1).tolist()
        common = self.everything
        varied = []
        for test in self.tests:
            if same[test.feature]:  # On a page most features are: it has no forms, no comments.
                common = common & test.stay[test.thresholds.searchsorted(table[test.feature, 0])]
            else:
                varied.append(test)
        alive = np.repeat(common[np.newaxis], table.shape[1], axis=0)
        for test in varied:
            alive &= test.stay[test.thresholds.searchsorted(table[test.feature])]
        # The exponent of a power of two is the place of its bit: that of the first leaf left.
        places = np.frexp((alive & -alive).astype(np.float32))[1] - 1
        # By trees and not by lines, so that the sums do not depend on how many lines there are.
        return np.add.reduce(self.values[np.arange(len(self.values)), places].T.copy(), axis=0)


def logistic(logits: Numbers) -> Numbers:
    """The likelihoods, from 0 to 1, that these sums stand for."""
    return 1 / (1 + np.exp(-logits.clip(-30.0, 30.0)))


def grow(features: Sequence[str], trees: Sequence[Tree]) -> Trees:
    """The trees, none of which has more than 32 leaves, over the features so named."""
    most = max(len(tree["value"]) for tree in trees)
    bits: np.dtype[np.unsignedinteger[Any]] = np.dtype(np.uint16 if most <= 16 else np.uint32)
    orders = [_leaves(tree, 0 if tree["feature"] else ~0) for tree in trees]
    values = np.zeros((len(trees), most))
    everything = np.array([(1 << len(order)) - 1 for order in orders], dtype=bits)
    found: dict[int, list[tuple[float, int, int]]] = {}
    for number, (tree, order) in enumerate(zip(trees, orders, strict=True)):
        values[number, : len(order)] = [tree["value"][leaf] for leaf in order]
        for node, feature in enumerate(tree["feature"]):
            cut = sum(1 << order.index(leaf) for leaf in _leaves(tree, tree["left"][node]))
            found.setdefault(feature, []).append((tree["threshold"][node], number, cut))
    return Trees(
        features=tuple(features),
        tests=tuple(_tests(feature, found[feature], everything) for feature in sorted(found)),
        values=values,
        everything=everything,
    )


def _tests(feature: int, found: Sequence[tuple[float, int, int]], everything: _Bits) -> _Tests:
    thresholds = sorted({threshold for threshold, _, _ in found})
    stay = np.repeat(everything[np.newaxis], len(thresholds) + 1, axis=0)
    for threshold, tree, cut in found:
        stay[thresholds.index(threshold) + 1 :, tree] &= everything[tree] & ~np.array(
            cut, stay.dtype
        )
    return _Tests(feature=feature, thresholds=np.array(thresholds), stay=stay)


def _leaves(tree: Tree, node: int) -> list[int]:
    """The leaves under a node, from left to right."""
    if node < 0:
        return [~node]
    return _leaves(tree, tree["left"][node]) + _leaves(tree, tree["right"][node])
