from uuid import uuid4

import pytest
from django.test import Client

from annotator import tasks
from annotator.campaigns import actions as campaigns
from annotator.models import Annotation, AnnotationEvent, Assignment, Job, Token
from tests.world import answer, says, seat

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
    body = sent(document, 2, active_ms=2100, note="clear")
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
        "note": "clear",
        "document": {"answered": 1, "total": 5, "is_finished": False},
    }


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
        {"status": "open"},
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
        ({"marks": [{"label": "rumour", "spans": []}]}, "invalid-answer"),
        ({"sentence": 2**62}, "not-assigned"),
        ({"revision": 3}, "stale-revision"),
    ],
)
def test_what_the_rules_refuse_is_a_409_with_a_code(desk, document, change, code):
    reply = post(desk, sent(document, **change))
    assert (reply.status_code, reply.json()["code"]) == (409, code)


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
    desk, campaign, annotator, django_assert_max_num_queries
):
    from tests.world import ARTICLE, add

    short = Assignment.objects.get().document
    long = add(campaign, ARTICLE + "\n\n".join(f"Boat {n} left the quay." for n in range(40)))
    seat(annotator, long)
    for document in (short, long):
        with django_assert_max_num_queries(32):
            post(desk, sent(document))
