"""The parts of the trained tagger that are plain arithmetic on lists."""

import pytest

from annotator.pretag.learned import calibration, crossing, measures, plain, training
from annotator.pretag.learned.gold import (
    INVENTED_AFTER,
    INVENTED_NEWS,
    LABELS,
    NEWS,
    GoldDocument,
    GoldMark,
    primary,
)
from annotator.pretag.learned.model import SentenceModel, calibrated
from annotator.pretag.learned.tags import grouped, pieces
from annotator.pretag.values import Article, Candidate, Sentence, Span


def _runs(*tags: str) -> list[tuple[str, int, int]]:
    return [(piece.role, piece.first, piece.last) for piece in pieces(tags)]


def test_tags_spell_runs() -> None:
    assert _runs("B-source", "I-source", "B-cue", "O", "B-content", "I-content") == [
        ("source", 0, 2),
        ("cue", 2, 3),
        ("content", 4, 6),
    ]


def test_content_goes_on_after_a_cue_within_it() -> None:
    assert _runs("B-content", "I-content", "B-source", "B-cue", "I-content") == [
        ("content", 0, 5),
        ("source", 2, 3),
        ("cue", 3, 4),
    ]


def test_a_run_may_begin_without_its_beginning() -> None:
    assert _runs("O", "I-cue", "I-cue") == [("cue", 1, 3)]


def test_each_cue_gets_what_is_nearest_and_shares_the_source_before() -> None:
    groups = grouped(
        pieces(["B-source", "B-cue", "B-content", "O", "B-cue", "B-content", "I-content"])
    )

    assert [
        {role: (piece.first, piece.last) for role, piece in group.pieces.items()}
        for group in groups
    ] == [
        {"cue": (1, 2), "content": (2, 3), "source": (0, 1)},
        {"cue": (4, 5), "content": (5, 7), "source": (0, 1)},
    ]


def test_the_primary_label_is_the_gravest() -> None:
    assert primary(("attribution", "denial")) == "denial"
    assert primary(()) == "fact"


def test_weights_add_up_and_what_is_unknown_says_nothing() -> None:
    model = SentenceModel(
        weights={"w=deny": (2.0, 0.0, 0.0, -1.0), "w=say": (0.0, 0.0, 1.0, -1.0)},
        intercept=(0.0, 0.0, 0.0, 1.0),
        slope=1.0,
        shifts=(0.0, 0.0, 0.0, 0.0),
        seconds={},
    )

    honest = model.honest(model.raw(["w=deny", "w=never seen"]))

    assert sum(honest) == pytest.approx(1)
    assert honest.index(max(honest)) == 0
    names = ["w=say", "w=never seen", "w=deny"]
    reasons = model.reasons(names, model.weights_of(names), "denial", rather_than="fact")
    assert reasons == ["w=deny", "w=say"]


def test_a_flat_slope_makes_scores_modest() -> None:
    logs = [-0.1, -3.0, -4.0, -4.0]

    assert max(calibrated(logs, 0.5, [0, 0, 0, 0])) < max(calibrated(logs, 1, [0, 0, 0, 0]))


def test_calibration_error_is_how_far_scores_are_from_shares() -> None:
    assert calibration.expected_error([0.95] * 20, [True] * 19 + [False]) == pytest.approx(0)
    assert calibration.expected_error([0.95] * 4, [True, False] * 2) == pytest.approx(0.45)


def _document() -> GoldDocument:
    return GoldDocument(
        name="a",
        story="a",
        kind="news",
        article=Article(
            title="",
            outlet="",
            sentences=tuple(Sentence(text="He denied it.", paragraph=0) for _ in range(3)),
        ),
        marks=(
            (GoldMark(label="denial", spans={"cue": (3, 9), "source": (0, 2)}),),
            (GoldMark(label="fact", spans={}),),
            None,
        ),
    )


