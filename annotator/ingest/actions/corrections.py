"""What is known of an article beside its text, set right by a person."""

from datetime import date, datetime

from django.db import transaction

from annotator.ingest import queries
from annotator.models import Correction, Document, Outlet, Person


@transaction.atomic
def correct(
    *,
    document: Document,
    title: str,
    authors: list[str],
    published: date | None,
    outlet: str,
    url: str,
    language: str,
    by: Person,
    at: datetime,
) -> list[Correction]:
    """Store what is known of a document; what changed by it is recorded, the old value with it.

    The text stays as it is, and so does where each old value stood (`Document.evidence`).
    """
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .get(pk=document.pk)
    )
    before = queries.metadata_of(document)
    named = queries.outlet_name(outlet)
    document.title = " ".join(title.split())[:500]
    document.authors = [name for one in authors if (name := " ".join(one.split()))]
    document.published = published
    document.url = url.strip()[:2000]
    document.language = language.strip().casefold()[:10]
    document.outlet = (
        Outlet.objects.get_or_create(campaign=document.campaign, name=named)[0] if named else None
    )
    document.save(update_fields=["title", "authors", "published", "url", "language", "outlet"])
    after = queries.metadata_of(document)
    return Correction.objects.bulk_create(
        Correction(document=document, field=field, before=before[field], after=value, by=by, at=at)
        for field, value in after.items()
        if value != before[field]
    )
