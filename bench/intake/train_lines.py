"""Trains annotator/ingest/lines.json: which lines of a page are the article, and which its headline.

    python bench/intake/train_lines.py SHARED_EVAL_DIR [--write]

Reads intake/lines.jsonl.gz and intake/pasted.jsonl.gz of that folder, prints scores cross-validated
by registered domain and, with --write, trains on all pages and writes the file with its card.
Needs scikit-learn and lightgbm. Six minutes on one core.

Three models, each trained on what the one before says of pages it has not seen:
1. logistic regression over words and shape of a line by itself;
2. gradient-boosted trees over 1., the line's surroundings and its place;
3. gradient-boosted trees that pick the headline among candidate lines.

Pages are joined by variants of a third of their weight, so that the model also knows the pastes that
people make: cut close to the article, short ones, the article alone, lines hard-wrapped at 72
characters, a news item (claims/train.jsonl) in the frame of the page.
"""

import argparse
import gzip
import json
import random
import re
import sys
import textwrap
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import lightgbm
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from tld import get_fld

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotator.ingest import features, headlines, lines, looks, pasted

SEED = 7
FOLDS, INNER = 5, 4
LEAST_PAGES = 12  # A name of fewer pages tells about those pages only.
LEAST_WEIGHT = 0.05
LINES = {"n_estimators": 50, "num_leaves": 32, "learning_rate": 0.15, "min_child_samples": 80}
HEADLINES = {"n_estimators": 40, "num_leaves": 12, "learning_rate": 0.1, "min_child_samples": 15}
SHARED = {
    "reg_lambda": 5,
    "colsample_bytree": 0.5,
    "subsample": 0.7,
    "subsample_freq": 1,
    "max_bin": 63,
    "n_jobs": 1,
    "verbose": -1,
    "random_state": SEED,
    "deterministic": True,
}
THRESHOLD = 0.465  # What is best for F1 is half of the F1 reached (Lipton et al. 2014), not 0.5.
LEAST_HEADLINE = 0.03
PRECISION = 6
VARIANT = 0.35
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True, eq=False)
class Sample:
    """A page or a variant of one. `fold` and `inner` follow from its domain."""

    page: str
    kind: str
    fold: int
    inner: int
    is_title: np.ndarray
    is_article: np.ndarray
    weights: np.ndarray
    looks: list[looks.Look]
    signs: list[features.Signs]


