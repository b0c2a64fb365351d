from annotator import tasks
from annotator.gold import actions, queries
from annotator.models import GoldLabel
from tests.world import NOON, add_many, answer, answer_all, says


def settled(document) -> dict[int, list[str]]:
    return {
        gold.sentence.index: gold.labels
        for gold in GoldLabel.objects.filter(sentence__document=document).select_related("sentence")
    }


def test_sentences_answered_alike_by_all_get_gold_and_the_rest_stays_open(
    annotator, second, document, campaign
):
    answer_all(annotator, document, "DCDAF")
    answer_all(second, document, "DADAF")
    assert actions.settle(document_id=document.pk, at=NOON) == 4
    assert settled(document) == {0: ["denial"], 2: ["denial"], 3: ["attribution"], 4: ["fact"]}
    assert set(GoldLabel.objects.values_list("method", "answers", "settled_by")) == {
        ("unanimous", 2, None)
    }
    counts = queries.counts(campaign)
    assert (counts["sentences"], counts["settled"], counts["open"]) == (5, 4, 1)


def test_one_answer_of_two_settles_nothing(annotator, document):
    answer_all(annotator, document, "DCDAF")
    assert actions.settle(document_id=document.pk, at=NOON) == 0


def test_settling_again_changes_nothing(annotator, second, document):
    answer_all(annotator, document, "DCDAF")
    answer_all(second, document, "DCDAF")
    actions.settle(document_id=document.pk, at=NOON)
    before = list(GoldLabel.objects.values())
    actions.settle(document_id=document.pk, at=NOON.replace(year=2030))
    assert list(GoldLabel.objects.values()) == before


def test_gold_is_withdrawn_when_an_annotator_changes_their_mind(annotator, second, document):
    answer_all(annotator, document, "DCDAF")
    answer_all(second, document, "DCDAF")
    actions.settle(document_id=document.pk, at=NOON)
    tasks.reopen(membership=annotator, document_id=document.pk)
    answer(annotator, document, 0, says("fact"), revision=1)
    actions.settle(document_id=document.pk, at=NOON)
    assert sorted(settled(document)) == [1, 2, 3, 4]


def test_what_a_person_adjudicated_is_left_alone(annotator, second, curator, document):
    answer_all(annotator, document, "DCDAF")
    answer_all(second, document, "DCDAF")
    GoldLabel.objects.create(
        sentence=document.sentences.get(index=0),
        labels=["fact"],
        is_article_text=True,
        method="adjudicated",
        answers=2,
        settled_by=curator.person,
        settled_at=NOON,
    )
    actions.settle(document_id=document.pk, at=NOON)
    assert settled(document)[0] == ["fact"]


def test_an_answer_makes_settling_due_until_it_is_done(annotator, second, document):
    assert queries.unsettled() == []
    answer_all(annotator, document, "DCDAF")
    assert queries.unsettled() == [document.pk]
    tasks.settle(document.pk)
    assert queries.unsettled() == []
    answer_all(second, document, "DCDAF")
    assert queries.is_due(document.pk)


def test_a_sweep_settles_what_was_announced_to_nobody(annotator, second, document):
    answer_all(annotator, document, "DCDAF")
    answer_all(second, document, "DCDAF")
    tasks.sweep()
    assert len(settled(document)) == 5


def test_ballots_take_as_many_queries_for_three_documents_as_for_one(
    campaign, annotator, second, django_assert_num_queries
):
    for document in add_many(campaign, 3):
        answer_all(annotator, document, "DCDAF")
        answer_all(second, document, "DCDAF")
        with django_assert_num_queries(3):
            queries.ballots(document)
