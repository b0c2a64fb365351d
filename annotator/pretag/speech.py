"""Attribution by a verb of speech or thought: is it one here, who speaks, and what is said."""

from annotator.pretag import contents, noun_phrases, subjects
from annotator.pretag.clauses import content_start, past_time
from annotator.pretag.groups import Group
from annotator.pretag.lexicon.grammar import DAYS, DETERMINERS
from annotator.pretag.lexicon.verbs import Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.objects import said_object, second_object
from annotator.pretag.parsed import Parsed, Range
from annotator.pretag.said import Said
from annotator.pretag.tags import tag_before

_PASSIVE_REPORT = word_set("""
allege say believe think understand report consider forecast project rumour rumor claim describe
regard hail view call dub feel fear estimate deem predict suspect confirm announce
""")

_PASSIVE_WITH_TO = word_set("""
allege say believe think understand report consider fear suspect deem claim
""")


_UNLAWFUL = frozenset(
    ["unlawful", "illegal", "unconstitutional", "invalid", "void", "lawful", "constitutional"]
)


def said(parsed: Parsed, verb: Verb, group: Group) -> Said | None:
    """The attribution that `verb` makes here, or None where it makes none."""
    if group.passive:
        return _passive(parsed, verb, group)
    if group.shape == "participle":
        return None
    if group.negated and verb.lemma not in {
        "believe",
        "think",
        "expect",
        "find",
        "accept",
        "consider",
        "agree",
    }:
        return None
    if group.shape == "to" and not _continues(parsed, group):
        return None
    if group.future and verb.lemma not in {"say", "tell", "argue", "allege"}:
        return None
    if parsed.tokens.words[: group.head + 1] == ["that", "said"]:
        return None
    before = parsed.tokens.words[max(0, group.start - 9) : group.start]
    silent = not _DECLINES.isdisjoint(before) and not _TO_SPEAK.isdisjoint(before)
    if verb.lemma == "cite" and group.shape == "ing" and silent:
        return None
    if (
        verb.lemma == "recall"
        and "".join(parsed.tokens.words[group.head + 1 : group.head + 2])[:1].isdigit()
    ):
        return None  # a product
    made = tag_before(parsed, verb, group) or _ahead(parsed, verb, group)
    if verb.lemma == "hear" and made and not _hears(parsed, made.source):
        return None
    return made


_DECLINES = frozenset({"declined", "declines", "refused", "refuses"})
_TO_SPEAK = frozenset({"comment", "answer", "release", "speak", "elaborate", "disclose", "say"})
_HEARERS = word_set("""
court jury jurors inquest inquiry tribunal hearing trial magistrates judge panel committee mps
commission enquiry
""")


def _hears(parsed: Parsed, source: Range | None) -> bool:
    """Whether what is heard is said before a court or the like: "jurors heard that"."""
    if source is None:
        return False
    return not _HEARERS.isdisjoint(parsed.tokens.words[slice(*source)])


_BEFORE_AN_ACT = word_set("""
on continued continues media twitter airwaves appeared seemed seems appears touch
""")


def _continues(parsed: Parsed, group: Group) -> bool:
    words = parsed.tokens.words
    before = words[group.head - 2] if group.head >= 2 else ""
    return before in _BEFORE_AN_ACT


def _ahead(parsed: Parsed, verb: Verb, group: Group) -> Said | None:
    """What is said stands behind the verb: "said that", "said, '...'", "described it as"."""
    words = parsed.tokens.words
    frames = verb.frames
    start = group.head + 1
    if start >= parsed.stop:
        return _left_open(parsed, verb, group)
    found = content_start(parsed, verb, start)
    content: Range | None = None
    frame = ""
    if found:
        at, frame = found
        if (
            (frame == "quotation" and "q" in frames)
            or (frame == "clause" and "c" in frames)
            or (frame == "that" and frames & {"t", "c"})
            or (frame == "colon" and "q" in frames)
        ):
            content = contents.to_the_end(parsed, at)
            if frame == "quotation" and content and verb.lemma not in {"call", "describe"}:
                content = (
                    content[0],
                    max(content[1], (contents.quotation_at(parsed, content[0]) or content)[1]),
                )
    if (
        content is None
        and "o" in frames
        and words[start] in {"of", "against", "about"}
        and (words[start] != "about" or verb.lemma not in {"speak", "talk"})
    ):
        content, frame = contents.to_the_end(parsed, start + 1), "object"
    if (
        content is None
        and verb.lemma in {"claim", "profess"}
        and words[start : start + 2] in (["to", "have"], ["to", "be"])
    ):
        content, frame = contents.to_the_end(parsed, start), "infinitive"
    if content is None and "a" in frames:
        content, frame = second_object(parsed, verb, start)
    if (
        content is None
        and verb.lemma == "claim"
        and words[start] in {"responsibility", "victory", "credit"}
    ):
        content, frame = contents.to_the_end(parsed, start), "object"
    if content is None and verb.lemma in {"rule", "declare", "find"}:
        if not _UNLAWFUL.isdisjoint(words[start : start + 12]) and words[start] not in {
            "guilty",
            "in",
            "on",
        }:
            content, frame = contents.to_the_end(parsed, start), "object"
    if content is None and "n" in frames and "a" not in frames:
        content, frame = said_object(parsed, verb, start)
    if content is None:
        return None
    source = _source(parsed, group)
    if source and words[source[0]] in {"no", "nobody", "neither"} and frame == "object":
        return None
    shares = verb.lemma == "say" and words[group.start - 1 : group.start] in (["and"], ["but"])
    if group.shape in {"bare"} and source is None and not shares:
        return None
    if (
        group.shape == "ing"
        and frame == "object"
        and verb.lemma not in {"cite", "question", "allege"}
        and "a" not in frames
    ):
        return None
    sure = {"that": 0.9, "quotation": 0.9, "colon": 0.9, "clause": 0.85}.get(frame, 0.6)
    return Said(
        source=source, cue=(group.start, group.head + 1), content=content, sure=sure, frame=frame
    )


