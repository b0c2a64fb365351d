"""Kind "http": what is asked, and what of the answers is believed."""

from dataclasses import replace

import pytest

from annotator.pretag.remote.failures import ServiceFailed
from annotator.pretag.remote.values import Label, Reject
from annotator.pretag.values import Candidate, Span
from tests.pretag.remote.service import ARTICLE, FACT, answers, at_once, facts, mark, says

NOTHING = Candidate(label="fact", score=0.9, spans=(), evidence="")
REST = [says(FACT, number=2), says(FACT, number=3)]
FIRST, SECOND, _ = (sentence.text for sentence in ARTICLE.sentences)


def first(service, *marks):
    """The first sentence's candidates when the service says this of it, and the reasons told."""
    service.will(answers({"sentences": [says(*marks), *REST]}))
    found = service.tagger().tag_counted([ARTICLE], turn=at_once)
    assert found.candidates[0][1:] == ((NOTHING,), (NOTHING,))
    assert {one.sentence for one in found.rejects} <= {0}
    return found.candidates[0][0], [one.reason for one in found.rejects]


def test_an_article_is_asked_about_in_the_words_of_the_contract(service):
    service.tagger().tag(ARTICLE)
    assert service.asked == [
        {
            "version": 1,
            "title": "Ferry firm denies overloading",
            "outlet": "The Sound",
            "language": "en",
            "sentences": [
                {"id": 1, "text": FIRST, "role": "body", "paragraph": 0},
                {"id": 2, "text": SECOND, "role": "body", "paragraph": 0},
                {
                    "id": 3,
                    "text": "The ferries cross the sound nine times a day.",
                    "role": "body",
                    "paragraph": 1,
                },
            ],
            "wanted": [1, 2, 3],
            "labels": [
                {
                    "code": "denial",
                    "name": "denial",
                    "definition": "a source rejects a claim or charge",
                },
                {
                    "code": "accusation",
                    "name": "accusation",
                    "definition": "somebody charges a target with wrongdoing",
                },
                {
                    "code": "attribution",
                    "name": "attribution",
                    "definition": "a source says, writes or thinks it",
                },
                {
                    "code": "fact",
                    "name": "fact",
                    "definition": "the outlet says it in its own voice",
                },
            ],
        }
    ]


def test_without_an_outlet_none_is_sent(service):
    service.tagger().tag(replace(ARTICLE, outlet=""))
    assert "outlet" not in service.asked[0]


def test_an_article_is_asked_about_in_batches_with_context(service):
    long = replace(ARTICLE, sentences=ARTICLE.sentences * 3)
    found = service.tagger(batch=4, context=1).tag(long)
    assert [one["wanted"] for one in service.asked] == [[1, 2, 3, 4], [5, 6, 7, 8], [9]]
    assert [[s["id"] for s in one["sentences"]] for one in service.asked] == [
        [1, 2, 3, 4, 5],
        [4, 5, 6, 7, 8, 9],
        [8, 9],
    ]
    assert found == ((NOTHING,),) * 9


