"""Long work: how far it is, what went wrong, and whether anybody is working."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from annotator import tasks
from annotator.admin import cells
from annotator.admin.panel import ReadOnly, ReadOnlyInline, button, person
from annotator.jobs import actions, queries
from annotator.models import Job, JobProblem, WorkerSighting


class JobStateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("running", "running"),
            ("finished", "finished"),
            ("cancelled", "cancelled"),
            ("problems", "with problems"),
        ]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any] | None:
        match self.value():
            case "running":
                return rows.filter(finished_at__isnull=True)
            case "finished":
                return rows.filter(finished_at__isnull=False, cancelled_at__isnull=True)
            case "cancelled":
                return rows.filter(cancelled_at__isnull=False)
            case "problems":
                return rows.filter(problem_count__gt=0)
        return None


class ProblemInline(ReadOnlyInline):
    model = JobProblem
    verbose_name_plural = "problems"
    fields = ["item", "reason", "at"]
    readonly_fields = fields
    hide_title = True
    per_page = 50


@admin.register(Job)
class JobAdmin(ReadOnly):
    list_display = ["__str__", "campaign", "bar", "condition", "problems", "opened_by", "opened_at"]
    list_filter = [JobStateFilter, "kind", "campaign", "opened_at"]
    list_select_related = ["campaign", "opened_by"]
    search_fields = ["key", "campaign__name", "opened_by__username", "problems__reason"]
    search_help_text = "Campaign, person, key or problem"
    ordering = ["-pk"]
    fields = [
        "campaign",
        "kind",
        "condition",
        "opened_by",
        "opened_at",
        "cancelled_by",
        "cancelled_at",
        "finished_at",
        "key",
    ]
    readonly_fields = ["condition"]
    inlines = [ProblemInline]
    buttons = ("cancel", "retry")
    actions = ["cancel_selected", "retry_selected"]
    change_form_before_template = "admin/annotator/job/_watch.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        rows: QuerySet[Job] = super().get_queryset(request)
        return rows.select_related("campaign", "opened_by", "cancelled_by").annotate(
            problem_count=Count("problems", distinct=True)
        )

    def completed(self, rows: list[Any]) -> list[Any]:
        progress = queries.progress_of(rows)
        for row in rows:
            row.progress = progress[row.pk]
            row.bar = cells.progress(row.progress.done, row.progress.total, of="done")
        return rows

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Job | None:
        found = super().get_object(request, *args, **kwargs)
        return self.completed([found])[0] if found else None

    @admin.display(description="progress")
    def bar(self, job: Any) -> SafeString:
        return job.bar

    @admin.display(description="state")
    def condition(self, job: Any) -> SafeString:
        if job.cancelled_at:
            return cells.state("cancelled", "warn")
        if job.progress.failed:
            return cells.state(f"{job.progress.failed} failed", "bad")
        if job.finished_at:
            return cells.state("finished", "good")
        return cells.state("running")

    @admin.display(description="problems", ordering="problem_count")
    def problems(self, job: Any) -> int:
        return job.problem_count

    @button("Cancel", when=lambda _request, job: not job.finished_at, danger=True)
    def cancel(self, request: HttpRequest, job: Job) -> str:
        actions.cancel(job=job, by=person(request), at=timezone.now())
        return "Cancelled. What is being worked on right now is still finished."

    @button(
        "Try again what failed",
        when=lambda _request, job: bool(job.progress.failed or job.progress.cancelled),
    )
    def retry(self, request: HttpRequest, job: Job) -> str:
        count = tasks.retry(job=job, by=person(request))
        return f"{count} parts are tried again."

    @admin.action(description="Cancel", permissions=["press"])
    def cancel_selected(self, request: HttpRequest, jobs: QuerySet[Any]) -> None:
        by, at = person(request), timezone.now()
        self.press_each(
            request, jobs, lambda job: actions.cancel(job=job, by=by, at=at), "cancelled"
        )

    @admin.action(description="Try again what failed", permissions=["press"])
    def retry_selected(self, request: HttpRequest, jobs: QuerySet[Any]) -> None:
        by = person(request)
        self.press_each(request, jobs, lambda job: tasks.retry(job=job, by=by), "tried again")


@admin.register(WorkerSighting)
class WorkerSightingAdmin(ReadOnly):
    list_display = ["name", "seen_at", "is_alive"]
    list_filter = ["seen_at"]
    search_fields = ["name"]
    search_help_text = "Name"
    ordering = ["-seen_at"]
    fields = ["name", "seen_at", "is_alive"]
    readonly_fields = ["is_alive"]

    @admin.display(description="alive", boolean=True)
    def is_alive(self, sighting: WorkerSighting) -> bool:
        silence = timedelta(seconds=settings.WORKER_SILENCE_SECONDS)
        return sighting.seen_at >= timezone.now() - silence
