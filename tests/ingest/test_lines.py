"""The line model: its file, its trees, and that it is as fast on hostile input as on any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest import features, headlines, lines, looks, trees
from annotator.ingest.trees import Tree

STUMP: Tree = {
    "feature": [0],
    "threshold": [2.5],
    "left": [~0],
    "right": [~1],
    "value": [-1.0, 1.0],
}
TWO_DEEP: Tree = {
    "feature": [1, 0, 0],
    "threshold": [1.0, 2.0, 4.0],
    "left": [1, ~0, ~2],
    "right": [2, ~1, ~3],
    "value": [0.1, 0.2, 0.4, 0.8],
}
COMB: Tree = {
    "feature": [0] * 20,
    "threshold": [n / 4 for n in range(20)],
    "left": [~n for n in range(20)],
    "right": [*range(1, 20), ~20],
    "value": [2.0**-n for n in range(21)],
}
LEAF: Tree = {"feature": [], "threshold": [], "left": [], "right": [], "value": [7.0]}


def walked(tree: Tree, row: tuple[float, ...]) -> float:
    node = 0 if tree["feature"] else ~0
    while node >= 0:
        is_left = row[tree["feature"][node]] <= tree["threshold"][node]
        node = tree["left" if is_left else "right"][node]
    return tree["value"][~node]


@pytest.mark.parametrize("more", [[], [COMB]])
@given(
    st.one_of(
        st.lists(st.tuples(st.integers(-1, 6), st.floats(-1, 6)), min_size=1),
        st.lists(st.tuples(st.sampled_from((0, 5)), st.booleans()), min_size=1),
    )
)
def test_a_forest_scores_as_its_trees_walked_one_by_one(
    more: list[Tree], rows: list[tuple[float, float]]
) -> None:
    grown = [STUMP, TWO_DEEP, LEAF, *more]
    a, b = zip(*rows, strict=True)
    forest = trees.grow(["a", "b"], grown)
    scores = forest.scores(forest.table({"a": a, "b": b})).tolist()
    assert scores == [sum(walked(tree, row) for tree in grown) for row in rows]


def test_the_shipped_file_is_small_and_says_where_it_comes_from() -> None:
    text = lines.PATH.read_text(encoding="utf-8")
    assert len(text.encode()) < 300_000
    assert '"card"' in text
    assert "CC BY 4.0" in text


def test_the_features_are_those_the_file_was_trained_on() -> None:
    seen = looks.of(["Menu", "A council voted on Tuesday to close a terminal for good."])
    columns = features.surroundings(seen, features.signs(seen), [0.1, 0.9])
    titles = headlines.columns(seen, [0.1, 0.9], [0], 1)
    model = lines.model()
    assert list(model.lines.features) == list(columns)
    assert list(model.headlines.features) == list(titles)
    assert {len(column) for column in columns.values()} == {2}
    assert {len(column) for column in titles.values()} == {1}


def test_running_text_is_likelier_than_a_menu() -> None:
    body = [
        f"The council of island {name} voted on Tuesday to close the old ferry terminal, which has"
        " served the islands for ninety years, its leader told reporters."
        for name in ("Velder", "Marlow", "Tern", "Skarr")
    ]
    seen = looks.of(["Menu", "* News", "* Sport", "* Weather", *body, "Share", "Privacy Policy"])
    likely = lines.likelihoods(seen, lines.model())
    assert [p > lines.model().threshold for p in likely] == [
        *[False] * 4,
        *[True] * 4,
        *[False] * 2,
    ]


def test_no_lines_have_no_likelihoods() -> None:
    assert lines.likelihoods([], lines.model()) == []


@pytest.mark.parametrize("count", [1, 2, 3, 5, 40])
def test_every_line_gets_a_likelihood(count: int) -> None:
    seen = looks.of([f"Line {n} of {count}" for n in range(count)])
    likely = lines.likelihoods(seen, lines.model())
    assert len(likely) == count
    assert all(0 < p < 1 for p in likely)
