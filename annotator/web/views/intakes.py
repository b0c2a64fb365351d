"""Files: taking them in, how their columns are read, how far they are, what became of each row."""

import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseStopPolling

from annotator import tasks
from annotator.errors import RuleBroken
from annotator.export.formats.csv import safe
from annotator.ingest import actions, queries
from annotator.ingest.queries import State
from annotator.ingest.readers.bundle import bundle
from annotator.ingest.readers.values import Preview
from annotator.ingest.refusals import MappingDoesNotFit, TakenInAlready
from annotator.jobs import queries as jobs
from annotator.models import Chunk, Intake, IntakeRow, Membership, Person
from annotator.web.access import curators_only, members_only, not_for_annotators
from annotator.web.forms import AddFilesForm, MappingForm
from annotator.web.views.jobs import job_context
from annotator.wording import said

FORMATS = {
    "html": _lazy("web page (HTML)"),
    "mhtml": _lazy("saved web page (MHTML)"),
    "text": _lazy("plain text"),
    "csv": _lazy("table (CSV)"),
    "jsonl": _lazy("JSON Lines"),
    "json": _lazy("JSON"),
    "hearsay": _lazy("export of Hearsay"),
    "doccano": _lazy("export of doccano"),
    "label-studio": _lazy("export of Label Studio"),
    "prodigy": _lazy("export of Prodigy"),
    "xlsx": _lazy("Excel workbook"),
    "docx": _lazy("Word document"),
    "warc": _lazy("web archive (WARC)"),
    "gzip": _lazy("packed file (gzip)"),
    "zip": _lazy("ZIP archive"),
}
LABELLED = {"hearsay", "doccano", "label-studio", "prodigy"}
DELIMITERS = {",": _lazy("comma"), ";": _lazy("semicolon"), "\t": _lazy("tab"), "|": _lazy("pipe")}
TONES = {
    State.DRAFT: "warn",
    State.RUNNING: "warn",
    State.FAILED: "bad",
    State.DONE: "good",
    State.UNDO_STOPPED: "bad",
}
COLUMNS = ("outcome", "file", "row", "code", "reason", "excerpt", "document")


# --- taking files in ----------------------------------------------------------------------------


def take_in(
    request: HttpRequest, membership: Membership, form: AddFilesForm
) -> HttpResponse | None:
    """Take the form's files in, and go where that is followed; None when they were refused.

    A page, a text, an archive of them begins at once. A table or labels are asked about first.
    """
    assert isinstance(request.user, Person)
    with _as_one(form.cleaned_data["files"]) as (file, name):
        try:
            draft = actions.receive(
                campaign=membership.campaign,
                file=file,
                filename=name,
                outlet=form.cleaned_data["outlet"],
                by=request.user,
                at=timezone.now(),
            )
        except RuleBroken as refusal:
            form.add_error("files", f"{name}: {said(refusal)}")
            return None
    if _is_to_be_asked(draft):
        return _go(request, draft.get_absolute_url())
    begun = _begun(request, draft)
    return _go(request, begun.get_absolute_url())


@contextmanager
def _as_one(files: Sequence[UploadedFile]) -> Iterator[tuple[File, str]]:
    """A single file as it is, several in an archive."""
    first = files[0].name or "unnamed"
    if len(files) == 1:
        yield files[0], first
        return
    others = len(files) - 1
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, suffix=".zip") as packed:
        bundle(
            ((file.name or "unnamed", cast(BinaryIO, file)) for file in files),
            to=cast(BinaryIO, packed),
        )
        packed.flush()
        packed.seek(0)
        name = f"{first[:200]} and {others} other{'s' if others > 1 else ''}.zip"
        yield File(packed, name=name), name


def _is_to_be_asked(draft: Intake) -> bool:
    """Whether it has columns, or labels, of which somebody must say what they are."""
    return draft.format in LABELLED or bool(queries.preview(draft).columns)


def _begun(request: HttpRequest, draft: Intake, **how: Any) -> Intake:
    """The intake, begun; or the one that took the same file in, which is said.

    Raises IntakeIsBegun, MappingDoesNotFit.
    """
    assert isinstance(request.user, Person)
    try:
        return tasks.begin_intake(intake=draft, by=request.user, **how)
    except TakenInAlready as refusal:
        actions.forget(intake=draft)
        alike = Intake.objects.filter(
            campaign=draft.campaign, sha256=draft.sha256, job__isnull=False
        )
        if refusal.intake is not None:
            alike = alike.filter(pk=refusal.intake)
        messages.info(
            request, f"{said(refusal)} {_('Nothing was added; this is what came of it then.')}"
        )
        return alike.select_related("campaign").latest("pk")


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser there; also when a script asked, which would follow without showing it."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)  # type: ignore[attr-defined]


# --- the list, and one of them ------------------------------------------------------------------


@require_safe
@members_only
@not_for_annotators
def intakes(request: HttpRequest, membership: Membership) -> HttpResponse:
    page = Paginator(queries.intakes(membership.campaign), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "intakes/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "page": page,
            "rows": [(one, *_state(one)) for one in page.object_list],
        },
    )


