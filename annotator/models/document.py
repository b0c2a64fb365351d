"""An article: what came in, its lines, its text, its sentences."""

from django.db import models
from django.urls import reverse

from annotator.models.campaign import Campaign
from annotator.models.person import Person


class Outlet(models.Model):
    """Who published. Kept per campaign, so that no name leaks from one campaign to another."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="outlets")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["campaign", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"], name="outlet_name_is_unique_in_campaign"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """One article. Its text never changes once a sentence of it has been answered.

    Offsets into `text` are Unicode code points. `answers_revision` counts every change to an
    answer; `settled_revision` is the count that the gold labels were last settled at, so a
    difference means that settling is due (whatever became of the message that said so).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    url = models.CharField("address", max_length=2000, blank=True)
    authors = models.JSONField(default=list, blank=True)
    published = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    added_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    answers_revision = models.PositiveIntegerField(default=0)
    settled_revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["campaign", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "sha256"], name="document_text_is_unique_in_campaign"
            ),
            models.UniqueConstraint(
                fields=["campaign", "original_sha256"],
                name="document_original_is_unique_in_campaign",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_revision__lte=models.F("answers_revision")),
                name="document_settles_no_future_answers",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="document_settling_is_due",
                condition=models.Q(settled_revision__lt=models.F("answers_revision")),
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.text[:60]}…"

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.campaign.slug, self.pk])


class Original(models.Model):
    """The input as it came, byte for byte, so that nothing is lost by what we made of it."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="original")
    media_type = models.CharField(max_length=40)
    filename = models.CharField(max_length=255, blank=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.filename or f"pasted {self.media_type}"


class Line(models.Model):
    """A line of the input: kept as article text or dropped, with the reason."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    text = models.TextField()
    role = models.CharField(max_length=12)
    is_kept = models.BooleanField()
    reason = models.CharField(max_length=40)
    restored_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="line_number_is_unique"),
            models.CheckConstraint(
                condition=models.Q(restored_at__isnull=True) | models.Q(is_kept=True),
                name="line_that_was_restored_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.number} of document {self.document_id}"


class Sentence(models.Model):
    """A slice of a document: `document.text[start:end]`."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="sentences")
    index = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    paragraph = models.PositiveIntegerField()
    role = models.CharField(max_length=12)

    class Meta:
        ordering = ["document", "index"]
        constraints = [
            models.UniqueConstraint(fields=["document", "index"], name="sentence_index_is_unique"),
            models.UniqueConstraint(fields=["document", "start"], name="sentence_start_is_unique"),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="sentence_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"sentence {self.index + 1} of document {self.document_id}"

    @property
    def text(self) -> str:
        """The sentence, as sliced from its document (select_related the document first)."""
        return self.document.text[self.start : self.end]
