"""The shapes on the wire. Every field is named here: a new column is never sent by accident."""

from typing import Any

from rest_framework import serializers

from annotator.annotate import history
from annotator.annotate import queries as annotate
from annotator.annotate.values import Answer
from annotator.models import Annotation, Campaign, Document, Job, Label, Status


class SpanSerializer(serializers.Serializer[Any]):
    role = serializers.CharField(max_length=10)
    start = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    text = serializers.CharField(trim_whitespace=False, max_length=100_000)


class MarkSerializer(serializers.Serializer[Any]):
    label = serializers.CharField(max_length=30)  # type: ignore[assignment]
    spans = serializers.ListField(child=SpanSerializer(), default=list, max_length=200)


class UndoSerializer(serializers.Serializer[Any]):
    submission = serializers.UUIDField()
    sentence = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    revision = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class SubmissionSerializer(UndoSerializer):
    status = serializers.ChoiceField(
        choices=[Status.ANSWERED, Status.SKIPPED, Status.NOT_ARTICLE_TEXT]
    )
    marks = serializers.ListField(child=MarkSerializer(), default=list, max_length=50)
    note = serializers.CharField(max_length=2000, allow_blank=True, default="")
    active_ms = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)

    def answer(self) -> Answer:
        """The answer that was sent, as the stage knows it."""
        sent = self.validated_data
        return Answer(
            status=sent["status"], marks=history.from_json(sent["marks"]), note=sent["note"]
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
    is_finished = serializers.BooleanField()


class AnnotationSerializer(serializers.Serializer[Any]):
    """An annotator's own answer as it stands."""

    sentence = serializers.IntegerField()
    revision = serializers.IntegerField()
    status = serializers.ChoiceField(choices=Status.choices)
    marks = MarkSerializer(many=True)
    note = serializers.CharField(allow_blank=True)
    saved_at = serializers.DateTimeField(allow_null=True)
    suggestion = SuggestionSerializer(many=True, allow_null=True)
    document = DocumentProgressSerializer()


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


def annotation_reply(annotation: Annotation, progress: dict[str, Any]) -> dict[str, Any]:
    """An answer as the desk gets it back, with the suggestion once it may be seen."""
    visible = annotate.is_suggestion_visible(annotation.assistance, annotation)
    return {
        "sentence": annotation.sentence_id,
        "revision": annotation.revision,
        "status": annotation.status,
        "marks": history.to_json(annotate.marks_of(annotation)),
        "note": annotation.note,
        "saved_at": annotation.answered_at,
        "suggestion": (
            annotate.suggestions_for([annotation.sentence_id]).get(annotation.sentence_id)
            if visible
            else None
        ),
        "document": progress,
    }
