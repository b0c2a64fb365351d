"""A sentence as the rules have read it: what stands in it, and what they found."""

from dataclasses import dataclass

from annotator.pretag.marks import Mark
from annotator.pretag.parsed import Parsed


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """`marks` are in order of gravity; `charge_stands`: a charge was named here or shortly before."""

    parsed: Parsed
    paragraph: int
    marks: tuple[Mark, ...]
    is_answer: bool
    charge_stands: bool
