from hypothesis import given
from hypothesis import strategies as st

from annotator.campaigns.changes import GONE, NEW, SAME, Changes, changes

LINES = st.lists(st.text(alphabet="ab \t.é🙂", max_size=12), max_size=12)


def told(found: Changes) -> list[str]:
    """Each line as text: -gone-, +new+, and how many were left out before it."""
    marks = {SAME: "", GONE: "-", NEW: "+"}
    return [
        f"{line.skipped or ''}"
        + "".join(f"{marks[p.kind]}{p.text}{marks[p.kind]}" for p in line.parts)
        for line in found.lines
    ]


def test_a_changed_word_is_told_within_its_line():
    assert told(changes("The boat is full.", "The ferry is full.")) == [
        "The -boat-+ferry+ is full."
    ]


def test_a_line_that_came_and_one_that_went():
    assert told(changes("one\ntwo\nthree", "one\nthree\nfour")) == [
        "one",
        "-two-",
        "three",
        "+four+",
    ]


def test_lines_that_have_little_in_common_are_two_lines():
    found = changes(
        "Press x for what is no sentence.", "A donation appeal gets no label, ever, at all!"
    )
    assert [p.kind for line in found.lines for p in line.parts] == [NEW, GONE]


def test_far_from_a_change_lines_are_left_out_and_counted():
    before = "\n".join(f"line {n}" for n in range(20))
    found = changes(before, before.replace("line 10", "line ten"))
    assert told(found) == ["8line 8", "line 9", "line -10-+ten+", "line 11", "line 12"]
    assert found.after == 7


def test_the_same_text_has_no_changes():
    assert changes("a\nb", "a\nb").is_empty


def _side(found: Changes, kind: str) -> list[str]:
    sides = (
        [p.text for p in line.parts if p.kind in (SAME, kind)]
        for line in found.lines
        if any(p.kind in (SAME, kind) for p in line.parts)
    )
    return ["".join(side) for side in sides]


@given(LINES, LINES)
def test_no_word_is_lost_or_made_up(before, after):
    """With nothing left out, both versions can be read out of the changes again."""
    before, after = "\n".join(before), "\n".join(after)
    found = changes(before, after)
    if not any(line.skipped for line in found.lines) and not found.after:
        assert "\n".join(_side(found, NEW)).split() == after.split()
        assert "\n".join(_side(found, GONE)).split() == before.split()
    if found.is_empty:
        assert before.splitlines() == after.splitlines()
