"""Candidates are asked for, computed and stored. The ledger sees to it that each is once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from annotator.jobs.actions import append, open_job
from annotator.jobs.queries import summed
from annotator.jobs.values import Work
from annotator.models import (
    Campaign,
    Candidate,
    Chunk,
    Document,
    Job,
    JobProblem,
    Person,
    bulk,
)
from annotator.models import Tagger as TaggerRow
from annotator.pretag import queries
from annotator.pretag.actions import asking
from annotator.pretag.parts import parts
from annotator.pretag.refusals import NothingToTag
from annotator.pretag.tagger import UnknownTagger
from annotator.pretag.taggers.remote import Remote
from annotator.pretag.values import Candidate as Proposal

IMPORTED = "imported"
# A chunk is done well within its lease, also where articles are long.
DOCUMENTS_A_CHUNK, SENTENCES_A_CHUNK = 20, 1000


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a tagger made of a chunk: candidates by sentence id; what a service counted (requests,
    tokens, cost); and what of its answers was refused, each as (item, reason)."""

    candidates: Mapping[int, Sequence[Proposal]]
    usage: Mapping[str, Any] = field(default_factory=dict)
    problems: Sequence[tuple[str, str]] = ()


def request(
    *,
    campaign: Campaign,
    documents: Sequence[Document],
    by: Person | None,
    at: datetime,
    tagger: str = "",
    again: bool = False,
) -> Job:
    """Open the job that pre-tags these documents, by the campaign's tagger if no other is named.

    The same request again is the same job; a text that was changed since, or other settings of the
    tagger, make a new one. So does `again`, where the old job is over.
    """
    if not documents:
        raise NothingToTag("Every document has its candidates already.")
    name = tagger or campaign.tagger
    key = queries.key(campaign, documents, tagger=name)
    return open_job(
        campaign=campaign,
        kind=Job.Kind.PRETAG,
        key=_free(key) if again else key,
        work=_work(documents, tagger=name),
        by=by,
        at=at,
    )


def _free(key: str) -> str:
    """The key, numbered where jobs with it are over: asked for twice at once it is the same."""
    over = Job.objects.filter(key__startswith=key, finished_at__isnull=False).count()
    return f"{key}/{over}" if over else key


def _work(documents: Sequence[Document], *, tagger: str) -> list[Work]:
    """A service may take a minute for a document, and what it was paid for is lost with its chunk."""
    most = 1 if queries.is_remote(tagger) else DOCUMENTS_A_CHUNK
    return [
        Work(payload={"tagger": tagger, "documents": part}, items=len(part))
        for part in parts(queries.sizes(documents), most=most, sentences=SENTENCES_A_CHUNK)
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
    work = _work(documents, tagger=campaign.tagger)
    job = Job.objects.filter(key=key).first()
    if job is None:
        return open_job(campaign=campaign, kind=Job.Kind.PRETAG, key=key, work=work, by=by, at=at)
    append(job=job, work=work, at=at)
    return job


def request_missing(
    *, campaign: Campaign, by: Person | None, at: datetime, tagger: str = ""
) -> Job:
    """Open the job that pre-tags whatever of a campaign this tagger has not been over.

    What a job is at already is not asked for twice: where nothing else is left it is that job.
    Raises UnknownTagger when this campaign may not use it.
    """
    name = tagger or campaign.tagger
    if not queries.is_known(campaign, name):
        raise UnknownTagger("There is no tagger called “{name}” here.", name=name)
    missing = queries.without_candidates(campaign, tagger=queries.tagger(name))
    waiting = queries.waiting_for(campaign, tagger=name)
    left = [document for document in missing if document.pk not in waiting]
    if missing and not left:
        return Job.objects.get(pk=waiting[missing[0].pk])
    return request(campaign=campaign, documents=left, by=by, at=at, tagger=name, again=True)


@transaction.atomic
def take_over(*, campaign: Campaign, given: Mapping[int, Sequence[Proposal]]) -> None:
    """Labels that came in a file become candidates of the tagger “imported”, by sentence id.

    They say what somebody judged elsewhere, which is no judgement of this campaign's.
    """
    imported, _ = TaggerRow.objects.get_or_create(
        name=IMPORTED, version="1", settings_hash="", defaults={"is_import": True}
    )
    _insert(given, row=imported, labels=dict(campaign.scheme.labels.values_list("code", "pk")))


def compute(payload: dict[str, Any]) -> Found:
    """The candidates of a chunk's documents, by sentence. Reads, thinks, writes nothing."""
    chosen = queries.tagger(payload["tagger"])
    if isinstance(chosen, Remote):
        candidates, usage, problems = asking.ask(chosen, payload["documents"])
        return Found(candidates=candidates, usage=usage, problems=problems)
    found: dict[int, tuple[Proposal, ...]] = {}
    for _, sentences, article in queries.articles(payload["documents"]):
        found.update(zip(sentences, chosen.tag(article), strict=True))
    return Found(candidates=found)


@transaction.atomic
def store(payload: dict[str, Any], found: Found, *, chunk: int, at: datetime) -> None:
    """Store a chunk's candidates, what a service counted, and what of its answers was refused.

    Documents that this tagger has been over already, by another job, stay as they are.
    """
    identity = queries.identity(queries.tagger(payload["tagger"]))
    row, _ = TaggerRow.objects.get_or_create(defaults=None, **identity)
    held = set(
        Candidate.objects.filter(sentence__in=list(found.candidates), tagger=row)
        .order_by()
        .values_list("sentence", flat=True)
    )
    _insert(
        {sentence: some for sentence, some in found.candidates.items() if sentence not in held},
        row=row,
        labels=queries.labels_of(payload["documents"]),
    )
    if found.usage:
        this = Chunk.objects.filter(pk=chunk)
        before = this.exclude(usage={}).values_list("usage", flat=True)  # where it is done again
        this.update(usage=summed([*before, found.usage]))
    if found.problems:
        job = Chunk.objects.values_list("job", flat=True).get(pk=chunk)
        JobProblem.objects.bulk_create(
            JobProblem(job_id=job, chunk_id=chunk, item=item[:300], reason=reason, at=at)
            for item, reason in found.problems
        )


def _insert(
    given: Mapping[int, Sequence[Proposal]], *, row: TaggerRow, labels: Mapping[str, int]
) -> None:
    bulk.insert(
        Candidate,
        ("sentence", "tagger", "rank", "label", "score", "spans", "evidence"),
        (
            (
                sentence,
                row.pk,
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


def _spans(proposal: Proposal) -> list[dict[str, Any]]:
    return [
        {"role": one.role, "start": one.start, "end": one.end, "text": one.text}
        for one in proposal.spans
    ]
