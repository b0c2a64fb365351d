"""What the ledger knows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, Sum

from annotator.jobs.values import Progress
from annotator.models import Chunk, Job, JobProblem, WorkerSighting

_COUNTED = ("requests", "retries", "uncounted", "tokens_in", "tokens_out")


def progress(job: Job) -> Progress:
    """How far one job is."""
    return progress_of([job])[job.pk]


def progress_of(jobs: Iterable[Job]) -> dict[int, Progress]:
    """How far each of these jobs is, in two queries; a job over with nothing to do counts as done."""
    jobs = list(jobs)
    sums: dict[int, dict[str, int]] = {job.pk: {} for job in jobs}
    tried: set[int] = set()
    for row in (
        Chunk.objects.filter(job__in=jobs)
        .order_by()
        .values("job", "state")
        .annotate(n=Sum("items"), tries=Max("tries"))
    ):
        sums[row["job"]][row["state"]] = row["n"]
        if row["state"] == Chunk.State.PENDING and row["tries"]:
            tried.add(row["job"])
    refused = dict(
        JobProblem.objects.filter(job__in=jobs, chunk__state=Chunk.State.DONE)
        .order_by()
        .values_list("job")
        .annotate(n=Count("pk"))
    )
    return {
        job.pk: Progress(
            total=sum(sums[job.pk].values()),
            done=sums[job.pk].get(Chunk.State.DONE, 0),
            failed=sums[job.pk].get(Chunk.State.FAILED, 0),
            cancelled=sums[job.pk].get(Chunk.State.CANCELLED, 0),
            refused=refused.get(job.pk, 0),
            is_begun=Chunk.State.LEASED in sums[job.pk],
            is_tried_again=job.pk in tried,
            is_over=job.finished_at is not None,
            is_cancelled=job.cancelled_at is not None,
        )
        for job in jobs
    }


def usage(job: Job) -> dict[str, Any]:
    """What a service counted over all chunks of a job, as it is told; empty where none was asked."""
    return summed(list(job.chunks.exclude(usage={}).values_list("usage", flat=True)))


def summed(told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a service counted, once or many times, as one; empty where it was never asked."""
    if not told:
        return {}
    found: dict[str, Any] = {name: sum(one.get(name) or 0 for one in told) for name in _COUNTED}
    costs = [Decimal(one["cost"]) for one in told if one.get("cost") is not None]
    if costs:
        found |= {"cost": f"{sum(costs, Decimal()):f}", "currency": told[-1].get("currency", "")}
    return found


def is_over(job: int) -> bool:
    """Whether nothing of a job is left to do."""
    return Job.objects.filter(pk=job, finished_at__isnull=False).exists()


def due(*, at: datetime, limit: int = 100) -> list[int]:
    """Jobs with a chunk that could be claimed now, oldest first."""
    return list(
        Chunk.objects.filter(
            Q(state=Chunk.State.PENDING, due_at__lte=at)
            | Q(state=Chunk.State.LEASED, leased_until__lt=at)
        )
        .order_by("job")
        .values_list("job", flat=True)
        .distinct()[:limit]
    )


def is_anyone_working(*, at: datetime) -> bool:
    """Whether a worker was heard of in the last minute, or keeps a lease: it may be long at a chunk."""
    last = WorkerSighting.objects.aggregate(last=Max("seen_at"))["last"]
    if last and last >= at - timedelta(seconds=settings.WORKER_SILENCE_SECONDS):
        return True
    return Chunk.objects.filter(state=Chunk.State.LEASED, leased_until__gte=at).exists()


def running(*, limit: int = 20) -> list[Job]:
    """Jobs that are not over, newest first."""
    return list(
        Job.objects.filter(finished_at__isnull=True)
        .select_related("campaign", "opened_by")
        .order_by("-pk")[:limit]
    )


def latest_problems(*, limit: int = 10) -> list[JobProblem]:
    """What went wrong last, newest first."""
    return list(JobProblem.objects.select_related("job__campaign").order_by("-pk")[:limit])


def ledger_faults() -> list[str]:
    """Jobs whose books do not balance; empty when all is well."""
    faults = [
        f"job {pk} is called finished with work left"
        for pk in Job.objects.filter(
            finished_at__isnull=False,
            chunks__state__in=[Chunk.State.PENDING, Chunk.State.LEASED],
        )
        .values_list("pk", flat=True)
        .distinct()
    ]
    faults += [
        f"job {pk} has no work left and is not called finished"
        for pk in Job.objects.filter(finished_at__isnull=True)
        .exclude(chunks__state__in=[Chunk.State.PENDING, Chunk.State.LEASED])
        .values_list("pk", flat=True)
    ]
    faults += [
        f"job {row['job']}: chunk {row['number']} failed and no problem says why"
        for row in Chunk.objects.filter(state=Chunk.State.FAILED, problems__isnull=True).values(
            "job", "number"
        )
    ]
    return faults
