"""The shapes on the wire. Every field is named here: a new column is never sent by accident."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from annotator.annotate import history
from annotator.annotate import queries as annotate
from annotator.annotate.queries import Standing
from annotator.annotate.values import Answer
from annotator.models import Campaign, Document, Job, Label, Membership, SkipReason, Status


class SpanSerializer(serializers.Serializer[Any]):
    role = serializers.CharField(max_length=10)
    start = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    text = serializers.CharField(trim_whitespace=False, max_length=100_000)


class AnswerSpanSerializer(SpanSerializer):
    is_machine_made = serializers.BooleanField(
        required=False,
        help_text="Shown as part of the suggestion, neither touched nor confirmed; absent: false.",
    )


class MarkSerializer(serializers.Serializer[Any]):
    label = serializers.CharField(max_length=30)  # type: ignore[assignment]
    spans = serializers.ListField(child=AnswerSpanSerializer(), default=list, max_length=200)


class StepSerializer(serializers.Serializer[Any]):
    submission = serializers.UUIDField()
    sentence = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    revision = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class SubmissionSerializer(StepSerializer):
    status = serializers.ChoiceField(choices=Status.choices)
    marks = serializers.ListField(child=MarkSerializer(), default=list, max_length=50)
    reason = serializers.ChoiceField(choices=SkipReason.choices, allow_blank=True, default="")
    is_flagged = serializers.BooleanField(default=False)
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")
    active_ms = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)
    guideline_lookups = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)
    context_lookups = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)
    is_taken_over = serializers.BooleanField(default=False)

    @staticmethod
    def answer(sent: dict[str, Any]) -> Answer:
        """The answer that was sent, as the stage knows it."""
        return Answer(
            status=sent["status"],
            marks=history.from_json(sent["marks"]),
            note=sent["note"],
            reason=sent["reason"],
            is_flagged=sent["is_flagged"],
        )

    @staticmethod
    def measured(sent: dict[str, Any]) -> dict[str, Any]:
        """How the answer came about."""
        names = ("active_ms", "guideline_lookups", "context_lookups", "is_taken_over")
        return {name: sent[name] for name in names}


class DocumentNumberSerializer(serializers.Serializer[Any]):
    document = serializers.IntegerField(min_value=1, max_value=2**63 - 1)


# Made once: whoever makes a serializer copies all its fields.
SUBMISSION, STEP, DOCUMENT_NUMBER = (
    SubmissionSerializer(),
    StepSerializer(),
    DocumentNumberSerializer(),
)


class SuggestionSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    score = serializers.FloatField()
    tagger = serializers.CharField()
    evidence = serializers.CharField()
    spans = SpanSerializer(many=True)


class DocumentProgressSerializer(serializers.Serializer[Any]):
    answered = serializers.IntegerField()
    total = serializers.IntegerField()
    is_finished = serializers.BooleanField(help_text="Handed in by this annotator.")
    is_locked = serializers.BooleanField(help_text="Closed by a curator.")


class DocumentReplySerializer(serializers.Serializer[Any]):
    document = DocumentProgressSerializer()


class GuidelineReadSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField(help_text="In force.")
    read = serializers.IntegerField(help_text="The last one this person has said to have read.")


class PaceSerializer(serializers.Serializer[Any]):
    sentences = serializers.IntegerField(help_text="Answered today in this campaign.")
    seconds = serializers.FloatField(help_text="Active seconds each, on average.")


class AnnotationSerializer(serializers.Serializer[Any]):
    """An annotator's own answer as it stands."""

    sentence = serializers.IntegerField()
    revision = serializers.IntegerField()
    status = serializers.ChoiceField(choices=Status.choices)
    marks = MarkSerializer(many=True)
    reason = serializers.ChoiceField(choices=SkipReason.choices, allow_blank=True)
    is_flagged = serializers.BooleanField()
    note = serializers.CharField(allow_blank=True)
    saved_at = serializers.DateTimeField(allow_null=True)
    suggestion = SuggestionSerializer(many=True, allow_null=True)
    guideline = GuidelineReadSerializer(required=False)
    document = DocumentProgressSerializer(required=False)
    pace = PaceSerializer(required=False)


class RefusalSerializer(serializers.Serializer[Any]):
    """What every error body looks like."""

    code = serializers.CharField()
    message = serializers.CharField()


class LabelSerializer(serializers.ModelSerializer[Label]):
    class Meta:
        model = Label
        fields = ["code", "name", "letter", "definition", "position", "precedence"]


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    labels = LabelSerializer(source="scheme.labels", many=True, read_only=True)

    class Meta:
        model = Campaign
        fields = ["slug", "name", "overlap", "hidden_percent", "shown_percent", "labels"]


class DocumentSerializer(serializers.ModelSerializer[Document]):
    outlet = serializers.CharField(source="outlet.name", default=None, read_only=True)
    sentence_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Document
        fields = ["id", "sha256", "title", "outlet", "url", "published", "sentence_count"]


class JobSerializer(serializers.ModelSerializer[Job]):
    class Meta:
        model = Job
        fields = ["id", "kind", "opened_at", "cancelled_at", "finished_at"]


def annotation_reply(standing: Standing) -> dict[str, Any]:
    """An answer as the desk gets it back, with the suggestion once it may be seen."""
    annotation = standing.annotation
    return {
        "sentence": annotation.sentence_id,
        "revision": annotation.revision,
        **history.answer_to_json(standing.answer),
        "saved_at": annotation.answered_at,
        "suggestion": standing.suggestion,
    }


def progress_reply(standing: Standing, member: Membership, *, at: datetime) -> dict[str, Any]:
    """What an annotator is told, where they ask for it, beside an answer."""
    return {
        "guideline": annotate.guideline(member),
        "document": annotate.progress(standing.assignment),
        "pace": annotate.pace(member, at=at),
    }
