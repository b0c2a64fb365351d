"""What people answered: to be looked at, by nobody to be changed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from annotator.admin import cells
from annotator.admin.panel import Endless, ReadOnlyInline
from annotator.models import Annotation, AnnotationEvent, Document, Mark, NoteReply, Span


class MarkInline(ReadOnlyInline):
    model = Mark
    fields = ["number", "chip", "parts"]
    readonly_fields = fields
    hide_title = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mark]:
        rows: QuerySet[Mark] = super().get_queryset(request)
        return rows.select_related("label").prefetch_related("spans")

    @admin.display(description="label")
    def chip(self, mark: Mark) -> SafeString:
        return cells.labels([mark.label.code])

    @admin.display(description="spans")
    def parts(self, mark: Mark) -> SafeString:
        return _parts(mark)


class EventInline(ReadOnlyInline):
    model = AnnotationEvent
    verbose_name_plural = "steps"
    fields = ["number", "kind", "status", "labels", "was_suggestion_visible", "at", "by"]
    readonly_fields = fields
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[AnnotationEvent]:
        rows: QuerySet[AnnotationEvent] = super().get_queryset(request)
        return rows.select_related("by")

    @admin.display(description="labels")
    def labels(self, event: AnnotationEvent) -> SafeString:
        return _labels(event)


class ReplyInline(ReadOnlyInline):
    model = NoteReply
    verbose_name_plural = "replies to the note"
    fields = ["text", "by", "at", "seen_at"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[NoteReply]:
        rows: QuerySet[NoteReply] = super().get_queryset(request)
        return rows.select_related("by")


@admin.register(Annotation)
class AnnotationAdmin(Endless):
    list_display = [
        "quoted",
        "annotator",
        "labels",
        "status",
        "is_flagged",
        "assistance",
        "revision",
        "campaign",
        "answered_at",
    ]
    list_filter = [
        "status",
        "reason",
        "is_flagged",
        "assistance",
        "marks__label__code",
        "sentence__document__campaign",
        "answered_at",
    ]
    search_fields = ["annotator__username", "sentence__document__title", "note"]
    search_help_text = "Annotator, title of the document, or note"
    ordering = ["-pk"]
    fields = [
        "quoted",
        "document",
        "annotator",
        "status",
        "reason",
        "is_flagged",
        "assistance",
        "revision",
        "note",
        "active_ms",
        "guideline_version",
        "guideline_lookups",
        "context_lookups",
        "answered_at",
    ]
    readonly_fields = ["quoted", "document"]
    inlines = [MarkInline, ReplyInline, EventInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        rows: QuerySet[Annotation] = super().get_queryset(request)
        return (
            rows.select_related("annotator", "sentence__document__campaign")
            .defer("sentence__document__text")
            .prefetch_related("marks__label")
            .annotate(quote=cells.quote("sentence__"))
        )

    @admin.display(description="sentence")
    def quoted(self, annotation: Any) -> str:
        return annotation.quote

    @admin.display(description="labels")
    def labels(self, annotation: Annotation) -> SafeString:
        return cells.labels(mark.label.code for mark in annotation.marks.all())

    @admin.display(description="campaign", ordering="sentence__document__campaign")
    def campaign(self, annotation: Annotation) -> str:
        return annotation.sentence.document.campaign.name

    @admin.display(description="document", ordering="sentence__document")
    def document(self, annotation: Annotation) -> SafeString:
        document = annotation.sentence.document
        return cells.link(Document, document.pk, document.title or f"document {document.pk}")


@admin.register(AnnotationEvent)
class AnnotationEventAdmin(Endless):
    """The history, as it was appended."""

    list_display = [
        "quoted",
        "number",
        "kind",
        "by",
        "status",
        "labels",
        "was_suggestion_visible",
        "at",
    ]
    list_filter = [
        "kind",
        "status",
        "was_suggestion_visible",
        "annotation__sentence__document__campaign",
        "at",
    ]
    search_fields = ["by__username", "annotation__sentence__document__title"]
    search_help_text = "Annotator, or title of the document"
    ordering = ["-pk"]
    fields = [
        "quoted",
        "answer",
        "number",
        "kind",
        "by",
        "at",
        "status",
        "labels",
        "reason",
        "is_flagged",
        "note",
        "active_ms",
        "guideline_version",
        "guideline_lookups",
        "context_lookups",
        "was_suggestion_visible",
        "seen",
        "is_taken_over",
        "undone",
        "submission",
        "previous_hash",
        "hash",
    ]
    readonly_fields = ["quoted", "answer", "labels", "seen", "undone"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AnnotationEvent]:
        rows: QuerySet[AnnotationEvent] = super().get_queryset(request)
        return rows.select_related("by", "undoes").annotate(
            quote=cells.quote("annotation__sentence__")
        )

    @admin.display(description="sentence")
    def quoted(self, event: Any) -> str:
        return event.quote

    @admin.display(description="labels")
    def labels(self, event: AnnotationEvent) -> SafeString:
        return _labels(event)

    @admin.display(description="annotation")
    def answer(self, event: AnnotationEvent) -> SafeString:
        return cells.link(Annotation, event.annotation_id, f"annotation {event.annotation_id}")

    @admin.display(description="suggestion that was visible")
    def seen(self, event: AnnotationEvent) -> str:
        told = (
            f"{one['label']} {one['score']} by {one['tagger']}" for one in event.suggestion or ()
        )
        return "; ".join(told) or cells.NOTHING

    @admin.display(description="undoes")
    def undone(self, event: AnnotationEvent) -> str:
        return f"step {event.undoes.number}" if event.undoes else cells.NOTHING


@admin.register(Mark)
class MarkAdmin(Endless):
    list_display = ["quoted", "chip", "parts", "annotator", "answer"]
    list_filter = ["label__code", "annotation__sentence__document__campaign"]
    search_fields = ["annotation__annotator__username", "spans__text"]
    search_help_text = "Annotator, or words of a span"
    ordering = ["-pk"]
    fields = ["quoted", "answer", "annotator", "number", "chip", "parts"]
    readonly_fields = ["quoted", "answer", "annotator", "chip", "parts"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mark]:
        rows: QuerySet[Mark] = super().get_queryset(request)
        return (
            rows.select_related("label", "annotation__annotator")
            .prefetch_related("spans")
            .annotate(quote=cells.quote("annotation__sentence__"))
        )

    @admin.display(description="sentence")
    def quoted(self, mark: Any) -> str:
        return mark.quote

    @admin.display(description="label", ordering="label__code")
    def chip(self, mark: Mark) -> SafeString:
        return cells.labels([mark.label.code])

    @admin.display(description="spans")
    def parts(self, mark: Mark) -> SafeString:
        return _parts(mark)

    @admin.display(description="annotator", ordering="annotation__annotator")
    def annotator(self, mark: Mark) -> str:
        return mark.annotation.annotator.username

    @admin.display(description="annotation")
    def answer(self, mark: Mark) -> SafeString:
        return cells.link(Annotation, mark.annotation_id, f"annotation {mark.annotation_id}")


@admin.register(Span)
class SpanAdmin(Endless):
    list_display = ["text", "role", "chip", "is_machine_made", "annotator", "answer"]
    list_filter = [
        "role",
        "is_machine_made",
        "mark__label__code",
        "mark__annotation__sentence__document__campaign",
    ]
    search_fields = ["text", "mark__annotation__annotator__username"]
    search_help_text = "Words, or annotator"
    ordering = ["-pk"]
    fields = ["text", "role", "start", "end", "is_machine_made", "chip", "annotator", "answer"]
    readonly_fields = ["chip", "annotator", "answer"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Span]:
        rows: QuerySet[Span] = super().get_queryset(request)
        return rows.select_related("mark__label", "mark__annotation__annotator")

    @admin.display(description="label", ordering="mark__label__code")
    def chip(self, span: Span) -> SafeString:
        return cells.labels([span.mark.label.code])

    @admin.display(description="annotator", ordering="mark__annotation__annotator")
    def annotator(self, span: Span) -> str:
        return span.mark.annotation.annotator.username

    @admin.display(description="annotation")
    def answer(self, span: Span) -> SafeString:
        number = span.mark.annotation_id
        return cells.link(Annotation, number, f"annotation {number}")


def _labels(event: AnnotationEvent) -> SafeString:
    return cells.labels(mark["label"] for mark in event.marks)


def _parts(mark: Mark) -> SafeString:
    return format_html_join(
        "", "<p>{}: “{}”</p>", ((span.get_role_display(), span.text) for span in mark.spans.all())
    )
