"""A campaign learns a tagger of its own from its gold."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from annotator import tasks
from annotator.jobs import actions as jobs
from annotator.models import (
    Candidate,
    Document,
    GoldLabel,
    Job,
    LearnedModel,
    Sentence,
    Story,
)
from annotator.pretag import actions, queries
from annotator.pretag.learned.gold import LABELS
from annotator.pretag.refusals import TooLittleGold
from annotator.pretag.tagger import UnknownTagger
from tests.pretag import passages
from tests.world import NOON, add


def with_gold(campaign, count: int, *, language: str = "en") -> list[Document]:
    """So many articles of six sentences, all of them settled."""
    documents = []
    for number, given in enumerate(passages.documents(count)):
        digest = hashlib.sha256(f"{language} {number}".encode()).hexdigest()
        document = Document.objects.create(
            campaign=campaign,
            text=given["text"],
            sha256=digest,
            original_sha256=digest,
            language=language,
            added_at=NOON,
        )
        for index, one in enumerate(given["sentences"]):
            sentence = Sentence.objects.create(
                document=document,
                index=index,
                start=one["start"],
                end=one["end"],
                paragraph=0,
                role="body",
            )
            GoldLabel.objects.create(
                sentence=sentence,
                labels=[one["marks"][0]["label"]],
                is_article_text=True,
                method="unanimous",
                answers=2,
                settled_at=NOON,
            )
        documents.append(document)
    return documents


def learned(campaign, by=None) -> LearnedModel:
    job = tasks.learn(campaign=campaign, by=by)
    list(tasks.work_off(job.pk))
    return LearnedModel.objects.get(job=job)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    queries.taggers._learned.cache_clear()  # numbers begin anew with each test
    # The thread that renews a lease has a connection of its own, and this test's transaction is open.
    settings.JOB_LEASE_SECONDS = 600


def test_too_little_gold_is_refused_with_what_there_is(campaign):
    with_gold(campaign, 9)
    with pytest.raises(TooLittleGold, match="so far there are 54 in 9"):
        tasks.learn(campaign=campaign, by=None)
    assert Job.objects.count() == 0


def test_copies_of_one_article_count_once(campaign):
    story = Story.objects.create(campaign=campaign)
    documents = with_gold(campaign, 20)
    assert queries.learnable(campaign).is_enough
    Document.objects.filter(pk__in=[one.pk for one in documents[:15]]).update(story=story)
    found = queries.learnable(campaign)
    assert (found.documents, found.stories, found.sentences) == (20, 6, 120)
    assert not found.is_enough


def test_gold_of_one_label_only_has_nothing_to_tell_apart(campaign):
    with_gold(campaign, 20)
    GoldLabel.objects.update(labels=["fact"])
    with pytest.raises(TooLittleGold, match="same label"):
        tasks.learn(campaign=campaign, by=None)


def test_what_no_tagger_reads_is_not_learned_from(campaign):
    with_gold(campaign, 4)
    with_gold(campaign, 3, language="de")
    GoldLabel.objects.filter(sentence__index=0).update(is_article_text=False, labels=[])
    assert queries.learnable(campaign).sentences == 4 * 5
    marks = [marks for one in queries.gold_documents(campaign) for marks in one.marks]
    assert (len(marks), marks.count(None)) == (4 * 6, 4)


def test_of_much_gold_the_articles_settled_last_are_taken(campaign):
    documents = with_gold(campaign, 4)
    GoldLabel.objects.filter(sentence__document=documents[1]).update(
        settled_at=NOON + timedelta(days=1)
    )
    found = queries.gold_documents(campaign, most=12)
    assert {one.name for one in found} == {str(documents[1].pk), str(documents[3].pk)}


def test_learning_makes_a_tagger_with_old_and_new_figures_on_held_out_articles(campaign, curator):
    with_gold(campaign, 20)
    model = learned(campaign, by=curator.person)
    report = model.report
    assert (model.documents, model.sentences, model.asked_by) == (20, 120, curator.person)
    assert report["labels"] == {"denial": 20, "accusation": 20, "attribution": 40, "fact": 40}
    assert report["old"]["name"] == "trained"
    for name, (gap, low, high) in report["differences"].items():
        assert gap == pytest.approx(report["new"]["figures"][name] - report["old"]["figures"][name])
        assert low <= high
    assert model.settings_hash in model.card
    assert "F1 accusation" in model.card


def test_the_command_learns_here_and_now_and_tells_old_beside_new(campaign, capsys):
    with pytest.raises(CommandError, match="so far there are 0 in 0"):
        call_command("train_tagger", "--campaign", campaign.slug)
    with_gold(campaign, 20)
    call_command("train_tagger", "--campaign", campaign.slug)
    told = capsys.readouterr().out
    model = LearnedModel.objects.get()
    assert f"{model.name}, from 120 gold sentences in 20 articles" in told
    assert "macro F1: " in told
    call_command("pretag", "--campaign", campaign.slug, "--tagger", model.name, "--wait")
    assert Candidate.objects.filter(rank=0, tagger__name=model.name).count() == 120


@pytest.mark.parametrize(
    "given", [[], ["--campaign", "ferries", "some.jsonl"], ["some.jsonl"], ["--out", "x"]]
)
def test_the_command_says_what_it_needs(campaign, given):
    with pytest.raises(CommandError, match=r"--campaign|--out"):
        call_command("train_tagger", *given)


def test_the_same_gold_is_learned_from_once_and_other_gold_again(campaign):
    with_gold(campaign, 20)
    first = tasks.learn(campaign=campaign, by=None)
    assert tasks.learn(campaign=campaign, by=None) == first
    GoldLabel.objects.filter(sentence__index=0).update(settled_at=NOON + timedelta(days=1))
    assert tasks.learn(campaign=campaign, by=None) != first


def test_a_worker_that_dies_leaves_the_job_to_the_next_and_there_is_one_model(campaign):
    with_gold(campaign, 20)
    job = tasks.learn(campaign=campaign, by=None)
    long_ago = NOON - timedelta(days=365)
    assert jobs.claim(job=job.pk, worker="dead", at=long_ago + timedelta(days=700)) is not None
    job.chunks.update(leased_until=long_ago)
    list(tasks.work_off(job.pk))
    assert LearnedModel.objects.filter(job=job).count() == 1
    assert job.chunks.get().tries == 2


def test_nobody_uses_it_before_it_is_chosen(campaign, curator):
    with_gold(campaign, 20)
    model = learned(campaign)
    document = add(campaign)
    tasks.work(Job.objects.latest("pk").pk)
    assert set(taggers_of(document)) == {"trained"}

    actions.choose(campaign=campaign, tagger=model.name, by=curator.person, at=NOON)
    campaign.refresh_from_db()
    assert (campaign.tagger_chosen_by, campaign.tagger_chosen_at) == (curator.person, NOON)
    job = tasks.pretag_missing(campaign=campaign, by=None)
    tasks.work(job.pk)

    assert set(taggers_of(document)) == {"trained", model.name}
    shown = {
        candidate.tagger.name
        for candidates in queries.candidates_of(document).values()
        for candidate in candidates
    }
    assert shown == {model.name}


def taggers_of(document) -> list[str]:
    return list(
        Candidate.objects.filter(sentence__document=document).values_list("tagger__name", flat=True)
    )


def test_a_learned_tagger_is_the_same_on_a_machine_that_never_had_its_files(campaign, tmp_path):
    with_gold(campaign, 20)
    model = learned(campaign)
    article = next(
        article for _, _, article in queries.articles([Document.objects.earliest("pk").pk])
    )
    one = queries.tagger(model.name)
    assert one.settings_hash == model.settings_hash
    said = one.tag(article)
    for file in sorted(tmp_path.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    queries.taggers._learned.cache_clear()
    assert queries.tagger(model.name).tag(article) == said
    assert {candidates[0].label for candidates in said} <= set(LABELS)


def test_a_model_of_another_campaign_is_not_to_be_had(campaign, curator, elsewhere):
    with_gold(elsewhere, 20)
    model = learned(elsewhere)
    with pytest.raises(UnknownTagger):
        actions.choose(campaign=campaign, tagger=model.name, by=curator.person, at=NOON)
    with pytest.raises(UnknownTagger):
        tasks.pretag_missing(campaign=campaign, by=None, tagger=model.name)
    assert [one.name for one in queries.known(campaign)] == ["trained", "rules"]
    assert queries.known(elsewhere)[0].name == model.name


def test_a_model_of_an_earlier_tagger_is_told_to_be_one(campaign):
    with_gold(campaign, 20)
    model = learned(campaign)
    assert "earlier" not in queries.known(campaign)[0].about
    LearnedModel.objects.update(version="0")
    assert "learn again" in queries.known(campaign)[0].about
    queries.taggers._learned.cache_clear()
    assert queries.tagger(model.name).version == "0"


@pytest.mark.parametrize("name", ["learned-0", "learned-99999", "learned-x", "learned-", "gone"])
def test_a_tagger_that_is_not_there_is_named(db, name):
    with pytest.raises(UnknownTagger, match=name):
        queries.tagger(name)


def test_work_asked_of_a_tagger_that_is_gone_is_a_failed_job_with_the_reason(campaign):
    campaign.tagger = "gone"
    campaign.save()
    document = add(campaign)
    job = queries.job_of(document)
    assert job is not None
    for _ in range(3):
        job.chunks.update(due_at=NOON)
        tasks.work(job.pk)
    assert "There is no tagger called “gone”" in job.problems.get().reason


def test_documents_come_in_the_order_of_doubt(campaign):
    sure, unsure, untagged = (add(campaign, text, outlet=text[:9]) for text in TEXTS)
    for job in Job.objects.all():
        tasks.work(job.pk)
    Candidate.objects.filter(sentence__document=sure).update(score=0.95)
    Candidate.objects.filter(sentence__document=unsure).update(score=0.55)
    Candidate.objects.filter(sentence__document=untagged).delete()
    found = list(queries.by_uncertainty(campaign))
    assert [one.pk for one in found] == [unsure.pk, sure.pk, untagged.pk]
    assert [one.uncertainty for one in found] == [pytest.approx(0.45), pytest.approx(0.05), None]


TEXTS = (
    "Pier painted grey again\n\nThe pier was painted on Monday by a crew of four men.",
    "Quarry opens in spring\n\nThe quarry in the upper valley opened again last week.",
    "Lamp lit at the harbour\n\nThe lamp at the harbour mouth was lit for the hundredth time.",
)
