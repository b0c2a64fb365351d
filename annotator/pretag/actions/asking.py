"""A remote tagger is asked about documents, at the pace that all workers keep together."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from annotator.models import RemotePace
from annotator.pretag import queries
from annotator.pretag.queries.remote import labels_told
from annotator.pretag.remote.values import Reject
from annotator.pretag.taggers.remote import Remote
from annotator.pretag.values import Candidate

Problem = tuple[str, str]


def ask(
    chosen: Remote, documents: Sequence[int]
) -> tuple[dict[int, tuple[Candidate, ...]], dict[str, Any], list[Problem]]:
    """Candidates by sentence id, what it took, and what was refused. Raises ServiceFailed.

    Takes as long as the service does: outside any transaction.
    """
    read = list(queries.articles(documents))
    answered = chosen.tag_counted(
        [article for _, _, article in read],
        turn=_turn(chosen),
        labels=labels_told(documents),
    )
    found: dict[int, tuple[Candidate, ...]] = {}
    for (_, sentences, _), candidates in zip(read, answered.candidates, strict=True):
        found.update(zip(sentences, candidates, strict=True))
    problems = [(_item(read[one.article][0], one), one.reason) for one in answered.rejects]
    return found, answered.usage.as_json(), problems


def _item(document: int, reject: Reject) -> str:
    of = "" if reject.sentence is None else f", sentence {reject.sentence + 1}"
    return f"document {document}{of}"


def _turn(chosen: Remote) -> Callable[[], None]:
    limit = chosen.settings.requests_a_minute
    if limit is None:
        return _at_once
    return partial(_wait_for_turn, tagger=chosen.name, between=timedelta(minutes=1 / limit))


def _at_once() -> None:
    """Where there is no limit, the service may always be asked."""


def _wait_for_turn(*, tagger: str, between: timedelta) -> None:
    slot = take_turn(tagger=tagger, between=between, at=timezone.now())
    time.sleep(max(0.0, (slot - timezone.now()).total_seconds()))


@transaction.atomic
def take_turn(*, tagger: str, between: timedelta, at: datetime) -> datetime:
    """When the service may be asked next: that moment is taken by now, and nobody else's."""
    RemotePace.objects.get_or_create(name=tagger, defaults={"next_at": at})
    pace = RemotePace.objects.select_for_update().get(name=tagger)
    slot = max(at, pace.next_at)
    pace.next_at = slot + between
    pace.save(update_fields=["next_at"])
    return slot
