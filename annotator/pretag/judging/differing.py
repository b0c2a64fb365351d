"""Which sentences gold and a tagger, or two taggers, label differently."""

from annotator.pretag.judging.scores import scored
from annotator.pretag.judging.values import NOTHING, Judged, first
from annotator.pretag.learned.gold import LABELS


def confusion(judged: Judged) -> list[list[int]]:
    """How many sentences have each primary label in gold (row) and said (column)."""
    import numpy as np

    wide = NOTHING + 1
    cells = np.bincount(
        first(judged.gold) * wide + first(judged.said()), minlength=wide * wide
    ).reshape(wide, wide)
    return [list(map(int, row[:NOTHING])) for row in cells[:NOTHING]]


def differing(judged: Judged, *, gold: str = "", said: str = "") -> list[int]:
    """The sentences whose first label is not the gold's, those that were said most surely first.

    Narrowed to a gold or said label, or to both: then also those on which they agree.
    """
    import numpy as np

    wanted, given = first(judged.gold), first(judged.said())
    rows = judged.is_tagged & ((wanted != given) | bool(gold and gold == said))
    if gold:
        rows &= wanted == LABELS.index(gold)
    if said:
        rows &= given == LABELS.index(said)
    found = judged.only(rows)
    scores, _ = scored(found)
    order = np.lexsort((found.sentences, -scores))
    return list(map(int, found.sentences[order]))


def unlike(one: Judged, other: Judged) -> list[int]:
    """The sentences for which two taggers say another first label, in their order."""
    return list(map(int, one.sentences[first(one.said()) != first(other.said())]))
