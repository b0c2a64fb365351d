"""Train the trees that say which lines of a saved page are the article.

    python bench/intake/train_pages.py SHARED_EVAL_DIR [--write]

Prints the figures of a cross-validation by domain (five folds, no outlet in two of them); with
`--write` trains on all pages and writes `annotator/ingest/page_trees.json`. Needs lightgbm
beside what Hearsay needs; to read pages numpy is enough.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotator.ingest import forest, pages, standing, visible
from annotator.ingest.decode import decode

FOLDS = 5
WORD = re.compile(r"\w+")
TREES = {
    "n_estimators": 100,
    "num_leaves": 10,
    "learning_rate": 0.08,
    "min_child_samples": 40,
    "colsample_bytree": 0.3,
    "subsample": 0.8,
    "subsample_freq": 1,
    "reg_lambda": 5,
    "n_jobs": 1,
    "verbose": -1,
    "random_state": 1,
}
# A line that is in the article by less than half is not; pages count alike, lines by their words.
IN_ARTICLE, HEAVIEST, LIGHTEST = 0.5, 0.2, 0.0005


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of the set: columns of numbers for the quick and the full forest, and the truth."""

    fold: int
    source: str
    gold: str
    texts: list[str]
    looked: list[standing.Look]
    own: standing.Columns
    voted: dict[str, set[int]]
    quick: standing.Columns
    full: standing.Columns = field(default_factory=dict)
    shares: list[float]
    weights: list[float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    read = list(_pages(asked.folder / "intake"))
    quick = _cross_validated(read, lambda page: page.quick)
    # What the slow readers are shown depends on what the quick forest says of pages it has not seen.
    read = [_with_all_votes(page, chances) for page, chances in zip(read, quick, strict=True)]
    full = _cross_validated(read, lambda page: page.full)
    _report("quick", read, quick)
    _report("full", read, full)
    for limit in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
        unsure = [
            pages.doubt(found, page.looked) > limit for found, page in zip(quick, read, strict=True)
        ]
        both = [b if ask else a for a, b, ask in zip(quick, full, unsure, strict=True)]
        _report(f"both, doubt > {limit}: {sum(unsure)} asked", read, both)
    if asked.write:
        forests = {
            "quick": _stored(_fitted(read, lambda page: page.quick), read[0].quick),
            "full": _stored(_fitted(read, lambda page: page.full), read[0].full),
        }
        forest.PATH.write_text(json.dumps(forests, separators=(",", ":")) + "\n", "utf-8")


def _pages(folder: Path) -> Iterator[Page]:
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as records:
        for record in map(json.loads, records):
            source = decode(gzip.decompress((folder / record["html"]).read_bytes()))
            tree = visible.parse(source)
            view = visible.view(tree) if tree is not None else visible.View()
            if tree is None or not view.lines:
                continue
            looked = standing.looks(view.lines, pages.reasons_of(view.lines))
            own = standing.own(view, looked)
            voted = pages.quick_votes(source, view)
            texts = [line.text for line in view.lines]
            shares = shares_in(texts, record["text"])
            words = [look.words for look in looked]
            whole = max(50.0, sum(n * share for n, share in zip(words, shares, strict=True)))
            yield Page(
                fold=_fold(record["url"]),
                source=source,
                gold=record["text"],
                texts=texts,
                looked=looked,
                own=own,
                voted=voted,
                quick=standing.with_votes(own, view, looked, voted),
                shares=shares,
                weights=[min(HEAVIEST, n / whole) + LIGHTEST for n in words],
            )


def _with_all_votes(page: Page, chances: Sequence[float]) -> Page:
    tree = visible.parse(page.source)
    if tree is None:
        return page
    view = visible.view(tree)
    votes = pages.full_votes(page.voted, tree, view, chances)
    return replace(page, full=standing.with_votes(page.own, view, page.looked, votes))


def _fold(url: str) -> int:
    host = urlsplit(url if "//" in url else f"//{url}").hostname or url
    domain = ".".join(host.split(".")[-2:])
    return int(hashlib.md5(domain.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def shares_in(texts: Sequence[str], gold: str) -> list[float]:
    """How much of each line stands in the gold text, in its order; runs of fewer than four words
    count only when they are a whole line."""
    words = [(word, index) for index, text in enumerate(texts) for word in WORD.findall(text)]
    sizes, hits = [0] * len(texts), [0] * len(texts)
    for _, index in words:
        sizes[index] += 1
    matcher = SequenceMatcher(None, [w for w, _ in words], WORD.findall(gold), autojunk=False)
    for block in matcher.get_matching_blocks():
        for _, index in words[block.a : block.a + block.size]:
            hits[index] += block.size >= min(4, sizes[index])
    return [hit / size if size else 0.0 for hit, size in zip(hits, sizes, strict=True)]


def _fitted(read: Sequence[Page], columns: Callable[[Page], standing.Columns]) -> Any:
    numbers = np.concatenate(
        [np.array(list(columns(page).values()), dtype=np.float32).T for page in read]
    )
    wanted = np.array([share >= IN_ARTICLE for page in read for share in page.shares], dtype=int)
    weights = np.array([weight for page in read for weight in page.weights])
    model = lightgbm.LGBMClassifier(**TREES)
    model.fit(numbers, wanted, sample_weight=weights * len(weights) / weights.sum())
    return model


def _cross_validated(
    read: Sequence[Page], columns: Callable[[Page], standing.Columns]
) -> list[list[float]]:
    found: list[list[float]] = [[] for _ in read]
    for fold in range(FOLDS):
        model = _fitted([page for page in read if page.fold != fold], columns)
        # As the product computes it, not as lightgbm does.
        grown = forest.from_json(_stored(model, columns(read[0])))
        for index, page in enumerate(read):
            if page.fold == fold:
                found[index] = grown.likelihoods(columns(page))
    return found


def _report(name: str, read: Sequence[Page], found: Sequence[Sequence[float]]) -> None:
    for limit in (0.35, 0.4, 0.45, 0.5):
        scores = [
            _f1("\n".join(t for t, p in zip(page.texts, chances, strict=True) if p >= limit), page)
            for page, chances in zip(read, found, strict=True)
        ]
        by_fold = [
            [s for s, page in zip(scores, read, strict=True) if page.fold == fold]
            for fold in range(FOLDS)
        ]
        spread = " ".join(f"{sum(one) / len(one):.3f}" for one in by_fold)
        over = sum(score >= 0.95 for score in scores) / len(scores)
        mean = sum(scores) / len(scores)
        print(f"{name:40} limit {limit:.2f}  word F1 {mean:.4f}  >= .95 {over:.3f}  folds {spread}")


def _f1(text: str, page: Page) -> float:
    a, b = Counter(WORD.findall(text)), Counter(WORD.findall(page.gold))
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def _stored(model: Any, columns: standing.Columns) -> dict[str, Any]:
    dumped = model.booster_.dump_model()
    return {
        "features": list(columns),
        "trees": [_tree(tree["tree_structure"]) for tree in dumped["tree_info"]],
    }


def _tree(root: dict[str, Any]) -> dict[str, list[Any]]:
    """LightGBM's nested nodes as the arrays of `trees.Tree`."""
    made: dict[str, list[Any]] = {
        key: [] for key in ("feature", "threshold", "left", "right", "value")
    }

    def add(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            made["value"].append(round(node["leaf_value"], 4))
            return ~(len(made["value"]) - 1)
        number = len(made["feature"])
        made["feature"].append(node["split_feature"])
        made["threshold"].append(float(f"{node['threshold']:.6g}"))
        made["left"].append(0)
        made["right"].append(0)
        made["left"][number] = add(node["left_child"])
        made["right"][number] = add(node["right_child"])
        return number

    add(root)
    return made


if __name__ == "__main__":
    main()
