"""One way in and out, and what the first page says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotator.models import WorkerSighting
from tests.admin.panel import address, administrator, failed_job, furnish
from tests.world import answer, says, seat


@pytest.fixture
def boss(db):
    return administrator()


def test_the_panel_has_no_sign_in_of_its_own(db, client):
    reply = client.get("/admin/", follow=True)
    assert reply.redirect_chain[-1][0].startswith("/accounts/login/?next=")

    reply = client.post("/admin/login/", {"username": "ada", "password": "x"})
    assert reply.status_code == 302
    assert reply["Location"].startswith("/accounts/login/")


def test_who_is_no_staff_is_turned_away(annotator, signed_in):
    assert signed_in(annotator).get("/admin/", follow=True).status_code == 403


def test_passwords_are_changed_on_the_site(boss, signed_in):
    reply = signed_in(boss).get("/admin/password_change/")
    assert reply["Location"] == "/accounts/password/change/"


def test_signing_out_of_the_panel_is_signing_out(boss, signed_in):
    client = signed_in(boss)
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def test_the_first_page_shows_campaigns_jobs_problems_and_workers(boss, campaign, signed_in):
    failed_job(campaign, boss)
    client = signed_in(boss)
    page = client.get("/admin/").content.decode()
    assert "Ferries" in page
    assert "10 of 30 done (33 %)" in page
    assert "The page had no body." in page
    assert "No worker has been seen" in page

    WorkerSighting.objects.create(name="host", seen_at=timezone.now() - timedelta(seconds=30))
    assert "A worker is there." in client.get("/admin/").content.decode()


def test_the_first_page_costs_the_same_with_more_campaigns(
    boss, signed_in, django_assert_num_queries
):
    client = signed_in(boss)
    furnish(1, boss)
    client.get("/admin/")
    with django_assert_num_queries(21, exact=False) as first:
        client.get("/admin/")
    furnish(2, boss)
    furnish(3, boss)
    with django_assert_num_queries(len(first)):
        client.get("/admin/")


def test_things_are_found_by_name(boss, campaign, annotator, document, signed_in):
    def found(term):
        reply = signed_in(boss).get("/admin/search/", {"s": term, "extended": 1})
        return [result.title for result in reply.context["results"]] if reply.context else []

    assert "anna" in found("anna")
    assert campaign.name in found("ferries")
    assert document.title in found("overloading")


def test_a_document_shows_its_sentences_and_why_lines_were_kept(
    boss, annotator, second, document, signed_in
):
    for member in (annotator, second):
        seat(member, document)
        answer(member, document, 0, says("denial"))

    page = signed_in(boss).get(address("document", document.pk, "change"))

    rows = page.context["document_sentences"]
    assert rows[0]["sentence"].text == "Ferry firm denies overloading claim"
    assert rows[0]["answers"] == 2
    assert page.context["document_lines"][0]["reason"] == "the headline"


def test_the_policy_of_the_site_holds_in_the_panel(boss, signed_in):
    reply = signed_in(boss).get("/admin/")
    assert "unsafe" not in reply["Content-Security-Policy"]
    assert "<style" not in reply.content.decode()
    assert 'style="' not in reply.content.decode()
