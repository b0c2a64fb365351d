from uuid import uuid4

import pytest
from django.test import Client

from annotator import tasks
from annotator.annotate import actions as annotate
from annotator.campaigns import actions as campaigns
from annotator.models import Annotation, AnnotationEvent, Assignment, Job, Token
from tests.world import ARTICLE, NOON, add, answer, says, seat

URL = "/api/v1/campaigns/ferries/annotations"


@pytest.fixture
def desk(signed_in, annotator, document):
    seat(annotator, document)
    return signed_in(annotator)


def sent(document, index=0, **changes):
    return {
        "submission": str(uuid4()),
        "sentence": document.sentences.get(index=index).pk,
        "revision": 0,
        "status": "answered",
        "marks": [{"label": "denial", "spans": []}],
        **changes,
    }


def post(client: Client, body, url=URL):
    return client.post(url, body, content_type="application/json")


def test_an_answer_is_saved_and_comes_back(desk, document):
    body = sent(document, 2, active_ms=2100, note="clear", is_flagged=True)
    body["marks"][0]["spans"] = [{"role": "cue", "start": 9, "end": 15, "text": "denied"}]
    reply = post(desk, body)
    assert reply.status_code == 200
    told = reply.json()
    assert told.pop("saved_at").endswith("Z")
    assert told.pop("suggestion") is None
    assert told == {
        "sentence": body["sentence"],
        "revision": 1,
        "status": "answered",
        "marks": body["marks"],
        "reason": "",
        "is_flagged": True,
        "note": "clear",
    }


def test_who_asks_for_it_is_told_of_the_document_of_the_day_and_of_the_guideline(desk, document):
    told = post(desk, sent(document, 2, active_ms=2100), f"{URL}?with=progress").json()
    assert (told["guideline"], told["document"], told["pace"]) == (
        {"version": 1, "read": 1},
        {"answered": 1, "total": 5, "is_finished": False, "is_locked": False},
        {"sentences": 1, "seconds": 2.1},
    )


def test_the_same_submission_again_gets_the_same_reply(desk, document):
    body = sent(document)
    assert post(desk, body).json() == post(desk, body).json()
    assert AnnotationEvent.objects.count() == 1


def test_an_answer_changed_elsewhere_is_not_overwritten_and_both_are_known(
    desk, annotator, document
):
    answer(annotator, document, 0, says("fact"))
    reply = post(desk, sent(document))
    assert reply.status_code == 409
    told = reply.json()
    assert (told["code"], told["current"]["revision"]) == ("stale-revision", 1)
    assert told["current"]["marks"] == [{"label": "fact", "spans": []}]


def test_undo_takes_the_answer_back(desk, document):
    body = sent(document)
    post(desk, body)
    undo = {"submission": str(uuid4()), "sentence": body["sentence"], "revision": 1}
    told = post(desk, undo, f"{URL}/undo").json()
    assert (told["status"], told["revision"], told["marks"]) == ("open", 2, [])
    assert post(desk, undo, f"{URL}/undo").json() == told
    again = {**undo, "submission": str(uuid4()), "revision": 2}
    assert post(desk, again, f"{URL}/undo").json()["code"] == "nothing-to-undo"


@pytest.mark.parametrize(
    "change",
    [
        {"submission": "x"},
        {"submission": None},
        {"sentence": "x"},
        {"sentence": -1},
        {"sentence": 10**30},
        {"revision": -1},
        {"status": "maybe"},
        {"reason": "boring"},
        {"is_flagged": "perhaps"},
        {"context_lookups": -1},
        {"is_taken_over": None},
        {"marks": "denial"},
        {"marks": [{"spans": []}]},
        {
            "marks": [
                {"label": "denial", "spans": [{"role": "cue", "start": "x", "end": 2, "text": ""}]}
            ]
        },
        {"marks": [{"label": "denial"}] * 51},
        {"note": "x" * 2001},
    ],
)
def test_a_request_of_the_wrong_form_is_told_what_is_wrong(desk, document, change):
    reply = post(desk, sent(document, **change))
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid")
    assert set(reply.json()["errors"]) == set(change)
    assert Annotation.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"marks": []}, "invalid-answer"),
        ({"marks": [], "status": "open"}, "invalid-answer"),
        ({"reason": "cut"}, "invalid-answer"),
        ({"is_taken_over": True}, "not-suggested"),
        ({"marks": [{"label": "rumour", "spans": []}]}, "invalid-answer"),
        ({"sentence": 2**62}, "not-assigned"),
        ({"revision": 3}, "stale-revision"),
    ],
)
def test_what_the_rules_refuse_is_a_409_with_a_code(desk, document, change, code):
    reply = post(desk, sent(document, **change))
    assert (reply.status_code, reply.json()["code"]) == (409, code)


def test_a_skipped_sentence_comes_back_with_its_reason(desk, document):
    body = sent(document, status="skipped", marks=[], reason="cut", context_lookups=2)
    told = post(desk, body).json()
    assert (told["status"], told["reason"], told["marks"]) == ("skipped", "cut", [])
    assert Annotation.objects.get().context_lookups == 2


def test_a_note_may_be_sent_for_a_sentence_that_stays_open(desk, document):
    body = sent(document, status="open", marks=[], note="Who?")
    told = post(desk, body, f"{URL}?with=progress").json()
    assert (told["status"], told["note"], told["document"]["answered"]) == ("open", "Who?", 0)