def test_an_answer_becomes_candidates_in_the_order_of_precedence(service):
    spans = [
        {"role": "cue", "start": 46, "end": 50, "text": "said"},
        {"role": "source", "start": 27, "end": 45},
    ]
    assert SECOND[46:50] == "said"  # behind an emoji, in code points
    service.will(
        answers(
            {
                "sentences": [
                    says(FACT),
                    says(
                        mark("attribution", 1, spans=spans, evidence=" it  says\nso "),
                        mark("denial", 0.001),
                        number=2,
                    ),
                    says(FACT, number=3),
                ]
            }
        )
    )
    found = service.tagger().tag_counted([ARTICLE], turn=at_once)
    assert found.rejects == ()
    assert found.candidates[0][1] == (
        Candidate(label="denial", score=0.01, spans=(), evidence=""),
        Candidate(
            label="attribution",
            score=0.99,
            spans=(
                Span(role="source", start=27, end=45, text="director Ana Prell"),
                Span(role="cue", start=46, end=50, text="said"),
            ),
            evidence="it says so",
        ),
    )


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ([mark("gossip")], "there is no label “gossip”; there is: denial, accusation, attribution, fact"),
        ([mark(["fact"])], "there is no label a list of 1; there is: denial, accusation, attribution, fact"),
        ([mark(score=float("nan"))], "fact: the score is nan, not a number above 0 and up to 1"),
        ([mark(score=float("inf"))], "fact: the score is inf, not a number above 0 and up to 1"),
        ([mark(score=0)], "fact: the score is 0, not a number above 0 and up to 1"),
        ([mark(score=1.01)], "fact: the score is 1.01, not a number above 0 and up to 1"),
        ([mark(score="0.5")], "fact: the score is “0.5”, not a number above 0 and up to 1"),
        ([mark(score=True)], "fact: the score is true, not a number above 0 and up to 1"),
        ([{"label": "fact"}], "fact: the score is null, not a number above 0 and up to 1"),
        ([mark(), mark("gossip")], "there is no label “gossip”; there is: denial, accusation, attribution, fact"),
        ([mark(spans={})], "fact: “spans” is an object, not a list"),
        ([mark(spans=[1] * 13)], "fact: 13 spans; there may be 12"),
        ([mark(evidence=7)], "fact: “evidence” is 7, not a text"),
        (["fact"], "a mark is “fact”, not an object"),
        ([], "0 marks; there must be 1 to 12"),
        ([FACT] * 13, "13 marks; there must be 1 to 12"),
    ],
)  # fmt: skip
def test_a_sentence_whose_answer_breaks_the_contract_has_no_candidate(service, marks, reason):
    assert first(service, *marks) == ((), [reason])


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        (
            {"role": "cue", "start": 9, "end": 15, "text": "refused"},
            "denial, cue left out: 9 to 15 reads “denied”, not “refused”",
        ),
        (
            {"role": "cue", "start": 9, "end": 150},
            "denial, cue left out: 9 to 150 is no place in a sentence of 27 characters",
        ),
        (
            {"role": "cue", "start": -18, "end": -12},
            "denial, cue left out: -18 to -12 is no place in a sentence of 27 characters",
        ),
        (
            {"role": "cue", "start": 15, "end": 9},
            "denial, cue left out: 15 to 9 is no place in a sentence of 27 characters",
        ),
        (
            {"role": "cue", "start": 9.0, "end": 15},
            "denial, cue left out: 9.0 to 15 is no place in a sentence of 27 characters",
        ),
        (
            {"role": "cue", "start": True, "end": 15},
            "denial, cue left out: true to 15 is no place in a sentence of 27 characters",
        ),
        ({"role": "cue", "text": "denied"}, "denial, cue left out: null to null is no place in a "
         "sentence of 27 characters"),
        ({"role": "cue", "start": 8, "end": 9}, "denial, cue left out: 8 to 9 is blank"),
        ({"role": "villain", "start": 0, "end": 8}, "denial: a span without its role: “villain” is none"),
        ("denied", "denial: a span without its role: “denied” is none"),
        (
            {"role": "source", "start": 0, "end": 3},
            "denial, source left out: another one begins there",
        ),
    ],
)  # fmt: skip
def test_a_span_that_does_not_quote_its_sentence_is_left_out_and_its_mark_stays(
    service, span, reason
):
    good = {"role": "source", "start": 0, "end": 8, "text": "The firm"}
    candidate = Candidate(
        label="denial",
        score=0.9,
        spans=(Span(role="source", start=0, end=8, text="The firm"),),
        evidence="",
    )
    assert first(service, mark("denial", spans=[good, span])) == ((candidate,), [reason])


def test_the_same_mark_twice_is_one(service):
    twice = [mark("denial", 0.8), mark("denial", 0.7)]
    candidate = Candidate(label="denial", score=0.8, spans=(), evidence="")
    reason = "denial: the same mark twice; the first one stays"
    assert first(service, *twice) == ((candidate,), [reason])


