"""What people type, as values."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from annotator.ingest.actions import MAX_BYTES
from annotator.models import Person, Role, Token


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, each checked as one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


class Form(forms.Form):
    """A form whose labels end without a colon."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})


class AddDocumentForm(Form):
    text = forms.CharField(
        label="Paste an article",
        help_text="As it comes from the page, with menus and banners: they are sorted out.",
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "class": "textarea--tall", "dir": "auto"}),
    )
    files = ManyFilesField(  # type: ignore[assignment]
        label="Or choose files",
        help_text=(
            f"Saved pages (.html, .htm) or plain text (.txt), up to "
            f"{filesizeformat(MAX_BYTES)} each, {settings.MAX_UPLOAD_FILES} at once."
        ),
        required=False,
        widget=ManyFilesInput(attrs={"accept": ".html,.htm,.txt,text/html,text/plain"}),
    )
    outlet = forms.CharField(
        label="Outlet", help_text="Who published it, if you know.", required=False, max_length=120
    )
    url = forms.URLField(
        label="Address",
        help_text="Where it was published, if you know. It is kept, never opened.",
        required=False,
        max_length=2000,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("text", "").strip() and not values.get("files"):
            raise forms.ValidationError("Paste an article or choose a file.")
        return values


class CampaignForm(Form):
    name = forms.CharField(max_length=120, help_text="What people see: “Flood coverage 2026”.")
    slug = forms.SlugField(
        label="Short name",
        max_length=60,
        help_text="For addresses: “flood-2026”. It cannot change.",
    )
    overlap = forms.IntegerField(
        label="Annotators a document",
        min_value=1,
        max_value=20,
        initial=2,
        help_text="How many people judge each document, without seeing each other's answers.",
    )


class MemberForm(Form):
    username = forms.CharField(
        label="User name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(choices=Role, initial=Role.ANNOTATOR)


class GuidelineForm(Form):
    text = forms.CharField(
        label="Guideline",
        help_text="Markdown. Saving makes a new version; the old ones are kept.",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 24, "class": "textarea--tall"}),
    )


class TokenForm(Form):
    name = forms.CharField(max_length=80, help_text="What it is for: “nightly export”.")
    scope = forms.ChoiceField(choices=Token.Scope, initial=Token.Scope.EXPORT)
    days = forms.IntegerField(
        label="Days until it expires", min_value=1, max_value=3650, initial=90
    )


class SetUpForm(Form):
    username = forms.CharField(
        label="User name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        help_text="At least 10 characters; a few words are best.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password, again",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        password = values.get("password")
        if password and values.get("again") and password != values["again"]:
            self.add_error("again", "The two passwords differ.")
        elif password:
            try:
                validate_password(password, Person(username=values.get("username", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values
