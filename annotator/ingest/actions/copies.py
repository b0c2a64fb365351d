"""New documents meet those that are held: copies become a story, corrections a version."""

from collections.abc import Sequence
from operator import itemgetter

from annotator.ingest import lookup, queries, shingles, similar
from annotator.ingest.similar import Relation, Seen
from annotator.models import Campaign, Document, DocumentKey, Sketch, Story, bulk

_COLUMNS = ("campaign", "document", "value")
Fresh = tuple[Document, frozenset[int]]


def relate(campaign: Campaign, fresh: Sequence[Fresh]) -> set[int]:
    """Relate documents just stored to all others, and to each other; the ids of new versions.

    Part of the transaction that stores them. What it costs is bounded by `lookup`.
    """
    keys = {document.pk: lookup.lookup_keys(prints) for document, prints in fresh}
    holders = queries.holders_of_keys(campaign, {key for own in keys.values() for key in own})
    likely: list[tuple[Document, list[int]]] = []
    rows: list[tuple[int, int, int]] = []
    campaign_number = campaign.pk
    for document, _ in fresh:
        number = document.pk
        own = keys[number]
        found = [(holder, key) for key in own for holder in holders.get(key, ())]
        likely.append((document, lookup.candidates(found)))
        for key in lookup.storable(own, found):
            holders.setdefault(key, []).append(number)
            rows.append((campaign_number, number, key))
    # In the order of the index, where they stand far apart.
    rows.sort(key=itemgetter(2))
    bulk.insert(DocumentKey, _COLUMNS, rows)
    _store_sketches(fresh)
    seen = {document.pk: _seen(document, prints) for document, prints in fresh}
    documents = {document.pk: document for document, _ in fresh}
    for document in queries.to_compare({one for _, many in likely for one in many} - seen.keys()):
        documents[document.pk] = document
        seen[document.pk] = _seen(document, shingles.unpacked(bytes(document.sketch.fingerprints)))
    pairs: list[tuple[int, int]] = []
    versions: dict[int, int] = {}
    for document, others in likely:
        for other in others:
            match similar.relation(seen[document.pk], seen[other]):
                case Relation.NEW_VERSION:
                    pairs.append((document.pk, other))
                    versions.setdefault(document.pk, other)
                case Relation.SAME_STORY:
                    pairs.append((document.pk, other))
    _tell_stories(campaign, pairs, documents)
    for new, old in versions.items():
        _supersede(old, new)
    return set(versions)


def refresh_keys(document: Document) -> None:
    """The keys and the sketch of a document whose text was made anew."""
    document.keys.all().delete()
    Sketch.objects.filter(document=document).delete()
    fingerprints = shingles.fingerprints(document.text)
    keys = lookup.lookup_keys(fingerprints)
    bulk.insert(DocumentKey, _COLUMNS, ((document.campaign_id, document.pk, key) for key in keys))
    _store_sketches([(document, fingerprints)])


def _store_sketches(fresh: Sequence[Fresh]) -> None:
    rows = ((document.pk, shingles.packed(fingerprints)) for document, fingerprints in fresh)
    bulk.insert(Sketch, ("document", "fingerprints"), rows)


def _seen(document: Document, fingerprints: frozenset[int]) -> Seen:
    return Seen(
        fingerprints=fingerprints,
        title=document.title,
        outlet=document.outlet.name if document.outlet else "",
        url=document.url,
        published=document.published,
    )


def _tell_stories(
    campaign: Campaign, pairs: Sequence[tuple[int, int]], documents: dict[int, Document]
) -> None:
    groups: dict[int, list[int]] = {}
    for one, root in similar.clusters(pairs).items():
        groups.setdefault(root, []).append(one)
    for members in groups.values():
        known = sorted({story for one in members if (story := documents[one].story_id)})
        if known:
            story, *others = known
            if others:
                Document.objects.filter(story__in=others).update(story=story)
                Story.objects.filter(pk__in=others).delete()
        else:
            story = Story.objects.create(campaign=campaign).pk
        Document.objects.filter(pk__in=members).update(story=story)
        for one in members:
            documents[one].story_id = story


def _supersede(old: int, new: int) -> None:
    """`new` follows the last version there is of the article."""
    while (later := queries.superseding(old)) is not None and later != new:
        old = later
    if old != new:
        Document.objects.filter(pk=old).update(superseded_by=new)
