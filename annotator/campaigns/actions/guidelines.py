"""What annotators are told, and who has read it."""

from datetime import datetime

from django.db import transaction

from annotator.campaigns import queries
from annotator.campaigns.refusals import GuidelineIsNewer, NameIsInvalid, NotInForce
from annotator.models import Campaign, Guideline, Membership, Person


@transaction.atomic
def revise_guideline(
    *, campaign: Campaign, text: str, by: Person, at: datetime, base: int | None = None
) -> Guideline:
    """Write a new version of the guideline; the same text again is the version in force.

    `base` is the version it was made from: nobody writes over a version they have not seen. Who
    writes a version has read it. Raises GuidelineIsNewer, NameIsInvalid.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    text = text.replace("\r\n", "\n").strip() + "\n"
    if not text.strip():
        raise NameIsInvalid("A guideline cannot be empty.")
    current = queries.guideline(campaign)
    if current and current.text == text:
        return current
    if current and base is not None and current.version != base:
        raise GuidelineIsNewer(
            "Version {version} was saved in the meantime. Your text is still here: compare it with "
            "that version and save again.",
            version=current.version,
        )
    saved = Guideline.objects.create(
        campaign=campaign,
        version=current.version + 1 if current else 1,
        text=text,
        written_by=by,
        written_at=at,
    )
    _note_read(Membership.objects.filter(campaign=campaign, person=by).first(), saved.version)
    return saved


@transaction.atomic
def acknowledge_guideline(*, membership: Membership, version: int) -> None:
    """This member says that they have read that version. It is never taken back by an older one.

    Raises NotInForce for a version that does not exist yet.
    """
    current = queries.guideline(membership.campaign)
    if not 1 <= version <= (current.version if current else 0):
        raise NotInForce("There is no such version of the guideline.")
    _note_read(membership, version)
    membership.refresh_from_db(fields=["guideline_read"])


def _note_read(membership: Membership | None, version: int) -> None:
    if membership:
        Membership.objects.filter(pk=membership.pk, guideline_read__lt=version).update(
            guideline_read=version
        )
