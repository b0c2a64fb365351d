"""Keys, steps, suggestions, look-ups, swipes and words: each module alone, run by Chromium."""

import re
from pathlib import Path

import pytest

from annotator.web.desk_words import words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LABELS = [
    {"id": "attribution", "key": "1", "letter": "A"},
    {"id": "note-label", "key": "2", "letter": "N"},
]
COMMANDS = [
    {"name": "open", "keys": ["n"], "group": "move"},
    {"name": "on", "keys": ["ArrowRight"], "group": "move"},
    {"name": "back", "keys": ["ArrowLeft", "Backspace"], "group": "move"},
    {"name": "skip", "keys": ["s"], "group": "answer"},
    {"name": "undo", "keys": ["u"], "group": "answer"},
    {"name": "redo", "keys": ["U"], "group": "answer"},
    {"name": "help", "keys": ["?"], "group": "other"},
]


@pytest.fixture
def press(run):
    """What a key does: `press("u", own={...})`."""

    def found(key, *, own=None, is_right_to_left=False, **event):
        parts = {
            "labels": LABELS,
            "commands": COMMANDS,
            "own": own or {},
            "isRightToLeft": is_right_to_left,
        }
        event = {"key": key, "code": event.pop("code", ""), "shiftKey": False, **event}
        return run("keymap.js", "new Keymap(parts).find(event)", parts=parts, event=event)

    return found


def test_labels_win_over_commands_in_both_cases(press):
    assert press("n") == {"name": "label", "label": "note-label"}
    assert press("N", shiftKey=True) == {"name": "add", "label": "note-label"}
    assert press("!", code="Digit1", shiftKey=True) == {"name": "add", "label": "attribution"}


def test_small_and_capital_letters_are_two_keys(press):
    assert press("u") == {"name": "undo"}
    assert press("U", shiftKey=True) == {"name": "redo"}
    assert press("z", ctrlKey=True) == {"name": "undo"}
    assert press("Z", ctrlKey=True, shiftKey=True) == {"name": "redo"}
    assert press("y", metaKey=True) == {"name": "redo"}


def test_an_own_key_takes_the_place_of_the_usual_ones(press):
    own = {"back": "b", "open": "s"}
    assert press("b", own=own) == {"name": "back"}
    assert press("Backspace", own=own) is None
    assert press("s", own=own) == {"name": "open"}


def test_what_is_held_down_repeats_for_moves_only(press):
    assert press("ArrowRight", repeat=True) == {"name": "on"}
    assert press("s", repeat=True) == {"name": "ignore"}
    assert press("a", repeat=True) == {"name": "ignore"}


def test_arrows_follow_the_text(press):
    assert press("ArrowLeft", is_right_to_left=True) == {"name": "on"}
    assert press("ArrowRight", is_right_to_left=True) == {"name": "back"}


def test_a_question_mark_is_help_on_every_layout(press):
    assert press("?", code="Slash", shiftKey=True) == {"name": "help"}
    assert press("?", code="Digit2", shiftKey=True) == {"name": "help"}


def test_the_keymap_says_which_keys_are_left(run):
    parts = {"labels": LABELS, "commands": COMMANDS, "own": {"skip": "z"}}
    left = run(
        "keymap.js",
        "['open', 'back', 'skip'].map((name) => new Keymap(parts).keysOf(name))",
        parts=parts,
    )
    assert left == [[], ["ArrowLeft", "Backspace"], ["z"]]


# --- steps --------------------------------------------------------------------------------------


def answer(label=None, **changes):
    marks = [{"label": label, "spans": []}] if label else []
    status = "answered" if label else "open"
    return {
        "status": status,
        "marks": marks,
        "reason": "",
        "is_flagged": False,
        "note": "",
        **changes,
    }


def test_undo_and_redo_are_each_others_reverse(run):
    told = run(
        "steps.js",
        """(() => {
            const steps = new Steps();
            steps.answered(1, open, "s1");
            steps.answered(2, open, "s2");
            const {undone} = steps.undone(denial, "u1");
            const {redone} = steps.redone(open, "r1");
            return [undone, redone, steps.undoable, steps.redoable];
        })()""",
        open=answer(),
        denial=answer("denial"),
    )
    assert told == [
        {"sentence": 2, "answer": answer(), "submission": "s2"},
        {"sentence": 2, "answer": answer("denial"), "submission": "u1"},
        [
            {"sentence": 1, "answer": answer(), "submission": "s1"},
            {"sentence": 2, "answer": answer(), "submission": "r1"},
        ],
        [],
    ]


def test_a_new_answer_ends_the_redoing_of_its_sentence_only(run):
    left = run(
        "steps.js",
        """(() => {
            const steps = new Steps({undo: [], redo: [
                {sentence: 1, answer: open}, {sentence: 2, answer: open}]});
            steps.answered(2, open, "s1");
            return steps.redoable.map((step) => step.sentence);
        })()""",
        open=answer(),
    )
    assert left == [1]


