"""A frozen, numbered, hashed dataset."""

from django.db import models

from annotator.models.campaign import Campaign
from annotator.models.person import Person


class Release(models.Model):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    notes = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"], name="release_number_is_unique_in_campaign"
            )
        ]

    def __str__(self) -> str:
        return f"release {self.number} of {self.campaign}"