def _denial(start: int, end: int) -> Candidate:
    span = Span(role="cue", start=start, end=end, text="He denied it."[start:end])
    return Candidate(label="denial", score=0.8, spans=(span,), evidence="a cue")


def test_counts_become_the_figures_of_the_field() -> None:
    counts = measures.counted(_document(), [(_denial(3, 9),), (_denial(0, 2),), (_denial(3, 9),)])
    figures = measures.figures(counts)

    assert figures["sentences"] == 2
    assert figures["accuracy"] == 0.5
    assert figures["F1 denial"] == pytest.approx(2 / 3)
    assert figures["F1 span cue"] == pytest.approx(2 / 3)
    assert figures["F1 span source"] == 0
    assert figures["calibration error"] == pytest.approx(0.3)


def test_counts_of_documents_add_up() -> None:
    one = measures.counted(_document(), [(_denial(3, 9),), (), ()])

    both = measures.summed([one, one])

    assert measures.figures(both)["sentences"] == 4
    assert measures.figures(both)["accuracy"] == 1
    assert measures.figures(measures.summed([]))["accuracy"] == 0


def test_a_story_stays_in_one_fold() -> None:
    assert crossing.fold(_document()) == crossing.fold(_document())
    assert 0 <= crossing.fold(_document()) < crossing.FOLDS


def test_features_are_told_in_plain_words() -> None:
    assert plain.told(
        [
            "w=deny",
            "q=.",
            "w=the",
            "c2=^ the",
            "q2=of fraud",
            "vq:denial:neg0",
            "charge stands",
            "quoted share=4",
            "length=8",
            "before=accusation, rule=denial",
        ],
        9,
    ) == [
        "“deny”",
        "“of fraud” in a quotation",
        "a charge is named here or shortly before",
        "all or nearly all quoted",
        "accusation in the sentence before",
    ]


def test_evidence_is_cut_at_what_is_stored() -> None:
    line = plain.joined(["x" * 200, "", "y" * 200])

    assert len(line) == plain.MOST_CHARACTERS
    assert line.endswith("…")


def _headed(number: int, kind: str, label: str, *, story: str = "") -> GoldDocument:
    """A headline of words that tell nothing, and what it was labelled."""
    headline = Sentence(text=f"Pier opens {number}", paragraph=0, role="headline")
    return GoldDocument(
        name=f"{kind} {number}",
        story=story or f"{kind} {number}",
        kind=kind,
        article=Article(title=headline.text, outlet="", sentences=(headline,)),
        marks=((GoldMark(label=label, spans={}),),),
    )


def test_headlines_of_news_are_not_learned_from_invented_ones() -> None:
    documents = [
        made
        for number in range(6)
        for made in (
            _headed(number, NEWS, "fact"),
            _headed(number, INVENTED_NEWS, "accusation"),
        )
    ]
    given = training.samples(documents)

    model = training.fit_sentences(given)

    raw = dict(zip(LABELS, model.raw(given[0].names), strict=True))
    assert raw["fact"] > raw["accusation"]


def test_what_was_invented_after_an_article_is_held_back_with_it() -> None:
    article = _headed(1, NEWS, "fact")
    after = _headed(1, INVENTED_AFTER, "fact", story=article.story)
    own = _headed(1, INVENTED_NEWS, "fact", story=article.story)
    folds = range(crossing.FOLDS)
    held = crossing.fold(article)

    assert [n for n in folds if not crossing.teaches(article, n)] == [held]
    assert [n for n in folds if not crossing.teaches(after, n)] == [held]
    assert all(crossing.teaches(own, n) for n in folds)


def test_no_figure_of_cross_validation_is_surer_than_its_documents():
    document = _document()
    said = tuple(
        tuple(Candidate(label=mark.label, score=0.9, spans=(), evidence="") for mark in marks or ())
        for marks in document.marks
    )
    counts = crossing.by_document([(document, said)] * 4)
    ranges = crossing.intervals(counts)
    assert ranges["accuracy"] == (pytest.approx(0.025 ** (1 / 4)), 1.0)