def test_a_step_is_noted_once(run):
    count = run(
        "steps.js",
        """(() => {
            const steps = new Steps();
            const item = {submission: "s1", kind: "answer", sentence: 1};
            steps.answered(1, open, "s1");
            steps.note(item, open);
            steps.note({...item, submission: "s2"}, open);
            steps.note({...item, submission: "s2"}, open);
            return steps.undoable.length;
        })()""",
        open=answer(),
    )
    assert count == 2


def test_a_sentence_is_changed_when_its_judgement_was_another(run):
    undoable = [
        {"sentence": 1, "answer": answer()},
        {"sentence": 1, "answer": answer("denial")},
        {"sentence": 2, "answer": answer("denial", note="first")},
        {"sentence": 3, "answer": answer(note="only a note")},
    ]
    changed = run(
        "steps.js",
        "[...changedOnes(undoable, (id) => now[id])]",
        undoable=undoable,
        now={1: answer("fact"), 2: answer("denial", note="second"), 3: answer("fact")},
    )
    assert changed == [1]


# --- the suggestion -----------------------------------------------------------------------------

SPAN = {"role": "cue", "start": 0, "end": 3, "text": "has"}


def sentence(given, *candidates):
    return {
        "answer": given,
        "suggestion": [
            {"label": label, "score": 0.9, "tagger": "t", "spans": [SPAN]} for label in candidates
        ],
    }


def test_taking_over_gives_the_suggestion_in_the_order_of_labels(run):
    taken = run(
        "suggestion.js",
        "takenOver(sentence, 'all')",
        sentence=sentence(answer("fact", note="N", is_flagged=True), "attribution", "denial"),
    )
    assert [mark["label"] for mark in taken["marks"]] == ["denial", "attribution"]
    assert (taken["note"], taken["is_flagged"]) == ("N", True)


@pytest.mark.parametrize(
    ("policy", "spans"),
    [("all", [1, 1]), ("claims", [1, 0]), ("none", [0, 0])],
)
def test_spans_come_where_the_campaign_asks_for_them(run, policy, spans):
    marks = run(
        "suggestion.js",
        "suggestedMarks(sentence, policy)",
        sentence=sentence(answer(), "denial", "attribution"),
        policy=policy,
    )
    assert [len(mark["spans"]) for mark in marks] == spans


def test_the_same_mark_twice_is_one(run):
    twice = sentence(answer(), "denial", "denial")
    assert len(run("suggestion.js", "suggestedMarks(one, 'none')", one=twice)) == 1


def test_enter_takes_over_confirms_or_does_nothing(run):
    machine = answer("denial")
    machine["marks"][0]["spans"] = [{**SPAN, "is_machine_made": True}]
    said = [
        run("suggestion.js", "confirming(one, 'all')", one=one)
        for one in (
            sentence(answer(), "denial"),
            sentence(answer()),
            sentence(machine, "denial"),
            sentence(answer("fact"), "denial"),
        )
    ]
    assert [one and one["isTakenOver"] for one in said] == [True, None, False, None]
    assert said[2]["answer"]["marks"][0]["spans"] == [SPAN]


# --- the rest -----------------------------------------------------------------------------------


def test_look_ups_are_counted_until_they_are_taken(run):
    taken = run(
        "lookups.js",
        """(() => {
            const lookups = new Lookups();
            lookups.count(1, "guideline");
            lookups.count(1, "context");
            lookups.count(1, "context");
            return [lookups.take(1), lookups.take(1), lookups.take(2)];
        })()""",
    )
    none = {"guideline": 0, "context": 0}
    assert taken == [{"guideline": 1, "context": 2}, none, none]


@pytest.mark.parametrize(
    ("to", "is_right_to_left", "command"),
    [
        ({"x": 100, "y": 210, "at": 200}, False, "on"),
        ({"x": 300, "y": 190, "at": 200}, False, "back"),
        ({"x": 100, "y": 210, "at": 200}, True, "back"),
        ({"x": 160, "y": 200, "at": 200}, False, None),
        ({"x": 100, "y": 320, "at": 200}, False, None),
        ({"x": 100, "y": 200, "at": 900}, False, None),
    ],
)
def test_a_swipe_is_quick_and_level(run, to, is_right_to_left, command):
    start = {"x": 200, "y": 200, "at": 0}
    swiped = run("swipe.js", "swiped(start, to, rtl)", start=start, to=to, rtl=is_right_to_left)
    assert swiped == command


def test_words_have_places_and_plurals(run):
    told = {"waiting": {"one": "{count} waits", "other": "{count} wait"}, "hi": "{name}, {name}!"}
    said = run(
        "words.js",
        """(learn(told, "en"), [word("waiting", {count: 1}), word("waiting", {count: 3}),
            word("hi", {name: "$&"}), word("missing")])""",
        told=told,
    )
    assert said == ["1 waits", "3 wait", "$&, $&!", "missing"]


def test_every_word_that_the_scripts_ask_for_is_there():
    folder = Path(__file__).resolve().parents[2] / "annotator/static/annotator/desk"
    asked = {
        name
        for module in folder.rglob("*.js")
        for name in re.findall(r'\bword\(\s*"(\w+)"', module.read_text())
    }
    assert asked - words().keys() == set()
