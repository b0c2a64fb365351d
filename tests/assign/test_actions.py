from datetime import timedelta

from annotator import tasks
from annotator.annotate import actions as annotate
from annotator.assign import actions, queries
from annotator.models import Assignment, Role
from tests.world import NOON, add_many, answer, answer_all, join, says

TWO_DAYS_LATER = NOON + timedelta(days=2)


def next_for(member, at=NOON):
    return actions.next_for(membership=member, at=at)


def test_an_annotator_keeps_the_document_they_began(annotator, campaign):
    first, _ = add_many(campaign, 2)
    assert next_for(annotator).document == first
    assert next_for(annotator).document == first
    assert Assignment.objects.count() == 1


def test_when_a_document_is_finished_the_next_one_comes(annotator, campaign):
    first, other = add_many(campaign, 2)
    answer_all(annotator, first, "DCDAF")
    assert next_for(annotator).document == other


def test_documents_begun_by_others_come_first(annotator, second, campaign):
    first, other = add_many(campaign, 2)
    actions.reserve(membership=second, document=other, at=NOON)
    assert next_for(annotator).document == other
    assert first.assignments.count() == 0


def test_no_more_annotators_than_the_overlap_get_a_document(annotator, second, campaign, document):
    third = join(campaign, "carl", Role.ANNOTATOR)
    assert next_for(annotator).seat == 1
    assert next_for(second).seat == 2
    assert next_for(third) is None
    assert actions.reserve(membership=third, document=document, at=NOON) is None
    assert queries.why_nothing(third).startswith("Every article has its annotators")


def test_nobody_gets_the_same_document_twice(annotator, document):
    answer_all(annotator, document, "DCDAF")
    assert next_for(annotator) is None
    assert queries.why_nothing(annotator).startswith("You have finished every article")


def test_a_seat_whose_lease_ran_out_unused_goes_to_somebody_else(
    annotator, second, campaign, document
):
    third = join(campaign, "carl", Role.ANNOTATOR)
    next_for(annotator), next_for(second)
    assert next_for(third, at=TWO_DAYS_LATER).document == document
    # The seat that was given up is free to anyone, the other one was given up too: both are gone.
    assert set(document.assignments.values_list("annotator__username", flat=True)) == {"carl"}


def test_a_seat_with_answers_is_never_given_away(annotator, second, campaign, document):
    third = join(campaign, "carl", Role.ANNOTATOR)
    next_for(annotator), next_for(second)
    answer(annotator, document, 0, says("denial"))
    answer(second, document, 0, says("denial"))
    assert next_for(third, at=TWO_DAYS_LATER) is None


def test_coming_back_renews_the_lease(annotator, document):
    began = next_for(annotator).leased_until
    assert next_for(annotator, at=NOON + timedelta(hours=13)).leased_until > began


def test_an_empty_campaign_says_so(annotator):
    assert next_for(annotator) is None
    assert queries.why_nothing(annotator) == "No article has been added to this campaign yet."


def test_documents_of_other_campaigns_are_never_given_out(annotator, foreign_document):
    assert next_for(annotator) is None


def test_the_next_document_is_reserved_ahead_while_one_is_still_at_the_first(annotator, campaign):
    first, other, third = add_many(campaign, 3)
    assert next_for(annotator).document == first
    ahead = actions.next_for(membership=annotator, at=NOON, after=first.pk)
    assert (ahead.document, ahead.leased_until) == (other, NOON + actions.LEASE)
    assert next_for(annotator).document == first
    assert actions.next_for(membership=annotator, at=NOON, after=first.pk) == ahead
    answer_all(annotator, first, "DCDAF")
    assert next_for(annotator) == ahead
    assert third.assignments.count() == 0


def test_nothing_comes_after_the_last_document(annotator, document):
    next_for(annotator)
    assert actions.next_for(membership=annotator, at=NOON, after=document.pk) is None


def test_a_document_begun_comes_before_one_that_was_only_reserved(annotator, campaign):
    first, other = add_many(campaign, 2)
    actions.reserve(membership=annotator, document=first, at=NOON)
    actions.reserve(membership=annotator, document=other, at=NOON)
    answer(annotator, other, 0, says("denial"))
    assert next_for(annotator).document == other


def test_a_document_that_was_opened_again_comes_before_a_new_one(annotator, campaign):
    first, other = add_many(campaign, 2)
    answer_all(annotator, first, "DCDAF")
    assert next_for(annotator).document == other
    tasks.reopen(membership=annotator, document_id=first.pk)
    assert next_for(annotator).document == first


def test_nobody_is_given_a_locked_document_or_kept_in_one(annotator, curator, campaign):
    first, other = add_many(campaign, 2)
    assert next_for(annotator).document == first
    answer(annotator, first, 0, says("denial"))
    annotate.lock(document=first, by=curator.person, at=NOON)
    assert next_for(annotator).document == other
    annotate.lock(document=other, by=curator.person, at=NOON)
    assert next_for(annotator) is None
    assert queries.why_nothing(curator).startswith("Every article has its annotators")
    other.refresh_from_db()
    assert actions.reserve(membership=curator, document=other, at=NOON) is None
    annotate.unlock(document=first, by=curator.person, at=NOON)
    assert next_for(annotator).document == first
