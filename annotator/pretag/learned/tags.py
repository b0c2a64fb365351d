"""From tags on tokens to marks: which source, cue and content belong together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from annotator.pretag.parsed import Range
from annotator.pretag.tokens import Tokens


@dataclass(kw_only=True, slots=True)
class Piece:
    """A run of tokens, `[first, last)`, with one role; `label` is "" where the tags say none."""

    role: str
    label: str
    first: int
    last: int


@dataclass(kw_only=True, slots=True)
class Group:
    """The pieces of one mark."""

    pieces: dict[str, Piece] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the cue says, else what the content says."""
        for role in ("cue", "content"):
            if role in self.pieces and self.pieces[role].label:
                return self.pieces[role].label
        return ""

    def first(self) -> int:
        return min(piece.first for piece in self.pieces.values())


def pieces(tags: Sequence[str]) -> list[Piece]:
    """The runs that BIO tags spell; content that goes on after a cue within it is one run."""
    found: list[Piece] = []
    content: Piece | None = None
    last = ""
    for index, tag in enumerate(tags):
        begin, role, label = _spelt(tag)
        if role:
            if begin == "I" and last == role:
                found_piece = content if role == "content" and content else found[-1]
                found_piece.last = index + 1
            elif begin == "I" and role == "content" and content and content.last >= index - 12:
                content.last = index + 1
            else:
                made = Piece(role=role, label=label, first=index, last=index + 1)
                found.append(made)
                if role == "content":
                    content = made
        last = role
    return found


@cache
def _spelt(tag: str) -> tuple[str, str, str]:
    """B or I, the role and the label of a tag, all but the first empty for "O"; tags are few."""
    begin, _, name = tag.partition("-")
    role, _, label = name.partition(":")
    return begin, role, label


def grouped(found: Sequence[Piece]) -> list[Group]:
    """Marks in the order of the sentence: each cue with the source and content nearest to it."""
    cues = [piece for piece in found if piece.role == "cue"]
    contents = [piece for piece in found if piece.role == "content"]
    sources = [piece for piece in found if piece.role == "source"]
    groups = [Group(pieces={"cue": cue}) for cue in cues]
    _join(groups, contents, "content")
    _join(groups, sources, "source")
    for before, group in pairwise(groups):
        source = before.pieces.get("source")
        if "source" not in group.pieces and "cue" in group.pieces and source:
            if source.last <= group.pieces["cue"].first:
                group.pieces["source"] = source
    return groups


def _join(groups: list[Group], parts: Sequence[Piece], role: str) -> None:
    """Give each part to the nearest cue without one; what is left over is a mark of its own."""
    pairs = sorted(
        (_gap(part, group.pieces["cue"], role), number, place)
        for number, part in enumerate(parts)
        for place, group in enumerate(groups)
        if "cue" in group.pieces
    )
    taken: set[int] = set()
    for _, number, place in pairs:
        if number not in taken and role not in groups[place].pieces:
            groups[place].pieces[role] = parts[number]
            taken.add(number)
    for number, part in enumerate(parts):
        if number not in taken:
            _leave(groups, part, role)


def _leave(groups: list[Group], part: Piece, role: str) -> None:
    lone = next((g for g in groups if role not in g.pieces and "cue" not in g.pieces), None)
    if lone is not None:
        lone.pieces[role] = part
    else:
        groups.append(Group(pieces={role: part}))


def _gap(part: Piece, cue: Piece, role: str) -> int:
    """How far apart; content behind its cue and a source before it are the nearer ones."""
    before = part.last <= cue.first
    gap = cue.first - part.last if before else part.first - cue.last
    return max(0, gap) * 2 + (before == (role == "content"))


def characters(tokens: Tokens, piece: Piece) -> Range:
    """Where a piece stands in the text; a name as source or target stands without its "'s"."""
    start, end = tokens.starts[piece.first], tokens.ends[piece.last - 1]
    if piece.role in {"source", "target"} and end - start > 2:
        if tokens.words[piece.last - 1].endswith("'s"):
            end -= 2
    return start, end
