import pytest

from annotator.campaigns import actions, queries
from annotator.campaigns.refusals import KeyIsTaken, NameIsInvalid

USUAL = {"undo": ("u",), "open": ("n",), "back": ("ArrowLeft", "Backspace"), "note": ("c", "m")}
WORDS = {"undo": "undo", "open": "next open", "back": "sentence before", "note": "note"}


def choose(person, **chosen):
    return actions.choose_keys(
        person=person, chosen=chosen, usual=USUAL, words=WORDS, labels={"1": "fact", "c": "charge"}
    )


def test_a_key_of_ones_own_is_kept(annotator):
    assert choose(annotator.person, undo="z", open="").keys == {"undo": "z"}
    annotator.person.refresh_from_db()
    assert annotator.person.keys == {"undo": "z"}


def test_the_usual_key_is_no_key_of_ones_own(annotator):
    assert choose(annotator.person, undo="u", back="Backspace").keys == {}


def test_keys_can_change_places(annotator):
    assert choose(annotator.person, undo="n", open="u").keys == {"undo": "n", "open": "u"}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"undo": "n"}, "“n” cannot be both “undo” and “next open”."),
        ({"undo": "Backspace"}, "“Backspace” cannot be both “undo” and “sentence before”."),
        ({"undo": "z", "open": "z"}, "“z” cannot be both “undo” and “next open”."),
        ({"undo": "1"}, "“1” cannot be “undo”: it gives the label “fact”."),
    ],
)
def test_a_key_that_does_something_already_is_refused_by_name(annotator, chosen, told):
    choose(annotator.person, undo="y")
    with pytest.raises(KeyIsTaken) as refused:
        choose(annotator.person, **chosen)
    assert str(refused.value) == told
    annotator.person.refresh_from_db()
    assert annotator.person.keys == {"undo": "y"}


@pytest.mark.parametrize("key", ["zz", "Tab", "Escape", "Dead", "\n", "{x}"])
def test_what_no_single_key_gives_is_refused(annotator, key):
    with pytest.raises(NameIsInvalid):
        choose(annotator.person, undo=key)


def test_a_command_that_is_not_there_is_left_out(annotator):
    assert choose(annotator.person, dance="d").keys == {}


def test_the_keys_of_labels_are_those_of_ones_own_campaigns(annotator, elsewhere):
    label = elsewhere.scheme.labels.get(code="fact")
    actions.revise_label(label=label, name="report", letter="R", definition="")
    keys = queries.label_keys(annotator.person)
    assert (keys["D"], keys["d"], keys["2"]) == ("denial",) * 3
    assert "R" not in keys
