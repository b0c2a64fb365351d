import pytest

from annotator.campaigns import actions, queries
from annotator.campaigns.refusals import GuidelineIsNewer, NotInForce
from annotator.models import Guideline, Membership
from tests.world import NOON


def revise(campaign, by, text: str, **given) -> Guideline:
    return actions.revise_guideline(campaign=campaign, text=text, by=by.person, at=NOON, **given)


def read(membership: Membership) -> int:
    membership.refresh_from_db()
    return membership.guideline_read


def never_read(membership: Membership) -> Membership:
    Membership.objects.filter(pk=membership.pk).update(guideline_read=0)
    membership.refresh_from_db()
    return membership


def test_who_has_not_read_the_guideline_has_it_to_read(annotator):
    never_read(annotator)
    assert queries.unread_guideline(annotator).version == 1
    actions.acknowledge_guideline(membership=annotator, version=1)
    assert read(annotator) == 1
    assert queries.unread_guideline(annotator) is None


def test_a_new_version_is_to_be_read_by_all_but_its_writer(campaign, annotator, curator):
    revise(campaign, curator, "Be brief.")
    annotator.refresh_from_db()
    assert queries.unread_guideline(annotator).version == 2
    assert read(curator) == 2
    assert queries.unread_guideline(curator) is None


def test_a_viewer_has_nothing_to_read_before_they_begin(viewer):
    assert queries.unread_guideline(never_read(viewer)) is None


def test_having_read_a_version_is_not_taken_back_by_an_older_one(campaign, annotator, curator):
    revise(campaign, curator, "Be brief.")
    actions.acknowledge_guideline(membership=annotator, version=2)
    actions.acknowledge_guideline(membership=annotator, version=1)
    assert read(annotator) == 2


@pytest.mark.parametrize("version", [0, -1, 2, 10**30])
def test_nobody_has_read_a_version_that_is_not_there(annotator, version):
    before = read(never_read(annotator))
    with pytest.raises(NotInForce):
        actions.acknowledge_guideline(membership=annotator, version=version)
    assert read(annotator) == before


def test_nobody_writes_over_a_version_they_have_not_seen(campaign, curator, owner):
    revise(campaign, curator, "Be brief.", base=1)
    with pytest.raises(GuidelineIsNewer):
        revise(campaign, owner, "Be long.", base=1)
    assert queries.guideline(campaign).text == "Be brief.\n"
    assert revise(campaign, owner, "Be long.", base=2).version == 3
