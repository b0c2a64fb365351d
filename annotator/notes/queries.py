"""Notes, flags and reasons for skipping, with the sentences they are about.

A member who may see everybody's answers reads all of them; an annotator reads their own alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.db.models.functions import Substr

from annotator.models import Annotation, Membership, NoteReply, Sentence, Status


class Kind(TextChoices):
    """Which remarks are asked for."""

    ALL = "all", "all"
    UNANSWERED = "unanswered", "notes without a reply"
    NOTED = "noted", "notes"
    FLAGGED = "flagged", "flagged"
    SKIPPED = "skipped", "skipped"


NOTED = ~Q(note="")
FLAGGED = Q(is_flagged=True)
SKIPPED = Q(status=Status.SKIPPED)
_REPLIED = Exists(NoteReply.objects.filter(annotation=OuterRef("pk")))
_OF = {
    Kind.ALL: NOTED | FLAGGED | SKIPPED,
    Kind.UNANSWERED: NOTED & ~Q(_REPLIED),
    Kind.NOTED: NOTED,
    Kind.FLAGGED: FLAGGED,
    Kind.SKIPPED: SKIPPED,
}


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What somebody said about a sentence, with the sentences around it, and the replies."""

    annotation: Annotation
    before: str
    sentence: str
    after: str
    replies: tuple[NoteReply, ...]


def is_remark(annotation: Annotation) -> bool:
    """Whether an answer says anything beside itself."""
    return bool(
        annotation.note or annotation.is_flagged or annotation.status == Status.SKIPPED.value
    )


def remarks(
    membership: Membership, *, kind: Kind = Kind.ALL, reason: str = ""
) -> QuerySet[Annotation]:
    """The answers with a remark that this member may read, the newest first."""
    found = answers(membership).filter(_OF[kind])
    if reason:
        found = found.filter(SKIPPED, reason=reason)
    return found.order_by("-answered_at", "-pk")


def marked_by(membership: Membership) -> QuerySet[Annotation]:
    """The sentences that this member has flagged or skipped themselves, the newest first."""
    own = answers(membership).filter(annotator=membership.person_id)
    return own.filter(FLAGGED | SKIPPED).order_by("-answered_at", "-pk")


def answers(membership: Membership) -> QuerySet[Annotation]:
    """The answers that this member may read."""
    rows = Annotation.objects.filter(sentence__document__campaign=membership.campaign_id)
    own = rows.filter(annotator=membership.person_id)
    return (rows if membership.can_see_answers else own).select_related("annotator")


def counts(membership: Membership) -> dict[Kind, int]:
    """How many remarks of each kind this member may read."""
    rows = answers(membership).filter(_OF[Kind.ALL]).order_by()
    found = rows.aggregate(**{kind.value: Count("pk", filter=rule) for kind, rule in _OF.items()})
    return {kind: found[kind.value] for kind in Kind}


def told(membership: Membership, annotations: Iterable[int]) -> list[Remark]:
    """These remarks, by id, with what is shown beside them, in two queries."""
    wanted = list(annotations)
    rows = (
        answers(membership)
        .filter(pk__in=wanted)
        .select_related("sentence__document__outlet")
        .defer("sentence__document__text")
        .annotate(
            quote=_quote("sentence__"),
            before=_beside(-1),
            after=_beside(1),
        )
        .prefetch_related(
            Prefetch("note_replies", NoteReply.objects.select_related("by").order_by("pk"))
        )
    )
    by_id = {row.pk: row for row in rows}
    return [
        Remark(
            annotation=row,
            before=row.before or "",
            sentence=row.quote,
            after=row.after or "",
            replies=tuple(row.note_replies.all()),
        )
        for pk in wanted
        if (row := by_id.get(pk))
    ]


def replies_to(membership: Membership) -> QuerySet[NoteReply]:
    """The replies to what this member said, those they have not read first."""
    return (
        NoteReply.objects.filter(
            annotation__annotator=membership.person_id,
            annotation__sentence__document__campaign=membership.campaign_id,
        )
        .select_related("by", "annotation__sentence__document__outlet")
        .defer("annotation__sentence__document__text")
        .annotate(quote=_quote("annotation__sentence__"))
        .order_by(F("seen_at").asc(nulls_first=True), "-pk")
    )


def unread(membership: Membership) -> int:
    """How many replies this member has not read."""
    return replies_to(membership).filter(seen_at__isnull=True).count()


def _quote(sentence: str = "") -> Substr:
    """The text of a sentence, cut out by the database, which keeps the article to itself."""
    length = ExpressionWrapper(F(f"{sentence}end") - F(f"{sentence}start"), IntegerField())
    return Substr(f"{sentence}document__text", F(f"{sentence}start") + 1, length)


def _beside(step: int) -> Subquery:
    """The sentence before or after the one of an annotation."""
    beside = Sentence.objects.filter(
        document=OuterRef("sentence__document"), index=OuterRef("sentence__index") + step
    )
    return Subquery(beside.annotate(quote=_quote()).values("quote")[:1])
