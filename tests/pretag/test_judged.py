"""Gold beside what taggers said, as it is read from the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator.models import (
    Candidate,
    Document,
    GoldLabel,
    LearnedModel,
    Sentence,
    Story,
    Tagger,
)
from annotator.pretag import queries
from annotator.pretag.judging import effect, overall
from annotator.pretag.remote.settings import RemoteSettings
from tests.pretag.judged import clear, row_of, settle, suggest
from tests.world import NOON, add_many


def rows(campaign, *names):
    return queries.rows_of([one for one in queries.comparable(campaign) if one.name in names])


def gold_of(judged) -> dict[int, list[bool]]:
    return dict(zip(judged.sentences.tolist(), judged.gold.tolist(), strict=True))


def index_of(document) -> dict[int, int]:
    return dict(document.sentences.values_list("pk", "index"))


def test_gold_sentences_stand_beside_what_was_said_of_them(campaign, document):
    settle(document, "D A+D C . -")
    suggest(document, "D.9 A.8+D.3 F.7 F.6 F.5")
    sample = queries.against_gold(campaign, rows(campaign, "rules"))
    judged = sample.by["rules"]
    assert (sample.sentences, sample.not_article) == (3, 1)
    assert judged.gold.tolist() == [
        [True, False, False, False],
        [True, False, True, False],
        [False, True, False, False],
    ]
    assert judged.scores.tolist() == [[0.9, 0, 0, 0], [0.3, 0, 0.8, 0], [0, 0, 0, 0.7]]
    assert judged.sentences.tolist() == [
        pk for pk, index in sorted(index_of(document).items()) if index < 3
    ]
    assert overall(judged).accuracy.value == pytest.approx(2 / 3)


def test_the_best_of_several_scores_for_a_label_counts(campaign, document):
    settle(document, "D")
    suggest(document, "D.4+D.6+D.5")
    judged = queries.against_gold(campaign, rows(campaign, "rules")).by["rules"]
    assert judged.scores.tolist() == [[0.6, 0, 0, 0]]


def test_only_the_tagger_as_it_is_now_counts(campaign, document):
    settle(document, "D A")
    suggest(document, "F.9 F.9", version="0")
    sample = queries.against_gold(campaign, rows(campaign, "rules"))
    assert sample.by["rules"].is_tagged.tolist() == [False, False]
    suggest(document, "D.7 -")
    sample = queries.against_gold(campaign, rows(campaign, "rules"))
    assert sample.by["rules"].is_tagged.tolist() == [True, False]
    assert effect(sample.by["rules"].tagged()).precision.value == 1.0


def test_another_campaigns_gold_and_suggestions_stay_there(campaign, document, foreign_document):
    settle(foreign_document, "F F")
    suggest(foreign_document, "F.9 F.9")
    suggest(foreign_document, "F.9 F.9", by="imported")
    assert queries.against_gold(campaign, rows(campaign, "rules")).sentences == 0
    assert "imported" not in [one.name for one in queries.comparable(campaign)]
    assert queries.comparable(foreign_document.campaign)[-1].name == "imported"


def test_the_sentences_of_a_story_belong_together(campaign):
    one, other, third = add_many(campaign, 3)
    Document.objects.update(story=None)
    story = campaign.stories.create()
    Document.objects.filter(pk__in=[one.pk, other.pk]).update(story=story)
    for document in (one, other, third):
        settle(document, "D")
    judged = queries.against_gold(campaign, rows(campaign, "rules")).by["rules"]
    first, second, alone = judged.stories.tolist()
    assert first == second != alone


def test_of_very_much_gold_the_latest_is_looked_at(campaign, document, monkeypatch):
    monkeypatch.setattr("annotator.pretag.queries.judged.MOST_SENTENCES", 2)
    settle(document, "D A F")
    suggest(document, "D.9 A.8 F.7")
    sample = queries.against_gold(campaign, rows(campaign, "rules"))
    assert (sample.sentences, sample.is_cut) == (2, True)
    assert sample.by["rules"].scores.tolist() == [[0, 0, 0.8, 0], [0, 0, 0, 0.7]]


def test_the_latest_documents_are_looked_at_whether_they_have_gold_or_not(campaign, document):
    settle(document, "D")
    suggest(document, "D.9 A.8")
    sample = queries.lately(campaign, rows(campaign, "rules"))
    assert sample.sentences == 5
    assert sample.by["rules"].gold.any() == False  # noqa: E712 a numpy truth
    assert sample.by["rules"].is_tagged.tolist() == [True, True, False, False, False]


def test_sentences_are_told_in_the_order_asked_with_what_each_tagger_said(campaign, document):
    settle(document, "D - .")
    suggest(document, "D.9+A.2 F.8 -")
    suggest(document, "A.7 - -", by="imported")
    pks = list(document.sentences.order_by("index").values_list("pk", flat=True))
    both = rows(campaign, "rules", "imported")
    found = queries.told([pks[1], pks[0], pks[2]], [both["rules"], both["imported"]])
    assert [one.sentence.pk for one in found] == [pks[1], pks[0], pks[2]]
    assert [one.gold for one in found] == [None, ["denial"], []]
    said = [[[str(c.label.code) for c in some] for some in one.said] for one in found]
    assert said == [[["fact"], []], [["denial", "attribution"], ["attribution"]], [[], []]]
    assert found[1].said[0][0].evidence == "rules saw denial"


def test_a_tagger_has_been_over_the_documents_with_a_candidate_of_its_own(campaign):
    documents = add_many(campaign, 4)
    one, other, foreign, third = documents
    Document.objects.filter(pk=foreign.pk).update(language="de")
    suggest(one, "D.9")
    suggest(other, "- F.9", version="0")
    found = queries.covered(campaign, rows(campaign, "rules", "trained"))
    rules, trained = found["rules"], found["trained"]
    assert (rules.documents, rules.total, rules.missing) == (1, 4, 2)
    assert (rules.withheld, rules.before) == (1, 1)
    assert (trained.documents, trained.missing, trained.before) == (0, 3, 0)
    assert third.pk not in Candidate.objects.values_list("sentence__document", flat=True)


def test_a_service_is_asked_about_the_languages_that_it_knows(campaign, settings):
    settings.REMOTE_TAGGERS = (
        RemoteSettings(name="far", kind="http", url="http://far/", languages=("de",)),
    )
    one, *_ = add_many(campaign, 3)
    Document.objects.filter(pk=one.pk).update(language="de")
    far = queries.covered(campaign, rows(campaign, "far"))["far"]
    assert (far.missing, far.withheld) == (1, 2)


def test_each_version_that_has_been_over_something_is_told(campaign):
    one, other = add_many(campaign, 2)
    suggest(one, "D.9")
    suggest(one, "D.9", version="0")
    suggest(other, "D.9", version="0")
    row_of("rules", version="00")
    found = queries.versions(campaign, "rules")
    assert [(row.version, documents) for row, documents in found] == [
        ("0", 2),
        (row_of("rules").version, 1),
    ]


def test_a_model_of_its_own_is_known_by_its_name_alone(campaign, document):
    job = campaign.jobs.get()
    model = LearnedModel.objects.create(
        campaign=campaign, job=job, version="1",
        settings_hash="x", files=b"", card="", report={},
        taught_by=[document.pk], sentences=1, made_at=NOON,
    )  # fmt: skip
    found = queries.rows_of(queries.comparable(campaign))
    assert found[model.name] == queries.Rows(taught_by=(document.pk,))


def test_what_a_model_learned_from_says_nothing_of_it_nor_does_a_copy(campaign, document):
    copy, other = add_many(campaign, 2)
    Document.objects.filter(pk__in=[document.pk, copy.pk]).update(
        story=Story.objects.create(campaign=campaign)
    )
    Document.objects.filter(pk=other.pk).update(story=None)
    model = LearnedModel.objects.create(
        campaign=campaign, job=campaign.jobs.first(), version="1",
        settings_hash="x", files=b"", card="", report={},
        taught_by=[document.pk], sentences=1, made_at=NOON,
    )  # fmt: skip
    Tagger.objects.create(name=model.name, version="1", settings_hash="x")
    clear([document, copy, other])
    labels = {label.code: label for label in campaign.scheme.labels.all()}
    for one in (document, copy, other):
        settle(one, "D A")
        suggest(one, "F.9 F.9", by="rules")
        for sentence in one.sentences.filter(index__lt=2):
            Candidate.objects.create(
                sentence=sentence,
                tagger=Tagger.objects.get(name=model.name),
                rank=0,
                label=labels["fact"],
                score=0.5,
            )
    sample = queries.against_gold(campaign, rows(campaign, model.name, "rules"))
    assert sample.taught == {model.name: 4, "rules": 0}
    assert sample.by[model.name].is_tagged.sum() == 2
    assert sample.by["rules"].is_tagged.sum() == 6


def test_as_many_queries_whatever_there_is_to_read(campaign):
    counts = []
    for many in (1, 3):
        documents = add_many(campaign, many)
        clear(documents)
        for document in documents:
            GoldLabel.objects.filter(sentence__document=document).delete()
            settle(document, "D A F F F")
            suggest(document, "D.9 F.8 F.7 F.6 F.5")
        known = queries.rows_of(queries.comparable(campaign))
        with CaptureQueriesContext(connection) as asked:
            queries.against_gold(campaign, known)
            queries.lately(campaign, known)
            queries.covered(campaign, known)
            queries.told(list(Sentence.objects.values_list("pk", flat=True)), list(known.values()))
        counts.append(len(asked))
    assert counts[0] == counts[1]
