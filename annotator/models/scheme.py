"""The label set of a campaign. A label's code never changes; its name and definition may."""

from django.db import models


class Scheme(models.Model):
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Label(models.Model):
    """One label. `precedence` 1 is the primary label wherever a sentence has several."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="labels")
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=40)
    letter = models.CharField(max_length=1)
    definition = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    precedence = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scheme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="label_code_is_unique"),
            models.UniqueConstraint(fields=["scheme", "letter"], name="label_letter_is_unique"),
            models.UniqueConstraint(fields=["scheme", "position"], name="label_position_is_unique"),
            models.UniqueConstraint(
                fields=["scheme", "precedence"], name="label_precedence_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name
