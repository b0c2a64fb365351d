"""A tagger that is a service: another program, or a language model, asked over HTTP.

Which ones there are is the operator's to say (`remote/settings.py`); what they must answer stands
in docs/remote-taggers.md. Nothing they say is believed before it was checked.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from annotator.pretag.language import withheld
from annotator.pretag.remote.chat import CHAT
from annotator.pretag.remote.checking import checked
from annotator.pretag.remote.contract import HTTP
from annotator.pretag.remote.dialect import Dialect
from annotator.pretag.remote.labels import LABELS
from annotator.pretag.remote.parsing import parsed
from annotator.pretag.remote.sending import Line
from annotator.pretag.remote.settings import RemoteSettings
from annotator.pretag.remote.trying import Pace, ask
from annotator.pretag.remote.values import Answered, Asked, Checked, Label, Meter, Reject
from annotator.pretag.values import Article, Candidate

_DIALECTS: dict[str, Dialect] = {"http": HTTP, "chat": CHAT}


@dataclass(frozen=True)
class Remote:
    """`settings_hash` stands for what changes answers: never for keys, limits or prices."""

    settings: RemoteSettings

    @property
    def name(self) -> str:
        return self.settings.name

    @property
    def version(self) -> str:
        return self.settings.version

    @cached_property
    def settings_hash(self) -> str:
        given = self.settings
        what = [
            self._dialect.version, given.url, given.model, given.temperature, given.json_mode,
            dict(given.extra), given.batch, given.context,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]

    def knows(self, language: str) -> bool:
        """Whether articles in a language are asked about: "en-GB" is English, and "" may be."""
        known = self.settings.languages
        return known is None or (language.lower().replace("_", "-").split("-")[0] or "en") in known

    def tag(self, article: Article) -> tuple[tuple[Candidate, ...], ...]:
        """As every tagger does, but a sentence without an answer to believe has no candidate."""
        answered = self.tag_counted([article], turn=Pace(self.settings.requests_a_minute))
        return answered.candidates[0]

    def tag_counted(
        self,
        articles: Sequence[Article],
        *,
        turn: Callable[[], None],
        labels: Sequence[Label] = LABELS,
    ) -> Answered:
        """Candidates with what they took and what was refused. Raises ServiceFailed.

        `turn` returns when the service may be asked once more; `labels` stand in the order of
        precedence.
        """
        given = self.settings
        meter = Meter(price_in=given.price_in, price_out=given.price_out, currency=given.currency)
        found: list[tuple[tuple[Candidate, ...], ...]] = []
        rejects: list[Reject] = []
        with Line(given) as line:
            for place, article in enumerate(articles):
                candidates = list(withheld(article))
                for asked in self._requests(article, labels):
                    answer = self._answer(asked, line=line, turn=turn, meter=meter)
                    for number, proposals in answer.candidates.items():
                        candidates[number - 1] = proposals
                    rejects += _rejects(place, answer)
                found.append(tuple(candidates))
        return Answered(candidates=tuple(found), usage=meter.usage(), rejects=tuple(rejects))

    @property
    def _dialect(self) -> Dialect:
        return _DIALECTS[self.settings.kind]

    def _requests(self, article: Article, labels: Sequence[Label]) -> Iterator[Asked]:
        """An article in requests of `batch` sentences, each with some of those around it."""
        if not self.knows(article.language):
            return
        last, batch, context = len(article.sentences), self.settings.batch, self.settings.context
        for first in range(1, last + 1, batch):
            end = min(first + batch, last + 1)
            shown = range(max(1, first - context), min(last + 1, end + context))
            yield Asked(article=article, labels=labels, shown=shown, wanted=range(first, end))

    def _answer(
        self, asked: Asked, *, line: Line, turn: Callable[[], None], meter: Meter
    ) -> Checked:
        return ask(
            line,
            self._dialect.body(self.settings, asked),
            read=partial(self._read, asked=asked, meter=meter),
            turn=turn,
            meter=meter,
            settings=self.settings,
        )

    def _read(self, content: bytes, *, asked: Asked, meter: Meter) -> Checked:
        """What is wrong with an answer is found after its tokens were counted: they were paid."""
        reply = parsed(content)
        if tokens := self._dialect.tokens(reply):
            meter.counts.append(tokens)
        return checked(self._dialect.answer(reply), asked=asked, place=self._dialect.place)


def _rejects(place: int, answer: Checked) -> Iterator[Reject]:
    for one in answer.refused:
        sentence = None if one.sentence is None else one.sentence - 1
        yield Reject(article=place, sentence=sentence, reason=one.reason)
