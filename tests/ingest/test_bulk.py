"""Many rows at once: they are rows like any other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from annotator.models import Document, DocumentKey, bulk
from tests.world import NOON, add


def unsaved(campaign, number: int) -> Document:
    text = f"Pier {number} was painted."
    return Document(
        campaign=campaign,
        text=text,
        sha256=f"{number:064}",
        original_sha256=f"{number:064}",
        authors=["Ana “A” Prell", "Bo\tFisk\\n"],
        metadata={"section": "Harbour"},
        published="2026-03-14",
        added_at=NOON,
    )


def test_instances_get_ids_that_nobody_else_gets(campaign):
    before = add(campaign, "A page before.")
    new = [unsaved(campaign, number) for number in range(3)]
    bulk.create(Document, new)
    after = add(campaign, "A page behind.")
    ids = [before.pk, *(one.pk for one in new), after.pk]
    assert len(set(ids)) == 5
    assert Document.objects.count() == 5
    held = Document.objects.get(pk=new[1].pk)
    assert held.sha256 == new[1].sha256
    assert (held.authors, held.metadata) == (new[1].authors, new[1].metadata)
    assert (str(held.published), held.added_at) == ("2026-03-14", NOON)
    new[1].title = "Piers"
    new[1].save()
    assert Document.objects.filter(title="Piers").count() == 1


def test_many_rows_are_all_there_each_with_its_own_values(campaign):
    new = [unsaved(campaign, number) for number in range(1_203)]
    for number, one in enumerate(new):
        one.added_at = NOON + timedelta(hours=number // 2)
        one.metadata = {"number": number // 2}
    bulk.create(Document, new)
    held = Document.objects.order_by("sha256").values_list("sha256", "added_at", "metadata")
    assert list(held) == [(one.sha256, one.added_at, one.metadata) for one in new]


def test_a_number_is_not_given_again_after_its_row_went(campaign):
    new = [unsaved(campaign, 1)]
    bulk.create(Document, new)
    gone = new[0].pk
    Document.objects.filter(pk=gone).delete()
    new = [unsaved(campaign, 2)]
    bulk.create(Document, new)
    assert new[0].pk != gone


def test_constraints_hold(campaign):
    bulk.create(Document, [unsaved(campaign, 1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.create(Document, [unsaved(campaign, 1)])
    bulk.create(Document, [])
    assert Document.objects.count() == 1


def test_rows_are_found_among_many_values(campaign):
    document = add(campaign, "A page.")
    DocumentKey.objects.all().delete()
    columns = ("campaign", "document", "value")
    bulk.insert(DocumentKey, columns, [(campaign.pk, document.pk, n) for n in (5, 2**62, 7)])
    found = DocumentKey.objects.filter(value__among={7, 2**62, 9})
    assert set(found.values_list("value", flat=True)) == {7, 2**62}
    assert not DocumentKey.objects.filter(value__among=set()).exists()
    assert Document.objects.get(sha256__among={document.sha256, "a’\\b"}) == document
    assert not Document.objects.filter(sha256__among=set()).exists()
    assert Document.objects.get(pk__among={document.pk, 0}) == document