def _left_open(parsed: Parsed, verb: Verb, group: Group) -> Said | None:
    """As in "The minister said:", with what is said in the next paragraph."""
    words = parsed.tokens.words
    if "q" not in verb.frames or words[-1] not in {":", ","} or group.shape == "ing":
        return None
    source = _source(parsed, group)
    if source is None:
        return None
    return Said(
        source=source, cue=(group.start, group.head + 1), content=None, sure=0.8, frame="colon"
    )


def _source(parsed: Parsed, group: Group) -> Range | None:
    words = parsed.tokens.words
    if group.shape == "ing":
        return None
    if group.start and words[group.start - 1] in {"and", "but", "or", "to", "then"}:
        return None
    return subjects.before(parsed, group.start)


def _was_told(parsed: Parsed, group: Group, start: int) -> Said | None:
    """As in "The court was told that the guard slept"."""
    source = subjects.before(parsed, group.start)
    start = past_time(parsed, start)
    that = parsed.tokens.at(start, "that")
    if source is None:
        return None
    words = parsed.tokens.words
    if (start >= parsed.stop or words[start] in DAYS) and source[0] and words[source[0] - 1] == ",":
        content = contents.fronted(parsed, source[0])
        told = source if _hears(parsed, source) else None
        return content and Said(source=told, cue=group.cue, content=content, sure=0.85, frame="tag")
    if not that and not contents.clause_follows(parsed, start):
        return None
    content = contents.to_the_end(parsed, start + that)
    told = source if _hears(parsed, source) else None
    return Said(source=told, cue=group.cue, content=content, sure=0.8, frame="clause")


def _quoted(parsed: Parsed, group: Group, end: int) -> Said | None:
    """As in "They left, he was quoted as saying", "he was quoted as saying that they left"."""
    source = subjects.before(parsed, group.start)
    if source is None:
        return None
    content = contents.to_the_end(parsed, end) if end < parsed.stop else None
    if source[0] and parsed.tokens.words[source[0] - 1] in {",", '"', "”", "’", "'"}:
        content = contents.fronted(parsed, source[0]) or content
    return Said(source=source, cue=(group.start, end), content=content, sure=0.9, frame="tag")


def _passive(parsed: Parsed, verb: Verb, group: Group) -> Said | None:
    """As in "is said to be", "was reported that", "is widely considered": nobody need be named."""
    words = parsed.tokens.words
    start = group.head + 1
    if verb.lemma == "tell" and not group.negated:
        return _was_told(parsed, group, start)
    if verb.lemma == "quote" and words[start : start + 2] == ["as", "saying"]:
        return _quoted(parsed, group, start + 2)
    if verb.lemma not in _PASSIVE_REPORT or group.negated or group.future:
        return None
    following = words[start] if start < parsed.stop else ""
    subject = subjects.before(parsed, group.start)
    if words[group.start] == "it's":
        subject = (group.start, group.start + 1)
    cue = (group.start, start)
    source: Range | None = None
    if (
        following == "to"
        and verb.lemma in _PASSIVE_WITH_TO
        and start + 1 < parsed.stop
        and words[start + 1] not in DETERMINERS
    ):
        content = contents.to_the_end(parsed, start + 1)
        return Said(
            source=None, cue=(group.start, start + 1), content=content, sure=0.85, frame="passive"
        )
    if (
        subject
        and words[subject[0]] in {"it", "it's"}
        and (following == "that" or contents.clause_follows(parsed, start))
    ):
        return Said(
            source=None,
            cue=(subject[0], start),
            content=contents.to_the_end(parsed, start),
            sure=0.85,
            frame="passive",
        )
    if (following in {"by"} and verb.lemma in _PASSIVE_REPORT - {"call", "dub"}) or (
        following == "as" and verb.lemma in {"describe", "regard", "hail", "view"}
    ):
        for index in range(start, min(parsed.stop, start + 14)):
            if words[index] == "by":
                source = noun_phrases.noun_phrase(parsed, index + 1)
                break
        content = contents.to_the_end(parsed, start + 1) if following == "as" else subject
        return Said(source=source, cue=cue, content=content, sure=0.6, frame="passive")
    if verb.lemma in {"consider", "forecast", "project", "deem"} and following:
        return Said(
            source=None,
            cue=cue,
            content=contents.to_the_end(parsed, start),
            sure=0.6,
            frame="passive",
        )
    return None
