"""Labelled sentences, as files give them: to train from and to measure against.

One JSON object a line and a document: `doc`, `text`, `title`, `outlet` and `sentences`, each with
`start`, `end` and `marks`: a list of `{label, source, cue, content, target}`, spans as `[start, end)`
in code points from the start of the sentence. `[]` is no article text, `null` not labelled.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from annotator.errors import RuleBroken
from annotator.pretag.marks import FACT
from annotator.pretag.parsed import Range
from annotator.pretag.values import Article, Sentence

LABELS = ("denial", "accusation", "attribution", "fact")
ROLES = ("source", "cue", "content", "target")
NEWS, PICKED = "news", "picked"
INVENTED, INVENTED_NEWS, INVENTED_AFTER = "invented", "invented news", "invented after news"
_FORMS = {"news": INVENTED_NEWS, "after": INVENTED_AFTER}

Spans: TypeAlias = Mapping[str, Range]


class BadGold(RuleBroken):
    """A file of labelled sentences is not what it should be."""

    code: ClassVar[str] = "bad-gold"


@dataclass(frozen=True, kw_only=True)
class GoldMark:
    """One act that somebody marked, with the spans there are, by role."""

    label: str
    spans: Spans


@dataclass(frozen=True, kw_only=True)
class GoldDocument:
    """`marks[i]` are those of sentence i; None where it is not to be learned from or counted.

    `story` is shared by the documents that were cut from one article. `kind`: whole articles are
    "news"; "picked" are sentences chosen for what they hold, with their neighbours unlabelled;
    "invented" is what nobody printed, and its label shares, as those of the picked, are not those
    of news; "invented news" are whole articles, quiet or full of disputes as those of news are (the
    document says `"form": "news"`), and "invented after news" those whose writer had read one article
    of news, which is their story (`"form": "after"`).
    """

    name: str
    story: str
    kind: str
    article: Article
    marks: tuple[tuple[GoldMark, ...] | None, ...]

    @property
    def is_invented(self) -> bool:
        """Whether nobody printed it: then it only ever teaches."""
        return self.kind not in {NEWS, PICKED}


def primary(labels: Iterator[str] | tuple[str, ...]) -> str:
    """The gravest label; fact where there is none."""
    return min(labels, key=LABELS.index, default=FACT)


def read(path: Path, *, is_invented: bool = False) -> Iterator[GoldDocument]:
    """The documents of a file, in order. Raises BadGold with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadGold("{path} cannot be read: {error}", path=path, error=error) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _document(json.loads(line), is_invented=is_invented)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadGold(
                    "{path}, line {number}: {error}", path=path, number=number, error=repr(error)
                ) from error


def _document(given: dict[str, Any], *, is_invented: bool) -> GoldDocument:
    text, title = given["text"], given.get("title") or ""
    sentences: list[Sentence] = []
    marks: list[tuple[GoldMark, ...] | None] = []
    paragraph = end = 0
    for index, place in enumerate(given["sentences"]):
        start = place["start"]
        if not end <= start < place["end"] <= len(text):
            raise ValueError(f"sentence {index} stands nowhere")
        paragraph += index > 0 and "\n" in text[end:start]
        end = place["end"]
        words = text[start:end]
        role = place.get("role") or ("headline" if index == 0 and words == title else "body")
        sentences.append(Sentence(text=words, paragraph=paragraph, role=role))
        marks.append(_marks(place["marks"], len(words)))
    printed = PICKED if any(one["marks"] is None for one in given["sentences"]) else NEWS
    return GoldDocument(
        name=given["doc"],
        story=given.get("id") or given["doc"],
        kind=_FORMS.get(given.get("form", ""), INVENTED) if is_invented else printed,
        article=Article(
            title=title,
            outlet=given.get("outlet") or "",
            sentences=tuple(sentences),
            language=given.get("language") or "",
        ),
        marks=tuple(marks),
    )


def _marks(given: list[dict[str, Any]] | None, size: int) -> tuple[GoldMark, ...] | None:
    if not given:
        return None
    return tuple(
        GoldMark(label=_known(mark["label"]), spans=dict(_spans(mark, size))) for mark in given
    )


def _known(label: str) -> str:
    if label not in LABELS:
        raise ValueError(f"no such label: {label}")
    return label


def _spans(mark: dict[str, Any], size: int) -> Iterator[tuple[str, Range]]:
    for role in ROLES:
        if span := mark.get(role):
            start, end = span
            if not 0 <= start < end <= size:
                raise ValueError(f"{role} {span} stands outside its sentence")
            yield role, (start, end)
