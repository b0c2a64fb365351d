"""What taggers said, beside gold: as columns for the figures, and a few sentences to be read.

Gold only: what single people answered is never looked at here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, F, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from annotator.models import Campaign, Candidate, Document, GoldLabel, Label, Sentence
from annotator.models.bulk import among
from annotator.pretag.judging import Judged
from annotator.pretag.learned.gold import LABELS
from annotator.pretag.queries.covered import Rows

if TYPE_CHECKING:
    import numpy as np

# What a page can tell at once: of more gold the sentences that came last, and where there is none
# the documents that did.
MOST_SENTENCES = 20_000
DOCUMENTS = 1000


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Sentences beside what each tagger said of them: `by` name, all with the same rows.

    `not_article` gold sentences are no article text and left out. `is_cut`: there is more gold.
    `taught` are those, by name of the tagger, that it learned from: they count as not tagged.
    """

    by: Mapping[str, Judged]
    sentences: int
    taught: Mapping[str, int] = field(default_factory=dict)
    not_article: int = 0
    is_cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Told:
    """A sentence to be read: its gold labels, None while it is open, and each tagger's candidates."""

    sentence: Sentence
    gold: Sequence[str] | None
    said: Sequence[Sequence[Candidate]]


def against_gold(campaign: Campaign, taggers: Mapping[str, Rows]) -> Sample:
    """The sentences of a campaign with gold, beside what these taggers, as they are now, said."""
    import numpy as np

    gold = list(
        GoldLabel.objects.filter(sentence__document__campaign=campaign)
        .order_by("-sentence")
        .values_list("sentence", _story("sentence__document__"), Cast("labels", TextField()))[
            : MOST_SENTENCES + 1
        ]
    )
    is_cut = len(gold) > MOST_SENTENCES
    gold = gold[:MOST_SENTENCES][::-1]
    flags = [_flags(labels) for _, _, labels in gold]
    is_text = np.array([any(one) for one in flags], dtype=bool)
    ids = np.array([(sentence, story) for sentence, story, _ in gold], dtype=np.int64)
    sample = _sample(
        campaign,
        taggers,
        ids=ids.reshape(-1, 2)[is_text],
        gold=np.array(flags, dtype=bool).reshape(-1, len(LABELS))[is_text],
    )
    taught = {name: _taught(rows, sample[name]) for name, rows in taggers.items()}
    sentences = int(is_text.sum())
    return Sample(
        by={name: one.silent(taught[name]) for name, one in sample.items()},
        sentences=sentences,
        taught={name: int(some.sum()) for name, some in taught.items()},
        not_article=len(gold) - sentences,
        is_cut=is_cut,
    )


def lately(campaign: Campaign, taggers: Mapping[str, Rows]) -> Sample:
    """The sentences of the documents that came last, gold or not: their gold is left open."""
    import numpy as np

    documents = list(
        Document.objects.filter(campaign=campaign)
        .order_by("-pk")
        .values_list("pk", flat=True)[:DOCUMENTS]
    )
    rows = (
        Sentence.objects.filter(document__in=among(documents))
        .order_by("pk")
        .values_list("pk", _story("document__"))
    )
    ids = np.array(list(rows), dtype=np.int64).reshape(-1, 2)
    gold = np.zeros((len(ids), len(LABELS)), dtype=bool)
    return Sample(by=_sample(campaign, taggers, ids=ids, gold=gold), sentences=len(ids))


def told(sentences: Sequence[int], taggers: Sequence[Rows]) -> list[Told]:
    """These sentences in the order given, each with what every tagger said of it."""
    found = Sentence.objects.filter(pk__in=sentences).select_related("document", "gold").in_bulk()
    said = {(sentence, place): [] for sentence in sentences for place in range(len(taggers))}  # type: dict[tuple[int, int], list[Candidate]]
    places = {row: place for place, rows in enumerate(taggers) for row in rows.now}
    for candidate in (
        Candidate.objects.filter(sentence__in=sentences, tagger__in=places)
        .select_related("label")
        .order_by("sentence", "rank")
    ):
        said[candidate.sentence_id, places[candidate.tagger_id]].append(candidate)
    return [
        Told(
            sentence=found[sentence],
            gold=_gold_of(found[sentence]),
            said=[said[sentence, place] for place in range(len(taggers))],
        )
        for sentence in sentences
        if sentence in found
    ]


def _gold_of(sentence: Sentence) -> list[str] | None:
    gold = getattr(sentence, "gold", None)
    return None if gold is None else [label for label in LABELS if label in gold.labels]


def _story(document: str = "") -> Any:
    """What is drawn together: the story, or a document that has none, as a number. `document` is the
    path to the document."""
    return Coalesce(-F(f"{document}story"), F(f"{document}pk"), output_field=BigIntegerField())


@cache
def _flags(labels: str) -> tuple[bool, ...]:
    """The labels of a gold label, as it is stored, as a row of flags: there are few of these."""
    codes = json.loads(labels)
    return tuple(label in codes for label in LABELS)


def _taught(rows: Rows, judged: Judged) -> "np.ndarray":
    """Which sentences are of stories that a tagger learned from: a copy teaches as its original does."""
    import numpy as np

    if not rows.taught_by:
        return np.zeros(len(judged.stories), dtype=bool)
    documents = Document.objects.filter(pk__in=among(rows.taught_by))
    return np.isin(judged.stories, list(documents.values_list(_story(), flat=True)))


def _sample(
    campaign: Campaign, taggers: Mapping[str, Rows], *, ids: "np.ndarray", gold: "np.ndarray"
) -> dict[str, Judged]:
    """`ids` are (sentence, story), (n, 2), by sentence."""
    import numpy as np

    scores = np.zeros((len(taggers), len(ids), len(LABELS)))
    places = {row: place for place, rows in enumerate(taggers.values()) for row in rows.now}
    found = np.array(list(_said(ids[:, 0].tolist(), list(places))), dtype=float).reshape(-1, 4)
    labels = dict(Label.objects.filter(scheme=campaign.scheme_id).values_list("pk", "code"))
    label_places = {pk: LABELS.index(code) for pk, code in labels.items() if code in LABELS}
    tagger, label = _placed(found[:, 1], places), _placed(found[:, 2], label_places)
    known = label >= 0
    rows = np.searchsorted(ids[:, 0], found[:, 0].astype(np.int64))
    np.maximum.at(scores, (tagger[known], rows[known], label[known]), found[known, 3])
    return {
        name: Judged(sentences=ids[:, 0], stories=ids[:, 1], gold=gold, scores=scores[place])
        for place, name in enumerate(taggers)
    }


def _said(
    sentences: Sequence[int], rows: Sequence[int]
) -> QuerySet[Candidate, tuple[int, int, int, float]]:
    return (
        Candidate.objects.filter(sentence__in=among(sentences), tagger__in=rows)
        .order_by()
        .values_list("sentence", "tagger", "label", "score")
    )


def _placed(ids: "np.ndarray", places: Mapping[int, int]) -> "np.ndarray":
    """Each id's place, -1 where it has none."""
    import numpy as np

    found = np.full(len(ids), -1)
    for one, place in places.items():
        found[ids == one] = place
    return found
