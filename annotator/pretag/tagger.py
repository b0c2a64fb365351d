"""What every tagger is, whatever it is made of."""

from typing import ClassVar, Protocol

from annotator.errors import RuleBroken
from annotator.pretag.values import Article, Candidate


class UnknownTagger(RuleBroken):
    """A tagger was asked for by a name that is not in the registry."""

    code: ClassVar[str] = "unknown-tagger"


class Tagger(Protocol):
    """Proposes candidates for the sentences of one article.

    `name`, `version` and `settings_hash` are stored beside each candidate: two candidates with the
    same three come from the same rules or weights. `tag` answers one tuple a sentence, in order,
    each with at least one candidate, and depends on nothing but the article. Of an article in a
    language that it does not know all tuples are empty: its candidates are withheld. So is that of
    a sentence for which a remote tagger had no answer to believe.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def settings_hash(self) -> str: ...

    def tag(self, article: Article) -> tuple[tuple[Candidate, ...], ...]: ...
