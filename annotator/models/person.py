"""Who signs in. People are never deleted while anything they did is kept: they are deactivated."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class Person(AbstractUser):
    """`keys` names a key of the desk for each command whose key this person has changed."""

    keys = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"


class Token(AbstractAuthToken):
    """An API token: only its hash is kept, it does one kind of thing, and it expires."""

    class Scope(models.TextChoices):
        READ = "read", _("read campaigns, documents and jobs")
        ANNOTATE = "annotate", _("fetch documents and send answers as this person")
        EXPORT = "export", _("download datasets")

    user = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="auth_token_set")
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=10, choices=Scope)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], name="token_name_is_used_once_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(scope__in=["read", "annotate", "export"]),
                name="token_scope_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.scope}) of {self.user}"