def read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_plain(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def bare(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


# Pages and their variants.


def samples(pages: Sequence[dict], news: Sequence[dict]) -> Iterator[Sample]:
    chance = random.Random(SEED)
    domains = [get_fld(f"http://{p['outlet']}", fail_silently=True) or p["outlet"] for p in pages]
    order = sorted(set(domains))
    chance.shuffle(order)
    numbers = {domain: number for number, domain in enumerate(order)}
    for page, domain in zip(pages, domains, strict=True):
        for kind, title, found in variants(page, chance.choice(news), chance):
            yield sample(page["id"], kind, title, found, numbers[domain])


def variants(
    page: dict, news: dict, chance: random.Random
) -> Iterator[tuple[str, str, list[tuple[str, int]]]]:
    """Kind, title and labelled lines of the page and of some of its variants."""
    title = page["title"]
    found = [(text.strip(), label) for text, label in page["lines"] if text.strip()]
    inside = [i for i, (_, label) in enumerate(found) if label]
    drawn, start, end = chance.random(), chance.random(), chance.random()
    yield "page", title, found
    if not inside:
        return
    above, below = found[: inside[0]], found[inside[-1] + 1 :]
    if drawn < 0.5:
        yield (
            "crop",
            title,
            [
                *above[len(above) - int(start * 13) :],
                *found[inside[0] : inside[-1] + 1],
                *below[: int(end * 25)],
            ],
        )
    if 0.3 < drawn < 0.7:
        # Some paragraphs only: on pages of the web articles are longer than in the news.
        few = inside[min(int(end * 7) + 1, len(inside) - 1)] + 1
        yield (
            "short",
            title,
            [
                *above[len(above) - int(start * 30) :],
                *found[inside[0] : few],
                *below[: int(end * 30)],
            ],
        )
    if drawn > 0.6:
        heads = [line for line in above if bare(line[0]) == bare(title)]
        yield "article", title, [*heads[:1], *(found[i] for i in inside)]
    if 0.45 < drawn < 0.6:
        yield "wrapped", title, [(part, label) for text, label in found for part in wrapped(text)]
    story = [(text.strip(), 1) for text in news["text"].splitlines() if text.strip()]
    story = story[: chance.randint(4, len(story))]
    frame = [line for line in above if bare(line[0]) != bare(title)]
    yield (
        "news",
        story[0][0],
        [
            *frame[len(frame) - int(start * 60) :],
            *story,
            *below[: int(end * 60)],
        ],
    )


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 72) if 90 < len(text) < 20_000 else [text]


def sample(page: str, kind: str, title: str, found: list[tuple[str, int]], number: int) -> Sample:
    seen = looks.in_letters(looks.of([text for text, _ in found]))
    is_title = np.array([bare(text) == bare(title) for text, _ in found])
    sizes = np.sqrt([min(look.words, 80) + 3 for look in seen])
    return Sample(
        page=page,
        kind=kind,
        fold=number % FOLDS,
        inner=number // FOLDS % INNER,
        is_title=is_title,
        is_article=np.array([label for _, label in found]),
        # The headline is found by a model of its own.
        weights=sizes / sizes.mean() * (1.0 if kind == "page" else VARIANT) * ~is_title,
        looks=seen,
        signs=features.signs(seen),
    )


# The models.


def fit_words(chosen: Sequence[Sample]) -> tuple[dict[str, float], float]:
    pages = Counter(
        name
        for s in chosen
        if s.kind == "page"
        for name in frozenset[str]().union(*(sign.names for sign in s.signs))
    )
    names = sorted(name for name, count in pages.items() if name and count >= LEAST_PAGES)
    places = {name: place for place, name in enumerate(names)}
    held = [
        [places[name] for name in sorted(sign.names) if name in places]
        for s in chosen
        for sign in s.signs
    ]
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, held)), np.float32),
            np.array([place for row in held for place in row]),
            np.cumsum([0, *map(len, held)]),
        ),
        shape=(len(held), len(names)),
    )
    labels = np.concatenate([s.is_article for s in chosen])
    weights = np.concatenate([s.weights for s in chosen])
    fitted = LogisticRegression(C=0.1, max_iter=150, tol=1e-3).fit(matrix, labels, weights)
    found = zip(names, fitted.coef_[0], strict=True)
    return (
        {name: round(float(w), 2) for name, w in found if abs(w) >= LEAST_WEIGHT},
        round(float(fitted.intercept_[0]), 3),
    )


def alone(s: Sample, words: dict[str, float], intercept: float) -> list[float]:
    return [lines.logistic(intercept + weight) for weight in lines.linear(s.signs, words)]


def table(columns: dict[str, Sequence[float]]) -> np.ndarray:
    return np.array(list(columns.values()), np.float32).T


def fit_trees(
    tables: Sequence[np.ndarray], labels: Sequence[np.ndarray], weights: Sequence[np.ndarray], **how
) -> lightgbm.LGBMClassifier:
    return lightgbm.LGBMClassifier(**SHARED, **how).fit(
        np.concatenate(tables), np.concatenate(labels), np.concatenate(weights)
    )


def likely(fitted: lightgbm.LGBMClassifier, rows: np.ndarray) -> list[float]:
    return fitted.predict_proba(rows)[:, 1].tolist()


@dataclass(frozen=True, kw_only=True)
class Fitted:
    words: dict[str, float]
    intercept: float
    lines: lightgbm.LGBMClassifier
    headlines: lightgbm.LGBMClassifier


