"""Answers to a charge without a verb of denial: "issued a flat denial", "pushed back on claims"."""

from annotator.pretag import contents, noun_phrases, subjects
from annotator.pretag.groups import group_start
from annotator.pretag.lexicon.grammar import DETERMINERS
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import Mark, denial
from annotator.pretag.parsed import Parsed

_ISSUES = word_set("""
issue issued issues issuing offered offers repeat repeated repeats repeating reiterated reiterates made
""")
_TALK = word_set("""
claim claims allegation allegations accusation accusations report reports rumour rumours rumor rumors
suggestion suggestions speculation talk notion idea narrative criticism
""")
_WRONGS = word_set("""
irregularity irregularities leak wrongdoing corruption malpractice fraud involvement manipulation rigging
""")
_AFTER: dict[str, frozenset[str]] = {
    "pushed": frozenset({"back"}),
    "pushes": frozenset({"back"}),
    "pushing": frozenset({"back"}),
    "shot": frozenset({"down"}),
    "ruled": frozenset({"out"}),
    "rules": frozenset({"out"}),
    "knocked": frozenset({"down", "back"}),
    "knocking": frozenset({"down", "back"}),
    "fights": frozenset({"off"}),
    "fought": frozenset({"off"}),
    "fends": frozenset({"off"}),
    "fended": frozenset({"off"}),
    "slapped": frozenset({"down"}),
    "slaps": frozenset({"down"}),
    "swatted": frozenset({"away", "aside", "down"}),
    "shoots": frozenset({"down"}),
    "shooting": frozenset({"down"}),
    "poured": frozenset({"scorn"}),
    "pours": frozenset({"scorn"}),
}
QUASHES = word_set("quashed quashes quashing scotched scotches") | frozenset(_AFTER)


def issues_denial(parsed: Parsed, index: int) -> Mark | None:
    """As in "The ministry issued a flat denial", "repeated his denial of the affair"."""
    words = parsed.tokens.words
    verb = next((at for at in range(index - 1, max(-1, index - 6), -1) if words[at] in _ISSUES), -1)
    if verb < 1 or any(not word[0].isalnum() for word in words[verb:index]):
        return None
    start = group_start(words, verb)
    follows = words[index + 1 : index + 2] in (["of"], ["that"])
    return denial(
        parsed,
        score=0.7,
        why="issues a denial",
        cue=(start, index + 1),
        source=subjects.before(parsed, start),
        content=contents.to_the_end(parsed, index + 2) if follows else None,
    )


def quashes(parsed: Parsed, index: int) -> Mark | None:
    """As in "Quashed rumours that", "pushed back on the claim", "shot down the allegations"."""
    words = parsed.tokens.words
    end = index + 1
    if words[index] in _AFTER:
        if "".join(words[end : end + 1]) not in _AFTER[words[index]]:
            return None
        end += 1
    while end < parsed.stop and words[end] in {"on", "against", "at"}:
        end += 1
    talk = _WRONGS if words[index] in {"ruled", "rules"} else _TALK
    if talk.isdisjoint(words[end : min(parsed.stop, end + 6)]):
        return None
    start = group_start(words, index)
    source = subjects.before(parsed, start)
    if source is None:
        return None
    return denial(
        parsed,
        score=0.65,
        why="phrase of rebuttal",
        cue=(start, end),
        source=source,
        content=contents.to_the_end(parsed, end),
    )


def plea_of_not_guilty(parsed: Parsed, index: int) -> Mark | None:
    """As in "A not guilty plea was entered for him", "not-guilty pleas"."""
    words = parsed.tokens.words
    start = index - 1 if words[index - 1] == "not-guilty" else index - 2
    if start < 0 or words[start:index] not in (["not-guilty"], ["not", "guilty"]):
        return None
    if start and words[start - 1] not in DETERMINERS and words[start - 1][0].isalnum():
        return None
    by = next((at for at in range(index, min(parsed.stop, index + 5)) if words[at] == "by"), -1)
    return denial(
        parsed,
        score=0.8,
        why="plea of not guilty",
        cue=(start, index + 1),
        source=noun_phrases.noun_phrase(parsed, by + 1) if by > 0 else None,
    )
