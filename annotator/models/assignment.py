"""A document reserved for an annotator."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotator.models.document import Document
from annotator.models.person import Person


class Assistance(models.TextChoices):
    """When the pre-tagger's suggestion is shown: an experiment condition, drawn by the server."""

    HIDDEN = "hidden", _("never")
    AFTER = "after", _("after the first answer")
    SHOWN = "shown", _("at once")


class Assignment(models.Model):
    """One of the `campaign.overlap` seats at a document.

    The seat number makes "no more annotators than the overlap" a constraint of the database. A
    seat whose lease ran out with nothing answered may be given to somebody else. Finished: the
    annotator has handed it in; opening it again takes that back, until a curator locks the document.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="assignments")
    annotator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    seat = models.PositiveSmallIntegerField()
    assistance = models.CharField(max_length=6, choices=Assistance)
    leased_until = models.DateTimeField()
    assigned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["annotator", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "annotator"],
                name="assignment_is_one_a_document_and_annotator",
            ),
            models.UniqueConstraint(
                fields=["document", "seat"], name="assignment_seat_is_taken_once"
            ),
            models.CheckConstraint(
                condition=models.Q(assistance__in=["hidden", "after", "shown"]),
                name="assignment_assistance_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True) | models.Q(started_at__isnull=False),
                name="assignment_is_started_before_it_is_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.document_id} for {self.annotator}"
