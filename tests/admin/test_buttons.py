"""The buttons of the panel: each calls an action, says what it did, and needs a right and a POST."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from annotator.campaigns import actions as campaigns
from annotator.models import Assignment, Campaign, Job, Person, Token
from annotator.pretag.remote.settings import RemoteSettings
from tests.admin.panel import address, administrator, failed_job
from tests.world import answer, says, seat


@pytest.fixture
def boss(db):
    return administrator()


@pytest.fixture
def job(campaign, boss):
    return failed_job(campaign, boss)


def press(client, model, pk, verb):
    return client.post(address(model, pk, "press", verb), follow=True)


def said(reply):
    return [str(message) for message in reply.context["messages"]]


def test_a_job_is_cancelled_and_the_history_says_by_whom(boss, job, signed_in):
    press(signed_in(boss), "job", job.pk, "cancel")

    job.refresh_from_db()
    assert job.cancelled_by == boss
    assert LogEntry.objects.get().user == boss


def test_a_refusal_is_a_message(boss, job, signed_in):
    client = signed_in(boss)
    press(client, "job", job.pk, "cancel")

    assert said(press(client, "job", job.pk, "cancel")) == [
        "This job is over: there is nothing left to cancel."
    ]


def test_what_failed_is_tried_again(boss, job, signed_in):
    assert said(press(signed_in(boss), "job", job.pk, "retry")) == ["1 parts are tried again."]
    assert not job.problems.exists()


def test_several_jobs_are_cancelled_at_once_and_refusals_are_told(boss, campaign, job, signed_in):
    over = failed_job(campaign, boss, 1)
    client = signed_in(boss)
    press(client, "job", over.pk, "cancel")

    chosen = {"action": "cancel_selected", "_selected_action": [job.pk, over.pk]}
    reply = client.post(address("job"), chosen, follow=True)

    assert said(reply) == ["1 cancelled.", "This job is over: there is nothing left to cancel."]
    assert not Job.objects.filter(cancelled_at__isnull=True).exists()


def test_a_button_is_pressed_by_post_alone(boss, job, signed_in):
    assert signed_in(boss).get(address("job", job.pk, "press", "cancel")).status_code == 405
    job.refresh_from_db()
    assert job.cancelled_at is None


def test_a_button_that_is_none_is_not_found(boss, job, signed_in):
    client = signed_in(boss)
    for verb in ["delete", "has_delete_permission", "save_model", "get_urls"]:
        assert client.post(address("job", job.pk, "press", verb)).status_code == 404


def test_who_may_only_look_presses_nothing(job, owner, signed_in):
    owner.person.is_staff = True
    owner.person.save()
    owner.person.user_permissions.add(Permission.objects.get(codename="view_job"))
    client = signed_in(owner)

    assert client.get(address("job", job.pk, "change")).status_code == 200
    assert client.post(address("job", job.pk, "press", "cancel")).status_code == 403
    client.post(address("job"), {"action": "cancel_selected", "_selected_action": [job.pk]})
    job.refresh_from_db()
    assert job.cancelled_at is None


def test_a_token_is_revoked_and_never_shows_its_hash(boss, annotator, signed_in):
    token, secret = campaigns.create_token(
        person=annotator.person, name="nightly", scope=Token.Scope.READ, days=None
    )
    client = signed_in(boss)
    shown = client.get(address("token", token.pk, "change")).content.decode()
    assert secret not in shown
    assert token.token_key not in shown

    assert said(press(client, "token", token.pk, "revoke")) == ["“nightly” is dead."]
    assert not Token.objects.exists()


def test_a_person_is_let_out_and_in_again(boss, annotator, signed_in):
    client = signed_in(boss)
    press(client, "person", annotator.person.pk, "deactivate")
    assert not Person.objects.get(username="anna").is_active

    press(client, "person", annotator.person.pk, "reactivate")
    assert Person.objects.get(username="anna").is_active


def test_the_last_administrator_stays(boss, signed_in):
    client = signed_in(boss)
    for verb in ["deactivate", "demote"]:
        assert said(press(client, "person", boss.pk, verb)) == [
            "Make somebody else an administrator first."
        ]
    boss.refresh_from_db()
    assert boss.is_active
    assert boss.is_superuser


def test_only_an_administrator_makes_one_or_touches_one(boss, annotator, owner, signed_in):
    owner.person.is_staff = True
    owner.person.save()
    owner.person.user_permissions.set(Permission.objects.filter(codename__endswith="_person"))
    client = signed_in(owner)

    for pk, verb in [(owner.person.pk, "promote"), (boss.pk, "demote"), (boss.pk, "deactivate")]:
        assert said(press(client, "person", pk, verb)) == [
            "Only an administrator can change an administrator."
        ]
    assert said(press(client, "person", boss.pk, "sign_in_address")) == [
        "Only an administrator makes sign-in addresses here."
    ]


def test_a_sign_in_address_is_shown_once_and_signs_in(boss, annotator, signed_in, client):
    reply = press(signed_in(boss), "person", annotator.person.pk, "sign_in_address")

    found = reply.context["address"]
    assert found in reply.content.decode().replace("&amp;", "&")
    assert "no-store" in reply["Cache-Control"]
    client.logout()
    client.get(found.partition("//")[2].partition("/")[2].join(["/", ""]))
    assert client.session["_auth_user_id"] == str(annotator.person.pk)


def test_a_member_is_removed_and_let_in_again(boss, annotator, signed_in):
    client = signed_in(boss)
    press(client, "membership", annotator.pk, "remove")
    annotator.refresh_from_db()
    assert not annotator.is_active

    press(client, "membership", annotator.pk, "let_in")
    annotator.refresh_from_db()
    assert annotator.is_active


def test_a_seat_is_released_unless_it_was_answered_from(
    boss, annotator, second, document, signed_in
):
    client = signed_in(boss)
    free, used = seat(annotator, document), seat(second, document)
    answer(second, document, 0, says("fact"))

    press(client, "assignment", free.pk, "release")
    reply = press(client, "assignment", used.pk, "release")

    assert said(reply) == ["This annotator has answered from it: the seat stays theirs."]
    assert list(Assignment.objects.all()) == [used]


def test_what_has_no_suggestions_is_pre_tagged(boss, campaign, document, signed_in):
    Job.objects.all().delete()
    reply = press(signed_in(boss), "campaign", campaign.pk, "pretag")
    job = Job.objects.get()
    assert said(reply) == [f"Job {job.pk} is queued."]
    assert job.chunks.get().payload["documents"] == [document.pk]
    press(signed_in(boss), "campaign", campaign.pk, "pretag")
    assert Job.objects.get() == job


def test_a_document_is_locked_and_unlocked(boss, document, signed_in):
    client = signed_in(boss)
    press(client, "document", document.pk, "lock")
    document.refresh_from_db()
    assert document.locked_by == boss
    press(client, "document", document.pk, "unlock")
    document.refresh_from_db()
    assert document.locked_at is None


def test_no_button_here_sends_texts_to_a_service(boss, campaign, signed_in, settings):
    settings.REMOTE_TAGGERS = (
        RemoteSettings(name="oracle", kind="http", url="http://127.0.0.1:9/"),
    )
    client, page = signed_in(boss), address("campaign", campaign.pk, "change")
    assert "Pre-tag what has no suggestions" in client.get(page).text
    Campaign.objects.update(tagger="oracle")
    assert "Pre-tag what has no suggestions" not in client.get(page).text
