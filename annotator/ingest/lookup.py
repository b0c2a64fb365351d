"""Which stored documents are worth comparing with a new one, in bounded time.

The store holds a row for each document and key, with an index on the key:

1. `lookup_keys` of the new document: at most `KEYS` values;
2. one query for the rows that hold one of them: at most `KEYS * CROWD` rows, whatever is stored;
3. `candidates` of these rows: at most `MOST_CANDIDATES` documents, the likeliest first, which
   `similar.relation` compares by all their fingerprints;
4. `storable` of the keys: what is stored for the new document.

A value that thousands of documents share (a legal line, an appeal, a much-printed wire story) has
`CROWD` rows and gains no more. It still counts in the lookup, where it weighs little: the
hundredth copy of a wire story finds the first ones by many such keys, a page that shares only an
appeal is outranked by any document that shares something rare.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from heapq import nsmallest

KEYS = 32
CROWD = 16
ENOUGH_KEYS = 2
"""Documents that share fewer keys are not compared."""
MOST_CANDIDATES = 8

Row = tuple[int, int]
"""A document's id and one of its keys."""


def lookup_keys(fingerprints: Set[int]) -> list[int]:
    """The `KEYS` smallest fingerprints, ascending; all of them if there are fewer.

    A bottom-k sketch (Broder 1997, "On the resemblance and containment of documents"). As
    fingerprints are as good as random numbers, a text keeps those below a bound of its own, and
    what two texts share is a key of both if it is below the lower bound. A text A in a longer B
    with containment c shares `KEYS * c * |A| / |B|` keys on average, and at least `ENOUGH_KEYS`
    of 32 with a probability of (lower bound, binomial)

        c   equal length   half as long   a quarter   an eighth
      0.5          .9999           .998         .92         .60
      0.8          .9999          .9999         .99         .84

    A text of up to `KEYS` fingerprints (80 words) has all of them as keys. 64 keys would give .998
    and .92 for c = 0.5 in the last two columns, for twice the rows and twice the time to store.
    """
    return sorted(fingerprints)[:KEYS]


def candidates(rows: Sequence[Row]) -> list[int]:
    """The documents of `rows` worth comparing, the likeliest first.

    Each shared key weighs one over the number of documents that have it. Of equal weights the
    smaller id comes first.
    """
    holders = Counter(key for _, key in rows)
    shared = Counter(document for document, _ in rows)
    # In whole numbers, so that the order of the rows cannot tell.
    weights: Counter[int] = Counter()
    for document, key in rows:
        weights[document] += 2**32 // holders[key]
    likely = [document for document in weights if shared[document] >= ENOUGH_KEYS]
    return nsmallest(MOST_CANDIDATES, likely, key=lambda one: (-weights[one], one))


def storable(keys: Iterable[int], rows: Sequence[Row]) -> list[int]:
    """The `keys` under which fewer than `CROWD` documents are stored, by the rows looked up."""
    holders = Counter(key for _, key in rows)
    return [key for key in keys if holders.get(key, 0) < CROWD]
