"""Documents: the article, its sentences, and which lines were kept and why."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from annotator.admin.panel import ReadOnly, button, person
from annotator.annotate import actions as annotate
from annotator.gold import queries as gold
from annotator.ingest import queries as ingest
from annotator.ingest.values import REASONS
from annotator.models import Document, Outlet
from annotator.pretag import queries as pretag


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = [
        "headline",
        "campaign",
        "outlet",
        "published",
        "language",
        "sentences",
        "settled",
        "is_locked",
        "added_at",
    ]
    list_filter = [
        "campaign",
        "outlet",
        "published",
        "language",
        "added_at",
        ("locked_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["campaign", "outlet"]
    search_fields = ["title", "outlet__name", "text"]
    search_help_text = "Title, outlet or text"
    date_hierarchy = "added_at"
    ordering = ["-pk"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "campaign",
                    "title",
                    "outlet",
                    "url",
                    "by_line",
                    "published",
                    "language",
                    "added_by",
                    "added_at",
                    "locked_by",
                    "locked_at",
                    "sha256",
                ]
            },
        )
    ]
    readonly_fields = ["by_line"]
    buttons = ("lock", "unlock")
    change_form_after_template = "admin/annotator/document/_article.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        # The list shows the opening of an article at most; the form loads the text when it is shown.
        rows: QuerySet[Document] = super().get_queryset(request).defer("text")
        return rows.select_related("campaign", "outlet", "added_by", "locked_by").annotate(
            opening=Substr("text", 1, 60)
        )

    def completed(self, rows: list[Any]) -> list[Any]:
        sentences, settled = ingest.sentence_counts(rows), gold.settled_counts(rows)
        for row in rows:
            row.sentence_count = sentences.get(row.pk, 0)
            row.gold_count = settled.get(row.pk, 0)
        return rows

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        found = self.get_object(request, object_id)
        article = _article(found) if found else {}
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **article}
        )

    @admin.display(description="document", ordering="title")
    def headline(self, document: Any) -> str:
        return document.title or f"{document.opening}…"

    @admin.display(description="locked", boolean=True)
    def is_locked(self, document: Document) -> bool:
        return document.locked_at is not None

    @button("Lock", when=lambda _request, document: document.locked_at is None)
    def lock(self, request: HttpRequest, document: Document) -> str:
        annotate.lock(document=document, by=person(request), at=timezone.now())
        return "Nobody can change their answers to it any more."

    @button("Unlock", when=lambda _request, document: document.locked_at is not None)
    def unlock(self, request: HttpRequest, document: Document) -> str:
        annotate.unlock(document=document, by=person(request), at=timezone.now())
        return "Its annotators can open it again."

    @admin.display(description="authors")
    def by_line(self, document: Document) -> str:
        return ", ".join(document.authors)

    @admin.display(description="sentences")
    def sentences(self, document: Any) -> int:
        return document.sentence_count

    @admin.display(description="gold")
    def settled(self, document: Any) -> str:
        return f"{document.gold_count} of {document.sentence_count}"


def _article(document: Document) -> dict[str, Any]:
    candidates = pretag.candidates_of(document)
    answers, settled = gold.answers_by_sentence(document), gold.gold_of(document)
    return {
        "document_sentences": [
            {
                "sentence": sentence,
                "candidates": candidates.get(sentence.pk, []),
                "answers": answers.get(sentence.pk, 0),
                "gold": settled.get(sentence.pk),
            }
            for sentence in ingest.sentences(document)
        ],
        "document_lines": [
            {"line": line, "reason": REASONS.get(line.reason, line.reason)}
            for line in ingest.lines(document)
        ],
    }


@admin.register(Outlet)
class OutletAdmin(ReadOnly):
    list_display = ["name", "campaign", "documents"]
    list_filter = ["campaign"]
    list_select_related = ["campaign"]
    search_fields = ["name", "campaign__name"]
    search_help_text = "Name or campaign"
    ordering = ["campaign", "name"]
    fields = ["name", "campaign", "documents"]
    readonly_fields = ["documents"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        rows: QuerySet[Outlet] = super().get_queryset(request)
        return rows.annotate(document_count=Count("documents"))

    @admin.display(description="documents", ordering="document_count")
    def documents(self, outlet: Any) -> int:
        return outlet.document_count
