import pytest

from annotator.annotate.checking import check
from annotator.annotate.refusals import InvalidAnswer
from annotator.annotate.values import Answer, Mark, Span

SENTENCE = "🙂 The firm denied it."
LABELS = {"denial", "fact"}


def marked(*spans: Span, label: str = "denial") -> Answer:
    return Answer(status="answered", marks=(Mark(label=label, spans=spans),))


def test_spans_are_counted_in_code_points_so_that_an_emoji_is_one():
    check(
        marked(
            Span(role="source", start=2, end=10, text="The firm"),
            Span(role="cue", start=11, end=17, text="denied"),
        ),
        sentence=SENTENCE,
        labels=LABELS,
    )


def test_the_same_label_may_be_given_twice_with_other_spans():
    cue = Span(role="cue", start=11, end=17, text="denied")
    answer = Answer(
        status="answered", marks=(Mark(label="denial", spans=(cue,)), Mark(label="denial"))
    )
    check(answer, sentence=SENTENCE, labels=LABELS)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(status="answered"), "at least one label"),
        (Answer(status="open"), "is not an answer"),
        (Answer(status="maybe"), "is not an answer"),
        (Answer(status="skipped", marks=(Mark(label="fact"),)), "has no labels"),
        (marked(label="rumour"), "There is no label “rumour”"),
        (Answer(status="skipped", note="x" * 2001), "2,000 characters"),
        (marked(Span(role="cue", start=11, end=17, text="denies")), "reads “denied” there"),
        (marked(Span(role="cue", start=12, end=18, text="denied")), "not “denied”"),
        (marked(Span(role="verb", start=11, end=17, text="denied")), "no such role"),
        (marked(Span(role="cue", start=5, end=5, text="")), "has 21 characters"),
        (marked(Span(role="cue", start=-3, end=2, text="x")), "has 21 characters"),
        (marked(Span(role="cue", start=11, end=99, text="x")), "has 21 characters"),
        (
            marked(
                Span(role="cue", start=2, end=5, text="The"),
                Span(role="cue", start=2, end=10, text="The firm"),
            ),
            "given twice",
        ),
        (Answer(status="answered", marks=(Mark(label="fact"), Mark(label="fact"))), "given twice"),
    ],
)
def test_what_a_sentence_cannot_have_is_refused_with_the_reason(answer, told):
    with pytest.raises(InvalidAnswer, match=told):
        check(answer, sentence=SENTENCE, labels=LABELS)
