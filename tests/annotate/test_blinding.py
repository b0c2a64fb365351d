import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.annotate.blinding import (
    mask,
    masked_answer,
    masked_suggestion,
    names,
    requoted,
)
from annotator.annotate.values import Answer, Mark, Span

COURIER = names(
    outlet="The Marrow Bay Courier",
    domain="courier.example",
    authors=["Ana Prell", "Staff"],
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The Marrow Bay Courier has learned", "██████████████████████ has learned"),
        ("told the Marrow Bay Courier.", "told ██████████████████████."),
        ("a Marrow Bay Courier report", "a ██████████████████ report"),
        ("MARROW BAY COURIER EXCLUSIVE", "██████████████████ EXCLUSIVE"),
        ("the marrow bay courier’s view", "██████████████████████’s view"),
        ("Marrow  Bay\nCourier", "███████████████████"),
        ("Read on at www.courier.example/x", "Read on at www.███████████████/x"),
        ("Follow @marrowbaycourier", "Follow @████████████████"),
        ("By Ana Prell, Staff", "By █████████, Staff"),
        ("Marrow Bay Couriers", "Marrow Bay Couriers"),
        ("A courier came from Marrow Bay.", "A courier came from Marrow Bay."),
    ],
)
def test_an_outlet_that_names_itself_is_blotted_out(text, shown):
    assert mask(text, COURIER) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The Sound has learned", "█████████ has learned"),
        ("Sound readers wrote", "█████ readers wrote"),
        ("SOUND EXCLUSIVE", "█████ EXCLUSIVE"),
        ("The ferries cross the sound.", "The ferries cross the sound."),
        ("@thesound", "@████████"),
    ],
)
def test_a_name_that_is_a_common_word_is_told_by_its_capital(text, shown):
    assert mask(text, names(outlet="The Sound", domain="", authors=[])) == shown


def test_a_name_without_capitals_counts_in_any_case():
    assert mask("die taz, TAZ und Taz", names(outlet="taz", domain="", authors=[])) == (
        "die ███, ███ und ███"
    )


def test_a_name_in_a_script_without_spaces_needs_none_around_it():
    assert mask("据海湾日报报道", names(outlet="海湾日报", domain="", authors=[])) == "据████报道"


def test_what_is_special_in_patterns_is_plain_in_names():
    assert mask("Yes! (Weekly) said", names(outlet="Yes! (Weekly)", domain="", authors=[])) == (
        "█████████████ said"
    )


def test_without_an_outlet_nothing_is_masked():
    nobody = names(outlet="", domain="", authors=[])
    assert (nobody, mask("Nothing here", nobody)) == ((), "Nothing here")


TEXT = st.text(st.sampled_from("aA tT hH eE .-🙂é’'ıİßſ"), max_size=60)


@given(TEXT, TEXT, st.lists(TEXT, max_size=2))
def test_every_offset_still_holds(text, outlet, authors):
    shown = mask(text, names(outlet=outlet, domain="a.example", authors=authors))
    assert len(shown) == len(text)
    assert all(now in {then, "█"} for then, now in zip(text, shown, strict=True))


SENTENCE = "The Courier said the firm denied it."
SHOWN = "███████████ said the firm denied it."
SOURCE = Span(role="source", start=0, end=11, text="The Courier")
HIDDEN = Span(role="source", start=0, end=11, text="███████████")
CUE = Span(role="cue", start=12, end=16, text="said")


def given_by(*spans: Span) -> Answer:
    return Answer(status="answered", marks=(Mark(label="attribution", spans=spans),))


def test_spans_quote_what_is_shown_and_are_stored_with_what_stands_there():
    assert masked_answer(given_by(SOURCE, CUE), shown=SHOWN) == given_by(HIDDEN, CUE)
    assert requoted(given_by(HIDDEN, CUE), once=SHOWN, now=SENTENCE) == given_by(SOURCE, CUE)
    assert requoted(given_by(SOURCE, CUE), once=SHOWN, now=SENTENCE) == given_by(SOURCE, CUE)


def test_a_suggestion_tells_no_more_than_the_sentence():
    suggestion = [
        {
            "label": "attribution",
            "score": 0.9,
            "tagger": "rules 1",
            "evidence": "Courier said",
            "spans": [{"role": "source", "start": 0, "end": 11, "text": "The Courier"}],
        }
    ]
    (told,) = masked_suggestion(suggestion, sentence=SENTENCE, shown=SHOWN)
    assert (told["spans"][0]["text"], told["evidence"]) == ("███████████", "")
    assert masked_suggestion(suggestion, sentence=SENTENCE, shown=SENTENCE) == suggestion
    assert masked_suggestion(None, sentence=SENTENCE, shown=SHOWN) is None
