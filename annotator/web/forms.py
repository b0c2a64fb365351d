"""What people type, as values."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotator.errors import RuleBroken
from annotator.ingest.actions import MAX_BYTES
from annotator.ingest.readers import READERS, detect
from annotator.ingest.readers.limits import HEAD
from annotator.ingest.readers.values import Mapping
from annotator.models import Intake, Person, Role, Token
from annotator.wording import said


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
        label=_("Paste an article"),
        help_text=_("As it comes from the page, with menus and banners: they are sorted out."),
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "class": "textarea--tall", "dir": "auto"}),
    )
    outlet = forms.CharField(
        label=_("Outlet"),
        help_text=_("Who published it, if you know."),
        required=False,
        max_length=120,
    )
    url = forms.URLField(
        label=_("Address"),
        help_text=_("Where it was published, if you know. It is kept, never opened."),
        required=False,
        max_length=2000,
        assume_scheme="https",
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("Paste an article, or choose files."))
        return text


class AddFilesForm(Form):
    files = ManyFilesField(  # type: ignore[assignment]
        label=_("Choose files, or drop them here"),
        help_text=_(
            "Web pages (HTML, MHTML), text, tables (CSV, TSV, Excel), JSON and JSON Lines, Word, "
            "ZIP and WARC archives, and exports of Hearsay, doccano, Label Studio and Prodigy."
        ),
        required=False,
        allow_empty_file=True,  # the readers say so themselves, by name
        max_length=255,
        widget=ManyFilesInput(
            attrs={
                "accept": ",".join(
                    [*sorted({end for one in READERS.values() for end in one.endings}), ".gz"]
                )
            }
        ),
    )
    outlet = forms.CharField(
        label=_("Outlet"),
        help_text=_("Of articles that name none themselves."),
        required=False,
        max_length=120,
    )

    def clean_files(self) -> list[UploadedFile]:
        """Files of which one at least can be read; what is wrong with others, the books will say."""
        files: list[UploadedFile] = self.cleaned_data["files"]
        if not files:
            raise forms.ValidationError(_("Choose a file, or several."))
        large = [file for file in files if (file.size or 0) > settings.MAX_UPLOAD_BYTES]
        limit = filesizeformat(settings.MAX_UPLOAD_BYTES)
        if large:
            raise forms.ValidationError(
                [
                    _("{name}: It is larger than {limit}, so it is not taken.").format(
                        name=file.name, limit=limit
                    )
                    for file in large
                ]
            )
        if sum(file.size or 0 for file in files) > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                _("Together they are larger than {limit}. Give some later.").format(limit=limit)
            )
        faults = [f"{file.name}: {fault}" for file in files if (fault := _fault(file))]
        if len(faults) == len(files):
            raise forms.ValidationError(faults)
        return files


def _fault(file: UploadedFile) -> str:
    """Why a file is not read; "" when it is."""
    file.seek(0)
    try:
        detect(file.name or "", file.read(HEAD))
    except RuleBroken as refusal:
        return said(refusal)
    return ""


class MappingForm(Form):
    """How a file is to be read: what its columns hold, and what becomes of its labels."""

    # Field of `Mapping`: what it is called here, and what to know about it.
    ARTICLE = {
        "text": (_("Article text"), _("Clean text, without menus.")),
        "pasted": (_("Pasted text with clutter"), _("Menus and banners in it are sorted out.")),
        "html": (_("Web page (HTML)"), _("The article is looked for in it.")),
        "sentences": (_("List of sentences"), _("They stay cut as they are.")),
        "sentence": (_("One sentence a row"), _("It stays one sentence.")),
        "document": (
            _("Which rows belong together"),
            _("Rows after one another that say the same here are one article."),
        ),
    }  # fmt: skip
    ABOUT = {
        "title": (_("Headline"), ""),
        "outlet": (_("Outlet"), ""),
        "url": (_("Address"), ""),
        "published": (_("Date"), ""),
        "author": (_("Author"), ""),
        "language": (_("Language"), ""),
    }
    LABEL = {"label": (_("Label"), _("Of the row, or a list of labels."))}

    outlet = forms.CharField(
        label=_("Outlet of articles that name none"), required=False, max_length=120
    )
    labels_become = forms.ChoiceField(
        label=_("What labels in the file become"),
        choices=[
            (Intake.Labels.CANDIDATES, _("Suggestions, as from a tagger")),
            (Intake.Labels.ANNOTATIONS, _("Answers of an import annotator")),
            (Intake.Labels.NOTHING, _("Nothing: leave them out")),
        ],
        initial=Intake.Labels.CANDIDATES,
        widget=forms.RadioSelect,
        required=False,
    )
    annotator_name = forms.CharField(
        label=_("Name of the import annotator"),
        help_text=_("So that these answers are never taken for a member's own."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        columns: Sequence[str],
        has_labels: bool,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        self.columns, self.has_labels = columns, has_labels
        choices = [("", _("– not in this file –")), *((name, name) for name in columns)]
        for name, (label, help_text) in (self.ARTICLE | self.ABOUT | self.LABEL).items():
            if columns:
                self.fields[f"column_{name}"] = forms.ChoiceField(
                    label=label,
                    help_text=help_text,
                    choices=choices,
                    required=False,
                    widget=forms.Select(attrs={"data-maps": label}),
                )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["labels_become"] = values.get("labels_become") or Intake.Labels.CANDIDATES
        if not (self.has_labels or values.get("column_label")):
            values |= {"labels_become": Intake.Labels.CANDIDATES, "annotator_name": ""}
        elif values["labels_become"] != Intake.Labels.ANNOTATIONS:
            values["annotator_name"] = ""
        elif not values.get("annotator_name"):
            self.add_error("annotator_name", _("Answers need a name to stand under."))
        return values

    @property
    def mapping(self) -> Mapping | None:
        """What was chosen; None where there are no columns to choose from."""
        if not self.columns:
            return None
        chosen = {name: self.cleaned_data[f"column_{name}"] for name in asdict(Mapping())}
        return Mapping(**chosen)

    @property
    def groups(self) -> list[tuple[Promise, str | Promise, list[forms.BoundField]]]:
        """The choices of columns, as they are shown together."""
        if not self.columns:
            return []
        return [
            (title, about, [self[f"column_{name}"] for name in group])
            for title, about, group in (
                (_("The article"), _("Choose one of the first five."), self.ARTICLE),
                (_("About the article"), "", self.ABOUT),
                (_("Labels"), "", self.LABEL),
            )
        ]


class MetadataForm(Form):
    title = forms.CharField(label=_("Headline"), max_length=500, required=False)
    outlet = forms.CharField(
        label=_("Outlet"), max_length=120, required=False, help_text=_("Who published it.")
    )
    published = forms.DateField(
        label=_("Published"),
        required=False,
        help_text=_("Empty if it is not known."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    authors = forms.CharField(
        label=_("By"),
        required=False,
        max_length=2000,
        help_text=_("One name a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text=_("Where it was published. It is kept, never opened."),
    )
    language = forms.RegexField(
        label=_("Language"),
        regex=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$",
        required=False,
        max_length=10,
        help_text=_("Its code: en, de, fr …"),
        error_messages={"invalid": _("A code of two or three letters, such as en.")},
    )

    def clean_authors(self) -> list[str]:
        return [
            name for line in self.cleaned_data["authors"].splitlines() if (name := line.strip())
        ]


class CampaignForm(Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("What people see: “Flood coverage 2026”.")
    )
    slug = forms.SlugField(
        label=_("Short name"),
        max_length=60,
        help_text=_("For addresses: “flood-2026”. It cannot change."),
    )
    overlap = forms.IntegerField(
        label=_("Annotators a document"),
        min_value=1,
        max_value=20,
        initial=2,
        help_text=_("How many people judge each document, without seeing each other's answers."),
    )


class MemberForm(Form):
    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.ANNOTATOR)


class TokenForm(Form):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What it is for: “nightly export”.")
    )
    scope = forms.ChoiceField(label=_("Scope"), choices=Token.Scope, initial=Token.Scope.EXPORT)
    days = forms.IntegerField(
        label=_("Days until it expires"), min_value=1, max_value=3650, initial=90
    )


class SetUpForm(Form):
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters; a few words are best."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password, again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        password = values.get("password")
        if password and values.get("again") and password != values["again"]:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            try:
                validate_password(password, Person(username=values.get("username", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values
