from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from annotator.campaigns import actions, queries
from annotator.models import Person
from tests.world import NOON

PASSWORD = "four plain words here"


def path(address: str) -> str:
    return address.removeprefix("http://127.0.0.1:8000")


def test_the_owner_sets_up_an_account_once_and_is_in(client, campaign):
    address = path(queries.setup_address())
    form = {"username": "olga", "password": PASSWORD, "again": PASSWORD}
    assert client.get(address).status_code == 200
    assert client.post(address, form).status_code == 302
    assert client.get("/campaigns/ferries/people/").status_code == 200
    assert Client().get(address).status_code == 404
    assert Client().post(address, {**form, "username": "mallory"}).status_code == 404


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"again": "something else here"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password12", "again": "password12"}, "too common"),
        ({"username": ""}, "This field is required."),
        ({"username": "a b"}, "cannot be a user name"),
    ],
)
def test_a_weak_set_up_is_told_what_is_wrong(client, campaign, change, told):
    form = {"username": "olga", "password": PASSWORD, "again": PASSWORD, **change}
    response = client.post(path(queries.setup_address()), form)
    assert told in response.content.decode()
    assert Person.objects.count() == 0


def test_a_sign_in_address_is_dead_once_used(client, annotator):
    address = path(queries.sign_in_address(annotator.person))
    assert client.get(address).status_code == 302
    assert Client().get(address).status_code == 410


def test_a_preview_in_a_chat_program_does_not_use_an_address_up(client, annotator):
    address = path(queries.sign_in_address(annotator.person))
    for agent in ("Slackbot-LinkExpanding 1.0", "WhatsApp/2.23", "TelegramBot (like TwitterBot)"):
        preview = Client().get(address, headers={"user-agent": agent})
        assert (preview.status_code, preview.client.session.keys()) == (200, set())
    assert Client().head(address).status_code == 410
    assert client.get(address).status_code == 302


def test_nobody_deactivated_signs_in(client, annotator):
    address = path(queries.sign_in_address(annotator.person))
    annotator.person.is_active = False
    annotator.person.save()
    assert client.get(address).status_code == 410


def test_there_is_no_way_to_sign_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert b"signup" not in client.get("/accounts/login/").content


def test_after_five_wrong_passwords_an_account_rests(client, campaign):
    actions.set_up_owner(username="olga", password=PASSWORD, at=NOON)
    form = {"login": "olga", "password": "wrong"}
    for _ in range(5):
        assert "not correct" in client.post("/accounts/login/", form).content.decode()
    locked = client.post("/accounts/login/", {**form, "password": PASSWORD})
    assert "Too many failed login attempts" in locked.content.decode()


def test_a_password_signs_in(client, campaign):
    actions.set_up_owner(username="olga", password=PASSWORD, at=NOON)
    response = client.post("/accounts/login/", {"login": "olga", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_an_expired_session_sends_a_fragment_to_the_sign_in_page(client, document):
    response = client.get("/campaigns/ferries/jobs/1/progress/", headers={"hx-request": "true"})
    assert response["HX-Redirect"].startswith("/accounts/login/")


def test_a_page_behind_the_sign_in_is_never_cached(signed_in, annotator):
    response = signed_in(annotator).get("/campaigns/ferries/guideline/")
    assert "no-store" in response["Cache-Control"]


def test_a_session_that_has_run_out_signs_nobody_in(signed_in, annotator):
    client = signed_in(annotator)
    assert client.get("/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/").status_code == 302
