"""Which line is the headline: candidates by the first paragraph, ranked by a small model."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from annotator.ingest import features
from annotator.ingest.lines import Model, logistic
from annotator.ingest.looks import LONG, Look

_WORD = re.compile(r"\w{3,}")
_SPECIAL = re.compile(r"[›»>→|]")
_LIST_MARK = re.compile(r"^[\W\d]*(?:[o+] )?")
_NO_END = ".…:;,"
_ABOVE = 45
_BELOW = 3
_LENGTHS = range(2, 36)
_LONGEST = 300
_BODY = 60
_HEAD = 300
_END = 4


def pick(looks: Sequence[Look], p: Sequence[float], by: Model) -> int | None:
    """The line that is the headline; None when no line is likely to be. `p` are likelihoods."""
    body = first_paragraph(looks, p)
    chosen = candidates(looks, body)
    if not chosen:
        return None
    table = by.headlines.table(columns(looks, p, chosen, body))
    scores = by.headlines.scores(table).tolist()
    best, line = max(zip(scores, chosen, strict=True))
    return line if logistic(best) > by.least_headline else None


def first_paragraph(looks: Sequence[Look], p: Sequence[float]) -> int:
    """The line with which the article's running text begins; `p` are the lines' likelihoods."""
    start, end = features.main_run(p, [min(look.words, 80) for look in looks])
    likely = (i for i in range(start, end) if p[i] > 0.6 and looks[i].words >= LONG)
    return next(likely, start)


def candidates(looks: Sequence[Look], body: int) -> list[int]:
    """The lines that could be the headline, in order; `body` is the first paragraph."""
    near = range(max(0, body - _ABOVE), min(len(looks), body + _BELOW))
    return [
        i
        for i in near
        if looks[i].words in _LENGTHS and not looks[i].reason and len(looks[i].text) < _LONGEST
    ]


def columns(
    looks: Sequence[Look], p: Sequence[float], chosen: Sequence[int], body: int
) -> dict[str, Sequence[float]]:
    """Columns of numbers, one a candidate, for at least one candidate."""
    titles = [looks[i].text for i in chosen]
    copies = _copies(looks, titles)
    words = [set(_WORD.findall(title.lower())) for title in titles]
    told = _told(set().union(*words), looks, p, body)
    numbers = [[told[word] for word in own if word in told] for own in words]
    before_body = bisect_left(chosen, body)
    following = [looks[i + 1 : i + 6] for i in chosen]
    return {
        "words": [looks[i].words for i in chosen],
        "to body": [body - i for i in chosen],
        "line": list(chosen),
        "bullet": [int(looks[i].is_bullet) for i in chosen],
        "bullet before": [int(i > 0 and looks[i - 1].is_bullet) for i in chosen],
        "end": [int(title[-1] in _NO_END) for title in titles],
        "sentence": [int(looks[i].is_sentence) for i in chosen],
        "special": [len(_SPECIAL.findall(title)) for title in titles],
        "digits": [sum(map(str.isdigit, title)) / len(title) for title in titles],
        "colon": [int(":" in title) for title in titles],
        "capitals": [_capitals(title) for title in titles],
        "copies": [min(copies[_bare(title)], 4) for title in titles],
        "told": [len(n) / (len(own) or 1) for n, own in zip(numbers, words, strict=True)],
        "told often": [
            sum([min(count, 4) for count in n]) / (len(own) or 1)
            for n, own in zip(numbers, words, strict=True)
        ],
        "byline after": [_place_of_byline(after) for after in following],
        "p": [p[i] for i in chosen],
        "p+1": [p[i + 1] if i + 1 < len(p) else -1 for i in chosen],
        "words+1": [min(looks[i + 1].words, 60) if i + 1 < len(p) else 0 for i in chosen],
        "candidates before": list(range(len(chosen))),
        "candidates after": [max(before_body - k, 0) for k in range(1, len(chosen) + 1)],
        "longest before": _longest_before(looks, chosen),
    }


def _bare(text: str) -> str:
    return _LIST_MARK.sub("", text[:_LONGEST].lower())


def _copies(looks: Sequence[Look], titles: Sequence[str]) -> Counter[str]:
    """How often each bare title stands on the page. What ends otherwise need not be looked at."""
    ends = {title[-_END:] for title in titles}
    texts = [look.text for look in looks if look.text[-_END:] in ends]
    return Counter(map(_bare, texts))


def _told(wanted: set[str], looks: Sequence[Look], p: Sequence[float], body: int) -> Counter[str]:
    """In how many paragraphs near the beginning each of the wanted words stands."""
    told: Counter[str] = Counter()
    for look, likely in zip(looks[body : body + _BODY], p[body : body + _BODY], strict=True):
        if likely > 0.5:
            told.update(wanted.intersection(_WORD.findall(look.text[:_HEAD].lower())))
    return told


def _capitals(title: str) -> float:
    words = title.split()
    return len([1 for word in words if word[0].isupper()]) / len(words)


def _place_of_byline(after: Sequence[Look]) -> int:
    places = (i for i, look in enumerate(after) if look.reason in ("byline", "timestamp"))
    return next(places, 6)


def _longest_before(looks: Sequence[Look], chosen: Sequence[int]) -> list[int]:
    found, longest = [], 0
    for i in chosen:
        found.append(longest)
        if not looks[i].is_bullet:
            longest = max(longest, looks[i].words)
    return found
