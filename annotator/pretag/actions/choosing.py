"""A curator chooses the tagger whose candidates are the campaign's suggestions."""

from datetime import datetime

from annotator.models import Campaign, Person
from annotator.pretag import queries
from annotator.pretag.tagger import UnknownTagger


def choose(*, campaign: Campaign, tagger: str, by: Person, at: datetime) -> Campaign:
    """Make a tagger the campaign's. What it has not been over yet has to be asked for by itself.

    Raises UnknownTagger when this campaign may not use it.
    """
    if not queries.is_known(campaign, tagger):
        raise UnknownTagger("There is no tagger called “{name}” here.", name=tagger)
    campaign.tagger, campaign.tagger_chosen_by, campaign.tagger_chosen_at = tagger, by, at
    campaign.save(update_fields=["tagger", "tagger_chosen_by", "tagger_chosen_at"])
    return campaign
