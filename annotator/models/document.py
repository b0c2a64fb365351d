"""An article: what came in, its lines, its text, its sentences."""

from django.db import models
from django.urls import reverse

from annotator.models.campaign import Campaign
from annotator.models.intake import Intake
from annotator.models.person import Person


class Outlet(models.Model):
    """Who published. Kept per campaign, so that no name leaks from one campaign to another.

    Told by the domain of an article's address where there is one, whatever its pages call it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="outlets")
    name = models.CharField(max_length=120)
    domain = models.CharField(max_length=253, blank=True)

    class Meta:
        ordering = ["campaign", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"], name="outlet_name_is_unique_in_campaign"
            ),
            models.UniqueConstraint(
                fields=["campaign", "domain"],
                condition=~models.Q(domain=""),
                name="outlet_domain_is_unique_in_campaign",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Story(models.Model):
    """Documents that tell the same text: wire copies and versions. A split keeps them together."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="stories")

    def __str__(self) -> str:
        return f"story {self.pk}"


class Document(models.Model):
    """One article. Its text never changes once a sentence of it has been answered.

    `intake`, `where` and `row` tell the place in the file it came from. A corrected version is a
    document of its own: `superseded_by` of the older one. `evidence` lists where each piece of
    metadata stood: {"field", "value", "source"}.

    Offsets into `text` are Unicode code points. `answers_revision` counts every change to an
    answer; `settled_revision` is the count that the gold labels were last settled at, so a
    difference means that settling is due (whatever became of the message that said so). Once a
    curator has locked a document, nobody's answers to it change any more.
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
    metadata = models.JSONField(default=dict, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    intake = models.ForeignKey(
        Intake, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    where = models.CharField(max_length=500, blank=True)
    row = models.PositiveIntegerField(null=True, blank=True)
    story = models.ForeignKey(
        Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    superseded_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="supersedes"
    )
    added_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    locked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locked_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(locked_by__isnull=True, locked_at__isnull=True)
                | models.Q(locked_by__isnull=False, locked_at__isnull=False),
                name="document_is_locked_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(superseded_by=models.F("id")),
                name="document_does_not_supersede_itself",
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


class DocumentKey(models.Model):
    """One of the numbers by which near copies of a document are found (`ingest/lookup.py`)."""

    pk = models.CompositePrimaryKey("campaign", "value", "document")
    # Neither is checked by the database for each of these many rows, which was most of its work at
    # the commit of an intake's chunk. They are made anew from the text at any time, and a key whose
    # document is gone finds nothing.
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="keys", db_constraint=False
    )
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.value:x}"


class Sketch(models.Model):
    """All the numbers of a document, 8 bytes each: what it is compared by with near copies."""

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="sketch"
    )
    fingerprints = models.BinaryField()

    def __str__(self) -> str:
        return f"sketch of document {self.document_id}"


class Correction(models.Model):
    """A piece of metadata that a person set right: what it was and what it is since."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["document", "pk"]

    def __str__(self) -> str:
        return f"{self.field} of document {self.document_id}"


class Original(models.Model):
    """The input as it came, byte for byte, so that nothing is lost by what we made of it.

    A document from an intake has none: its original is the place in the file, which is kept.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="original")
    media_type = models.CharField(max_length=40)
    filename = models.CharField(max_length=255, blank=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.filename or f"pasted {self.media_type}"


class Line(models.Model):
    """A line of the input: kept as article text or dropped, with the reason."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
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

    # Its unique constraints begin with the document: another index would only cost time to keep.
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="sentences", db_index=False
    )
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
