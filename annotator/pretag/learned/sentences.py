"""What the sentence model looks at: names of features, each there or not.

A name is a kind, "=" and a value. Kinds of words: `w` outside quotation marks, `q` inside, `c` in
the content that the rules found; with `2` pairs of neighbours, with `t` the word lists they are in.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from annotator.pretag.learned.classes import WORDS, stem
from annotator.pretag.lexicon.valence import VALENCE
from annotator.pretag.marks import Mark
from annotator.pretag.parsed import OUTSIDE
from annotator.pretag.seen import Seen
from annotator.pretag.tokens import Tokens

MOST_TOKENS = 120
_WHY = re.compile(r"\((?P<why>[^()]*)\)(?P<more>.*)$")
_QUOTED = re.compile(r"'([^']*)'")
_COUNTS = ("0", "1", "2", "3", "4+")
_ILL = (-1.5, -2.0, -2.5, -3.0)
_MOST_WHYS = 5_000
_TELLING_BEFORE = frozenset({"claim noun", "wrong", "harsh name"})


def features(readings: Sequence[Seen]) -> Iterator[list[str]]:
    """The features of every sentence of an article, in order; no name stands twice in a list.

    They are made when asked for: who uses them at once finds them in the processor's cache.
    """
    voiced = sum(bool(reading.marks) for reading in readings)
    ruled = [_of_rules(reading) for reading in readings]
    for index, reading in enumerate(readings):
        if not reading.parsed.tokens.words:
            yield []
            continue
        others = _of_article(voiced - bool(reading.marks), len(readings) - 1)
        names = _of_words(reading)
        names += ruled[index]
        names += _of_shape(reading)
        names += _of_place(readings, index, ruled[index])
        names.append(others)
        yield list(dict.fromkeys(names))


def _of_words(reading: Seen) -> list[str]:
    """Words and pairs of words, inside and outside quotation marks apart."""
    tokens, quoted = reading.parsed.tokens, reading.parsed.quoted
    words = tokens.words
    count = min(len(words), MOST_TOKENS)
    found: list[str] = []
    last = "^"
    outside: list[str] = []
    inside: list[str] = []
    for index in range(count):
        word = words[index]
        known = WORDS[word]
        base = known.base
        if quoted[index] == OUTSIDE:
            outside.append(word)
            found += (known.w, f"w2={last} {base}")
            if known.family:
                before = _class(tokens, index - 1) if index else "^"
                after = _class(tokens, index + 1) if index + 1 < count else "$"
                found += (f"v={base}|{after}", f"vc={before}|{known.family}|{after}")
            if known.wt:
                found += known.wt
        else:
            inside.append(word)
            found += (known.q, f"q2={last} {base}")
            if known.qt:
                found += known.qt
        last = base
    if count > 1:
        ends = f"ends={_class(tokens, count - 2)} {words[count - 1]}"
        found += ("first=" + stem(words[0]), ends)
    mark = reading.marks[0] if reading.marks else None
    return found + _ill("vo", outside, mark) + _ill("vq", inside, mark)


def _class(tokens: Tokens, index: int) -> str:
    known = WORDS[tokens.words[index]]
    return known.capital if tokens.is_name(index) else known.lower


def _ill(kind: str, words: Iterable[str], mark: Mark | None) -> list[str]:
    """How ill some words speak: how many of them, and the worst."""
    found = [VALENCE[word] for word in words if word in VALENCE]
    label = mark.label if mark else ""
    if not found:
        return [f"{kind}:{label}:neg0"] if label else []
    names = [f"{kind}:neg>={count}" for count in (1, 2, 3) if len(found) >= count]
    worst = min(found)
    names += [f"{kind}:worst<={-limit}" for limit in _ILL if worst <= limit]
    if label:
        names.append(f"{kind}:{label}:neg{min(2, len(found))}")
    return names


@lru_cache(_MOST_WHYS)
def why(evidence: str) -> str:
    """The part of a rule's evidence that names the rule and quotes no words."""
    return _QUOTED.sub("…", reason(evidence))


def reason(evidence: str) -> str:
    """A rule's evidence without the cue."""
    found = _WHY.search(evidence)
    return found["why"] + found["more"] if found else evidence


