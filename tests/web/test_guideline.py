from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator.campaigns import actions
from annotator.models import Guideline, Membership
from annotator.web.decision_card import QUESTIONS
from tests.world import NOON

URL = "/campaigns/ferries/guideline/"


def shown(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def revise(campaign, by, text: str) -> Guideline:
    return actions.revise_guideline(campaign=campaign, text=text, by=by.person, at=NOON)


def has_read(member: Membership, version: int) -> Membership:
    Membership.objects.filter(pk=member.pk).update(guideline_read=version)
    member.refresh_from_db()
    return member


def test_the_desk_finds_the_text_in_the_page(signed_in, annotator):
    page = shown(signed_in(has_read(annotator, 1)).get(URL))
    article = page[page.index("<article") : page.index("</article>")]
    assert "data-guideline-text" in article
    assert "somebody in it reject a claim" in article
    assert "I have read it" not in page


def test_who_never_read_it_says_so_at_its_end_and_goes_on_where_they_came_from(
    signed_in, annotator
):
    client = signed_in(has_read(annotator, 0))
    page = shown(client.get(URL, {"next": "/campaigns/ferries/annotate/"}))
    assert "Read this before you begin" in page
    assert page.count("I have read it") == 1
    assert page.index("</article>") < page.index("I have read it")
    assert 'name="next" value="/campaigns/ferries/annotate/"' in page
    reply = client.post(f"{URL}read/", {"version": 1, "next": "/campaigns/ferries/annotate/"})
    assert reply["Location"] == "/campaigns/ferries/annotate/"
    annotator.refresh_from_db()
    assert annotator.guideline_read == 1


def test_what_changed_since_it_was_last_read_is_shown_above_it(signed_in, annotator, curator):
    revise(annotator.campaign, curator, "Count the boats.\n\nBe brief.")
    revise(annotator.campaign, curator, "Count the ferries.\n\nBe brief.")
    page = shown(signed_in(has_read(annotator, 2)).get(URL))
    assert "You have read version 2; version 3 is in force." in page
    assert "(removed:) </span>boats<span" in page
    assert "(added:) </span>ferries<span" in page
    assert page.count("I have read it") == 2


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_having_read_it_leads_to_no_other_site(signed_in, annotator, address):
    reply = signed_in(annotator).post(f"{URL}read/", {"version": 1, "next": address})
    assert reply["Location"] == "/campaigns/ferries/mine/"


def test_at_the_desk_no_notice_stands_above_the_article(signed_in, annotator):
    client, desk = signed_in(annotator), "/campaigns/ferries/annotate/"
    reply = client.post(f"{URL}read/", {"version": 1, "next": desk})
    assert reply["Location"] == desk
    assert "Noted" not in shown(client.get(desk))
    mine = client.post(f"{URL}read/", {"version": 1}, follow=True)
    assert "Noted: you have read version 1." in shown(mine)


@pytest.mark.parametrize("version", ["", "0", "2", "-1", "x", "9" * 40])
def test_a_version_that_is_not_there_is_not_acknowledged(signed_in, annotator, version):
    client = signed_in(has_read(annotator, 0))
    page = shown(client.post(f"{URL}read/", {"version": version}, follow=True))
    assert "There is no such version of the guideline." in page
    annotator.refresh_from_db()
    assert annotator.guideline_read == 0


def test_nobody_acknowledges_an_old_version_by_looking_at_it(signed_in, annotator, curator):
    revise(annotator.campaign, curator, "Be brief.")
    page = shown(signed_in(annotator).get(f"{URL}1/"))
    assert "This is an old version" in page
    assert "I have read it" not in page


def test_any_two_versions_are_compared(signed_in, viewer, curator):
    for text in ("one boat", "two boats", "two ferries"):
        revise(viewer.campaign, curator, text)
    client = signed_in(viewer)
    page = shown(client.get(f"{URL}changes/", {"from": 2, "to": 4}))
    assert "From version 2 to version 4" in page
    assert "(removed:) </span>one boat<span" in page
    assert "From version 3 to version 4" in shown(client.get(f"{URL}changes/"))
    for wrong in ({"from": 9}, {"to": "x"}, {"from": "-1"}):
        assert client.get(f"{URL}changes/", wrong).status_code == 404


def test_changes_are_text_whatever_they_hold(signed_in, viewer, curator):
    revise(viewer.campaign, curator, "a <b>bold</b> word")
    revise(viewer.campaign, curator, "a <script>alert(1)</script> word")
    page = signed_in(viewer).get(f"{URL}changes/").content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_the_card_asks_the_four_questions_in_order_with_the_names_of_the_campaign(
    signed_in, annotator
):
    label = annotator.campaign.scheme.labels.get(code="denial")
    actions.revise_label(label=label, name="rejection", letter="R", definition="")
    page = shown(signed_in(annotator).get(URL))
    assert 'class="decide"' in page
    places = [page.index(str(question.text)) for question in QUESTIONS]
    assert places == sorted(places)
    assert "<b>R</b> rejection" in page


def test_a_scheme_of_other_labels_has_no_card(signed_in, annotator):
    annotator.campaign.scheme.labels.filter(code="fact").delete()
    assert 'class="decide"' not in shown(signed_in(annotator).get(URL))


def test_a_preview_shows_the_text_and_the_changes_and_saves_nothing(signed_in, curator):
    client = signed_in(curator)
    text = "Be *brief*."
    page = shown(client.post(f"{URL}edit/", {"text": text, "base": 1, "do": "preview"}))
    assert "<em>brief</em>" in page
    assert "What changes against version 1" in page
    assert f"> {text}</textarea>" in page
    assert Guideline.objects.count() == 1


def test_two_curators_do_not_write_over_each_other(signed_in, curator, owner):
    revise(curator.campaign, owner, "Be long.")
    client = signed_in(curator)
    reply = client.post(f"{URL}edit/", {"text": "Be brief.", "base": 1})
    page = shown(reply)
    assert reply.status_code == 422
    assert "Version 2 was saved in the meantime." in page
    assert "> Be brief.</textarea>" in page
    assert 'name="base" value="2"' in page
    client.post(f"{URL}edit/", {"text": "Be brief.", "base": 2})
    assert Guideline.objects.get(version=3).text == "Be brief.\n"


def test_the_pages_cost_as_much_with_three_versions_as_with_one(signed_in, annotator, curator):
    client = signed_in(has_read(annotator, 0))
    counts = set()
    for text in ("", "two", "three"):
        if text:
            revise(annotator.campaign, curator, text)
        for page in ("", "changes/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(f"{URL}{page}")
            counts.add((page, len(captured)))
    assert len(counts) == 2
