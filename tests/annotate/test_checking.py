from dataclasses import replace

import pytest

from annotator.annotate.checking import check, check_help, check_policy, marks_of
from annotator.annotate.refusals import InvalidAnswer, NotSuggested
from annotator.annotate.values import OPEN, Answer, Mark, Span

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
        (Answer(status="open"), "needs a note or a flag"),
        (Answer(status="open", note="x", marks=(Mark(label="fact"),)), "has no labels"),
        (Answer(status="answered", marks=(Mark(label="fact"),), reason="cut"), "has a reason"),
        (Answer(status="skipped", reason="boring"), "is not a reason"),
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


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status="open", note="Who is “it”?"),
        Answer(status="open", is_flagged=True),
        Answer(status="skipped", reason="cut"),
        Answer(status="skipped"),
    ],
)
def test_a_note_or_flag_may_stand_on_an_open_sentence_and_a_skipped_one_have_a_reason(answer):
    check(answer, sentence=SENTENCE, labels=LABELS)


def test_a_note_may_be_taken_off_but_a_sentence_is_opened_again_by_undo_alone():
    check(OPEN, sentence=SENTENCE, labels=LABELS, present=Answer(status="open", note="x"))
    for present in (OPEN, marked(), Answer(status="skipped", note="x")):
        with pytest.raises(InvalidAnswer):
            check(OPEN, sentence=SENTENCE, labels=LABELS, present=present)


def test_the_same_mark_is_the_same_whoever_made_its_spans():
    by_machine = replace(CUE, is_machine_made=True)
    twice = Answer(
        status="answered",
        marks=(Mark(label="denial", spans=(CUE,)), Mark(label="denial", spans=(by_machine,))),
    )
    with pytest.raises(InvalidAnswer, match="given twice"):
        check(twice, sentence=SENTENCE, labels=LABELS)


CUE = Span(role="cue", start=11, end=17, text="denied")
SOURCE = Span(role="source", start=2, end=10, text="The firm")


@pytest.mark.parametrize(
    ("policy", "label", "is_fine"),
    [
        ("all", "fact", True),
        ("claims", "denial", True),
        ("claims", "accusation", True),
        ("claims", "fact", False),
        ("none", "denial", False),
    ],
)
def test_spans_are_taken_where_the_campaign_asks_for_them(policy, label, is_fine):
    check_policy(marked(label=label), policy=policy)
    if is_fine:
        check_policy(marked(CUE, label=label), policy=policy)
    else:
        with pytest.raises(InvalidAnswer, match="asks for no spans"):
            check_policy(marked(CUE, label=label), policy=policy)


def test_spans_that_stood_before_the_campaign_changed_its_mind_may_stay():
    check_policy(marked(CUE), policy="none", present=marked(CUE))
    with pytest.raises(InvalidAnswer):
        check_policy(marked(CUE, SOURCE), policy="none", present=marked(CUE))


def suggested(*spans: Span, label: str = "denial") -> dict:
    return {
        "label": label,
        "score": 0.9,
        "tagger": "rules 1",
        "evidence": "",
        "spans": [
            {"role": span.role, "start": span.start, "end": span.end, "text": span.text}
            for span in spans
        ],
    }


def helped(answer, suggestion, *, is_taken_over=False, policy="all", present=OPEN):
    check_help(
        answer,
        suggestion=suggestion,
        is_taken_over=is_taken_over,
        policy=policy,
        present=present,
    )


MACHINE_MADE = replace(CUE, is_machine_made=True)


def test_a_machine_made_span_is_one_of_the_suggestion_that_was_shown():
    helped(marked(MACHINE_MADE), [suggested(SOURCE, CUE)])
    for suggestion in (None, [], [suggested(SOURCE)], [suggested(CUE, label="fact")]):
        with pytest.raises(NotSuggested):
            helped(marked(MACHINE_MADE), suggestion)


def test_a_span_of_a_label_that_takes_none_is_not_prefilled():
    with pytest.raises(NotSuggested):
        helped(marked(MACHINE_MADE, label="fact"), [suggested(CUE, label="fact")], policy="claims")


def test_a_span_stays_machine_made_when_the_tagger_has_changed_its_mind():
    helped(marked(MACHINE_MADE), [suggested(SOURCE)], present=marked(MACHINE_MADE))
    with pytest.raises(NotSuggested):
        helped(marked(MACHINE_MADE), [suggested(SOURCE)], present=marked(CUE))


def test_a_suggestion_is_taken_over_as_it_is_or_not_at_all():
    both = [suggested(SOURCE, CUE), suggested(label="fact")]
    whole = Answer(
        status="answered",
        marks=(Mark(label="fact"), Mark(label="denial", spans=(CUE, SOURCE))),
    )
    helped(whole, both, is_taken_over=True)
    for other, suggestion in [
        (marked(SOURCE, CUE), both),
        (marked(SOURCE), [suggested(SOURCE, CUE)]),
        (marked(SOURCE, MACHINE_MADE), [suggested(SOURCE, CUE)]),
        (marked(), None),
        (Answer(status="skipped"), []),
    ]:
        with pytest.raises(NotSuggested):
            helped(other, suggestion, is_taken_over=True)


def test_what_is_taken_over_has_spans_only_where_the_campaign_asks_for_them():
    twice = [suggested(SOURCE), suggested(CUE)]
    assert marks_of(twice, policy="none") == (Mark(label="denial"),)
    helped(marked(), twice, is_taken_over=True, policy="none")
    assert marks_of(twice, policy="claims") == (
        Mark(label="denial", spans=(SOURCE,)),
        Mark(label="denial", spans=(CUE,)),
    )
