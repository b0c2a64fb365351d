"""The ledger: long work, in chunks that are each done exactly once."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotator.models.campaign import Campaign
from annotator.models.person import Person


class Job(models.Model):
    """One long piece of work. It is written, with its chunks, before any worker hears of it."""

    class Kind(models.TextChoices):
        PRETAG = "pretag", _("pre-tag documents")
        INTAKE = "intake", _("take in a file")
        UNDO = "undo", _("take out what a file brought")
        LEARN = "learn", _("learn from the campaign's gold")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField("idempotency key", max_length=200, unique=True)
    opened_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cancelled_by__isnull=True)
                | models.Q(cancelled_at__isnull=False),
                name="job_names_nobody_for_a_cancel_that_was_not",
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], name="job_is_open", condition=models.Q(finished_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"job {self.pk}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.campaign.slug, self.pk])


class Chunk(models.Model):
    """The unit in which a job is done. `fence` grows with each claim: a late worker's is stale."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        LEASED = "leased", _("being worked on")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    items = models.PositiveBigIntegerField(help_text="How many things this chunk is to do.")
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    fence = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    usage = models.JSONField(
        default=dict, blank=True, help_text="What a service counted: requests, tokens, cost."
    )

    class Meta:
        ordering = ["job", "number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="chunk_number_is_unique_in_job"),
            models.CheckConstraint(
                condition=models.Q(state="leased", leased_until__isnull=False)
                | (~models.Q(state="leased") & models.Q(leased_until__isnull=True)),
                name="chunk_has_a_lease_if_it_is_worked_on",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | (~models.Q(state="done") & models.Q(done_at__isnull=True)),
                name="chunk_has_a_time_if_it_is_done",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "leased", "done", "failed", "cancelled"]),
                name="chunk_state_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="chunk_is_open",
                condition=models.Q(state__in=["pending", "leased"]),
            )
        ]

    def __str__(self) -> str:
        return f"chunk {self.number} of job {self.job_id}"


class JobProblem(models.Model):
    """Something of a job that did not work, for the person who asked for it."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="problems")
    chunk = models.ForeignKey(
        Chunk, null=True, blank=True, on_delete=models.CASCADE, related_name="problems"
    )
    item = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["job", "pk"]

    def __str__(self) -> str:
        return self.reason[:80]


class WorkerSighting(models.Model):
    """When a worker was last heard of, so that a page can say that nobody is working."""

    name = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}, {self.seen_at:%Y-%m-%d %H:%M:%S}"