def test_redo_brings_the_answer_back(desk, document):
    body = sent(document, note="clear")
    post(desk, body)
    step = {"submission": str(uuid4()), "sentence": body["sentence"], "revision": 1}
    post(desk, step, f"{URL}/undo")
    redo = {**step, "submission": str(uuid4()), "revision": 2}
    told = post(desk, redo, f"{URL}/redo").json()
    assert (told["status"], told["revision"], told["note"]) == ("answered", 3, "clear")
    assert post(desk, redo, f"{URL}/redo").json() == told
    again = {**redo, "submission": str(uuid4()), "revision": 3}
    assert post(desk, again, f"{URL}/redo").json()["code"] == "nothing-to-redo"


FINISH, REOPEN = "/api/v1/campaigns/ferries/finish", "/api/v1/campaigns/ferries/reopen"


def test_a_document_is_handed_in_when_all_is_answered_and_opened_again(desk, curator, document):
    number = {"document": document.pk}
    post(desk, sent(document))
    early = post(desk, number, FINISH)
    assert (early.status_code, early.json()["code"]) == (409, "open-sentences")
    later = document.sentences.filter(index__gt=0).order_by("index")
    assert early.json()["sentences"] == [one.pk for one in later]
    for index in range(1, 5):
        post(desk, sent(document, index))
    whole = {"answered": 5, "total": 5, "is_locked": False}
    assert post(desk, number, FINISH).json() == {"document": {**whole, "is_finished": True}}
    late = post(desk, sent(document, revision=1))
    assert (late.status_code, late.json()["code"]) == (409, "handed-in")
    assert post(desk, number, REOPEN).json() == {"document": {**whole, "is_finished": False}}
    assert post(desk, sent(document, revision=1)).status_code == 200
    annotate.lock(document=document, by=curator.person, at=NOON)
    for url in (FINISH, REOPEN):
        locked = post(desk, number, url)
        assert (locked.status_code, locked.json()["code"]) == (409, "document-locked")
    assert post(desk, sent(document, revision=2)).json()["code"] == "document-locked"


@pytest.mark.parametrize("url", [FINISH, REOPEN])
@pytest.mark.parametrize("number", ["x", None, -1, 10**30])
def test_a_document_is_told_by_its_number(desk, url, number):
    assert post(desk, {"document": number}, url).status_code == 400


@pytest.mark.parametrize("url", [FINISH, REOPEN])
def test_a_document_of_another_campaign_is_not_ones_own(desk, foreign_document, url):
    reply = post(desk, {"document": foreign_document.pk}, url)
    assert (reply.status_code, reply.json()["code"]) == (409, "not-assigned")


def test_an_answer_meant_for_another_annotator_is_not_stored_in_ones_own_name(
    desk, second, annotator, document
):
    foreign = desk.post(
        URL,
        sent(document),
        content_type="application/json",
        headers={"X-Annotator": second.pseudonym},
    )
    assert (foreign.status_code, Annotation.objects.count()) == (403, 0)
    own = desk.post(
        URL,
        sent(document),
        content_type="application/json",
        headers={"X-Annotator": annotator.pseudonym},
    )
    assert own.status_code == 200


def test_broken_json_and_other_media_types_are_refused(desk):
    assert desk.post(URL, "{", content_type="application/json").status_code == 400
    assert desk.post(URL, "a=b", content_type="text/plain").status_code == 415


@pytest.mark.parametrize("nothing", ["null", "{}"])
def test_who_sends_nothing_is_told_what_is_required(desk, nothing):
    reply = desk.post(URL, nothing, content_type="application/json")
    assert reply.status_code == 400
    assert set(reply.json()["errors"]) == {"submission", "sentence", "revision", "status"}


def test_no_byte_of_anothers_answer_reaches_an_annotator(desk, second, document):
    seat(second, document)
    answer(second, document, 0, says("accusation"))
    reply = post(desk, sent(document))
    assert reply.status_code == 200
    assert (reply.json()["revision"], reply.json()["marks"][0]["label"]) == (1, "denial")
    page = desk.get("/campaigns/ferries/annotate/").content.decode()
    assert second.pseudonym not in page
    assert "bert" not in page


def test_the_suggestion_comes_with_the_first_answer_in_the_arm_after_only(desk, document):
    tasks.work(Job.objects.get().pk)
    Assignment.objects.update(assistance="after")
    assert post(desk, sent(document, 0)).json()["suggestion"][0]["label"] == "denial"
    Assignment.objects.update(assistance="hidden")
    assert post(desk, sent(document, 1)).json()["suggestion"] is None


def token(member, scope, days=1):
    _, secret = campaigns.create_token(
        person=member.person, name=f"{scope}", scope=Token.Scope(scope), days=days
    )
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def test_a_script_answers_with_a_token_of_the_scope_annotate_alone(client, annotator, document):
    seat(annotator, document)
    body = sent(document)
    for scope in ("read", "export"):
        reply = client.post(URL, body, content_type="application/json", **token(annotator, scope))
        assert (reply.status_code, reply.json()["code"]) == (403, "permission-denied")
    reply = client.post(URL, body, content_type="application/json", **token(annotator, "annotate"))
    assert reply.status_code == 200


def test_an_answer_takes_few_queries_however_long_the_article(
    desk, campaign, annotator, django_assert_num_queries
):
    short = Assignment.objects.get().document
    long = add(campaign, ARTICLE + "\n\n".join(f"Boat {n} left the quay." for n in range(40)))
    seat(annotator, long)
    Assignment.objects.update(assistance="after", started_at=NOON)
    for document in (short, long):
        first, change = sent(document), sent(document, revision=1)
        with django_assert_num_queries(16):
            post(desk, first)
        with django_assert_num_queries(18):
            post(desk, change)
