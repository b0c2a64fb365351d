"""Candidates are asked for, computed and stored. The ledger sees to it that each is once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from annotator.jobs.actions import append, open_job
from annotator.jobs.values import Work
from annotator.models import Campaign, Candidate, Document, Job, Person, bulk
from annotator.models import Tagger as TaggerRow
from annotator.pretag import queries
from annotator.pretag.parts import parts
from annotator.pretag.refusals import NothingToTag
from annotator.pretag.taggers import tagger
from annotator.pretag.values import Candidate as Proposal

DEFAULT = "trained"
IMPORTED = "imported"
# A chunk is done well within its lease, also where articles are long.
DOCUMENTS_A_CHUNK, SENTENCES_A_CHUNK = 20, 1000


def request(
    *, campaign: Campaign, documents: Sequence[Document], by: Person | None, at: datetime
) -> Job:
    """Open the job that pre-tags these documents; the same request again is the same job.

    A document whose text was changed since, or a new version of the tagger, makes a new one.
    """
    if not documents:
        raise NothingToTag("Every document has its candidates already.")
    return open_job(
        campaign=campaign,
        kind=Job.Kind.PRETAG,
        key=queries.key(campaign, documents, tagger=identity()),
        work=_work(documents),
        by=by,
        at=at,
    )


def _work(documents: Sequence[Document]) -> list[Work]:
    return [
        Work(payload={"tagger": DEFAULT, "documents": part}, items=len(part))
        for part in parts(
            queries.sizes(documents), most=DOCUMENTS_A_CHUNK, sentences=SENTENCES_A_CHUNK
        )
    ]


def follow(
    *,
    campaign: Campaign,
    key: str,
    documents: Sequence[Document],
    by: Person | None,
    at: datetime,
) -> Job:
    """Pre-tag documents that come in one after another: one job for all of them, which grows."""
    work = _work(documents)
    job = Job.objects.filter(key=key).first()
    if job is None:
        return open_job(campaign=campaign, kind=Job.Kind.PRETAG, key=key, work=work, by=by, at=at)
    append(job=job, work=work, at=at)
    return job


@transaction.atomic
def take_over(*, campaign: Campaign, given: Mapping[int, Sequence[Proposal]]) -> None:
    """Labels that came in a file become candidates of the tagger “imported”, by sentence id.

    They say what somebody judged elsewhere, which is no judgement of this campaign's.
    """
    imported, _ = TaggerRow.objects.get_or_create(
        name=IMPORTED, version="1", settings_hash="", defaults={"is_import": True}
    )
    labels = dict(campaign.scheme.labels.values_list("code", "pk"))
    bulk.insert(
        Candidate,
        ("sentence", "tagger", "rank", "label", "score", "spans", "evidence"),
        (
            (
                sentence,
                imported.pk,
                rank,
                labels[one.label],
                one.score,
                _spans(one),
                one.evidence[:300],
            )
            for sentence, proposals in given.items()
            for rank, one in enumerate(proposals)
        ),
    )


def identity() -> str:
    """Name and version of the tagger that new requests use."""
    chosen = tagger(DEFAULT)
    return f"{chosen.name}-{chosen.version}"


def request_missing(*, campaign: Campaign, by: Person | None, at: datetime) -> Job:
    """Open the job that pre-tags whatever of a campaign has no candidates of the current tagger."""
    chosen = tagger(DEFAULT)
    missing = queries.without_candidates(campaign, name=chosen.name, version=chosen.version)
    return request(campaign=campaign, documents=missing, by=by, at=at)


def compute(payload: dict[str, Any]) -> dict[int, tuple[Proposal, ...]]:
    """The candidates of a chunk's documents, by sentence. Reads, thinks, writes nothing."""
    chosen = tagger(payload["tagger"])
    found: dict[int, tuple[Proposal, ...]] = {}
    for sentences, article in queries.articles(payload["documents"]):
        found.update(zip(sentences, chosen.tag(article), strict=True))
    return found


@transaction.atomic
def store(payload: dict[str, Any], found: dict[int, tuple[Proposal, ...]]) -> None:
    """Store a chunk's candidates; those that are there already stay as they are."""
    chosen = tagger(payload["tagger"])
    row, _ = TaggerRow.objects.get_or_create(
        name=chosen.name, version=chosen.version, settings_hash=chosen.settings_hash
    )
    labels = queries.labels_of(payload["documents"])
    Candidate.objects.bulk_create(
        (
            Candidate(
                sentence_id=sentence,
                tagger=row,
                rank=rank,
                label_id=labels[proposal.label],
                score=proposal.score,
                spans=_spans(proposal),
                evidence=proposal.evidence[:300],
            )
            for sentence, proposals in found.items()
            for rank, proposal in enumerate(proposals)
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


def _spans(proposal: Proposal) -> list[dict[str, Any]]:
    return [
        {"role": one.role, "start": one.start, "end": one.end, "text": one.text}
        for one in proposal.spans
    ]
