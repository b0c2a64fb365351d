from hypothesis import given
from hypothesis import strategies as st

from annotator.annotate.history import before_last, chain, from_json, to_json
from annotator.annotate.values import OPEN, Answer, Mark, Span, Step


def says(label: str) -> Answer:
    return Answer(status="answered", marks=(Mark(label=label),))


def test_undoing_the_only_answer_leaves_the_sentence_open():
    step = Step(number=1, answer=says("fact"), undoes=None)
    assert before_last([step]) == (step, OPEN)


def test_undo_goes_back_one_answer_at_a_time():
    first = Step(number=1, answer=says("fact"), undoes=None)
    other = Step(number=2, answer=says("denial"), undoes=None)
    undo = Step(number=3, answer=says("fact"), undoes=2)
    assert before_last([first, other]) == (other, says("fact"))
    assert before_last([first, other, undo]) == (first, OPEN)


def test_when_all_is_undone_nothing_is_left_to_undo():
    steps = [
        Step(number=1, answer=says("fact"), undoes=None),
        Step(number=2, answer=OPEN, undoes=1),
    ]
    assert before_last(steps) is None
    assert before_last([]) is None


@given(st.lists(st.sampled_from(["fact", "denial", "undo"]), max_size=30))
def test_any_mix_of_answers_and_undos_behaves_like_a_stack(moves):
    stack: list[Answer] = []
    steps: list[Step] = []
    for move in moves:
        if move == "undo":
            last = before_last(steps)
            assert (last is None) == (not stack)
            if last is None:
                continue
            stack.pop()
            assert last[1] == (stack[-1] if stack else OPEN)
            steps.append(Step(number=len(steps) + 1, answer=last[1], undoes=last[0].number))
        else:
            stack.append(says(move))
            steps.append(Step(number=len(steps) + 1, answer=says(move), undoes=None))


def test_marks_survive_the_way_to_json_and_back():
    marks = (
        Mark(label="denial", spans=(Span(role="cue", start=1, end=3, text="né"),)),
        Mark(label="fact"),
    )
    assert from_json(to_json(marks)) == marks


def test_the_chain_depends_on_every_fact_and_on_the_step_before():
    hashes = {
        chain("", {"a": 1}),
        chain("", {"a": 2}),
        chain("x", {"a": 1}),
        chain("", {"a": 1, "b": None}),
    }
    assert len(hashes) == 4
    assert chain("", {"a": 1, "b": 2}) == chain("", {"b": 2, "a": 1})
