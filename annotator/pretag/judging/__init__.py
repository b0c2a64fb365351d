"""How good a tagger is: figures with intervals, calibration, where it differs from gold or another."""

from annotator.pretag.judging.bootstrap import intervals
from annotator.pretag.judging.comparing import (
    Compared,
    Comparison,
    Overall,
    Verdict,
    compare,
    overall,
    verdict,
)
from annotator.pretag.judging.differing import confusion, differing, unlike
from annotator.pretag.judging.effects import Effect, OfLabel, curve, effect
from annotator.pretag.judging.scores import Bin, Calibration, calibration, spread
from annotator.pretag.judging.values import Figure, Judged, first

__all__ = [
    "Bin",
    "Calibration",
    "Compared",
    "Comparison",
    "Effect",
    "Figure",
    "Judged",
    "OfLabel",
    "Overall",
    "Verdict",
    "calibration",
    "compare",
    "confusion",
    "curve",
    "differing",
    "effect",
    "first",
    "intervals",
    "overall",
    "spread",
    "unlike",
    "verdict",
]
