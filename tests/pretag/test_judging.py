"""Figures of taggers: by hand on few sentences, and what holds for any."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.pretag.judging import (
    Figure,
    Judged,
    Verdict,
    calibration,
    compare,
    confusion,
    curve,
    differing,
    effect,
    first,
    overall,
    spread,
    unlike,
    verdict,
)
from annotator.pretag.learned import measures
from annotator.pretag.learned.gold import LABELS, GoldDocument, GoldMark
from annotator.pretag.values import Article, Candidate, Sentence
from tests.pretag.judged import CODES

Row = tuple[int, str, str]  # story, gold, said, as in "D A+D" and "D.9 A.8+D.3"


def judged(*rows: Row) -> Judged:
    """Sentences 10, 11, ..., each with its story."""
    gold = np.zeros((len(rows), 4), dtype=bool)
    scores = np.zeros((len(rows), 4))
    for place, (_, labels, said) in enumerate(rows):
        for letter in labels.split("+"):
            gold[place, LABELS.index(CODES[letter])] = True
        for mark in said.split("+") if said != "-" else ():
            scores[place, LABELS.index(CODES[mark[0]])] = float(mark[1:])
    return Judged(
        sentences=np.arange(10, 10 + len(rows)),
        stories=np.array([story for story, _, _ in rows], dtype=int),
        gold=gold,
        scores=scores,
    )


FIVE = judged(
    (1, "D", "D.9"), (1, "A", "D.8"), (1, "F", "F.6"), (2, "F", "F.7"), (2, "C", "F.5")
)  # fmt: skip


def of(found, label: str):
    return next(one for one in found.labels if one.label == label)


def test_all_suggestions_are_counted_without_a_threshold():
    found = effect(FIVE)
    assert (found.sentences, found.stories, found.said, found.right) == (5, 2, 5, 3)
    assert (found.share.value, found.precision.value) == (1.0, 0.6)
    denial = of(found, "denial")
    assert (denial.gold, denial.said, denial.right) == (1, 2, 1)
    assert (denial.precision.value, denial.recall.value) == (0.5, 1.0)
    assert denial.f1.value == pytest.approx(2 / 3)
    assert of(found, "accusation").precision == Figure(value=None)
    assert of(found, "accusation").recall.value == 0.0


def test_a_threshold_keeps_what_is_said_with_this_score_at_least():
    found = effect(FIVE, 0.7)
    assert (found.said, found.right, found.share.value) == (3, 2, 0.6)
    assert found.precision.value == pytest.approx(2 / 3)
    fact = of(found, "fact")
    assert (fact.gold, fact.said, fact.right, fact.recall.value) == (2, 1, 1, 0.5)


def test_above_all_scores_nothing_is_left():
    found = effect(FIVE, 0.91)
    assert (found.said, found.share.value, found.precision) == (0, 0.0, Figure(value=None))


def test_a_sentence_counts_for_each_of_its_labels():
    found = effect(judged((1, "A+D", "A.8+D.6"), (2, "A", "A.9+C.4")))
    counts = {one.label: (one.gold, one.said, one.right) for one in found.labels}
    assert counts == {
        "denial": (1, 1, 1),
        "accusation": (0, 1, 0),
        "attribution": (2, 2, 2),
        "fact": (0, 0, 0),
    }
    assert (found.said, found.right) == (2, 1)  # the second is first of all an accusation


def test_the_first_label_above_the_threshold_counts():
    assert effect(judged((1, "D", "A.9+D.3"), (2, "D", "D.9")), 0.5).right == 1


def test_an_interval_is_that_of_drawn_stories():
    """Of two stories a quarter of the draws has only the first, a quarter only the second."""
    precision = effect(FIVE).precision
    assert (precision.low, precision.high) == (0.5, pytest.approx(2 / 3))
    assert (precision.percent, precision.interval) == ("60", "50 to 67")


def test_one_story_has_no_interval():
    found = effect(judged((7, "D", "D.9"), (7, "F", "D.8")))
    assert (found.precision.value, found.precision.low, found.precision.interval) == (0.5, None, "")


def test_where_all_is_right_as_few_stories_leave_much_open():
    found = effect(judged((1, "D", "D.9"), (2, "D", "D.8"), (3, "D", "D.8"), (3, "F", "D.2")), 0.5)
    # Three stories without an error: 0.025 ** (1 / 3)
    assert found.precision == Figure(value=1.0, low=pytest.approx(0.2924, abs=1e-4), high=1.0)
    nothing = effect(judged((1, "D", "F.9"), (2, "D", "F.8")))
    assert of(nothing, "denial").recall == Figure(
        value=0.0, low=0.0, high=pytest.approx(1 - 0.025**0.5)
    )


def test_what_stands_in_one_story_has_no_interval_though_there_are_others():
    found = of(effect(judged((1, "D", "D.9"), (1, "F", "D.9"), (2, "F", "F.9"))), "denial")
    assert found.precision == Figure(value=0.5)


def test_repeating_the_sentences_of_a_story_makes_nothing_surer():
    rows: list[Row] = [(s, "F", f"{'FD'[s % 3 == 0]}.7") for s in range(12)]
    once, thrice = effect(judged(*rows)).precision, effect(judged(*(rows * 3))).precision
    assert once == thrice
    assert once.low is not None
    assert once.low < once.value < once.high


def test_nothing_judged_is_nothing_told():
    found = effect(judged())
    assert (found.sentences, found.share, found.precision) == (
        0,
        Figure(value=None),
        Figure(value=None),
    )
    assert calibration(judged()).error is None
    assert overall(judged()).accuracy == overall(judged()).macro_f1 == Figure(value=None)


def test_the_primary_labels_give_accuracy_and_macro_f1():
    found = overall(FIVE)
    assert found.accuracy.value == 0.6
    # F1: denial 2/3, accusation 0, attribution 0, fact 2*2/(3+2)
    assert found.macro_f1.value == pytest.approx((2 / 3 + 0.8) / 4)


def test_two_taggers_are_compared_on_the_same_stories():
    other = judged(
        (1, "D", "D.9"), (1, "A", "A.8"), (1, "F", "F.6"), (2, "F", "D.7"), (2, "C", "C.5")
    )  # fmt: skip
    found = compare(FIVE, other)
    assert (found.both_right, found.one_right, found.other_right, found.none_right) == (2, 1, 2, 0)
    assert found.alike.value == 0.4
    accuracy = found.figures[0]
    assert (accuracy.name, accuracy.one.value, accuracy.other.value) == ("accuracy", 0.6, 0.8)
    assert accuracy.difference.value == pytest.approx(0.2)
    assert accuracy.difference.points == "+20.0"
    # Story 1 alone: 1 - 2/3; story 2 alone: 1/2 - 1/2.
    assert (accuracy.difference.low, accuracy.difference.high) == (0.0, pytest.approx(1 / 3))
    assert [one.name for one in found.figures[2:]] == [f"F1 {label}" for label in LABELS]


def test_a_tagger_does_not_differ_from_itself():
    found = compare(FIVE, FIVE)
    assert {(one.difference.low, one.difference.high) for one in found.figures} == {(0.0, 0.0)}
    assert not any(one.difference.is_clear for one in found.figures)
    assert unlike(FIVE, FIVE) == []


def test_calibration_is_told_by_tenths():
    found = calibration(judged((1, "D", "D.91"), (1, "A", "D.95"), (2, "F", "F.35"), (2, "F", "-")))
    assert [(one.low, one.count, one.right.value) for one in found.bins] == [
        (0.3, 1, 1.0),
        (0.9, 2, 0.5),
    ]
    assert [one.score for one in found.bins] == [0.35, pytest.approx(0.93)]
    assert found.error == pytest.approx((abs(0.35 - 1) + abs(1.86 - 1)) / 3)


def test_the_curve_goes_from_all_suggestions_to_none():
    assert list(curve(FIVE, steps=2)) == [(0.0, 1.0, 0.6), (0.5, 1.0, 0.6), (1.0, 0.0, None)]


def test_scores_are_spread_over_ten_ranges():
    assert spread(judged((1, "F", "F1"), (1, "F", "F.05"), (1, "F", "-"))) == [1, *[0] * 8, 1]


def test_the_confusion_has_gold_in_rows_and_what_was_said_in_columns():
    assert confusion(FIVE) == [[1, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 0, 2]]


def test_the_surest_differences_come_first():
    assert differing(FIVE) == [11, 14]
    assert differing(FIVE, gold="accusation") == [14]
    assert differing(FIVE, said="denial") == [11]
    assert differing(FIVE, gold="fact", said="fact") == [13, 12]
    assert differing(FIVE, gold="denial", said="fact") == []


def test_what_was_not_tagged_differs_from_nothing():
    assert differing(judged((1, "D", "-"))) == []


@pytest.mark.parametrize(
    ("differences", "better", "worse"),
    [
        ({}, (), ()),
        ({"accuracy": [0.1, -0.1, 0.2]}, (), ()),
        (
            {"F1 accusation": [0.1, 0.05, 0.2], "F1 fact": [0.0, -0.1, 0.1]},
            ("accusation",),
            (),
        ),
        (
            {
                "F1 denial": [0.1, 0.05, 0.2],
                "accuracy": [0.1, 0.05, 0.2],
                "F1 fact": [-0.1, -0.2, -0.01],
            },
            ("accuracy", "denial"),
            ("fact",),
        ),
    ],
)
def test_a_verdict_is_of_what_no_accident_explains(differences, better, worse):
    assert verdict(differences) == Verdict(better=better, worse=worse)


def test_a_verdict_on_everything_leaves_nothing_over():
    clear = {"accuracy": [0.1, 0.05, 0.2]} | {f"F1 {label}": [0.1, 0.05, 0.2] for label in LABELS}
    assert not verdict(clear).is_partial
    assert verdict({}).is_partial


# --- what holds for any sentences -----------------------------------------------------------------

scores = st.dictionaries(
    st.sampled_from(LABELS), st.integers(1, 100).map(lambda n: n / 100), min_size=1
)
golds = st.sets(st.sampled_from(LABELS), min_size=1)
samples = st.lists(st.tuples(st.integers(1, 4), golds, scores), min_size=1, max_size=12)


def as_judged(sample) -> Judged:
    return Judged(
        sentences=np.arange(len(sample)),
        stories=np.array([story for story, _, _ in sample]),
        gold=np.array([[label in gold for label in LABELS] for _, gold, _ in sample]),
        scores=np.array([[said.get(label, 0.0) for label in LABELS] for _, _, said in sample]),
    )


@settings(max_examples=40)
@given(sample=samples, threshold=st.integers(0, 100))
def test_figures_and_their_intervals_are_shares(sample, threshold):
    found = effect(as_judged(sample), threshold / 100)
    by_label = [f for one in found.labels for f in (one.precision, one.recall, one.f1)]
    for figure in (found.share, found.precision, *by_label):
        if figure.low is not None:
            assert 0 <= figure.low <= figure.high <= 1
        assert figure.value is None or 0 <= figure.value <= 1
    assert found.right <= found.said <= found.sentences


@settings(max_examples=40)
@given(sample=samples)
def test_accuracy_and_its_interval_lie_between_the_worst_story_and_the_best(sample):
    given_ = as_judged(sample)
    right = first(given_.gold) == first(given_.said())
    by_story = [right[given_.stories == story].mean() for story in set(given_.stories.tolist())]
    accuracy = overall(given_).accuracy
    if accuracy.value in (0.0, 1.0):  # then it is wider: all stories are alike
        return
    ends = (
        [accuracy.value] if accuracy.low is None else [accuracy.low, accuracy.value, accuracy.high]
    )
    assert all(min(by_story) - 1e-9 <= end <= max(by_story) + 1e-9 for end in ends)


@settings(max_examples=40)
@given(sample=samples)
def test_a_higher_threshold_never_suggests_more(sample):
    shares = [share for _, share, _ in curve(as_judged(sample))]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1.0


@settings(max_examples=40)
@given(sample=samples)
def test_the_figures_are_those_that_models_are_measured_by(sample):
    """The same sentences as documents, through `learned/measures.py`."""
    document = GoldDocument(
        name="d",
        story="d",
        kind="news",
        article=Article(
            title="", outlet="", sentences=(Sentence(text="x", paragraph=0),) * len(sample)
        ),
        marks=tuple(tuple(GoldMark(label=one, spans={}) for one in gold) for _, gold, _ in sample),
    )
    tagged = [
        [
            Candidate(label=label, score=score, spans=(), evidence="")
            for label, score in said.items()
        ]
        for _, _, said in sample
    ]
    wanted = measures.figures(measures.counted(document, tagged))
    ours = as_judged(sample)
    found, whole = overall(ours), effect(ours)
    assert found.accuracy.value == pytest.approx(wanted["accuracy"])
    assert found.macro_f1.value == pytest.approx(wanted["macro F1"])
    for one in whole.labels[:-1]:
        assert one.f1.value == pytest.approx(wanted[f"F1 presence of {one.label}"])
    assert calibration(ours).error == pytest.approx(wanted["calibration error"])


def test_no_figure_is_surer_than_its_stories():
    right = judged((1, "D", "D.9"), (1, "F", "F.6"), (2, "D", "D.7"), (3, "F", "F.5"))
    found = overall(right)
    bound = pytest.approx(0.025 ** (1 / 3))
    assert (found.accuracy.low, found.accuracy.high) == (bound, 1.0)
    denial = of(effect(right), "denial")  # in two stories
    assert (denial.f1.low, denial.f1.high) == (pytest.approx(0.025 ** (1 / 2)), 1.0)
    ours = next(one for one in compare(right, right).figures if one.name == "F1 denial")
    assert (ours.one.low, ours.one.high) == (bound, 1.0)
    assert (ours.difference.low, ours.difference.high) == (0.0, 0.0)
    alone = judged((1, "D", "D.9"))
    assert of(effect(alone), "denial").f1 == Figure(value=1.0)
