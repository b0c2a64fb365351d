"""Which taggers there is something to see of, and how many documents each has been over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef

from annotator.models import Campaign, Candidate, Document, Sentence
from annotator.models import Tagger as TaggerRow
from annotator.pretag.language import is_known as is_known_language
from annotator.pretag.queries.taggers import Known, identity, known, tagger
from annotator.pretag.taggers.remote import Remote
from annotator.translatable import translatable

IMPORTED = Known(name="imported", kind="imported", about=translatable("labels that came in files"))


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What stands beside a tagger's candidates: as it is now, and as it was with other settings.

    `knows` tells whether it is asked about articles in a language, by its code. `taught_by` are the
    documents it learned from.
    """

    now: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    taught_by: tuple[int, ...] = ()
    knows: Callable[[str], bool] = is_known_language


@dataclass(frozen=True, kw_only=True)
class Covered:
    """How many documents of a campaign a tagger has been over, and how many it may still be asked."""

    documents: int
    total: int
    missing: int
    withheld: int
    before: int


def comparable(campaign: Campaign) -> list[Known]:
    """The taggers whose candidates can be looked at: those it may use, and what came in files."""
    files = tuple(TaggerRow.objects.filter(is_import=True).values_list("pk", flat=True))
    documents = Document.objects.filter(campaign=campaign)
    has_some = bool(files) and documents.filter(_seen(files)).exists()
    return [*known(campaign), *([IMPORTED] if has_some else [])]


def rows_of(taggers: Sequence[Known]) -> dict[str, Rows]:
    """What stands beside the candidates of each of these taggers, by name.

    A campaign's own models never change, and what came in files has no settings.
    """
    found: dict[str, list[TaggerRow]] = {one.name: [] for one in taggers}
    for row in TaggerRow.objects.filter(name__in=found).order_by("pk"):
        found[row.name].append(row)
    return {one.name: _parted(one, found[one.name]) for one in taggers}


def _parted(one: Known, found: Sequence[TaggerRow]) -> Rows:
    if one.kind in ("learned", "imported"):
        taught_by = tuple(one.learned.taught_by) if one.learned else ()
        return Rows(now=tuple(row.pk for row in found), taught_by=taught_by)
    chosen = tagger(one.name)
    wanted = identity(chosen)
    now = [row.pk for row in found if all(getattr(row, k) == v for k, v in wanted.items())]
    return Rows(
        now=tuple(now),
        before=tuple(row.pk for row in found if row.pk not in now),
        knows=chosen.knows if isinstance(chosen, Remote) else is_known_language,
    )


def covered(campaign: Campaign, taggers: Mapping[str, Rows]) -> dict[str, Covered]:
    """How far each of these taggers is, by name, in one query however many documents there are."""
    seen = {
        f"{when}_{place}": _seen(some)
        for place, of in enumerate(taggers.values())
        for when, some in (("now", of.now), ("before", of.before))
        if some
    }
    counts = list(
        Document.objects.filter(campaign=campaign)
        .order_by()
        .annotate(**seen)
        .values("language", *seen)
        .annotate(n=Count("pk"))
    )

    return {
        name: _counted(counts, of, now=f"now_{place}", before=f"before_{place}")
        for place, (name, of) in enumerate(taggers.items())
    }


def _counted(counts: Sequence[dict[str, Any]], of: Rows, *, now: str, before: str) -> Covered:
    """`counts` has a row for each language and what was over it: `n` documents."""
    left = [row for row in counts if not row.get(now)]
    return Covered(
        documents=sum(row["n"] for row in counts if row.get(now)),
        total=sum(row["n"] for row in counts),
        missing=sum(row["n"] for row in left if of.knows(row["language"])),
        withheld=sum(row["n"] for row in left if not of.knows(row["language"])),
        before=sum(row["n"] for row in counts if row.get(before)),
    )


def versions(campaign: Campaign, name: str) -> list[tuple[TaggerRow, int]]:
    """Every version and set of settings of a tagger that has been over documents, newest first."""
    found = {str(row.pk): row for row in TaggerRow.objects.filter(name=name).order_by("-pk")}
    counts = covered(campaign, {key: Rows(now=(row.pk,)) for key, row in found.items()})
    return [(row, counts[key].documents) for key, row in found.items() if counts[key].documents]


def _seen(some: tuple[int, ...]) -> Exists:
    """One look after the other, each by an index: as a join SQLite begins with all candidates."""
    said = Candidate.objects.filter(sentence=OuterRef("pk"), tagger__in=some)
    return Exists(Sentence.objects.filter(Exists(said), document=OuterRef("pk")))
