"""Source blinding: what an annotator is told of where an article is from, and when."""

from uuid import uuid4

import pytest

from annotator import tasks
from annotator.annotate import queries
from annotator.models import AnnotationEvent, Assignment, Candidate, Document, Outlet, Span
from tests.pretag.judged import clear, suggest
from tests.web.test_desk import DESK, data
from tests.world import add, answer, says

API = "/api/v1/campaigns/ferries"
ARTICLE = """\
Courier: ferry firm denies overloading claim

The firm denied the charge, the Marrow Bay Courier has learned.

The Courier reported in May that “no boat was full” 🙂 on courier.example.
"""


@pytest.fixture
def blind(campaign) -> Document:
    campaign.is_source_blind = True
    campaign.save()
    document = add(campaign, ARTICLE, outlet="The Marrow Bay Courier")
    Outlet.objects.update(domain="courier.example")
    Document.objects.update(
        authors=["Ana Prell"], published="2026-05-04", url="https://courier.example/ferries"
    )
    clear([document])
    suggest(document, "D.9 D.9 A.8", by="trained")
    Candidate.objects.filter(sentence__index=1).update(
        evidence="Marrow Bay Courier has learned",
        spans=[
            {"role": "source", "start": 28, "end": 50, "text": "the Marrow Bay Courier"},
            {"role": "cue", "start": 9, "end": 15, "text": "denied"},
        ],
    )
    document.refresh_from_db()
    return document


SECRETS = ("Marrow", "courier.example", "Prell", "2026-05-04", "4 May", "4 Mai")


def told(response) -> list[str]:
    body = response.content.decode()
    return [secret for secret in SECRETS if secret in body]


def sit(client, member, document, arm="shown") -> None:
    client.get(DESK)
    Assignment.objects.filter(annotator=member.person).update(assistance=arm)


def sent(document, index, spans=(), **changes):
    return {
        "submission": str(uuid4()),
        "sentence": document.sentences.get(index=index).pk,
        "revision": 0,
        "status": "answered",
        "marks": [{"label": "denial", "spans": list(spans)}],
        **changes,
    }


def post(client, body, path="annotations"):
    return client.post(f"{API}/{path}", body, content_type="application/json")


SOURCE = {"role": "source", "start": 28, "end": 50, "text": "█" * 22}


@pytest.mark.parametrize("who", ["annotator", "curator"])
def test_the_desk_does_not_tell_the_source_before_the_document_is_handed_in(
    signed_in, request, blind, who
):
    member = request.getfixturevalue(who)
    client = signed_in(member)
    sit(client, member, blind)
    page = client.get(DESK)
    assert told(page) == []
    sentence = data(page)["sentences"][1]
    assert sentence["text"] == ("The firm denied the charge, ██████████████████████ has learned.")
    (suggestion,) = sentence["suggestion"]
    assert [span["text"] for span in suggestion["spans"]] == ["█" * 22, "denied"]
    assert page.context["byline"] is None


def test_the_source_is_told_once_the_document_is_handed_in(signed_in, annotator, blind):
    client = signed_in(annotator)
    sit(client, annotator, blind)
    for index in range(blind.sentences.count()):
        assert told(post(client, sent(blind, index))) == []
    assert told(post(client, {"document": blind.pk}, "finish")) == []
    page = client.get(f"{DESK}?document={blind.pk}")
    assert {"Marrow", "courier.example", "Prell"} <= set(told(page))
    assert page.context["byline"] == {
        "outlet": "The Marrow Bay Courier",
        "authors": "Ana Prell",
        "published": blind.published,
        "url": "https://courier.example/ferries",
    }
    post(client, {"document": blind.pk}, "reopen")
    assert told(client.get(DESK)) == []


