from annotator.campaigns.actions import remove_member
from annotator.models import Campaign, Role
from tests.world import join


def shown(response) -> str:
    return response.content.decode()


def test_home_shows_ones_own_campaigns_and_no_others(signed_in, annotator, elsewhere):
    page = shown(signed_in(annotator).get("/"))
    assert "Ferries" in page
    assert "Elsewhere" not in page


def test_who_is_in_no_campaign_is_told_whom_to_ask(signed_in, annotator, owner):
    remove_member(membership=annotator, by=owner.person)
    assert "Ask the owner of a campaign to add you" in shown(signed_in(annotator).get("/"))


def test_staff_makes_a_campaign_and_owns_it(signed_in, owner):
    owner.person.is_staff = True
    owner.person.save()
    client = signed_in(owner)
    form = {"name": "Floods", "slug": "floods", "overlap": 3}
    assert client.post("/campaigns/new/", form)["Location"] == "/campaigns/floods/"
    assert Campaign.objects.get(slug="floods").overlap == 3
    assert "There is a campaign “floods” already" in shown(client.post("/campaigns/new/", form))


def test_each_role_sees_the_pages_it_may_open(signed_in, campaign):
    seen = {}
    for role in Role:
        page = shown(signed_in(join(campaign, role, role)).get("/campaigns/ferries/guideline/"))
        seen[role.value] = [
            name for name in ("documents", "annotate", "people") if f"/ferries/{name}/" in page
        ]
    assert seen == {
        "owner": ["documents", "annotate", "people"],
        "curator": ["documents", "annotate", "people"],
        "annotator": ["annotate"],
        "viewer": ["documents"],
    }


def test_the_guideline_is_shown_as_text_whatever_it_holds(signed_in, curator):
    client = signed_in(curator)
    text = "# Rules\n\n<script>alert(1)</script> and [a](javascript:alert(2)) *stress*"
    client.post("/campaigns/ferries/guideline/edit/", {"text": text})
    page = shown(client.get("/campaigns/ferries/guideline/"))
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<em>stress</em>" in page
    assert "Version 2" in page
