"""Which taggers there are: those that are shipped, the operator's remote ones, a campaign's own."""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from annotator.models import Campaign, LearnedModel
from annotator.models import Tagger as TaggerRow
from annotator.pretag.tagger import Tagger, UnknownTagger
from annotator.pretag.taggers import TAGGERS
from annotator.pretag.taggers import tagger as shipped
from annotator.pretag.taggers.remote import Remote
from annotator.pretag.taggers.trained import Trained

_LEARNED = "learned-"


@dataclass(frozen=True, kw_only=True)
class Known:
    """A tagger that a campaign may use, in words for the person who chooses one."""

    name: str
    kind: str
    about: str
    learned: LearnedModel | None = None


def tagger(name: str) -> Tagger:
    """The tagger called `name`, whatever kind it is. Raises UnknownTagger."""
    if number := _number(name):
        return _learned(number)
    return _remote().get(name) or shipped(name)


def known(campaign: Campaign) -> list[Known]:
    """The taggers that this campaign may use, its own models first and newest first."""
    return [*_own(campaign), *_shipped(), *_configured()]


def is_known(campaign: Campaign, name: str) -> bool:
    """Whether this campaign may use the tagger called `name`: another campaign's model is not its."""
    return any(one.name == name for one in known(campaign))


def is_remote(name: str) -> bool:
    """Whether the operator set up a service of this name."""
    return name in _remote()


def identity(chosen: Tagger) -> dict[str, str]:
    """What tells the candidates of this tagger, as it is now, from all others."""
    return {
        "name": chosen.name,
        "version": chosen.version,
        "settings_hash": chosen.settings_hash,
    }


def rows_like(chosen: Tagger) -> QuerySet[TaggerRow]:
    """The tagger, as it is now, as it stands beside its candidates; none before it made any."""
    return TaggerRow.objects.filter(**identity(chosen))


def signature(name: str) -> str:
    """A tagger's name, version and settings in short; of one that is no more, the name.

    Work may be asked of a remote tagger that the operator took away: the job then says so.
    """
    try:
        chosen = tagger(name)
    except UnknownTagger:
        return name
    return "-".join((name, chosen.version, chosen.settings_hash[:16])).rstrip("-")


def _own(campaign: Campaign) -> Iterator[Known]:
    for model in (
        LearnedModel.objects.filter(campaign=campaign).defer("files").select_related("asked_by")
    ):
        about = _("learned from {count} gold sentences of this campaign")
        if model.version != Trained.version:
            about = _(
                "learned from {count} gold sentences of this campaign, with an earlier Hearsay that "
                "saw other things in a sentence: learn again"
            )
        about = about.format(count=number_format(model.sentences, force_grouping=True))
        yield Known(name=model.name, kind="learned", about=about, learned=model)


def _shipped() -> Iterator[Known]:
    about = {
        "trained": _("linear models trained on news, shipped with Hearsay"),
        "rules": _("word lists and patterns, nothing learned"),
    }
    for name in ("trained", *(one for one in TAGGERS if one != "trained")):
        yield Known(name=name, kind="shipped", about=about.get(name, _("shipped with Hearsay")))


def _configured() -> Iterator[Known]:
    for name in sorted(_remote()):
        yield Known(name=name, kind="remote", about=_("a service that the operator has set up"))


def _remote() -> dict[str, Tagger]:
    return {one.name: Remote(one) for one in settings.REMOTE_TAGGERS}


def _number(name: str) -> int | None:
    number = name.removeprefix(_LEARNED)
    return int(number) if name != number and number.isdecimal() and len(number) < 18 else None


@lru_cache(maxsize=8)
def _learned(number: int) -> Tagger:
    """A campaign's own model, put down as files once on each machine; its numbers never change."""
    model = LearnedModel.objects.filter(pk=number).defer("files", "card", "report").first()
    if model is None:
        raise UnknownTagger("There is no tagger called “{name}” here.", name=f"{_LEARNED}{number}")
    folder = settings.DATA_DIR / "models" / model.settings_hash
    if not folder.exists():
        _put_down(bytes(model.files), folder)
    return Trained(folder, name=model.name, version=model.version)


def _put_down(packed: bytes, folder: Path) -> None:
    """Unpack beside, then rename: nobody ever sees half a model, whoever comes first."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(beside)
    try:
        beside.rename(folder)
    except OSError:  # somebody else was first
        for file in beside.iterdir():
            file.unlink()
        beside.rmdir()