def test_spans_quote_what_is_shown_and_are_stored_as_it_stands_there(signed_in, annotator, blind):
    client = signed_in(annotator)
    sit(client, annotator, blind)
    body = sent(blind, 1, [SOURCE])
    reply = post(client, body)
    assert (reply.status_code, told(reply)) == (200, [])
    assert reply.json()["marks"][0]["spans"] == [SOURCE]
    assert Span.objects.get().text == "the Marrow Bay Courier"
    event = AnnotationEvent.objects.get()
    assert event.marks[0]["spans"][0]["text"] == "the Marrow Bay Courier"
    assert event.suggestion[0]["evidence"] == "Marrow Bay Courier has learned"
    assert list(queries.misquoted()) == list(queries.broken_chains()) == []
    page = client.get(DESK)
    assert data(page)["sentences"][1]["marks"][0]["spans"] == [SOURCE]
    assert told(post(client, body)) == []  # the repeat
    step = {"submission": str(uuid4()), "sentence": body["sentence"], "revision": 1}
    assert told(post(client, step, "annotations/undo")) == []
    page = client.get(DESK)
    assert data(page)["history"]["redo"][0]["answer"]["marks"][0]["spans"] == [SOURCE]
    assert told(page) == []


def test_a_masked_suggestion_can_be_taken_over(signed_in, annotator, blind):
    client = signed_in(annotator)
    sit(client, annotator, blind)
    spans = data(client.get(DESK))["sentences"][1]["suggestion"][0]["spans"]
    reply = post(client, sent(blind, 1, spans, is_taken_over=True))
    assert (reply.status_code, told(reply)) == (200, [])
    machine_made = [{**span, "is_machine_made": True} for span in spans]
    reply = post(client, sent(blind, 1, machine_made, revision=1))
    assert (reply.status_code, told(reply)) == (200, [])


def test_a_conflict_and_a_refusal_tell_no_source_either(signed_in, annotator, blind):
    client = signed_in(annotator)
    sit(client, annotator, blind)
    post(client, sent(blind, 1, [SOURCE]))
    conflict = post(client, sent(blind, 1))
    assert (conflict.status_code, told(conflict)) == (409, [])
    assert conflict.json()["current"]["marks"][0]["spans"] == [SOURCE]
    wrong = post(client, sent(blind, 1, [{**SOURCE, "text": "the firm"}], revision=1))
    assert (wrong.json()["code"], told(wrong)) == ("invalid-answer", [])
    assert "█" * 22 in wrong.json()["message"]


def test_the_page_that_nothing_is_left_tells_no_source_of_what_is_not_handed_in(
    signed_in, annotator, blind
):
    client = signed_in(annotator)
    sit(client, annotator, blind)
    Document.objects.update(title="Marrow Bay Courier: ferries")
    page = client.get(f"{DESK}?after={blind.pk}")
    assert (b"desk-data" in page.content, told(page)) == (False, [])
    Document.objects.update(title="")
    assert told(client.get(f"{DESK}?after={blind.pk}")) == []


def test_only_annotators_are_blind_elsewhere_and_until_they_hand_it_in(
    campaign, annotator, curator, viewer, blind
):
    for member in (annotator, curator, viewer):
        member.campaign.refresh_from_db()
    assert queries.is_blind(annotator, blind)
    assert not queries.is_blind(curator, blind)
    assert not queries.is_blind(viewer, blind)
    tasks.add_document(campaign=campaign, content=b"Another article.", by=None)
    everything = set(Document.objects.values_list("pk", flat=True))
    assert queries.blind_documents(annotator, everything) == everything
    assert queries.blind_documents(curator, everything) == set()
    Assignment.objects.create(
        document=blind,
        annotator=annotator.person,
        seat=1,
        assistance="hidden",
        leased_until="2026-03-14T12:00Z",
        assigned_at="2026-03-14T12:00Z",
        started_at="2026-03-14T12:00Z",
        finished_at="2026-03-14T12:00Z",
    )
    assert queries.blind_documents(annotator, everything) == everything - {blind.pk}
    assert not queries.is_blind(annotator, blind)
    annotator.campaign.is_source_blind = False
    assert queries.blind_documents(annotator, everything) == set()


def test_nobody_is_blind_in_other_campaigns(signed_in, annotator, document):
    client = signed_in(annotator)
    page = client.get(DESK)
    assert page.context["byline"]["outlet"] == "The Sound"
    assert answer(annotator, document, 0, says("fact")).status == "answered"


@pytest.mark.parametrize("path", ["", "/documents", "/export"])
def test_no_part_of_the_api_tells_an_annotator_the_source(signed_in, annotator, blind, path):
    response = signed_in(annotator).get(f"{API}{path}")
    assert told(response) == []
