"""Documents that tell the same text."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.models import Campaign, Document, DocumentKey


def holders_of_keys(campaign: Campaign, keys: Iterable[int]) -> dict[int, list[int]]:
    """Which documents of a campaign are stored under each of these keys (`lookup`)."""
    found: dict[int, list[int]] = {}
    for key, document in DocumentKey.objects.filter(
        campaign=campaign, value__among=set(keys)
    ).values_list("value", "document"):
        found.setdefault(key, []).append(document)
    return found


def to_compare(documents: Iterable[int]) -> list[Document]:
    """Documents with their sketches, and all else that tells whether another is a copy of them."""
    return list(
        Document.objects.filter(pk__among=set(documents), sketch__isnull=False)
        .select_related("outlet", "sketch")
        .defer("text", "evidence", "metadata")
    )


def superseding(document: int) -> int | None:
    """The later version of a document, if there is one."""
    return Document.objects.values_list("superseded_by", flat=True).get(pk=document)


@dataclass(frozen=True, kw_only=True)
class Relatives:
    """The other documents that tell the same text: its versions, oldest first, and its copies."""

    versions: list[Document]
    copies: list[Document]
    more: int


def relatives(document: Document, *, limit: int = 20) -> Relatives:
    """The versions and copies of a document. Of a story of thousands the first ones are shown."""
    if document.story_id is None:
        return Relatives(versions=[], copies=[], more=0)
    story = Document.objects.filter(story=document.story_id)
    others = {
        one.pk: one
        for one in story.exclude(pk=document.pk)
        .select_related("outlet", "campaign")
        .defer("text", "evidence", "metadata")
        .order_by("pk")[: 10 * limit]
    }
    later = {one.superseded_by_id: one.pk for one in others.values() if one.superseded_by_id}
    older, newer = [], []
    at = document.pk
    while (at := later.get(at, 0)) in others:
        older.append(at)
    at = document.superseded_by_id or 0
    while at in others:
        newer.append(at)
        at = others[at].superseded_by_id or 0
    versions = [others[one] for one in (*reversed(older), *newer)]
    copies = [one for one in others.values() if one not in versions]
    total = story.count() - 1 - len(versions)
    return Relatives(versions=versions, copies=copies[:limit], more=total - len(copies[:limit]))