def test_a_sentence_left_out_or_answered_twice_has_no_candidate(service):
    service.will(answers({"sentences": [says(FACT), says(FACT), says(FACT, number=3)]}))
    found = service.tagger().tag_counted([ARTICLE], turn=at_once)
    assert found.candidates == (((), (), (NOTHING,)),)
    assert found.rejects == (
        Reject(article=0, sentence=0, reason="the answer has the sentence 2 times"),
        Reject(article=0, sentence=1, reason="the answer leaves the sentence out"),
    )


def test_what_was_not_asked_for_is_told_once(service):
    strays = [says(FACT, number=0), says(FACT, number=99), {"id": "1"}, {"id": True}, None, 5]
    service.will(answers(lambda asked: {"sentences": facts(asked)["sentences"] + strays}))
    found = service.tagger().tag_counted([ARTICLE, ARTICLE], turn=at_once)
    assert found.candidates == (((NOTHING,),) * 3,) * 2
    reason = "6 of the items in the answer have an id that was not asked for; the first has 0"
    assert found.rejects == (
        Reject(article=0, sentence=None, reason=reason),
        Reject(article=1, sentence=None, reason=reason),
    )


def test_evidence_can_be_stored_whatever_it_is(service):
    evidence = "a\x00b \ud83d " + "long " * 100
    (candidate,), _ = first(service, mark(evidence=evidence))
    assert candidate.evidence.startswith("a�b � long long")
    assert len(candidate.evidence) == 300


def test_labels_of_a_campaign_are_sent_and_understood(service):
    labels = [Label(code="rumour", name="Rumour", definition="nobody knows who says it")]
    service.will(answers({"sentences": [says(mark("rumour"), number=n) for n in (1, 2, 3)]}))
    found = service.tagger().tag_counted([ARTICLE], turn=at_once, labels=labels)
    assert [one.label for (one,) in found.candidates[0]] == ["rumour"] * 3
    assert service.asked[0]["labels"] == [
        {"code": "rumour", "name": "Rumour", "definition": "nobody knows who says it"}
    ]


@pytest.mark.parametrize(
    ("languages", "language", "is_asked"),
    [
        (("en",), "", True),
        (("en",), "en-GB", True),
        (("en",), "de", False),
        (("de", "fr"), "fr", True),
        (("de", "fr"), "", False),
        (None, "cy", True),
    ],
)
def test_only_articles_in_languages_it_knows_are_sent(service, languages, language, is_asked):
    tagger = service.tagger(languages=languages)
    found = tagger.tag(replace(ARTICLE, language=language))
    assert (len(service.asked) == 1, found) == (
        is_asked,
        ((NOTHING,),) * 3 if is_asked else ((), (), ()),
    )


def test_an_article_without_sentences_is_not_sent(service):
    assert service.tagger().tag(replace(ARTICLE, sentences=())) == ()
    assert service.asked == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ([], "the answer is a list of 0, not an object"),
        ({}, "the answer has no list “sentences”"),
        ({"sentences": {}}, "the answer has no list “sentences”"),
        ({"sentences": []}, "the answer has none of the sentences that were asked for"),
        (
            {"sentences": [{"id": "1"}]},
            "the answer has none of the sentences that were asked for",
        ),
    ],
)
def test_an_answer_that_means_nothing_is_asked_for_again_and_then_fails(service, answer, reason):
    service.will(answers(answer))
    with pytest.raises(ServiceFailed) as failure:
        service.tagger().tag(ARTICLE)
    assert str(failure.value) == (
        f"The tagger “oracle” was asked 3 times: {reason}. Spent on this try: 3 requests, 0 tokens."
    )
    assert len(service.asked) == 3


def test_the_next_answer_may_be_better(service):
    service.will(answers({}), answers())
    assert service.tagger().tag(ARTICLE) == ((NOTHING,),) * 3


def test_of_a_sentence_with_much_wrong_the_first_five_things_are_told(service):
    spans = [{"role": "cue", "start": number, "end": 99} for number in range(7)]
    _, (reason,) = first(service, mark("denial", spans=spans))
    assert reason.count("denial, cue left out") == 5
    assert reason.endswith("; and 2 more")