def _of_rules(reading: Seen) -> list[str]:
    """What the rules say, and what stands in the content that they found."""
    if not reading.marks:
        return ["rule=none"]
    found = [f"rules={_COUNTS[min(len(reading.marks), 4)]}"]
    for place, mark in enumerate(reading.marks):
        name = "rule" if place == 0 else "rule2"
        found.append(f"{name}={mark.label}")
        found.append(f"{name}:score={mark.label} {mark.score:.1f}")
        found.append(f"{name}:why={mark.label} {why(mark.evidence)}")
        if mark.source is None:
            found.append(f"{name}:no source={mark.label}")
    first = reading.marks[0]
    text = reading.parsed.tokens.text
    if first.cue and (cue := text[slice(*first.cue)].lower().split()):
        found.append(f"cue={first.label} {' '.join(stem(word) for word in cue[-3:])}")
        found.append(f"cue1={stem(cue[-1])}")
    if first.source and (source := text[slice(*first.source)].lower().split()):
        found.append(f"source={stem(source[-1])}")
        found.append(f"source0={source[0]}")
    if first.content:
        found += _of_content(reading, first)
    return found


def _of_content(reading: Seen, mark: Mark) -> list[str]:
    tokens = reading.parsed.tokens
    assert mark.content is not None
    start, end = mark.content
    found: list[str] = []
    last = "^"
    first = bisect_left(tokens.starts, start)
    inside = tokens.words[first : min(bisect_left(tokens.starts, end), MOST_TOKENS)]
    for place, word in enumerate(inside):
        known = WORDS[word]
        base = known.base
        if place < 3:
            found.append(f"c{place}th={_class(tokens, first + place)}")
        found += (known.c, f"c2={last} {base}")
        if known.ct:
            found += known.ct
        last = base
    return found + _ill("vc", inside, mark)


def _of_shape(reading: Seen) -> list[str]:
    """Length, quotation and the end of the sentence."""
    parsed = reading.parsed
    words, quoted = parsed.tokens.words, parsed.quoted
    size = len(words)
    inside = size - quoted.count(OUTSIDE)
    found = [
        "length=" + next((str(most) for most in (4, 8, 15, 30) if size <= most), "long"),
        f"quotations={_COUNTS[min(len(parsed.quotations), 4)]}",
        f"quoted share={(inside * 4 + size - 1) // size}",
        f"end={'word' if words[-1][0].isalnum() else words[-1]}",
    ]
    if parsed.quotations:
        first = parsed.quotations[0]
        length = first.end - first.start
        size_name = "short" if length < 25 else "middling" if length < 60 else "long"
        found.append("quotation=" + size_name)
        if first.runs_on:
            found.append("runs on")
        if parsed.quotations[-1].open:
            found.append("left open")
        if quoted[0] != OUTSIDE:
            found.append("opens quoted")
    if ":" in words[:-1]:
        found.append("colon within")
    return found


def _of_place(readings: Sequence[Seen], index: int, ruled: Sequence[str]) -> list[str]:
    """Headline or body, and what the neighbours are."""
    reading = readings[index]
    role = reading.parsed.role
    found = ["role=" + role]
    if role == "headline":
        found += ["headline:" + name for name in ruled[:3]]
    else:
        found.append(f"place={min(index, 3)}")
    if reading.is_answer:
        found.append("answer")
    if reading.charge_stands:
        found.append("charge stands")
        if reading.marks:
            found.append(f"charge stands, rule={reading.marks[0].label}")
    for name, other in (("before", index - 1), ("after", index + 1)):
        if 0 <= other < len(readings):
            found += _of_neighbour(name, readings[other], reading)
        else:
            found.append(name + "=nothing")
    return found


def _of_neighbour(name: str, near: Seen, reading: Seen) -> list[str]:
    label = near.marks[0].label if near.marks else "fact"
    joint = "" if near.paragraph == reading.paragraph else ", other paragraph"
    found = [f"{name}={label}{joint}"]
    if reading.marks:
        found.append(f"{name}={label}, rule={reading.marks[0].label}")
    if near.parsed.quotations and near.parsed.quotations[-1].open:
        found.append(name + ":quoted")
    if name == "before":
        words = near.parsed.tokens.words
        if words[-1:] == [":"]:
            found.append("before:colon")
        found += [
            "before:topic=" + topic
            for word in words[:60]
            for topic in WORDS[word].topics
            if topic in _TELLING_BEFORE
        ]
    return found


def _of_article(voiced: int, others: int) -> str:
    """How many of the article's other sentences speak, by the rules."""
    return "article=short" if others < 4 else f"article={voiced * 4 // others}"
