"""Marks out of a sentence's tags: which label each has, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.pretag.learned.gold import LABELS
from annotator.pretag.learned.tags import Group, Piece, characters, grouped, pieces
from annotator.pretag.lexicon.verbs import READINGS
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, DENIAL, Mark
from annotator.pretag.parsed import Range
from annotator.pretag.seen import Seen

_FAMILY = {"denial": DENIAL, "accusation": ACCUSATION, "speech": ATTRIBUTION}
ROLES = ("source", "cue", "content", "target")
LONG = 28
"""From so many tokens on the spans of a sentence are always those of the span model."""


@dataclass(kw_only=True, slots=True)
class Found:
    """A mark of the trained tagger; `by` is the mark of the rules that has the same cue, if any."""

    label: str
    spans: dict[str, Range] = field(default_factory=dict)
    by: Mark | None = None


def marks(reading: Seen, label: str, tags: tuple[Sequence[str], Sequence[str]]) -> list[Found]:
    """The marks of a sentence whose primary label is `label` (not fact), that one's first."""
    groups = grouped(pieces(tags[0]))
    if not groups:
        return [_by_rules(reading, label)]
    tokens = reading.parsed.tokens
    found = [
        Found(
            label="",
            spans={role: characters(tokens, piece) for role, piece in group.pieces.items()},
        )
        for group in groups
    ]
    for made in found:
        made.by = _same_cue(reading.marks, made)
    leading = max(range(len(found)), key=lambda i: (_fits(reading, groups[i], found[i], label), -i))
    for index, made in enumerate(found):
        made.label = label if index == leading else _lesser(made, label)
    _aim(reading, [found[leading], *found[:leading], *found[leading + 1 :]], pieces(tags[1]))
    return [found[leading], *found[:leading], *found[leading + 1 :]]


def told_in_full(reading: Seen, label: str) -> list[Found]:
    """The one mark of the rules where it has this label and leaves no span to be found; else none.

    It has source, cue and content, and the target of an accusation; or it is a quotation that runs
    on, which has but content. In a short sentence its spans are nearly as good as those of the span
    model, and cost nothing; in a longer one the model's are clearly better.
    """
    if len(reading.parsed.tokens.words) >= LONG:
        return []
    if len(reading.marks) != 1 or reading.marks[0].label != label:
        return []
    (only,) = reading.marks
    runs_on = not only.cue and not only.source
    if not only.content or not (runs_on or (only.cue and only.source)):
        return []
    if label == ACCUSATION and not only.target:
        return []
    return [Found(label=label, spans=_spans(only, target=label == ACCUSATION), by=only)]


def _by_rules(reading: Seen, label: str) -> Found:
    """Where no token was tagged: the spans of the rules, whatever label they have."""
    if not reading.marks:
        return Found(label=label)
    first = reading.marks[0]
    return Found(label=label, spans=_spans(first, target=label == ACCUSATION), by=first)


def _spans(mark: Mark, *, target: bool) -> dict[str, Range]:
    found: dict[str, Range] = {}
    for role in ROLES if target else ROLES[:-1]:
        span: Range | None = getattr(mark, role)
        if span and span[0] < span[1]:
            found[role] = span
    return found


def _same_cue(known: Sequence[Mark], made: Found) -> Mark | None:
    """The mark of the rules whose cue (else content, where neither has a cue) overlaps."""
    role = "cue" if "cue" in made.spans else "content"
    for mark in known:
        span: Range | None = getattr(mark, role)
        mine = made.spans.get(role)
        if span and mine and span[0] < mine[1] and mine[0] < span[1]:
            return mark
    return None


def _fits(reading: Seen, group: Group, made: Found, label: str) -> int:
    """How well a mark suits the primary label: by its rule, else by the verb of its cue."""
    if made.by:
        return 3 if made.by.label == label else 0
    cue = group.pieces.get("cue")
    if cue and _FAMILY.get(_family(reading, cue)) == label:
        return 2
    return 1


def _family(reading: Seen, cue: Piece) -> str:
    for word in reading.parsed.tokens.words[cue.first : cue.last]:
        if word in READINGS:
            return READINGS[word][0].verb.family
    return ""


def _lesser(made: Found, primary: str) -> str:
    """The label of a further mark: what the rules say, never graver than the primary label."""
    label = made.by.label if made.by else ATTRIBUTION
    return max(label, primary, key=LABELS.index)


def _aim(reading: Seen, found: Sequence[Found], tagged: Sequence[Piece]) -> None:
    """Give accusations their targets: that of the rule with the same cue, else a tagged one."""
    left = [characters(reading.parsed.tokens, piece) for piece in tagged]
    for made in found:
        if made.label != ACCUSATION:
            continue
        ruled = made.by.target if made.by else None
        if ruled and ruled[0] < ruled[1]:
            made.spans["target"] = ruled
        elif left:
            made.spans["target"] = left.pop(0)
