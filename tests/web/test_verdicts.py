"""What a comparison of two taggers says, in words."""

import pytest

from annotator.pretag.judging import Verdict
from annotator.pretag.learned.gold import LABELS
from annotator.web import verdicts


@pytest.mark.parametrize(
    ("better", "worse", "words"),
    [
        ((), (), "No clear difference."),
        (("accusation",), (), "Better on accusation, no clear difference elsewhere."),
        (
            ("accuracy", "denial"),
            ("fact",),
            "Better on accuracy and denial, worse on fact, no clear difference elsewhere.",
        ),
        (
            ("accuracy", *LABELS),
            (),
            "Better on accuracy, denial, accusation, attribution and fact.",
        ),
    ],
)
def test_a_verdict_is_told_in_a_sentence(better, worse, words):
    assert verdicts.told(Verdict(better=better, worse=worse)) == words
