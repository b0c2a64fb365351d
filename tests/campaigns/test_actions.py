import pytest
from django.db import models

from annotator.campaigns import actions, queries
from annotator.campaigns.refusals import (
    LastOwner,
    MayNotInvite,
    NameIsInvalid,
    OwnerExists,
    SlugIsTaken,
    TokenNameIsTaken,
)
from annotator.models import Guideline, Membership, Person, Role, Token
from tests.world import NOON, join


def test_a_campaign_comes_with_the_four_labels_and_a_guideline(campaign):
    assert [(label.code, label.letter) for label in queries.labels(campaign)] == [
        ("attribution", "A"),
        ("denial", "D"),
        ("accusation", "C"),
        ("fact", "F"),
    ]
    by_precedence = campaign.scheme.labels.order_by("precedence")
    assert [label.code for label in by_precedence] == [
        "denial",
        "accusation",
        "attribution",
        "fact",
    ]
    assert queries.guideline(campaign).version == 1


@pytest.mark.parametrize(
    "slug", ["", "Big", "two words", "-x", "a--b", "x/y", "new", "é", "a" * 61]
)
def test_a_slug_that_makes_no_address_is_refused(db, slug):
    with pytest.raises(NameIsInvalid):
        actions.create(slug=slug, by=None, at=NOON)


def test_a_slug_is_used_once(campaign):
    with pytest.raises(SlugIsTaken):
        actions.create(slug="ferries", by=None, at=NOON)


@pytest.mark.parametrize("overlap", [0, 21])
def test_between_1_and_20_people_judge_a_document(db, overlap):
    with pytest.raises(NameIsInvalid):
        actions.create(slug="x", overlap=overlap, by=None, at=NOON)


def test_who_makes_a_campaign_owns_it(stranger):
    made = actions.create(slug="mine", by=stranger.person, at=NOON)
    assert [member.role for member in queries.members(made)] == ["owner"]


def test_adding_somebody_again_changes_their_role_and_keeps_their_pseudonym(campaign, annotator):
    changed = join(campaign, "anna", Role.CURATOR)
    assert (changed.pk, changed.role, changed.pseudonym) == (
        annotator.pk,
        "curator",
        annotator.pseudonym,
    )


def test_a_curator_adds_annotators_and_viewers_but_no_owners(campaign, owner, curator):
    for role in (Role.ANNOTATOR, Role.VIEWER):
        actions.invite(campaign=campaign, username="new", role=role, by=curator.person, at=NOON)
    for role in (Role.OWNER, Role.CURATOR):
        with pytest.raises(MayNotInvite):
            actions.invite(campaign=campaign, username="new", role=role, by=curator.person, at=NOON)


def test_a_curator_does_not_take_an_owner_down(campaign, owner, curator):
    join(campaign, "other", Role.OWNER)
    with pytest.raises(MayNotInvite):
        actions.invite(
            campaign=campaign, username="olga", role=Role.VIEWER, by=curator.person, at=NOON
        )
    with pytest.raises(MayNotInvite):
        actions.remove_member(membership=owner, by=curator.person)


def test_a_campaign_keeps_an_owner(campaign, owner):
    with pytest.raises(LastOwner):
        actions.remove_member(membership=owner, by=owner.person)
    with pytest.raises(LastOwner):
        actions.invite(
            campaign=campaign, username="olga", role=Role.VIEWER, by=owner.person, at=NOON
        )


def test_who_was_removed_sees_nothing_and_may_come_back(campaign, owner, annotator):
    actions.remove_member(membership=annotator, by=owner.person)
    with pytest.raises(Membership.DoesNotExist):
        queries.membership(annotator.person, "ferries")
    join(campaign, "anna", Role.ANNOTATOR)
    assert queries.membership(annotator.person, "ferries").pseudonym == annotator.pseudonym


@pytest.mark.parametrize("username", ["", " ", "a b", "x" * 151, "<b>"])
def test_a_user_name_that_is_none_is_refused(campaign, username):
    with pytest.raises(NameIsInvalid):
        join(campaign, username, Role.ANNOTATOR)


def test_the_first_account_runs_the_installation_and_owns_every_campaign(campaign, elsewhere):
    person = actions.set_up_owner(username="root", password="a long password", at=NOON)
    assert person.is_superuser
    assert person.check_password("a long password")
    roles = {(m.campaign.slug, m.role) for m in queries.memberships_of(person)}
    assert roles == {("ferries", "owner"), ("elsewhere", "owner")}


def test_there_is_one_first_account(campaign):
    key = queries.setup_address().rstrip("/").rpartition("/")[2]
    assert queries.is_setup_key(key)
    actions.set_up_owner(username="root", password="a long password", at=NOON)
    assert not queries.is_setup_key(key)
    assert queries.setup_address() is None
    with pytest.raises(OwnerExists):
        actions.set_up_owner(username="too", password="a long password", at=NOON)
    assert not Person.objects.filter(username="too").exists()


@pytest.mark.parametrize(
    "key", ["", "x", "owner", "1xWEmB:rG4-5Kor2AtO9cZMgO9RZw8y2QQJUUNw1TFhziq1ZE8"]
)
def test_no_other_key_opens_the_set_up(db, key):
    assert not queries.is_setup_key(key)


def test_only_the_hash_of_a_token_is_kept(annotator):
    token, secret = actions.create_token(
        person=annotator.person, name="script", scope=Token.Scope.EXPORT, days=30
    )
    stored = Token.objects.values().get()
    assert secret not in str(stored)
    assert (token.scope, token.name) == ("export", "script")
    with pytest.raises(TokenNameIsTaken):
        actions.create_token(person=annotator.person, name="script", scope=Token.Scope.READ, days=1)


@pytest.mark.parametrize(("name", "days"), [("", 1), ("  ", 1), ("x", 0), ("x", 4000)])
def test_a_token_without_a_name_or_an_end_is_refused(annotator, name, days):
    with pytest.raises(NameIsInvalid):
        actions.create_token(person=annotator.person, name=name, scope=Token.Scope.READ, days=days)


def test_a_revised_guideline_is_a_new_version_and_the_old_one_stays(campaign, curator):
    first = queries.guideline(campaign)
    revised = actions.revise_guideline(
        campaign=campaign, text="Be brief.\r\n", by=curator.person, at=NOON
    )
    again = actions.revise_guideline(
        campaign=campaign, text="Be brief.", by=curator.person, at=NOON
    )
    assert (revised.version, again.pk) == (2, revised.pk)
    assert Guideline.objects.get(version=1).text == first.text


def test_an_address_to_sign_in_opens_no_other_campaign_and_passes_no_password_by(
    campaign, owner, curator, annotator, stranger
):
    def can(by: Membership, username: str) -> bool:
        return queries.can_invite_again(
            by, queries.members(campaign).get(person__username=username)
        )

    assert can(curator, "anna")
    assert not can(annotator, "anna")
    assert not can(curator, "olga")
    annotator.person.set_password("a long password")
    annotator.person.save()
    assert not can(curator, "anna")
    assert can(owner, "anna")
    assert not can(owner, "olga")
    join(campaign, "sven", Role.ANNOTATOR)
    assert not can(owner, "sven")


def test_people_are_never_deleted_with_what_they_did():
    from django.apps import apps

    cascading = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("annotator").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is Person
        and field.remote_field.on_delete is not models.PROTECT
    ]
    assert cascading == []
