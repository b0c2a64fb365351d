"""What every list and form of the panel has in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin, TabularInline
from unfold.paginator import InfinitePaginator
from unfold.views import ChangeList

from annotator.errors import RuleBroken
from annotator.models import Person


def person(request: HttpRequest) -> Person:
    """Who is at the panel."""
    assert isinstance(request.user, Person)
    return request.user


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button of a form; `when` says whether it is shown, the action whether it may be pressed."""

    label: str
    when: Callable[[HttpRequest, Any], bool]
    is_dangerous: bool


def button(
    label: str,
    *,
    when: Callable[[HttpRequest, Any], bool] = lambda _request, _obj: True,
    danger: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a method `(request, obj)` a button. It calls one action and returns what to say.

    It may return a response instead, which is shown as it is. A refusal becomes a message.
    """

    def marked(method: Callable[..., Any]) -> Callable[..., Any]:
        method.button = Button(label=label, when=when, is_dangerous=danger)  # type: ignore[attr-defined]
        return method

    return marked


class Rows(ChangeList):
    """A list page whose rows are completed together, in a constant number of queries."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)  # type: ignore[has-type]
        self.result_list = self.model_admin.completed(rows)


class Panel(ModelAdmin):
    """Writes go through actions; nothing that people made is ever deleted here.

    A class with a form says in `write` which action its values go to. A refusal of the action
    comes back as an error of the form.
    """

    buttons: ClassVar[tuple[str, ...]] = ()
    change_form_outer_before_template = "admin/_buttons.html"
    list_per_page = 50
    list_filter_sheet = True
    warn_unsaved_form = True

    def completed(self, rows: list[Any]) -> list[Any]:
        """The rows of one list page, with whatever else their cells show."""
        return rows

    def write(self, request: HttpRequest, obj: Any, values: dict[str, Any], is_new: bool) -> Model:
        """Call the action; give the object as it then stands."""
        raise NotImplementedError

    # --- permissions

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_press_permission(self, request: HttpRequest) -> bool:
        """Whether this person may press buttons (also where the form itself is read-only)."""
        return person(request).has_perm(f"annotator.change_{self.opts.model_name}")

    # --- lists

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Rows]:
        return Rows

    def press_each(
        self, request: HttpRequest, rows: Iterable[Any], press: Callable[[Any], object], done: str
    ) -> None:
        """Call an action for each chosen row; refusals are told, one line a reason."""
        count, refusals = 0, set()
        for row in rows:
            try:
                press(row)
            except RuleBroken as refusal:
                refusals.add(str(refusal))
            else:
                count += 1
                self.log_change(request, row, done)
        if count:
            self.message_user(request, f"{count} {done}.", messages.SUCCESS)
        for reason in sorted(refusals):
            self.message_user(request, reason, messages.ERROR)

    # --- forms

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except RuleBroken as refusal:
            # The transaction is rolled back; the form is shown again, with the reason.
            request.refusal = str(refusal)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return _refused(form, refusal) if refusal else form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The address may name objects; Django stumbles over what is no number."""
        initial = super().get_changeform_initial_data(request)
        return {
            name: value
            for name, value in initial.items()
            if name not in self.autocomplete_fields or str(value).isdecimal()
        }

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        written = self.write(request, obj, form.cleaned_data, not change)
        obj.__dict__.update(written.__dict__)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        original = context.get("original")
        context["buttons"] = self._buttons(request, original) if original else []
        return super().render_change_form(request, context, *args, **kwargs)

    def _buttons(self, request: HttpRequest, obj: Any) -> list[dict[str, Any]]:
        if not self.has_press_permission(request):
            return []
        return [
            {
                "label": shown.label,
                "is_dangerous": shown.is_dangerous,
                "address": reverse(
                    f"admin:annotator_{self.opts.model_name}_press", args=[obj.pk, verb]
                ),
            }
            for verb in self.buttons
            if (shown := getattr(self, verb).button).when(request, obj)
        ]

    # --- buttons

    def get_urls(self) -> list[URLPattern]:
        press = path(
            "<path:object_id>/press/<slug:verb>/",
            self.admin_site.admin_view(self.press),
            name=f"annotator_{self.opts.model_name}_press",
        )
        return [press, *super().get_urls()]

    @method_decorator(require_POST)
    def press(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """A button was pressed: one action, then back to the form with what it said."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None or verb not in self.buttons:
            raise Http404
        if not self.has_press_permission(request):
            raise PermissionDenied
        try:
            with transaction.atomic():
                answer = getattr(self, verb)(request, obj)
        except RuleBroken as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            if isinstance(answer, HttpResponse):
                return answer
            self.log_change(request, obj, answer)
            self.message_user(request, answer, messages.SUCCESS)
        if obj.pk is None or not self.get_queryset(request).filter(pk=obj.pk).exists():
            return redirect(f"admin:annotator_{self.opts.model_name}_changelist")
        return redirect(f"admin:annotator_{self.opts.model_name}_change", obj.pk)


class ReadOnly(Panel):
    """To be looked at. Not even an administrator adds, changes or deletes here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Endless(ReadOnly):
    """The same for tables of millions: the list is paged without being counted."""

    paginator = InfinitePaginator
    show_full_result_count = False


class ReadOnlyInline(TabularInline):
    """Rows that belong to the object, to be looked at."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _refused(form: type[Form], refusal: str) -> type[Form]:
    class Refused(form):  # type: ignore[misc, valid-type]
        def clean(self) -> dict[str, Any]:
            values: dict[str, Any] = super().clean() or self.cleaned_data
            self.add_error(None, refusal)
            return values

    return Refused
