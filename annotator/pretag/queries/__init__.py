"""What there is to tag, by which taggers, and how good they are."""

from annotator.pretag.queries.taggers import (
    Known,
    identity,
    is_known,
    known,
    rows_like,
    signature,
    tagger,
)
from annotator.pretag.queries.tagging import (
    articles,
    candidates_of,
    job_of,
    key,
    labels_of,
    misquoted,
    sizes,
    without_candidates,
)

__all__ = [
    "Known",
    "articles",
    "candidates_of",
    "identity",
    "is_known",
    "job_of",
    "key",
    "known",
    "labels_of",
    "misquoted",
    "rows_like",
    "signature",
    "sizes",
    "tagger",
    "without_candidates",
]
