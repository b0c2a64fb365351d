from datetime import timedelta

from django.utils import timezone

from annotator.annotate import actions as annotate
from annotator.campaigns import queries
from annotator.models import Annotation, Assignment, Role
from tests.world import NOON, add_many, answer, join, says, seat


def states(member) -> list[tuple[str, int, int]]:
    return [
        (one.state.value, one.answered, one.sentences)
        for one in queries.held(queries.documents_of(member))
    ]


def test_each_document_is_in_one_state_and_what_is_begun_comes_first(campaign, annotator, curator):
    to_do, in_work, done, locked = add_many(campaign, 4)
    for document in (to_do, in_work, done, locked):
        seat(annotator, document)
    answer(annotator, in_work, 0, says("denial"))
    Assignment.objects.filter(document__in=[done, locked]).update(started_at=NOON, finished_at=NOON)
    annotate.lock(document=locked, by=curator.person, at=NOON)
    total = in_work.sentences.count()
    assert states(annotator) == [
        ("in_work", 1, total),
        ("to_do", 0, total),
        ("handed_in", 0, total),
        ("locked", 0, total),
    ]


def test_nobody_elses_documents_and_answers_are_counted(campaign, annotator, second):
    (document,) = add_many(campaign, 1)
    seat(annotator, document)
    seat(second, document)
    answer(second, document, 0, says("denial"))
    assert states(annotator) == [("to_do", 0, document.sentences.count())]


def test_progress_takes_two_queries_for_any_number_of_documents(
    campaign, annotator, django_assert_num_queries
):
    for document in add_many(campaign, 3):
        seat(annotator, document)
    for most in (1, 3):
        with django_assert_num_queries(3):
            queries.held(queries.documents_of(annotator)[:most])


def test_each_of_the_last_days_has_its_sentences(document, annotator, second):
    for member in (annotator, second):
        seat(member, document)
    for index in range(4):
        answer(annotator, document, index, says("fact"))
    answer(second, document, 0, says("fact"))
    for index, days in enumerate((0, 0, 3, 40)):
        Annotation.objects.filter(sentence__index=index, annotator=annotator.person).update(
            answered_at=NOON - timedelta(days=days)
        )
    found = queries.last_days(annotator, at=NOON, days=5)
    assert [(one.day.day, one.answered) for one in found] == [
        (10, 0),
        (11, 1),
        (12, 0),
        (13, 0),
        (14, 2),
    ]


def test_who_is_in_two_campaigns_sees_the_days_of_each_alone(
    document, foreign_document, elsewhere, annotator
):
    there = join(elsewhere, "anna", Role.ANNOTATOR)
    seat(annotator, document)
    seat(there, foreign_document)
    answer(annotator, document, 0, says("fact"))
    answer(there, foreign_document, 0, says("fact"))
    answer(there, foreign_document, 1, says("fact"))
    now = timezone.now()
    assert [one.answered for one in queries.last_days(annotator, at=now, days=2)] == [0, 1]
    assert [one.answered for one in queries.last_days(there, at=now, days=2)] == [0, 2]


def test_a_day_is_one_of_the_installations_time_zone(document, annotator, settings):
    settings.TIME_ZONE = "Pacific/Auckland"  # 13 hours ahead of UTC in March
    seat(annotator, document)
    answer(annotator, document, 0, says("fact"))
    Annotation.objects.update(answered_at=NOON - timedelta(minutes=61))
    assert [one.answered for one in queries.last_days(annotator, at=NOON, days=2)] == [1, 0]