@require_safe
@members_only
@not_for_annotators
def intake(request: HttpRequest, membership: Membership, intake: int) -> HttpResponse:
    """How far it is and what became of its rows; of a draft, how it is to be read."""
    found = _intake(membership, intake)
    if not found.job_id:
        return _mapping_page(request, membership, found)
    # The state before what came of it: a page that calls it done has everything.
    context = _progress(found)
    outcome = request.GET.get("outcome", "")
    if outcome not in IntakeRow.Outcome.values:
        outcome = ""
    rows = Paginator(queries.not_taken(found, outcome=outcome), 50)
    is_single = found.rows_read == 1 and not found.undone_at
    return render(
        request,
        "intake/page.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            **context,
            **job_context(queries.pretagging(found)),
            "faults": found.job.problems.all()[:20] if found.job else [],
            "document": queries.only_document(found) if is_single else None,
            "facts": _facts(found),
            "stayed": found.documents.count() if context["state"] == State.UNDONE else 0,
            "page": rows.get_page(request.GET.get("page")),
            "outcome": outcome,
            "tabs": [
                ("", _("All"), found.same + found.skipped + found.failed),
                ("failed", _("Failed"), found.failed),
                ("skipped", _("Skipped"), found.skipped),
                ("same", _("Here already"), found.same),
            ],
        },
    )


@require_safe
@members_only
@not_for_annotators
def intake_progress(request: HttpRequest, membership: Membership, intake: int) -> HttpResponse:
    """The bar and the books by themselves, for htmx; once they are final, the page asks again."""
    found = get_object_or_404(queries.intakes(membership.campaign), pk=intake, job__isnull=False)
    context = _progress(found)
    response = render(
        request,
        "intake/_progress.html",
        {"campaign": membership.campaign, "membership": membership, **context},
    )
    if not context["is_watched"]:
        stop = HttpResponseStopPolling(response.content)
        stop["HX-Trigger"] = "intake-over"
        return stop
    return response


@require_safe
@members_only
@not_for_annotators
def intake_rows(
    request: HttpRequest,  # noqa: ARG001 whoever asks, the rows are the same
    membership: Membership,
    intake: int,
) -> HttpResponse:
    """Every row that made no document, for a spreadsheet; streamed, however many there are."""
    found = _intake(membership, intake)
    response = StreamingHttpResponse(
        _lines(found),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": (
                f'attachment; filename="{membership.campaign.slug}-file-{found.pk}-not-taken.csv"'
            ),
            "Cache-Control": "no-store",
        },
    )
    return cast(HttpResponse, response)


# --- what curators do with one ------------------------------------------------------------------


@require_POST
@members_only
@curators_only
def intake_begin(request: HttpRequest, membership: Membership, intake: int) -> HttpResponse:
    """Take a draft in, read as the form says."""
    draft = _intake(membership, intake)
    if draft.job_id:
        messages.info(request, _("This file is being taken in already."))
        return redirect(draft)
    preview, _fault = _preview(draft)
    form = _mapping_form(draft, preview, data=request.POST)
    if form.is_valid():
        try:
            begun = _begun(
                request,
                draft,
                mapping=form.mapping,
                outlet=form.cleaned_data["outlet"],
                labels_become=form.cleaned_data["labels_become"],
                annotator_name=form.cleaned_data["annotator_name"],
            )
        except MappingDoesNotFit as refusal:
            form.add_error(None, said(refusal))
        except RuleBroken as refusal:
            messages.error(request, said(refusal))
            return redirect(draft)
        else:
            return redirect(begun)
    return _mapping_page(request, membership, draft, form=form)


@require_POST
@members_only
@curators_only
def intake_discard(request: HttpRequest, membership: Membership, intake: int) -> HttpResponse:
    """Throw a draft away."""
    draft = _intake(membership, intake)
    try:
        actions.forget(intake=draft)
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
        return redirect(draft)
    messages.success(request, _("Discarded: {name}").format(name=draft.filename))
    return redirect("intakes", membership.campaign.slug)


@require_POST
@members_only
@curators_only
def intake_retry(request: HttpRequest, membership: Membership, intake: int) -> HttpResponse:
    """Read the failed rows once more."""
    found = _intake(membership, intake)
    try:
        count = tasks.retry_rows(intake=found)
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
    else:
        messages.info(
            request,
            ngettext(
                "{count} row is being read once more.",
                "{count} rows are being read once more.",
                count,
            ).format(count=count),
        )
    return redirect(found)


@require_POST
@members_only
@curators_only
def intake_undo(request: HttpRequest, membership: Membership, intake: int) -> HttpResponse:
    """Take everything out again that it brought."""
    assert isinstance(request.user, Person)
    found = _intake(membership, intake)
    try:
        tasks.undo_intake(intake=found, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, said(refusal))
    return redirect(found)


