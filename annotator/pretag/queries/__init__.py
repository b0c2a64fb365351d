"""What there is to tag, by which taggers, and how good they are."""

from annotator.pretag.queries.covered import (
    Covered,
    Rows,
    comparable,
    covered,
    rows_of,
    versions,
)
from annotator.pretag.queries.judged import Sample, Told, against_gold, lately, told
from annotator.pretag.queries.learning import (
    Learnable,
    gold_documents,
    learnable,
    learning_key,
)
from annotator.pretag.queries.taggers import (
    Known,
    identity,
    is_known,
    is_remote,
    known,
    rows_like,
    signature,
    tagger,
)
from annotator.pretag.queries.tagging import (
    articles,
    asks_a_service,
    candidates_of,
    job_of,
    key,
    labels_of,
    misquoted,
    sizes,
    waiting_for,
    without_candidates,
)
from annotator.pretag.queries.uncertain import by_uncertainty

__all__ = [
    "Covered",
    "Known",
    "Learnable",
    "Rows",
    "Sample",
    "Told",
    "against_gold",
    "articles",
    "asks_a_service",
    "by_uncertainty",
    "candidates_of",
    "comparable",
    "covered",
    "gold_documents",
    "identity",
    "is_known",
    "is_remote",
    "job_of",
    "key",
    "known",
    "labels_of",
    "lately",
    "learnable",
    "learning_key",
    "misquoted",
    "rows_like",
    "rows_of",
    "signature",
    "sizes",
    "tagger",
    "told",
    "versions",
    "waiting_for",
    "without_candidates",
]
