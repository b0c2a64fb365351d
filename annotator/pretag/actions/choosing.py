"""A curator chooses the tagger whose candidates are the campaign's suggestions."""

from annotator.models import Campaign
from annotator.pretag import queries
from annotator.pretag.tagger import UnknownTagger


def choose(*, campaign: Campaign, tagger: str) -> Campaign:
    """Make a tagger the campaign's. What it has not been over yet has to be asked for by itself.

    Raises UnknownTagger when this campaign may not use it.
    """
    if not queries.is_known(campaign, tagger):
        raise UnknownTagger(f"There is no tagger called “{tagger}” here.")
    campaign.tagger = tagger
    campaign.save(update_fields=["tagger"])
    return campaign
