"""A headline's own ways to credit: "Mayor: bridge will open", "Bridge safe – engineers"."""

from annotator.pretag import contents
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.lexicon.grammar import AUXILIARIES, FINITE, QUOTE_MARKS, SUBORDINATORS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_PHRASES, WRONG_VERBS
from annotator.pretag.marks import ATTRIBUTION, Mark, accusation, mark
from annotator.pretag.parsed import OUTSIDE, Parsed

_LONGEST_SPEAKER = 6
_NONE: frozenset[str] = frozenset()
_SHORTEST_CONTENT = 3
_NOT_SPEAKERS = word_set("""
breaking update updated live watch video photos picture pictures gallery review opinion analysis
comment exclusive explainer interview profile obituary editorial timeline revealed factbox poll
quiz podcast report coronavirus covid-19 recap correction gone late
""")


def colon(parsed: Parsed) -> Mark | None:
    """The attribution of a headline with a speaker before (or after) a colon or a dash."""
    words = parsed.tokens.words
    for index, word in enumerate(words[: parsed.stop]):
        if word in {":", "–", "—"} and not _inside_number(parsed, index):
            return _around(parsed, index)
    return None


def scare_quotes(parsed: Parsed) -> Mark | None:
    """As in "Arl guards 'robbed ferry'": a charge that the outlet does not make its own."""
    words = parsed.tokens.words
    at = next((index for index, spot in enumerate(parsed.quoted) if spot != OUTSIDE), 0)
    first = at + (words[at] in QUOTE_MARKS)
    if not at or first >= parsed.stop or words[at - 1] in FINITE | AUXILIARIES:
        return None
    near = words[first + 1 : first + 7]
    wrong = words[first] in WRONG_VERBS or not WRONG_PHRASES.get(words[first], _NONE).isdisjoint(
        near
    )
    if not wrong or words[first].endswith("ing"):
        return None
    target = contents.trimmed(parsed, 0, at)
    if target is None or not may_be_charged(parsed, target):
        return None
    return accusation(
        parsed,
        score=0.6,
        why="a charge in quotation marks",
        content=(at, parsed.stop),
        target=target,
    )


def _inside_number(parsed: Parsed, index: int) -> bool:
    words = parsed.tokens.words
    return (
        0 < index < len(words) - 1
        and words[index - 1][-1].isdigit()
        and words[index + 1][0].isdigit()
    )


def _around(parsed: Parsed, joint: int) -> Mark | None:
    before, after = (0, joint), (joint + 1, parsed.stop)
    at_colon = parsed.tokens.words[joint] == ":"
    if at_colon and _is_speaker(parsed, *before) and after[1] - after[0] >= _SHORTEST_CONTENT:
        speaker, content = before, contents.trimmed(parsed, *after)
    elif _is_speaker(parsed, *after) and after[1] - after[0] <= 4 and _has_clause(parsed, *before):
        speaker, content = after, contents.trimmed(parsed, *before)
    else:
        return None
    return mark(
        parsed,
        label=ATTRIBUTION,
        score=0.8,
        why="a speaker and a colon",
        cue=(joint, joint + 1),
        source=speaker,
        content=content,
    )


def _is_speaker(parsed: Parsed, start: int, end: int) -> bool:
    words = parsed.tokens.words[start:end]
    if not words or len(words) > _LONGEST_SPEAKER or set(words) & _NOT_SPEAKERS:
        return False
    if any(word in AUXILIARIES or word in SUBORDINATORS or word[0].isdigit() for word in words):
        return False
    if any(not word[0].isalnum() and word not in {"'", "’", ",", "."} for word in words):
        return False
    return not any(word in FINITE for word in words)


def _has_clause(parsed: Parsed, start: int, end: int) -> bool:
    return end - start >= _SHORTEST_CONTENT and any(
        word in AUXILIARIES or word in FINITE or word.endswith("s")
        for word in parsed.tokens.words[start + 1 : end]
    )
