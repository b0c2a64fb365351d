"""What the forms of the panel do: each through an action, each refusal said at the form."""

import pytest

from annotator.models import Campaign, Guideline, Label, Membership, Person
from tests.admin.panel import address, administrator, send


@pytest.fixture
def boss(db):
    return administrator()


def test_a_campaign_is_made_with_its_scheme_guideline_and_owner(boss, signed_in):
    values = {"name": "Floods", "slug": "floods", "overlap": 3}
    reply = send(signed_in(boss), address("campaign", "add"), values)

    made = Campaign.objects.get()
    assert reply.status_code == 302
    assert (made.slug, made.overlap, made.created_by) == ("floods", 3, boss)
    assert made.scheme.labels.count() == 4
    assert made.guidelines.get().version == 1
    assert made.memberships.get().role == "owner"


def test_a_refusal_is_said_at_the_form_and_nothing_is_kept(boss, signed_in):
    values = {"name": "New", "slug": "new", "overlap": 2}
    reply = send(signed_in(boss), address("campaign", "add"), values)

    assert reply.status_code == 200
    assert "cannot be an address" in reply.content.decode()
    assert not Campaign.objects.exists()


def test_the_slug_of_a_campaign_stays(boss, campaign, signed_in):
    values = {
        "name": "Boats",
        "slug": "boats",
        "overlap": 3,
        "hidden_percent": 10,
        "shown_percent": 5,
        "spans": "claims",
        "is_source_blind": "on",
    }
    send(signed_in(boss), address("campaign", campaign.pk, "change"), values)

    campaign.refresh_from_db()
    assert (campaign.name, campaign.slug, campaign.overlap) == ("Boats", "ferries", 3)
    assert (campaign.hidden_percent, campaign.shown_percent) == (10, 5)
    assert (campaign.spans, campaign.is_source_blind) == ("claims", True)


def test_shares_over_a_hundred_are_refused(boss, campaign, signed_in):
    values = {
        "name": "Boats",
        "overlap": 2,
        "hidden_percent": 80,
        "shown_percent": 50,
        "spans": "all",
    }
    reply = send(signed_in(boss), address("campaign", campaign.pk, "change"), values)

    assert reply.status_code == 200
    campaign.refresh_from_db()
    assert campaign.name == "Ferries"


def test_a_person_is_added_without_a_password(boss, signed_in):
    signed_in(boss).post(address("person", "add"), {"username": "nora"})

    nora = Person.objects.get(username="nora")
    assert not nora.has_usable_password()
    assert not nora.is_staff


def test_a_person_form_takes_no_password_and_no_rights(boss, annotator, signed_in):
    values = {
        "username": "other",
        "first_name": "Anna",
        "last_name": "",
        "email": "anna@example.org",
        "password": "sesame-sesame",
        "is_superuser": "on",
        "is_staff": "on",
    }
    send(signed_in(boss), address("person", annotator.person.pk, "change"), values)

    anna = Person.objects.get(pk=annotator.person.pk)
    assert (anna.username, anna.first_name, anna.email) == ("anna", "Anna", "anna@example.org")
    assert not anna.is_superuser
    assert not anna.is_staff
    assert not anna.has_usable_password()


def test_a_role_is_given_and_changed_as_the_campaign_allows(boss, campaign, annotator, signed_in):
    client = signed_in(boss)
    newcomer = administrator("newcomer")
    values = {"campaign": campaign.pk, "person": newcomer.pk, "role": "viewer"}
    send(client, address("membership", "add"), values)
    made = Membership.objects.get(person=newcomer)
    assert (made.role, made.added_by) == ("viewer", boss)

    send(client, address("membership", annotator.pk, "change"), {"role": "viewer"})
    annotator.refresh_from_db()
    assert annotator.role == "viewer"


def test_who_runs_the_installation_mends_a_campaign_whose_owner_has_left(
    owner, annotator, signed_in
):
    client = signed_in(administrator("newcomer"))
    send(client, address("membership", annotator.pk, "change"), {"role": "owner"})
    annotator.refresh_from_db()
    assert annotator.role == "owner"


def test_a_rule_that_says_no_is_told_at_the_form(owner, signed_in):
    client = signed_in(administrator("newcomer"))
    reply = send(client, address("membership", owner.pk, "change"), {"role": "viewer"})

    assert reply.status_code == 200
    assert "A campaign needs an owner" in reply.content.decode()
    owner.refresh_from_db()
    assert owner.role == "owner"


def test_a_guideline_starts_from_the_one_in_force_and_becomes_a_new_version(
    boss, campaign, signed_in
):
    client = signed_in(boss)
    old = campaign.guidelines.get()
    form = client.get(address("guideline", "add"), {"campaign": campaign.pk})
    assert form.context["adminform"].form.initial["text"] == old.text

    client.post(address("guideline", "add"), {"campaign": campaign.pk, "text": "Read **twice**."})

    new = Guideline.objects.get(campaign=campaign, version=2)
    assert (new.text, new.written_by) == ("Read **twice**.\n", boss)
    assert (
        "<strong>twice</strong>"
        in client.get(address("guideline", new.pk, "change")).content.decode()
    )
    assert Guideline.objects.get(version=1).text == old.text


def test_a_guideline_for_a_campaign_that_is_not_there_starts_empty(boss, signed_in):
    for nonsense in ["", "x", "²", "999999"]:
        form = signed_in(boss).get(address("guideline", "add"), {"campaign": nonsense})
        assert form.status_code == 200


def test_a_label_is_renamed_and_keeps_its_code(boss, campaign, signed_in):
    label = Label.objects.get(scheme=campaign.scheme, code="denial")
    values = {"name": "Denies", "letter": "x", "definition": "It is denied.", "code": "other"}
    send(signed_in(boss), address("label", label.pk, "change"), values)

    label.refresh_from_db()
    assert (label.code, label.name, label.letter) == ("denial", "Denies", "X")


def test_two_labels_cannot_share_a_letter(boss, campaign, signed_in):
    label = Label.objects.get(scheme=campaign.scheme, code="denial")
    values = {"name": "Denies", "letter": "a", "definition": "It is denied."}
    reply = send(signed_in(boss), address("label", label.pk, "change"), values)

    assert reply.status_code == 200
    assert "has the letter" in reply.content.decode()
    label.refresh_from_db()
    assert label.letter == "D"
