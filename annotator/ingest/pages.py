"""A saved page: its lines labelled as article or not, and what it tells about itself.

The lines come from the page as a reader sees it. Trees (`forest`) weigh where each line stands
(`standing`) and what resiliparse takes it for. Most pages are plain after that; where many words
are in doubt, trafilatura and readability are asked too, and bigger trees decide. Which readers are
asked, and when, was chosen by cross-validation by domain: `bench/intake/train_pages.py`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import html

from annotator.ingest import forest, metadata, pasted, standing, visible, votes
from annotator.ingest.standing import Columns, Look
from annotator.ingest.values import Evidence, Line, LineRole
from annotator.ingest.visible import Seen, View

_LIMIT = 0.4
_DOUBT = 0.2
_HOPELESS = 0.02
_MOST_LINES, _DEEPEST = 5_000, 250


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page says; `lines` is empty when it shows nothing."""

    lines: tuple[Line, ...]
    title: str
    authors: tuple[str, ...]
    published: date | None
    url: str
    outlet: str
    language: str
    evidence: tuple[Evidence, ...] = ()


def read(source: str, *, url: str = "") -> Page:
    """The page in `source`, HTML of any quality."""
    tree = visible.parse(source)
    view = visible.view(tree) if tree is not None else View()
    told = metadata.read(tree, view.lines, url=url)
    return Page(
        lines=_label(source, tree, view, told.title) if tree is not None and view.lines else (),
        title=told.title,
        authors=told.authors,
        published=told.published,
        url=told.url,
        outlet=told.outlet,
        language=told.language,
        evidence=told.evidence,
    )


def reasons_of(seen: Sequence[Seen]) -> list[str]:
    """Why each line by itself is not article; "" for none. A menu's lines need not be read for it."""
    asked = [i for i, s in enumerate(seen) if not (s.links > 0.9 and "nav" in s.block.places)]
    reasons = ["navigation"] * len(seen)
    found = pasted.reasons([seen[index].text for index in asked])
    for index, reason in zip(asked, found, strict=True):
        reasons[index] = reason
    return reasons


def quick_votes(source: str, view: View) -> dict[str, set[int]]:
    """The votes of the quick reader: for each the indices of the lines it keeps."""
    return {"resiliparse": votes.of_resiliparse(source, view.lines) if _is_sane(view) else set()}


def full_votes(
    quick: dict[str, set[int]], tree: html.HtmlElement, view: View, chances: Sequence[float]
) -> dict[str, set[int]]:
    """The votes of all readers. The tree is used up.

    What is no article by `chances` is taken out first: it misleads the slow readers, and costs half
    of their time.
    """
    visible.prune(view, [chance >= _HOPELESS for chance in chances])
    return {
        **quick,
        "trafilatura": votes.of_trafilatura(tree, view.lines),
        "readability": votes.of_readability(tree, view.lines),
    }


def doubt(chances: Sequence[float], looked: Sequence[Look]) -> float:
    """How much of the article is in doubt: 0 for not at all."""
    pairs = list(zip(chances, looked, strict=True))
    unsure = sum(min(chance, 1 - chance) * look.words for chance, look in pairs)
    return unsure / max(sum(chance * look.words for chance, look in pairs), 1e-6)


def _chances(
    source: str, tree: html.HtmlElement, view: View, looked: Sequence[Look]
) -> list[float]:
    """How likely it is for each line that it is of the article. The tree may be used up."""
    own = standing.own(view, looked)
    quick = quick_votes(source, view)
    chances = _weighed("quick", own, view, looked, quick)
    if doubt(chances, looked) > _DOUBT and _is_sane(view):
        full = full_votes(quick, tree, view, chances)
        chances = _weighed("full", own, view, looked, full)
    return chances


def _is_sane(view: View) -> bool:
    """Whether the page may be shown to the other readers: their time grows faster than the page,
    with its lines and worse with its depth."""
    return len(view.lines) <= _MOST_LINES and view.depth <= _DEEPEST


def _weighed(
    name: str,
    own: Columns,
    view: View,
    looked: Sequence[Look],
    voted: Mapping[str, set[int]],
) -> list[float]:
    return forest.load(name).likelihoods(standing.with_votes(own, view, looked, voted))


def _label(source: str, tree: html.HtmlElement, view: View, title: str) -> tuple[Line, ...]:
    """The lines with what became of each. Where the trees find no article, the rules for pastes decide."""
    seen = view.lines
    reasons = reasons_of(seen)
    chances = _chances(source, tree, view, standing.looks(seen, reasons))
    kept = {index for index, chance in enumerate(chances) if chance >= _LIMIT}
    if not kept:
        return pasted.label([line.text for line in seen])
    headline = _headline(seen, title)
    if headline is None and title:
        top = Seen(
            text=title, letters=visible.letters(title), tag="h1", links=0.0, block=view.blocks[0]
        )
        seen = [top, *seen]
        reasons = ["", *reasons]
        kept = {index + 1 for index in kept}
        headline = 0
    return tuple(_lines(seen, reasons, kept, headline))


def _headline(seen: Sequence[Seen], title: str) -> int | None:
    wanted = visible.letters(title)
    same = [index for index, line in enumerate(seen) if line.letters == wanted]
    return min(same, key=lambda index: (seen[index].tag != "h1", index), default=None)


def _lines(
    seen: Sequence[Seen], reasons: Sequence[str], kept: set[int], headline: int | None
) -> Iterator[Line]:
    title = seen[headline].letters if headline is not None else ""
    captions = _captions(seen, kept, headline)
    for index, line in enumerate(seen):
        is_kept, role, reason = False, LineRole.CLUTTER, reasons[index] or "not-main-text"
        if index == headline:
            is_kept, role, reason = True, LineRole.HEADLINE, "headline"
        elif title and line.letters == title:
            reason = "repeated"
        elif reason in ("byline", "timestamp"):
            role = LineRole.BYLINE
        elif index in kept:
            is_kept, role, reason = True, _role(line), "main-text"
        elif index in captions and reason == "not-main-text":
            is_kept, role, reason = True, LineRole.CAPTION, "caption"
        yield Line(number=index + 1, text=line.text, role=role, is_kept=is_kept, reason=reason)


def _captions(seen: Sequence[Seen], kept: set[int], headline: int | None) -> set[int]:
    """The captions that stand inside the article and say something."""
    start = min(kept) if headline is None else min(headline, min(kept))
    return {
        index
        for index in range(start, max(kept))
        if seen[index].tag == "figcaption" and pasted.is_sentence(seen[index].text)
    }


def _role(line: Seen) -> LineRole:
    if line.tag in ("figcaption", "caption"):
        return LineRole.CAPTION
    return LineRole.HEADING if line.tag else LineRole.BODY
