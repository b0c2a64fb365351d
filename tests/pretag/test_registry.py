"""The registry of taggers."""

import pytest

from annotator.errors import RuleBroken
from annotator.pretag.taggers import TAGGERS, UnknownTagger, tagger


def test_a_tagger_is_found_by_its_name() -> None:
    assert tagger("rules") is TAGGERS["rules"]
    assert tagger("rules").name == "rules"


def test_an_unknown_tagger_is_refused_by_name() -> None:
    with pytest.raises(UnknownTagger, match="oracle") as refusal:
        tagger("oracle")

    assert isinstance(refusal.value, RuleBroken)
    assert refusal.value.code == "unknown-tagger"
