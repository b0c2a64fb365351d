"""Features in plain words, so that a candidate can say why it was proposed."""

import re
from collections.abc import Iterable

from annotator.pretag.learned.sentences import reason
from annotator.pretag.lexicon.grammar import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from annotator.pretag.marks import Mark

MOST_CHARACTERS = 300

_STRAIGHT = re.compile(r"'([^']*)'")
_SMALL = DETERMINERS | PREPOSITIONS | SUBJECT_PRONOUNS | BE | HAVE | CONJUNCTIONS
_LISTS = frozenset({"wt", "qt", "ct", "before:topic", "rule", "rule2"})
_WHERE = {"vo:": "", "vq:": " in a quotation", "vc:": " in what is said"}

_FIXED = {
    "answer": "an answer in an interview",
    "charge stands": "a charge is named here or shortly before",
    "runs on": "a quotation that runs on",
    "left open": "a quotation left open",
    "opens quoted": "begins in a quotation",
    "colon within": "a colon",
    "before:quoted": "the sentence before is quoted",
    "after:quoted": "the sentence after is quoted",
    "before:colon": "the sentence before ends in a colon",
    "rule=none": "no pattern of speech, denial or charge",
    "role=headline": "a headline",
}
_KINDS = {
    "w": "“{}”",
    "q": "“{}” in a quotation",
    "c": "“{}” in what is said",
    "w2": "“{}”",
    "q2": "“{}” in a quotation",
    "c2": "“{}” in what is said",
    "wt": "a word of the list “{}”",
    "qt": "a word of the list “{}” in a quotation",
    "ct": "a word of the list “{}” in what is said",
    "first": "begins with “{}”",
    "cue1": "the cue “{}”",
    "source": "the source ends in “{}”",
    "source0": "the source begins with “{}”",
    "rule": "the rules say {}",
    "rule2": "the rules also say {}",
    "before:topic": "a word of the list “{}” in the sentence before",
    "end": "ends in “{}”",
}


def told(names: Iterable[str], most: int) -> list[str]:
    """The first `most` features that can be put into words, each once."""
    found: list[str] = []
    for name in names:
        words = _told(name)
        if words and words not in found:
            found.append(words)
            if len(found) == most:
                break
    return found


def _told(name: str) -> str:
    if name in _FIXED:
        return _FIXED[name]
    kind, _, value = name.partition("=")
    if kind in {"before", "after"}:
        label = value.partition(",")[0]
        return f"{label} in the sentence {kind}" if label != "nothing" else ""
    if kind in _KINDS:
        words = [word for word in value.split() if word != "^"]
        tells = kind in _LISTS or any(_tells(word) for word in words)
        return _KINDS[kind].format(" ".join(words)) if tells else ""
    if kind == "v":
        return f"“{value.partition('|')[0]}”"
    if kind == "cue":
        return f"the cue “{value.partition(' ')[2]}”"
    if kind in {"rule:why", "rule2:why"}:
        return value.partition(" ")[2]
    if kind == "quoted share":
        return {"0": "nothing quoted", "4": "all or nearly all quoted"}.get(value, "partly quoted")
    if kind[:3] in {"vo:", "vq:", "vc:"} and not kind.endswith("neg0"):
        return "words that speak ill" + _WHERE[kind[:3]]
    return ""


def _tells(word: str) -> bool:
    """Whether a word says something by itself: no mark, no "the", no "of"."""
    return word[0].isalpha() and word not in _SMALL


def joined(parts: Iterable[str]) -> str:
    """Parts as one line of evidence, cut at the most that is stored."""
    line = "; ".join(part for part in parts if part)
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"


def rule(mark: Mark) -> str:
    """The rule that made a mark, without the cue."""
    return _STRAIGHT.sub(r"“\1”", reason(mark.evidence))
