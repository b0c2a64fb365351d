import json
import re
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator import tasks
from annotator.annotate import actions as annotate
from annotator.campaigns import actions as campaigns
from annotator.models import Assignment, Job
from tests.world import (
    ARTICLE,
    NOON,
    add,
    add_many,
    answer,
    answer_all,
    join,
    says,
    seat,
)

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


def test_the_desk_is_told_all_that_it_needs(signed_in, annotator, document, campaign):
    campaign.spans = "claims"
    campaign.save()
    annotator.person.keys = {"skip": "z"}
    annotator.person.save()
    desk = data(signed_in(annotator).get(DESK))
    api = "/api/v1/campaigns/ferries"
    assert {name: url for name, url in desk.items() if name.endswith("_url")} == {
        "annotations_url": f"{api}/annotations",
        "undo_url": f"{api}/annotations/undo",
        "redo_url": f"{api}/annotations/redo",
        "finish_url": f"{api}/finish",
        "reopen_url": f"{api}/reopen",
        "next_url": DESK,
        "login_url": f"/accounts/login/?{urlencode({'next': f'{DESK}?document={document.pk}'})}",
    }
    assert (desk["spans"], desk["keys"]) == ("claims", {"skip": "z"})
    assert [one["id"] for one in desk["reasons"]] == [
        "unclear",
        "context",
        "cut",
        "language",
        "other",
    ]
    assert all(one["name"] for one in desk["reasons"])
    assert (desk["is_finished"], desk["is_locked"]) == (False, False)
    assert desk["history"] == {"undo": [], "redo": []}
    assert desk["pace"] == {"sentences": 0, "seconds": 0}
    assert desk["guideline"] == {
        "version": 1,
        "read": 1,
        "url": "/campaigns/ferries/guideline/",
    }
    assert all(label["examples"] for label in desk["labels"])
    assert {"skip", "undo"} <= {one["name"] for one in desk["commands"]}
    assert desk["words"]["saved"] == "Saved"
    assert set(desk["sentences"][0]) == {
        "id",
        "index",
        "text",
        "revision",
        "status",
        "marks",
        "reason",
        "is_flagged",
        "note",
        "suggestion",
    }


def test_undo_and_redo_survive_a_reload(signed_in, annotator, document):
    seat(annotator, document)
    first = answer(annotator, document, 0, says("denial"))
    other = answer(annotator, document, 1, says("fact"))
    answer(annotator, document, 0, says("fact"), revision=1)
    step = {"membership": annotator, "sentence_id": first.sentence_id}
    tasks.undo(**step, submission=uuid4(), revision=2)
    told = data(signed_in(annotator).get(DESK))["history"]
    assert [(one["sentence"], one["answer"]["status"]) for one in told["undo"]] == [
        (first.sentence_id, "open"),
        (other.sentence_id, "open"),
    ]
    assert told["redo"] == [
        {
            "sentence": first.sentence_id,
            "answer": {
                "status": "answered",
                "marks": [{"label": "fact", "spans": []}],
                "reason": "",
                "is_flagged": False,
                "note": "",
            },
        }
    ]


@pytest.mark.parametrize("who", ["annotator", "curator"])
def test_who_has_not_read_the_guideline_is_led_there_first(
    signed_in, request, campaign, document, who
):
    member = request.getfixturevalue(who)
    campaigns.revise_guideline(
        campaign=campaign, text="All of it is new.", by=join(campaign, "x", "owner").person, at=NOON
    )
    client = signed_in(member)
    for address in (DESK, f"{DESK}?document={document.pk}", f"{DESK}?after=1"):
        response = client.get(address)
        assert response.status_code == 302
        assert (
            response["Location"] == f"/campaigns/ferries/guideline/?{urlencode({'next': address})}"
        )
    assert Assignment.objects.count() == 0
    member.guideline_read = 2
    member.save()
    assert client.get(DESK).status_code == 200


def test_the_next_document_is_fetched_ahead(signed_in, annotator, campaign):
    first, other = add_many(campaign, 2)
    client = signed_in(annotator)
    assert data(client.get(DESK))["document"] == first.pk
    assert data(client.get(f"{DESK}?after={first.pk}"))["document"] == other.pk
    assert Assignment.objects.get(document=other).annotator == annotator.person
    assert data(client.get(DESK))["document"] == first.pk
    answer_all(second := join(campaign, "x", "annotator"), first, "DCDAF")
    answer_all(second, other, "DCDAF")
    page = client.get(f"{DESK}?after={other.pk}")
    assert data(page)["document"] == first.pk
    assert data(client.get(f"{DESK}?after=x"))["document"] == first.pk


def test_when_nothing_comes_after_a_document_the_page_says_so(signed_in, annotator, document):
    client = signed_in(annotator)
    client.get(DESK)
    page = client.get(f"{DESK}?after={document.pk}")
    assert (page.status_code, b"desk-data" in page.content) == (200, False)


def test_a_document_that_is_handed_in_or_locked_says_so(signed_in, annotator, curator, document):
    answer_all(annotator, document, "DCDAF")
    client = signed_in(annotator)
    desk = data(client.get(f"{DESK}?document={document.pk}"))
    assert (desk["is_finished"], desk["is_locked"]) == (True, False)
    annotate.lock(document=document, by=curator.person, at=NOON)
    desk = data(client.get(f"{DESK}?document={document.pk}"))
    assert (desk["is_finished"], desk["is_locked"]) == (True, True)


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
