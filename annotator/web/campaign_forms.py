"""What curators type about a campaign: its guideline, its settings, replies to notes."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotator.models import Campaign, SpanPolicy
from annotator.notes.actions import LONGEST
from annotator.web.forms import Form


class GuidelineForm(Form):
    base = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    text = forms.CharField(
        label=_("Guideline"),
        help_text=_("Markdown. Saving makes a new version; the old ones are kept."),
        max_length=100_000,
        widget=forms.Textarea(
            attrs={"rows": 24, "class": "textarea--tall", "dir": "auto", "spellcheck": "true"}
        ),
    )


class ReplyForm(Form):
    text = forms.CharField(
        label=_("Reply"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class CampaignSettingsForm(Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    overlap = forms.IntegerField(
        label=_("Annotators a document"),
        min_value=1,
        max_value=20,
        help_text=_("How many people judge each document, without seeing each other's answers."),
    )
    hidden_percent = forms.IntegerField(
        label=_("Never shown, %"),
        min_value=0,
        validators=[MaxValueValidator(100)],
        help_text=_("The control group: these never see the suggestion."),
    )
    shown_percent = forms.IntegerField(
        label=_("Shown at once, %"),
        min_value=0,
        validators=[MaxValueValidator(100)],
        help_text=_("These see it before they answer. The rest sees it after the first answer."),
    )
    spans = forms.ChoiceField(
        label=_("What annotators mark"),
        choices=[
            (SpanPolicy.NONE, _("Labels only")),
            (SpanPolicy.CLAIMS, _("Labels, and spans of denials and accusations")),
            (SpanPolicy.ALL, _("Labels and spans")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Spans are the words of source, cue, content and target within a sentence."),
    )
    is_source_blind = forms.BooleanField(
        label=_("Hide the source until a document is handed in"),
        required=False,
        help_text=_(
            "Annotators do not see outlet, authors, date and address before; where an outlet names "
            "itself in the text, its name is masked."
        ),
    )

    @classmethod
    def of(cls, campaign: Campaign, data: Any = None) -> "CampaignSettingsForm":
        """The form, filled in with what holds now."""
        return cls(data, initial={name: getattr(campaign, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        hidden, shown = values.get("hidden_percent"), values.get("shown_percent")
        if hidden is not None and shown is not None and hidden + shown > 100:
            self.add_error(
                "shown_percent",
                gettext("The two shares together are more than 100 %. Lower one of them."),
            )
        return values
