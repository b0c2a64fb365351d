"""Whatever a service says: nothing crashes, no span misquotes, nothing unknown gets through."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.pretag.remote.chat import CHAT
from annotator.pretag.remote.checking import checked
from annotator.pretag.remote.contract import HTTP
from annotator.pretag.remote.failures import BrokenAnswer
from annotator.pretag.remote.labels import LABELS
from annotator.pretag.remote.locating import occurrences
from annotator.pretag.remote.parsing import clean, parsed
from annotator.pretag.remote.sending import seconds_to_wait
from annotator.pretag.remote.values import Asked
from annotator.pretag.values import Article, Candidate, Sentence

CODES = [label.code for label in LABELS]
ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
TEXTS = st.text("ab ’“\"'🙂\u0301.", min_size=1, max_size=20)


def mostly(good):
    """Close to what is right: random JSON alone never gets past the door."""
    return st.integers(0, 9).flatmap(lambda luck: ANY if luck == 0 else good)


def objects(**fields):
    return st.fixed_dictionaries({}, optional={k: mostly(v) for k, v in fields.items()})


SPANS = objects(
    role=st.sampled_from(["source", "cue", "content", "target"]),
    start=st.integers(-2, 22),
    end=st.integers(-2, 22),
    text=TEXTS,
)
MARKS = objects(
    label=st.sampled_from(CODES),
    score=st.floats(-0.1, 1.1),
    spans=st.lists(mostly(SPANS), max_size=4),
    evidence=st.text(),
)
ITEMS = objects(id=st.integers(0, 5), marks=st.lists(mostly(MARKS), max_size=3))
ANSWERS = objects(sentences=st.lists(mostly(ITEMS), max_size=5))


@st.composite
def asking(draw):
    texts = draw(st.lists(TEXTS, min_size=1, max_size=4))
    sentences = tuple(Sentence(text=text, paragraph=0) for text in texts)
    article = Article(title="", outlet="", language="", sentences=sentences)
    everything = range(1, len(texts) + 1)
    return Asked(article=article, labels=LABELS, shown=everything, wanted=everything)


def hold(candidate: Candidate, text: str) -> None:
    assert candidate.label in CODES
    assert 0 < candidate.score <= 1
    assert len(candidate.evidence) <= 300
    candidate.evidence.encode()
    assert "\x00" not in candidate.evidence
    for span in candidate.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        assert span.role in {"source", "cue", "content", "target"}
    places = [(span.role, span.start) for span in candidate.spans]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("dialect", [HTTP, CHAT])
@given(answer=ANSWERS | st.dictionaries(st.text(), ANY), asked=asking())
def test_any_answer_is_checked_to_candidates_that_hold(dialect, answer, asked):
    try:
        found = checked(answer, asked=asked, place=dialect.place)
    except BrokenAnswer as broken:
        str(broken).encode()
        return
    assert set(found.candidates) <= set(asked.wanted)
    for number, candidates in found.candidates.items():
        assert candidates
        for candidate in candidates:
            hold(candidate, asked.sentence(number).text)
    told = {one.sentence for one in found.refused}
    assert told >= set(asked.wanted) - set(found.candidates)
    for one in found.refused:
        one.reason.encode()
        assert "\x00" not in one.reason


@pytest.mark.parametrize("dialect", [HTTP, CHAT])
@given(reply=st.dictionaries(st.sampled_from(["usage", "choices", "sentences"]), ANY))
def test_any_reply_is_read_or_refused(dialect, reply):
    dialect.tokens(reply)
    with suppress(BrokenAnswer):
        assert isinstance(dialect.answer(reply), dict)


@given(st.binary() | st.text().map(str.encode) | ANY.map(lambda one: json.dumps(one).encode()))
def test_any_bytes_are_an_object_or_refused(content):
    try:
        assert isinstance(parsed(content), dict)
    except BrokenAnswer as broken:
        str(broken).encode()


@given(TEXTS, TEXTS)
def test_occurrences_are_places_of_the_words(words, text):
    for start, end in occurrences(words, text):
        assert end - start == len(words.strip())


@given(st.text(st.characters(exclude_categories=[])), st.integers(1, 50))
def test_what_is_cleaned_can_be_stored(text, most):
    line = clean(text, most=most)
    line.encode()
    assert len(line) <= most
    assert "\x00" not in line
    assert "\n" not in line


@given(st.text() | st.text("0123456789 .-+e\x1f", max_size=12) | st.dates().map(str))
def test_any_retry_after_is_seconds_or_nothing(header):
    seconds = seconds_to_wait(header)
    assert seconds is None or seconds >= 0
