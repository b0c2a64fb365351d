"""Invented labelled passages, enough to train something on."""

import json
from pathlib import Path
from typing import Any

_SAYINGS = [
    ("attribution", "{who} said {what}.", ("source", "cue", "content")),
    ("attribution", "{what}, according to {who}.", ("source", "cue", "content")),
    ("denial", "{who} denied that {what}.", ("source", "cue", "content")),
    ("accusation", "{who} accused {whom} of fraud.", ("source", "cue", "target")),
    ("fact", "The ferry left at noon for {place}.", ()),
    ("fact", "Rain fell on {place} all night.", ()),
]
_CUES = ("said", "according to", "denied", "accused")
_WHO = ["The mayor", "Ann Lee, the pilot,", "A union", "Police", "The harbour office"]
_WHOM = ["the baker", "a rival firm", "the council"]
_WHAT = ["the bridge was shut", "the boats were late", "the money was gone"]
_PLACES = ["Quill Bay", "Old Harbour", "Tern Island"]


def documents(count: int) -> list[dict[str, Any]]:
    """`count` articles of six sentences, each different from the next."""
    return [_document(number) for number in range(count)]


def _document(number: int) -> dict[str, Any]:
    text, sentences = "", []
    for place in range(len(_SAYINGS)):
        label, frame, roles = _SAYINGS[(place + number) % len(_SAYINGS)]
        words = {
            "who": _WHO[(number + place) % len(_WHO)],
            "whom": _WHOM[(number + place) % len(_WHOM)],
            "what": _WHAT[(number * 2 + place) % len(_WHAT)],
            "place": _PLACES[(number + place) % len(_PLACES)],
        }
        sentence = frame.format(**words)
        sentence = sentence[0].upper() + sentence[1:]
        spans = {
            "source": words["who"],
            "target": words["whom"],
            "content": words["what"],
            "cue": next((cue for cue in _CUES if cue in sentence), ""),
        }
        mark: dict[str, Any] = {"label": label}
        for role in roles:
            start = sentence.lower().index(spans[role].lower())
            mark[role] = [start, start + len(spans[role])]
        start = len(text)
        text += sentence + " "
        sentences.append({"start": start, "end": start + len(sentence), "marks": [mark]})
    return {"doc": f"p{number}", "text": text.strip(), "title": None, "sentences": sentences}


def write(path: Path, count: int) -> Path:
    """A file of so many articles."""
    path.write_text("\n".join(json.dumps(one) for one in documents(count)), encoding="utf-8")
    return path
