"""What a person answered, and every step by which the answer came to be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotator.models.assignment import Assistance
from annotator.models.document import Sentence
from annotator.models.person import Person
from annotator.models.scheme import Label


class Status(models.TextChoices):
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    SKIPPED = "skipped", _("skipped")
    NOT_ARTICLE_TEXT = "not_article_text", _("not article text")


class SkipReason(models.TextChoices):
    """Why a sentence is left to others."""

    UNCLEAR = "unclear", _("the guideline does not say which label")
    CONTEXT = "context", _("the article does not tell enough")
    CUT = "cut", _("the sentence is cut wrongly")
    LANGUAGE = "language", _("it is in another language")
    OTHER = "other", _("another reason")


class Annotation(models.Model):
    """One annotator's answer for one sentence, as it stands. `open` = taken back by undo.

    `revision` is the number of the last event; whoever writes must know it. Times and look-ups are
    sums over all events; `guideline_version` is the one the annotator had read at the last of them
    (None: from before that was kept, or from a file).
    """

    sentence = models.ForeignKey(
        Sentence, on_delete=models.PROTECT, related_name="annotations", db_index=False
    )
    annotator = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="annotations", db_index=False
    )
    status = models.CharField(max_length=16, choices=Status)
    revision = models.PositiveIntegerField()
    assistance = models.CharField(max_length=6, choices=Assistance)
    reason = models.CharField(max_length=8, choices=SkipReason, blank=True)
    is_flagged = models.BooleanField(
        default=False, help_text="The annotator wants somebody to look at it."
    )
    note = models.CharField(max_length=2000, blank=True)
    active_ms = models.PositiveIntegerField(default=0)
    guideline_lookups = models.PositiveIntegerField(default=0)
    context_lookups = models.PositiveIntegerField(default=0)
    guideline_version = models.PositiveIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["sentence", "annotator"]
        indexes = [
            models.Index(fields=["annotator", "answered_at"], name="annotation_by_annotator_when"),
            models.Index(
                fields=["answered_at"],
                name="annotation_says_something",
                condition=~models.Q(note="")
                | models.Q(is_flagged=True)
                | models.Q(status="skipped"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sentence", "annotator"],
                name="annotation_is_one_a_sentence_and_annotator",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["open", "answered", "skipped", "not_article_text"]),
                name="annotation_status_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(reason="") | models.Q(status="skipped"),
                name="annotation_has_a_reason_only_if_skipped",
            ),
            models.CheckConstraint(
                condition=models.Q(revision__gte=1), name="annotation_has_a_first_revision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} by {self.annotator} on sentence {self.sentence_id}"


class Mark(models.Model):
    """A label an annotator gave, with its spans. Two marks may have the same label."""

    annotation = models.ForeignKey(
        Annotation, on_delete=models.CASCADE, related_name="marks", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["annotation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "number"], name="mark_number_is_unique_in_annotation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} on annotation {self.annotation_id}"


class Span(models.Model):
    """A part of a sentence that plays a role in a mark; offsets from the sentence's start.

    Machine-made: it was shown as part of the suggestion and the annotator, who gave the label,
    neither touched nor confirmed it.
    """

    class Role(models.TextChoices):
        SOURCE = "source", _("source")
        CUE = "cue", _("cue")
        CONTENT = "content", _("content")
        TARGET = "target", _("target")

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="spans")
    role = models.CharField(max_length=10, choices=Role)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    is_machine_made = models.BooleanField(default=False)

    class Meta:
        ordering = ["mark", "start", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "role", "start"], name="span_is_unique_a_mark_role_and_start"
            ),
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="span_is_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["source", "cue", "content", "target"]),
                name="span_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.text}"


class AnnotationEvent(models.Model):
    """One step of one annotation: appended, never changed, chained by hash to the step before.

    `status`, `marks`, `reason`, `is_flagged` and `note` are the answer as it stood *after* the step;
    `undoes` names the step that an undo takes back, or the undo that a redo takes back. `suggestion`
    is what the annotator saw of the pre-tagger before the step (None: nothing), `is_taken_over`
    tells that the step made it their answer. `submission` is made by the client: sent twice, stored
    once.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", _("answer")
        UNDO = "undo", _("undo")
        REDO = "redo", _("redo")

    annotation = models.ForeignKey(
        Annotation, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    submission = models.UUIDField(unique=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    status = models.CharField(max_length=16, choices=Status)
    marks = models.JSONField(default=list)
    reason = models.CharField(max_length=8, choices=SkipReason, blank=True)
    is_flagged = models.BooleanField(default=False)
    note = models.CharField(max_length=2000, blank=True)
    active_ms = models.PositiveIntegerField(default=0)
    guideline_lookups = models.PositiveIntegerField(default=0)
    context_lookups = models.PositiveIntegerField(default=0)
    guideline_version = models.PositiveIntegerField(null=True, blank=True)
    was_suggestion_visible = models.BooleanField()
    suggestion = models.JSONField(null=True, blank=True)
    is_taken_over = models.BooleanField(default=False)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["annotation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "number"], name="event_number_is_unique_in_annotation"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["undo", "redo"], undoes__isnull=False)
                | models.Q(kind="answer", undoes__isnull=True),
                name="event_takes_back_something_if_it_is_an_undo_or_redo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of annotation {self.annotation_id}"


class NoteReply(models.Model):
    """What a curator answers to an annotator's note; `seen_at` once the annotator has read it."""

    annotation = models.ForeignKey(
        Annotation, on_delete=models.PROTECT, related_name="note_replies"
    )
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["annotation", "pk"]

    def __str__(self) -> str:
        return f"{self.by} on annotation {self.annotation_id}: {self.text}"