def fit(chosen: Sequence[Sample]) -> Fitted:
    """All three; the later ones learn from what the earlier ones say of other domains' pages."""
    parts = [[s for s in chosen if s.inner == part] for part in range(INNER)]
    ordered = [s for part in parts for s in part]
    tables = []
    for part in range(INNER):
        words = fit_words([s for s in chosen if s.inner != part])
        tables += [surroundings(s, alone(s, *words)) for s in parts[part]]
    labels = [s.is_article for s in ordered]
    weights = [s.weights for s in ordered]
    by_title = []
    for part in range(INNER):
        others = [i for i, s in enumerate(ordered) if s.inner != part]
        trees = fit_trees(*([c[i] for i in others] for c in (tables, labels, weights)), **LINES)
        by_title += [
            (s, likely(trees, tables[i])) for i, s in enumerate(ordered) if s.inner == part
        ]
    words, intercept = fit_words(chosen)
    return Fitted(
        words=words,
        intercept=intercept,
        lines=fit_trees(tables, labels, weights, **LINES),
        headlines=fit_headlines(by_title),
    )


def surroundings(s: Sample, p: Sequence[float]) -> np.ndarray:
    return table(features.surroundings(s.looks, s.signs, p))


def fit_headlines(found: Sequence[tuple[Sample, list[float]]]) -> lightgbm.LGBMClassifier:
    tables, labels, weights = [], [], []
    for s, p in found:
        body = headlines.first_paragraph(s.looks, p)
        chosen = headlines.candidates(s.looks, body)
        # A page whose title stands nowhere, as in the crops, teaches to abstain.
        if not chosen or (s.kind == "page" and not s.is_title[chosen].any()):
            continue
        tables.append(table(headlines.columns(s.looks, p, chosen, body)))
        labels.append(s.is_title[chosen])
        weights.append(np.full(len(chosen), len(chosen) ** -0.5))
    return fit_trees(tables, labels, weights, **HEADLINES)


# The file.


def stored(fitted: Fitted, a_sample: Sample) -> dict:
    p = [0.5] * len(a_sample.looks)
    columns = features.surroundings(a_sample.looks, a_sample.signs, p)
    titles = headlines.columns(a_sample.looks, p, [0], 0)
    return {
        "words": {"intercept": fitted.intercept, "weights": fitted.words},
        "lines": {
            "threshold": THRESHOLD,
            "features": list(columns),
            "trees": trees(fitted.lines),
        },
        "headlines": {
            "threshold": LEAST_HEADLINE,
            "features": list(titles),
            "trees": trees(fitted.headlines),
        },
    }


def trees(fitted: lightgbm.LGBMClassifier) -> list[dict]:
    return [tree(found["tree_structure"]) for found in fitted.booster_.dump_model()["tree_info"]]


def tree(root: dict) -> dict:
    """LightGBM's nested nodes as the arrays of `forest.Tree`."""
    made: dict[str, list] = {key: [] for key in ("feature", "threshold", "left", "right", "value")}

    def add(node: dict) -> int:
        if "leaf_value" in node:
            made["value"].append(round(node["leaf_value"], 4))
            return ~(len(made["value"]) - 1)
        number = len(made["feature"])
        made["feature"].append(node["split_feature"])
        made["threshold"].append(float(f"{node['threshold']:.{PRECISION}g}"))
        made["left"].append(0)
        made["right"].append(0)
        made["left"][number] = add(node["left_child"])
        made["right"][number] = add(node["right_child"])
        return number

    add(root)
    return made


# Scores.


