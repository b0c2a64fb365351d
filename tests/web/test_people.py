import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotator.models import Membership, Person, Role
from tests.world import join

PEOPLE = "/campaigns/ferries/people/"


def shown(response) -> str:
    return response.content.decode()


def address_in(page: str) -> str | None:
    found = re.search(r'copybox">([^<]+)<', page)
    return (
        found[1].strip().replace("&amp;", "&").removeprefix("http://127.0.0.1:8000")
        if found
        else None
    )


def test_somebody_new_gets_an_account_and_an_address_that_works_once(signed_in, curator):
    page = shown(signed_in(curator).post(PEOPLE, {"username": "nina", "role": "annotator"}))
    address = address_in(page)
    assert Client().get(address)["Location"] == "/accounts/password/set/"
    assert Client().get(address).status_code == 410


def test_nobody_gets_an_address_into_an_account_that_is_in_use(signed_in, owner, stranger):
    page = shown(signed_in(owner).post(PEOPLE, {"username": "sven", "role": "annotator"}))
    assert address_in(page) is None
    member = Membership.objects.get(person__username="sven", campaign=owner.campaign)
    response = signed_in(owner).post(f"{PEOPLE}{member.pk}/invitation/")
    assert (response.status_code, address_in(shown(response))) == (409, None)


def test_a_lost_address_is_made_again_for_who_never_came(signed_in, curator, annotator):
    response = signed_in(curator).post(f"{PEOPLE}{annotator.pk}/invitation/")
    assert Client().get(address_in(shown(response))).status_code == 302


def test_a_forgotten_password_is_replaced_by_an_address_from_the_owner(
    signed_in, owner, curator, annotator, client
):
    annotator.person.set_password("four plain words here")
    annotator.person.save()
    refused = signed_in(curator).post(f"{PEOPLE}{annotator.pk}/invitation/")
    assert refused.status_code == 409
    address = address_in(shown(signed_in(owner).post(f"{PEOPLE}{annotator.pk}/invitation/")))
    annotator.person.refresh_from_db()
    assert not annotator.person.has_usable_password()
    theirs = Client()
    assert theirs.get(address)["Location"] == "/accounts/password/set/"
    new = {"password1": "five other plain words", "password2": "five other plain words"}
    assert theirs.post("/accounts/password/set/", new)["Location"] == "/"


def test_a_curator_is_told_that_owners_are_an_owners_to_make(signed_in, owner, curator):
    response = signed_in(curator).post(PEOPLE, {"username": "nina", "role": "owner"})
    assert response.status_code == 422
    assert "Only an owner of the campaign" in shown(response)
    assert not Person.objects.filter(username="nina").exists()


def test_the_last_owner_stays(signed_in, owner):
    page = shown(signed_in(owner).post(f"{PEOPLE}{owner.pk}/remove/", follow=True))
    assert "A campaign needs an owner" in page


def test_who_is_removed_is_out_at_once(signed_in, owner, annotator):
    signed_in(owner).post(f"{PEOPLE}{annotator.pk}/remove/")
    assert signed_in(annotator).get("/campaigns/ferries/annotate/").status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_one(signed_in, owner, campaign):
    client, counts = signed_in(owner), set()
    for names in ("a", "bcd"):
        for name in names:
            join(campaign, name, Role.VIEWER)
        with CaptureQueriesContext(connection) as captured:
            client.get(PEOPLE)
        counts.add(len(captured))
    assert len(counts) == 1
