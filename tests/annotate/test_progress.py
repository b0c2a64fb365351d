from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import override_settings
from django.utils import timezone

from annotator.annotate import actions, queries
from annotator.annotate.values import Answer
from annotator.models import Role
from tests.world import ELSEWHERE, NOON, add, join, says, seat


def submit(member, document, index, *, at=NOON, given=None, active_ms=0, revision=0):
    return actions.submit(
        membership=member,
        sentence_id=document.sentences.get(index=index).pk,
        submission=uuid4(),
        revision=revision,
        answer=given or says("fact"),
        active_ms=active_ms,
        at=at,
    )


def test_the_pace_is_of_today_and_of_this_campaign(campaign, annotator, second, elsewhere):
    document, foreign = add(campaign), add(elsewhere, ELSEWHERE)
    visiting = join(elsewhere, "anna", Role.ANNOTATOR)
    for member, what in ((annotator, document), (second, document), (visiting, foreign)):
        seat(member, what)
    assert queries.pace(annotator, at=NOON) == {"sentences": 0, "seconds": 0}
    submit(annotator, document, 0, at=NOON - timedelta(days=1), active_ms=90_000)
    submit(annotator, document, 1, active_ms=4000)
    submit(annotator, document, 2, active_ms=6500)
    submit(annotator, document, 3, given=Answer(status="open", note="?"), active_ms=50_000)
    submit(second, document, 0, active_ms=1000)
    submit(visiting, foreign, 0, active_ms=1000)
    assert queries.pace(annotator, at=NOON) == {"sentences": 2, "seconds": 5.2}
    assert queries.pace(visiting, at=NOON) == {"sentences": 1, "seconds": 1.0}
    assert queries.pace(annotator, at=NOON + timedelta(days=1)) == {"sentences": 0, "seconds": 0}


@pytest.mark.parametrize(
    ("zone", "sentences"), [("UTC", 0), ("America/New_York", 1), ("Pacific/Kiritimati", 1)]
)
def test_the_day_begins_at_midnight_where_the_installation_is(annotator, document, zone, sentences):
    seat(annotator, document)
    submit(annotator, document, 0, at=datetime(2026, 3, 13, 23, 0, tzinfo=UTC))
    with override_settings(TIME_ZONE=zone), timezone.override(None):
        told = queries.pace(annotator, at=datetime(2026, 3, 14, 3, 0, tzinfo=UTC))
    assert told["sentences"] == sentences


def test_progress_counts_this_annotators_answers_alone(annotator, second, document):
    seat(second, document)
    for index in (0, 1, 2):
        submit(second, document, index)
    own = seat(annotator, document)
    submit(annotator, document, 0)
    submit(annotator, document, 1, given=Answer(status="skipped"))
    submit(annotator, document, 2, given=Answer(status="open", is_flagged=True))
    assert queries.progress(own) == {
        "answered": 2,
        "total": 5,
        "is_finished": False,
        "is_locked": False,
    }


def test_the_guideline_in_force_is_told_with_the_one_that_was_read(annotator):
    assert queries.guideline(annotator) == {"version": 1, "read": 1}
    annotator.campaign.guidelines.all().delete()
    assert queries.guideline(annotator) == {"version": 0, "read": 1}
