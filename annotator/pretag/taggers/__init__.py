"""The taggers there are, by name. To add one: write its module, add its line here."""

from collections.abc import Mapping

from annotator.pretag.tagger import Tagger, UnknownTagger
from annotator.pretag.taggers.rules import Rules
from annotator.pretag.taggers.trained import Trained

TAGGERS: Mapping[str, Tagger] = {tagger.name: tagger for tagger in (Rules(), Trained())}


def tagger(name: str) -> Tagger:
    """The tagger called `name`. Raises UnknownTagger."""
    if name not in TAGGERS:
        raise UnknownTagger(
            "There is no tagger called “{name}”; there is: {known}.",
            name=name,
            known=", ".join(sorted(TAGGERS)),
        )
    return TAGGERS[name]


__all__ = ["TAGGERS", "Tagger", "UnknownTagger", "tagger"]
