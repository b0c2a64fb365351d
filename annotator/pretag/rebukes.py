"""Rebukes in several words: "hit out at the firm for hiding it", "took them to task over the theft"."""

from annotator.pretag import contents, noun_phrases, subjects
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.condemnations import is_act
from annotator.pretag.groups import group_start
from annotator.pretag.marks import Mark, accusation
from annotator.pretag.parsed import Parsed

_OUT_AT = (("out", "at"), ("out", "against"))
REBUKES: dict[str, tuple[tuple[str, ...], ...]] = {
    "hit": _OUT_AT,
    "hits": _OUT_AT,
    "hitting": _OUT_AT,
    "lash": _OUT_AT,
    "lashed": _OUT_AT,
    "lashes": _OUT_AT,
    "lashing": _OUT_AT,
    "took": (("aim", "at"),),
    "takes": (("aim", "at"),),
    "taking": (("aim", "at"),),
    "called": (("out",),),
    "calls": (("out",),),
    "calling": (("out",),),
    "rounded": (("on",),),
    "rounds": (("on",),),
}
_REACH = 16


def rebukes(parsed: Parsed, index: int) -> Mark | None:
    """Somebody rebuked for an act that is told; without one it charges nobody."""
    words = parsed.tokens.words
    for rest in REBUKES[words[index]]:
        opens = index + 1 + len(rest)
        if tuple(words[index + 1 : opens]) != rest:
            continue
        for link in range(opens + 1, min(parsed.stop, opens + _REACH)):
            if words[link] in {",", ";", ":"}:
                return None
            if words[link] in {"for", "over"}:
                content = contents.to_the_end(parsed, link + 1)
                target = contents.trimmed(parsed, opens, link)
                if content is None or target is None or not may_be_charged(parsed, target):
                    return None
                if not is_act(parsed, link, content):
                    return None
                start = group_start(words, index)
                return accusation(
                    parsed,
                    score=0.6,
                    why="rebuked for an act",
                    cue=(start, opens),
                    source=subjects.before(parsed, start),
                    content=content,
                    target=noun_phrases.without_time(parsed, target),
                )
    return None
