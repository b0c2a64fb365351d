"""A file of articles on its way in, with the books of what became of each of its rows."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotator.models.campaign import Campaign
from annotator.models.job import Job
from annotator.models.person import Person


def place(intake: "Intake", filename: str) -> str:  # noqa: ARG001 never named by whoever sent it
    """Where a file lies below MEDIA_ROOT."""
    return f"{intake.campaign_id}/{intake.token}"


class Intake(models.Model):
    """One file that a person gave, how it is to be read, and how far that is.

    A draft until it is begun, which gives it a `job`. The five outcomes add up to the rows read.
    `position` counts the bytes of the file that have been read.
    """

    class Labels(models.TextChoices):
        CANDIDATES = "candidates", _("suggestions of the tagger “imported”")
        ANNOTATIONS = "annotations", _("answers of an import annotator")
        NOTHING = "nothing", _("nothing: leave them out")

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="intakes")
    token = models.UUIDField(unique=True)
    file = models.FileField(upload_to=place, max_length=200)
    filename = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    added_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    mapping = models.JSONField(default=dict, blank=True)
    outlet = models.CharField(max_length=120, blank=True)
    labels_become = models.CharField(max_length=12, choices=Labels, default=Labels.CANDIDATES)
    annotator_name = models.CharField(max_length=60, blank=True)
    settings_hash = models.CharField(max_length=64, blank=True)
    job = models.OneToOneField(
        Job, null=True, blank=True, on_delete=models.PROTECT, related_name="intake"
    )

    position = models.PositiveBigIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    sentences = models.PositiveIntegerField(default=0)
    labels_taken = models.PositiveIntegerField(default=0)
    labels_left = models.JSONField(default=dict, blank=True)

    undone_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undoing = models.OneToOneField(
        Job, null=True, blank=True, on_delete=models.PROTECT, related_name="undone_intake"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    rows_read=models.F("made")
                    + models.F("updated")
                    + models.F("same")
                    + models.F("skipped")
                    + models.F("failed")
                ),
                name="intake_rows_add_up",
            ),
            models.CheckConstraint(
                condition=models.Q(position__lte=models.F("size")),
                name="intake_reads_no_further_than_its_file",
            ),
            models.UniqueConstraint(
                fields=["campaign", "sha256", "settings_hash"],
                condition=models.Q(job__isnull=False, undone_at__isnull=True),
                name="intake_of_a_file_is_begun_once",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("intake", args=[self.campaign.slug, self.pk])


class IntakeRow(models.Model):
    """A row that made no document of its own. `cursor` is where it can be read again."""

    class Outcome(models.TextChoices):
        SAME = "same", _("here already")
        SKIPPED = "skipped", _("skipped")
        FAILED = "failed", _("failed")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rows")
    outcome = models.CharField(max_length=8, choices=Outcome)
    where = models.CharField(max_length=500)
    row = models.PositiveIntegerField(null=True, blank=True)
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=500)
    excerpt = models.CharField(max_length=200, blank=True)
    cursor = models.JSONField(null=True, blank=True)
    document = models.ForeignKey(
        "annotator.Document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="held_for",
    )

    class Meta:
        ordering = ["intake", "pk"]
        indexes = [models.Index(fields=["intake", "outcome"], name="intake_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.where}, row {self.row}: {self.message}"
