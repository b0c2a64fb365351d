"""What we hold to be true of a sentence, and how it was settled."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotator.models.document import Sentence
from annotator.models.person import Person


class GoldLabel(models.Model):
    """The settled answer for a sentence. A sentence without one is open.

    `labels` is the sorted list of label codes; empty when the sentence is not article text.
    """

    class Method(models.TextChoices):
        UNANIMOUS = "unanimous", _("unanimous")
        MAJORITY = "majority", _("majority")
        ADJUDICATED = "adjudicated", _("adjudicated")
        MODEL = "model", _("model of annotators")

    sentence = models.OneToOneField(Sentence, on_delete=models.PROTECT, related_name="gold")
    labels = models.JSONField(default=list)
    is_article_text = models.BooleanField()
    method = models.CharField(max_length=12, choices=Method)
    answers = models.PositiveSmallIntegerField(help_text="How many answers it was settled from.")
    settled_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(method="adjudicated", settled_by__isnull=False)
                | (~models.Q(method="adjudicated") & models.Q(settled_by__isnull=True)),
                name="gold_label_names_a_person_if_adjudicated",
            ),
            models.CheckConstraint(
                condition=models.Q(method__in=["unanimous", "majority", "adjudicated", "model"]),
                name="gold_label_method_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{', '.join(self.labels) or 'not article text'} ({self.method})"
