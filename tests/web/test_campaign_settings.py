from html import unescape

import pytest

from annotator.models import Campaign
from tests.world import answer_all

URL = "/campaigns/ferries/settings/"
FORM = {
    "name": "Boats",
    "overlap": 3,
    "hidden_percent": 30,
    "shown_percent": 20,
    "spans": "claims",
    "is_source_blind": "on",
}


def shown(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_a_curator_changes_what_may_change(signed_in, curator):
    client = signed_in(curator)
    assert "The settings are saved." in shown(client.post(URL, FORM, follow=True))
    saved = Campaign.objects.get()
    assert (saved.slug, saved.name, saved.overlap) == ("ferries", "Boats", 3)
    assert (saved.hidden_percent, saved.shown_percent) == (30, 20)
    assert (saved.spans, saved.is_source_blind) == ("claims", True)
    client.post(URL, {name: value for name, value in FORM.items() if name != "is_source_blind"})
    assert not Campaign.objects.get().is_source_blind


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"shown_percent": 80}, "The two shares together are more than 100 %."),
        ({"hidden_percent": -1}, "greater than or equal to 0"),
        ({"hidden_percent": 101}, "less than or equal to 100"),
        ({"overlap": 0}, "greater than or equal to 1"),
        ({"spans": "some"}, "Select a valid choice."),
        ({"name": " "}, "This field is required."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_changes(signed_in, curator, wrong, told):
    reply = signed_in(curator).post(URL, {**FORM, **wrong})
    assert reply.status_code == 422
    assert told in shown(reply)
    assert Campaign.objects.get().name == "Ferries"


def test_the_bar_shows_the_shares(signed_in, curator):
    page = shown(signed_in(curator).get(URL))
    assert 'data-arm="hidden" x="0" y="0" width="20"' in page
    assert 'data-arm="after" x="20" y="0" width="80"' in page
    assert 'data-arm-percent="after">80<' in page
    # A share that is none is drawn as nothing, and the page still comes.
    for wrong in ("x", "-5", "", "99999"):
        reply = signed_in(curator).post(URL, {**FORM, "hidden_percent": wrong})
        assert reply.status_code == 422


def test_a_running_campaign_says_what_becomes_of_its_answers(
    signed_in, curator, annotator, document
):
    client = signed_in(curator)
    assert "under way" not in shown(client.get(URL))
    answer_all(annotator, document, "DCDAF")
    page = shown(client.get(URL))
    assert "This campaign is under way: it has 5 answers" in page
    assert "Answers are kept as they are" in page