def word_f1(found: str, gold: str) -> float:
    a, b = Counter(_WORD.findall(found)), Counter(_WORD.findall(gold))
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def measure(model: lines.Model, held_out: Sequence[Sample], gold: dict[str, dict]) -> dict:
    """What a reader of a paste gets: the decisions of `pasted`, the headline in the text."""
    scores, titles = [], []
    kept_share: dict[str, list[float]] = {"article": [], "short": [], "news": []}
    f1: dict[str, list[float]] = {"crop": [], "short": [], "wrapped": [], "news": []}
    for s in held_out:
        found = pasted.label([look.text for look in s.looks], by=model)
        kept = "\n".join(line.text for line in found if line.is_kept)
        wanted = [
            line.text
            for line, is_article, is_title in zip(found, s.is_article, s.is_title, strict=True)
            if is_article or is_title
        ]
        if s.kind == "page" and s.page in gold:
            headline = next((line.text for line in found if line.role == "headline"), "")
            scores.append(word_f1(kept, gold[s.page]["text"]))
            titles.append(bare(headline) == bare(gold[s.page]["title"]))
        if s.kind in kept_share:
            own = [line for line, label in zip(found, s.is_article, strict=True) if label]
            kept_share[s.kind].append(sum(line.is_kept for line in own) / len(own))
        if s.kind in f1:
            f1[s.kind].append(word_f1(kept, "\n".join(wanted)))
    return {
        "pages": len(scores),
        "word_f1": float(np.mean(scores)),
        "over_95": float(np.mean(np.array(scores) >= 0.95)),
        "title": float(np.mean(titles)),
        **{f"{kind}_lines_kept": float(np.mean(shares)) for kind, shares in kept_share.items()},
        **{f"{kind}_f1": float(np.mean(values)) for kind, values in f1.items()},
    }


def cross_validated(all_samples: Sequence[Sample], gold: dict[str, dict]) -> list[dict]:
    rows = []
    for fold in range(FOLDS):
        fitted = fit([s for s in all_samples if s.fold != fold])
        model = lines.from_json(stored(fitted, all_samples[0]))
        rows.append(measure(model, [s for s in all_samples if s.fold == fold], gold))
        print("fold", fold, {k: round(v, 4) for k, v in rows[-1].items()}, flush=True)
    return rows


def summary(rows: Sequence[dict]) -> dict:
    """Means over pages, and the lowest and highest fold."""
    pages = [row["pages"] for row in rows]
    return {
        key: {
            "mean": round(float(np.average([row[key] for row in rows], weights=pages)), 4),
            "lowest fold": round(min(row[key] for row in rows), 4),
            "highest fold": round(max(row[key] for row in rows), 4),
        }
        for key in rows[0]
        if key != "pages"
    }


def card(scores: dict, count: int) -> dict:
    packages = ("scikit-learn", "lightgbm", "numpy")
    return {
        "what": "Which lines of a pasted or rendered page are the article, and which is its headline",
        "data": f"{count} English pages, lines labelled by n-gram overlap with hand-made main text, from"
        " web-content-extraction-benchmark (dev split, articles, without duplicates), CC BY 4.0; as variants"
        " also Wikinews 2019-2020, CC BY 2.5",
        "scores": {
            "how": f"{FOLDS}-fold cross-validation by registered domain on 300 pages; headline counted in",
            **scores,
        },
        "limits": "English web pages of 2025, few of them news agencies'; other languages untested",
        "seed": SEED,
        "versions": {name: version(name) for name in packages},
        "trainer": "bench/intake/train_lines.py",
    }


def main() -> None:
    warnings.filterwarnings("ignore", message="X does not have valid feature names")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--write", action="store_true", help="train on all pages, write lines.json")
    parser.add_argument("--quick", action="store_true", help="without scores")
    given = parser.parse_args()
    pages = read(given.eval_dir / "intake/lines.jsonl.gz")
    gold = {row["id"]: row for row in read(given.eval_dir / "intake/pasted.jsonl.gz")}
    news = read_plain(given.eval_dir / "claims/train.jsonl")
    all_samples = list(samples(pages, news))
    scores = {}
    if not given.quick:
        scores = summary(cross_validated(all_samples, gold))
        print(json.dumps(scores, indent=1))
    if given.write:
        whole = {"card": card(scores, len(pages)), **stored(fit(all_samples), all_samples[0])}
        part = lines.PATH.with_suffix(".part")
        part.write_text(json.dumps(whole, ensure_ascii=False, indent=None), encoding="utf-8")
        part.replace(lines.PATH)


if __name__ == "__main__":
    main()