# --- what the pages are made of -----------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Part:
    """A sum of the books; `start` and `width` are its place in the picture, in thousandths."""

    name: str
    label: str
    count: int
    start: float
    width: float


def _intake(membership: Membership, intake: int) -> Intake:
    return get_object_or_404(queries.intakes(membership.campaign), pk=intake)


def _state(intake: Intake) -> tuple[State, str]:
    """The state, and in which tone it is said."""
    state = queries.state(intake)
    return state, TONES.get(state, "quiet")


def _progress(intake: Intake) -> dict[str, Any]:
    """What `intake/_progress.html` needs."""
    state, tone = _state(intake)
    at = timezone.now()
    is_read_on = state in (State.RUNNING, State.STOPPING)
    pace = queries.pace(intake, at=at) if is_read_on else None
    return {
        "intake": intake,
        "state": state,
        "tone": tone,
        "is_read_on": is_read_on,
        "is_waiting": state == State.RUNNING
        and not intake.rows_read
        and not Chunk.objects.filter(job=intake.job, state=Chunk.State.LEASED).exists(),
        "is_watched": is_read_on or state == State.UNDOING,
        "is_anyone_working": jobs.is_anyone_working(at=at),
        "undoing": jobs.progress(intake.undoing) if intake.undoing else None,
        "parts": _parts(intake),
        "pace": pace,
        "time_left": _duration(pace.seconds_left) if pace else "",
    }


def _parts(intake: Intake) -> list[Part]:
    parts: list[Part] = []
    start = 0.0
    for name, label in (
        ("made", _("added")),
        ("updated", _("new versions")),
        ("same", _("here already")),
        ("skipped", _("skipped")),
        ("failed", _("failed")),
    ):
        count: int = getattr(intake, name)
        width = 1000 * count / intake.rows_read if intake.rows_read else 0.0
        parts.append(
            Part(name=name, label=label, count=count, start=round(start, 2), width=round(width, 2))
        )
        start += width
    return parts


def _duration(seconds: float) -> str:
    """About how long, as one would say it."""
    if seconds < 1:
        return _("a moment")
    if seconds < 60:
        return _("{seconds} s").format(seconds=f"{seconds:.0f}")
    minutes = round(seconds / 60)
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def _facts(intake: Intake) -> dict[str, Any]:
    """What is known of a file beside its books."""
    words = MappingForm.ARTICLE | MappingForm.ABOUT | MappingForm.LABEL
    job = intake.job
    return {
        "format": FORMATS.get(intake.format, intake.format),
        "mapping": [
            (words[name][0], intake.mapping[name]) for name in words if intake.mapping.get(name)
        ],
        "has_labels": bool(
            intake.format in LABELLED or intake.mapping.get("label") or intake.labels_taken
        ),
        "labels_left": sorted(intake.labels_left.items(), key=lambda one: -one[1]),
        "took": _duration((job.finished_at - job.opened_at).total_seconds())
        if job and job.finished_at
        else "",
    }


def _preview(draft: Intake) -> tuple[Preview, str]:
    """The beginning of a draft's file, or why it cannot be shown."""
    try:
        return queries.preview(draft), ""
    except RuleBroken as refusal:
        return Preview(), said(refusal)
    except OSError:
        return Preview(), _("The file is no longer on the disk of the server.")


def _mapping_form(draft: Intake, preview: Preview, *, data: Any = None) -> MappingForm:
    # Without a guess of its own a file is read by the guess of each table in it.
    guess = {f"column_{name}": column for name, column in draft.mapping.items()}
    return MappingForm(
        data,
        columns=preview.columns if draft.mapping else (),
        has_labels=draft.format in LABELLED or draft.format == "zip",
        initial={"outlet": draft.outlet, **guess},
    )


def _mapping_page(
    request: HttpRequest,
    membership: Membership,
    draft: Intake,
    *,
    form: MappingForm | None = None,
) -> HttpResponse:
    preview, fault = _preview(draft)
    shown = form or _mapping_form(draft, preview)
    words = MappingForm.ARTICLE | MappingForm.ABOUT | MappingForm.LABEL
    chosen = {
        (shown[f"column_{name}"].value() if shown.columns else column): words[name][0]
        for name, column in asdict(preview.mapping).items()
    }
    return render(
        request,
        "intake/mapping.html",
        {
            "campaign": membership.campaign,
            "membership": membership,
            "intake": draft,
            "format": FORMATS.get(draft.format, draft.format),
            "delimiter": DELIMITERS.get(preview.delimiter, preview.delimiter),
            "preview": preview,
            "heads": [(name, chosen.get(name, "")) for name in preview.columns],
            "fault": fault,
            "form": shown,
        },
        status=422 if shown.errors else 200,
    )


def _lines(intake: Intake) -> Iterator[str]:
    """The rows that were not taken, a line of CSV each."""
    yield _line(COLUMNS)
    for row in (
        intake.rows.order_by("pk")
        .values_list("outcome", "where", "row", "code", "message", "excerpt", "document")
        .iterator(chunk_size=500)
    ):
        yield _line([safe(cell) for cell in row])


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
