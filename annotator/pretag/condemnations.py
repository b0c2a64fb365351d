"""Condemning, criticising, slamming: an accusation when someone is condemned for an act."""

from annotator.pretag import contents, subjects
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import (
    PREPOSITIONS,
)
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, Mark, mark
from annotator.pretag.parsed import Parsed
from annotator.pretag.wrongdoing import names_wrong

_CONDEMNS = frozenset({"for", "over", "as"})


def condemned(parsed: Parsed, verb: Verb, group: Group) -> Mark | None:
    """Condemns, criticises, slams: an accusation when someone is condemned for an act."""
    words = parsed.tokens.words
    start = group.head + 1
    if group.shape == "participle" or start >= parsed.stop:
        return None
    if group.passive:
        if words[start] not in {"for", "by", "over"}:
            return None
        if verb.lemma == "attack":
            return None
        target = subjects.before(parsed, group.start)
        link = next(
            (
                index
                for index in range(start, min(parsed.stop, start + 15))
                if words[index] in _CONDEMNS
            ),
            None,
        )
        source = contents.noun_phrase(parsed, start + 1) if words[start] == "by" else None
        if link is None or target is None:
            if source is None:
                return None
            return mark(
                parsed,
                label=ATTRIBUTION,
                score=0.55,
                why="criticised, no act named",
                cue=group.cue,
                source=source,
                content=target,
            )
        content = contents.to_the_end(parsed, link + 1)
        accuses = content is not None and (
            words[content[0]].endswith("ing") or names_wrong(parsed, content)
        )
        return mark(
            parsed,
            label=ACCUSATION if accuses else ATTRIBUTION,
            score=0.65,
            why=f"{verb.lemma}ed for an act",
            cue=group.cue,
            source=source,
            content=content,
            target=target if accuses else None,
        )
    if words[start] in PREPOSITIONS or words[start] in {",", "to", "and", "by"}:
        return None
    link = next(
        (
            index
            for index in range(start + 1, min(parsed.stop, start + 14))
            if words[index] in _CONDEMNS
        ),
        None,
    )
    source = subjects.of(parsed, group)
    if link is not None:
        content = contents.to_the_end(parsed, link + 1)
        acts = content is not None and (
            names_wrong(parsed, content)
            or (words[link] == "for" and words[content[0]].endswith("ing"))
        )
        if acts:
            target = contents.without_time(parsed, contents.trimmed(parsed, start, link))
            return mark(
                parsed,
                label=ACCUSATION,
                score=0.65,
                why="condemned for an act",
                cue=group.cue,
                source=source,
                content=content,
                target=target,
            )
    if verb.lemma == "attack" or (source is None and group.shape != "ing"):
        return None
    return mark(
        parsed,
        label=ATTRIBUTION,
        score=0.55,
        why="criticism of a position",
        cue=group.cue,
        source=source,
        content=contents.to_the_end(parsed, start),
    )
