import json
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator import tasks
from annotator.models import Assignment, Job
from tests.world import ARTICLE, add, answer, answer_all, says, seat

DESK = "/campaigns/ferries/annotate/"


def data(response) -> dict:
    found = re.search(
        r'<script id="desk-data" type="application/json">(.*?)</script>',
        response.content.decode(),
        re.S,
    )
    assert found is not None
    return json.loads(found[1])


def test_the_desk_opens_the_next_document_with_its_sentences(signed_in, annotator, document):
    response = signed_in(annotator).get(DESK)
    desk = data(response)
    assert (desk["document"], desk["annotator"]) == (document.pk, annotator.pseudonym)
    assert [one["text"] for one in desk["sentences"]][2] == "The firm denied the charge."
    assert {(one["status"], one["revision"]) for one in desk["sentences"]} == {("open", 0)}
    assert [(one["key"], one["letter"]) for one in desk["labels"]] == [
        ("1", "A"),
        ("2", "D"),
        ("3", "C"),
        ("4", "F"),
    ]


def test_what_was_answered_is_there_after_a_reload(signed_in, annotator, document):
    seat(annotator, document)
    answer(annotator, document, 0, says("denial", "attribution"))
    first = data(signed_in(annotator).get(DESK))["sentences"][0]
    assert (first["status"], first["revision"]) == ("answered", 1)
    assert [mark["label"] for mark in first["marks"]] == ["denial", "attribution"]


def test_a_finished_document_can_be_opened_again_by_its_annotator_only(
    signed_in, annotator, second, document, campaign
):
    answer_all(annotator, document, "DCDAF")
    assert (
        data(signed_in(annotator).get(f"{DESK}?document={document.pk}"))["document"] == document.pk
    )
    response = signed_in(second).get(f"{DESK}?document={document.pk}")
    assert response["Location"] == DESK


def test_when_all_is_done_the_desk_says_so(signed_in, annotator, document):
    answer_all(annotator, document, "DCDAF")
    page = signed_in(annotator).get(DESK).content.decode()
    assert "You have finished every article of this campaign" in page


def test_a_hidden_suggestion_is_not_in_the_page(signed_in, annotator, document):
    tasks.work(Job.objects.get().pk)
    seat(annotator, document)
    for arm, visible in (("hidden", 0), ("after", 0), ("shown", 5)):
        Assignment.objects.update(assistance=arm)
        response = signed_in(annotator).get(DESK)
        suggestions = [one["suggestion"] for one in data(response)["sentences"]]
        assert sum(one is not None for one in suggestions) == visible
        assert ("0.9" in response.content.decode()) == bool(visible)


def test_the_desk_takes_as_many_queries_for_a_long_article_as_for_a_short_one(
    signed_in, annotator, campaign
):
    short = add(campaign)
    long = add(campaign, ARTICLE + "\n\n".join(f"Boat {n} left the quay." for n in range(40)))
    client, counts = signed_in(annotator), set()
    for document in (short, long):
        seat(annotator, document)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{DESK}?document={document.pk}")
        counts.add(len(captured))
    assert len(counts) == 1
