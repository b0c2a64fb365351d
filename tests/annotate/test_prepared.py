"""Queries that are built once (`annotator.models.prepared`)."""

import threading
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from annotator.models import AnnotationEvent, Assignment, Document, Sentence
from annotator.models.prepared import Prepared
from tests.world import add_many, answer, says, seat


@Prepared
def sentences_of(document: int, title: str) -> QuerySet[Sentence]:
    rows = Sentence.objects.select_related("document__outlet").defer("document__text")
    return rows.filter(document=document, document__title=title).order_by("index")


def test_it_gives_the_rows_of_the_queryset_each_time_for_what_is_asked(campaign):
    for document in [*add_many(campaign, 3)] * 2:
        wanted = list(Sentence.objects.filter(document=document).order_by("index"))
        assert sentences_of.all(document=document.pk, title=document.title) == wanted
        assert wanted
    assert sentences_of.all(document=document.pk, title="another") == []
    assert sentences_of.first(document=0, title="") is None


def test_rows_come_with_what_the_queryset_takes_along_in_one_query(document):
    sentences_of.first(document=0, title="")
    with CaptureQueriesContext(connection) as queries:
        found = sentences_of.first(document=document.pk, title=document.title)
        assert found is not None
        assert found.document == document
        assert found.document.outlet == document.outlet
    assert len(queries) == 1
    assert "text" not in found.document.__dict__
    assert found.document.text == document.text


def test_columns_times_and_uuids_are_as_the_queryset_gives_them(annotator, document):
    @Prepared
    def events(submission: UUID, before: datetime) -> QuerySet[AnnotationEvent, dict]:
        rows = AnnotationEvent.objects.filter(submission=submission, at__lt=before)
        return rows.values("submission", "marks", "at").annotate(who=F("by__username"))

    seat(annotator, document)
    answer(annotator, document, 0, says("fact"))
    event = AnnotationEvent.objects.get()
    later = event.at + timedelta(microseconds=1)
    assert events.first(submission=event.submission, before=later) == {
        "submission": event.submission,
        "marks": event.marks,
        "at": event.at,
        "who": annotator.person.username,
    }
    assert events.first(submission=event.submission, before=event.at) is None
    assert events.first(submission=uuid4(), before=later) is None


def test_what_is_fixed_in_the_queryset_stays(campaign):
    @Prepared
    def titles(campaign: int) -> QuerySet[Document, tuple[str]]:
        rows = Document.objects.filter(campaign=campaign, title__startswith="Ferry", locked_at=None)
        return rows.order_by("pk").values_list("title")[:2]

    add_many(campaign, 4)
    wanted = Document.objects.order_by("pk").values_list("title")[:2]
    assert titles.all(campaign=campaign.pk) == list(wanted)
    assert len(wanted) == 2


def test_a_value_that_the_query_does_not_hold_as_it_is_is_refused(db):
    @Prepared
    def wrong(document: int) -> QuerySet[Sentence]:
        return Sentence.objects.filter(document=document + 1)

    with pytest.raises(AssertionError, match="not in it as it is"):
        wrong.all(document=1)


def test_what_would_be_fetched_beforehand_is_refused(db):
    @Prepared
    def wrong(document: int) -> QuerySet[Assignment]:
        return Assignment.objects.filter(document=document).prefetch_related("annotator")

    with pytest.raises(AssertionError, match="beforehand"):
        wrong.all(document=1)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_on_its_own_connection():
    @Prepared
    def numbers(number: int) -> QuerySet[Document]:
        return Document.objects.filter(pk=number)

    assert numbers.all(number=1) == []
    asked: list[str] = []

    def noted(execute, sql, *more):
        asked.append(sql)
        return execute(sql, *more)

    def ask() -> None:
        with connection.execute_wrapper(noted):
            assert numbers.all(number=1) == []
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(asked) == 1
