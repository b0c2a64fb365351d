"""What a tagger proposes. Never a label: a person's judgement is stored elsewhere."""

from django.db import models

from annotator.models.campaign import Campaign
from annotator.models.document import Sentence
from annotator.models.job import Job
from annotator.models.person import Person
from annotator.models.scheme import Label


class Tagger(models.Model):
    """One tagger in one version with one set of settings."""

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    settings_hash = models.CharField(max_length=64, blank=True)
    is_import = models.BooleanField(
        default=False, help_text="Its candidates came in files: they are shown before a machine's."
    )

    class Meta:
        ordering = ["name", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version", "settings_hash"], name="tagger_is_registered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class LearnedModel(models.Model):
    """A tagger that learned from one campaign's gold; nobody uses it before a curator chooses it.

    `files` is a zip of the folder that the tagger reads, so that every worker on every host has it.
    `report` holds the figures on held-out documents: its own and those of the tagger it started from.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="learned_models")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="learned_model")
    version = models.CharField(
        max_length=20,
        help_text="Of the tagger that it was made with: another reads other features.",
    )
    settings_hash = models.CharField(max_length=64)
    files = models.BinaryField()
    card = models.TextField()
    report = models.JSONField()
    taught_by = models.JSONField(
        help_text="The documents it learned from: what it says of them tells nothing of how good it is."
    )
    sentences = models.PositiveIntegerField()
    asked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name of the tagger that it is."""
        return f"learned-{self.pk}"

    @property
    def documents(self) -> int:
        """How many documents it learned from."""
        return len(self.taught_by)


class RemotePace(models.Model):
    """When a remote service may be asked again: its rate limit, kept by all workers together."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}, {self.next_at:%Y-%m-%d %H:%M:%S}"


class Candidate(models.Model):
    """One mark a tagger proposes for a sentence; `rank` orders those of one tagger.

    `spans` is a list of {"role", "start", "end", "text"}, in code points from the start of the
    sentence, end exclusive.
    """

    sentence = models.ForeignKey(
        Sentence, on_delete=models.CASCADE, related_name="candidates", db_index=False
    )
    # No index of its own: what is looked for is a tagger's candidates for some sentences, and a
    # database that does not know yet how many it has would go over all of the tagger's instead.
    tagger = models.ForeignKey(
        Tagger, on_delete=models.PROTECT, related_name="candidates", db_index=False
    )
    rank = models.PositiveSmallIntegerField()
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+", db_index=False)
    score = models.FloatField()
    spans = models.JSONField(default=list)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["sentence", "tagger", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["sentence", "tagger", "rank"],
                name="candidate_is_unique_a_sentence_tagger_and_rank",
            ),
            models.CheckConstraint(
                condition=models.Q(score__gt=0, score__lte=1), name="candidate_score_is_in_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.score:.2f} for sentence {self.sentence_id}"
