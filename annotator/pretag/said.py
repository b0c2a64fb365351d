"""An attribution while it is being read off a sentence, in tokens."""

from dataclasses import dataclass

from annotator.pretag.parsed import Range


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """An attribution in tokens; `sure` is how strong the frame is, in (0, 1]."""

    source: Range | None
    cue: Range
    content: Range | None
    sure: float
    frame: str
