"""A campaign, the people in it, and what they are told to do."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotator.models.person import Person
from annotator.models.scheme import Scheme


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, person: Person) -> Self:
        """The campaigns this person is a member of. Every other campaign is a 404 to them."""
        return self.filter(memberships__person=person, memberships__is_active=True)


class SpanPolicy(models.TextChoices):
    """For which labels annotators mark who says what, and by which words."""

    NONE = "none", _("labels only")
    CLAIMS = "claims", _("labels, and spans of denials and accusations")
    ALL = "all", _("labels and spans")


class Campaign(models.Model):
    """One annotation project: documents, people, a scheme, and how many judge each sentence."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    scheme = models.OneToOneField(Scheme, on_delete=models.PROTECT, related_name="campaign")
    overlap = models.PositiveSmallIntegerField(
        "annotators a document",
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="How many people judge each document, without seeing each other's answers.",
    )
    hidden_percent = models.PositiveSmallIntegerField(
        "suggestions never shown (%)",
        default=20,
        help_text="Share of (document, annotator) pairs that never see the pre-tagger's suggestion.",
    )
    shown_percent = models.PositiveSmallIntegerField(
        "suggestions shown at once (%)",
        default=0,
        help_text="Share that sees it before answering; the rest sees it after the first answer.",
    )
    spans = models.CharField(
        "what annotators mark",
        max_length=6,
        choices=SpanPolicy,
        default=SpanPolicy.ALL,
        help_text="Spans are the words of source, cue, content and target within a sentence.",
    )
    is_source_blind = models.BooleanField(
        "source blinding",
        default=False,
        help_text="Annotators see outlet, authors, date and address only once they have finished a "
        "document; where an outlet names itself in the text, its name is masked.",
    )
    tagger = models.CharField(
        max_length=60,
        default="trained",
        help_text="The tagger whose candidates are this campaign's suggestions.",
    )
    tagger_chosen_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tagger_chosen_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(overlap__gte=1, overlap__lte=20),
                name="campaign_overlap_is_between_1_and_20",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    hidden_percent__lte=100 - models.F("shown_percent"), shown_percent__lte=100
                ),
                name="campaign_assistance_shares_add_up_to_100_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(spans__in=["none", "claims", "all"]),
                name="campaign_span_policy_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(tagger_chosen_by__isnull=True, tagger_chosen_at__isnull=True)
                | models.Q(tagger_chosen_by__isnull=False, tagger_chosen_at__isnull=False),
                name="campaign_tagger_is_chosen_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaign", args=[self.slug])


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    CURATOR = "curator", _("curator")
    ANNOTATOR = "annotator", _("annotator")
    VIEWER = "viewer", _("viewer")

    @classmethod
    def that_curate(cls) -> list["Role"]:
        return [cls.OWNER, cls.CURATOR]

    @classmethod
    def that_annotate(cls) -> list["Role"]:
        return [cls.OWNER, cls.CURATOR, cls.ANNOTATOR]

    @classmethod
    def that_see_answers(cls) -> list["Role"]:
        """Those who may see everybody's answers, and so may export. Never annotators: they are blind."""
        return [cls.OWNER, cls.CURATOR, cls.VIEWER]


class Membership(models.Model):
    """A person's role in a campaign, and the pseudonym under which their answers are published."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    pseudonym = models.CharField(max_length=20)
    is_active = models.BooleanField(default=True)
    is_import = models.BooleanField(
        "import annotator",
        default=False,
        help_text="Nobody signs in as: the answers came in files.",
    )
    guideline_read = models.PositiveIntegerField(
        default=0, help_text="The last version of the guideline that they said they have read."
    )
    added_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign", "person__username"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person"], name="membership_is_one_a_person_and_campaign"
            ),
            models.UniqueConstraint(
                fields=["campaign", "pseudonym"], name="membership_pseudonym_is_unique_in_campaign"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "curator", "annotator", "viewer"]),
                name="membership_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"

    @property
    def can_curate(self) -> bool:
        return self.role in Role.that_curate()

    @property
    def can_annotate(self) -> bool:
        return self.role in Role.that_annotate()

    @property
    def can_see_answers(self) -> bool:
        return self.role in Role.that_see_answers()


class Guideline(models.Model):
    """The instructions to annotators. A change is a new version; old ones stay readable."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="guidelines")
    version = models.PositiveIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "version"], name="guideline_version_is_unique_in_campaign"
            )
        ]

    def __str__(self) -> str:
        return f"guideline {self.version} of {self.campaign}"
