"""The invented labelled passages, from the form they are written in to the one that is read.

    python bench/pretag/passage_reader.py OUT.jsonl [FILE.txt...]

Passages are parted by empty lines. "# " names the press style, or, as "# after ID", the story of news that it was
invented after. "| " opens a paragraph or is the headline, "- " goes on in the same paragraph. Spans stand in
braces: {s source} {c cue} {o content} {t target}, nested where they lie in one another; {s2 ...} and so on belong
to the second label. Behind " @@ " come the labels.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotator.pretag.learned.gold import LABELS

FOLDER = Path(__file__).with_name("passages")
NEWS = frozenset({"articles", "press", "world"})
"""The files whose passages are whole articles as news is written; the others teach what is rare."""

_AFTER = "after "

ROLES = {"s": "source", "c": "cue", "o": "content", "t": "target"}
_MARKUP = re.compile(r"\{(?P<role>[a-z])(?P<number>\d?) |(?P<stray>\{)|(?P<closes>\})")


class BadPassage(ValueError):
    """A line that is not as it should be; says which file and which line."""


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The passages of a file as documents of the gold format."""
    lines: list[tuple[int, str]] = []
    number = 0
    for place, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], start=1):
        if line.strip():
            lines.append((place, line))
        elif lines:
            number += 1
            yield _document(path, f"{path.stem}-{number:03}", lines)
            lines = []


def _document(path: Path, name: str, lines: Sequence[tuple[int, str]]) -> dict[str, Any]:
    outlet, text = "", ""
    sentences: list[dict[str, Any]] = []
    for number, line in lines:
        if line.startswith("# "):
            if sentences:
                raise BadPassage(f"{path}, line {number}: a style stands before its sentences")
            outlet = line[2:].strip()
            continue
        try:
            opens, words, marks = _sentence(line)
        except BadPassage as error:
            raise BadPassage(f"{path}, line {number}: {error}") from None
        if sentences:
            text += "\n" if opens else " "
        sentences.append({"start": len(text), "end": len(text) + len(words), "marks": marks})
        text += words
    if not sentences:
        raise BadPassage(f"{path}, line {lines[0][0]}: no sentence follows")
    first = text[: sentences[0]["end"]]
    is_after = outlet.startswith(_AFTER)
    return {
        "doc": name,
        "id": outlet.removeprefix(_AFTER) if is_after else name,
        "title": first if _is_headline(first) and len(sentences) > 1 else "",
        "outlet": outlet,
        "form": "after" if is_after else "news" if path.stem in NEWS else "",
        "text": text,
        "sentences": sentences,
    }


def _is_headline(words: str) -> bool:
    return words[-1] not in '.?!"”’'


def _sentence(line: str) -> tuple[bool, str, list[dict[str, Any]]]:
    """Whether it opens a paragraph, its words, and its marks."""
    if line[:2] not in {"| ", "- "}:
        raise BadPassage("a sentence begins with “| ” or “- ”")
    body, _, told = line[2:].rpartition(" @@ ")
    labels = [label.strip() for label in told.split(",")]
    if not body or not set(labels) <= set(LABELS):
        raise BadPassage("a sentence ends in “ @@ ” and its labels")
    words, spans = _unfolded(body)
    if strays := set(spans) - set(range(1, len(labels) + 1)):
        raise BadPassage(f"a span is of mark {max(strays)}, and there are {len(labels)}")
    marks = [{"label": label, **spans.get(place, {})} for place, label in enumerate(labels, 1)]
    for mark in marks:
        if mark["label"] == "fact" and len(mark) > 1:
            raise BadPassage("a fact has no spans")
        if mark["label"] != "accusation" and "target" in mark:
            raise BadPassage(f"a target of a mark of {mark['label']}")
    return line.startswith("|"), words, marks


def _unfolded(body: str) -> tuple[str, dict[int, dict[str, tuple[int, int]]]]:
    """The words without braces, and the spans of each mark, counted from 1."""
    words = ""
    last = 0
    open_spans: list[tuple[int, str, int]] = []
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for match in _MARKUP.finditer(body):
        words += body[last : match.start()]
        last = match.end()
        if match["stray"]:
            raise BadPassage(f"a brace without a role: {body[match.start() :][:20]}")
        if match["role"]:
            if match["role"] not in ROLES:
                raise BadPassage(f"no such role: {match['role']}")
            open_spans.append((int(match["number"] or 1), ROLES[match["role"]], len(words)))
            continue
        if not open_spans:
            raise BadPassage("a brace closes that was not opened")
        number, role, start = open_spans.pop()
        mark = found.setdefault(number, {})
        if role in mark:
            raise BadPassage(f"two spans are the {role} of mark {number}")
        if start == len(words):
            raise BadPassage(f"an empty {role}")
        mark[role] = (start, len(_trimmed(words, role)))
    if open_spans:
        raise BadPassage(f"a brace is left open: {open_spans[-1][1]}")
    return words + body[last:], found


def _trimmed(words: str, role: str) -> str:
    """Without the comma that closes an apposition: it belongs to no source and no target."""
    return words.rstrip(",") if role in {"source", "target"} else words


def write(out: Path, paths: Sequence[Path]) -> int:
    """Write the passages of all the files as JSON lines; how many there are."""
    documents = [document for path in paths for document in read(path)]
    lines = (json.dumps(document, ensure_ascii=False) for document in documents)
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(documents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="passages.jsonl, so that train_tagger knows them")
    parser.add_argument("files", type=Path, nargs="*", help="by default those beside this program")
    asked = parser.parse_args()
    try:
        count = write(asked.out, asked.files or sorted(FOLDER.glob("*.txt")))
    except BadPassage as error:
        sys.exit(str(error))
    print(f"{count} passages in {asked.out}")


if __name__ == "__main__":
    main()
