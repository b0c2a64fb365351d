from hypothesis import given
from hypothesis import strategies as st

from annotator.annotate.history import (
    LONGEST,
    Turn,
    before_last,
    chain,
    first_steps,
    from_json,
    has_been_answered,
    last_undone,
    replayed,
    to_json,
    turns,
)
from annotator.annotate.values import OPEN, Answer, Mark, Span, Step


def says(label: str) -> Answer:
    return Answer(status="answered", marks=(Mark(label=label),))


def answered(number: int, label: str) -> Step:
    return Step(number=number, answer=says(label))


def test_undoing_the_only_answer_leaves_the_sentence_open():
    step = answered(1, "fact")
    assert before_last([step]) == (step, OPEN)


def test_undo_goes_back_one_answer_at_a_time():
    first, other = answered(1, "fact"), answered(2, "denial")
    undo = Step(number=3, kind="undo", answer=says("fact"), undoes=2)
    assert before_last([first, other]) == (other, says("fact"))
    assert before_last([first, other, undo]) == (first, OPEN)


def test_when_all_is_undone_nothing_is_left_to_undo():
    steps = [answered(1, "fact"), Step(number=2, kind="undo", answer=OPEN, undoes=1)]
    assert before_last(steps) is None
    assert before_last([]) is None


def test_redo_takes_back_the_last_undo_until_an_answer_comes():
    first = answered(1, "fact")
    undo = Step(number=2, kind="undo", answer=OPEN, undoes=1)
    redo = Step(number=3, kind="redo", answer=says("fact"), undoes=2)
    assert last_undone([first]) is None
    assert last_undone([first, undo]) == (undo, first)
    assert last_undone([first, undo, redo]) is None
    assert last_undone([first, undo, answered(3, "denial")]) is None
    assert before_last([first, undo, redo]) == (redo, OPEN)


def test_what_was_redone_can_be_undone_and_redone_again():
    steps = [
        answered(1, "fact"),
        Step(number=2, kind="undo", answer=OPEN, undoes=1),
        Step(number=3, kind="redo", answer=says("fact"), undoes=2),
        Step(number=4, kind="undo", answer=OPEN, undoes=3),
    ]
    assert before_last(steps) is None
    assert last_undone(steps) == (steps[3], steps[2])


def test_a_note_on_an_open_sentence_is_no_answer_and_an_answer_taken_back_was_one():
    note = Step(number=1, answer=Answer(status="open", note="?"))
    assert not has_been_answered([note])
    undo = Step(number=3, kind="undo", answer=note.answer, undoes=2)
    assert has_been_answered([note, answered(2, "fact"), undo])


class Sentences:
    """A document as the server keeps it: steps by sentence, each with its place in time."""

    def __init__(self) -> None:
        self.steps: dict[int, list[tuple[int, Step]]] = {}
        self.clock = 0

    def of(self, sentence: int) -> list[Step]:
        return [step for _, step in self.steps.get(sentence, [])]

    def answer(self, sentence: int) -> Answer:
        steps = self.of(sentence)
        return steps[-1].answer if steps else OPEN

    def do(self, move: str, sentence: int) -> bool:
        """Whether there was anything to do."""
        steps = self.of(sentence)
        number = len(steps) + 1
        if move == "undo":
            last = before_last(steps)
            if last is None:
                return False
            step = Step(number=number, kind="undo", answer=last[1], undoes=last[0].number)
        elif move == "redo":
            undone = last_undone(steps)
            if undone is None:
                return False
            step = Step(
                number=number, kind="redo", answer=undone[1].answer, undoes=undone[0].number
            )
        else:
            step = answered(number, move)
        self.clock += 1
        self.steps.setdefault(sentence, []).append((self.clock, step))
        return True


SENTENCES = st.integers(1, 3)
MOVES = st.lists(
    st.tuples(st.sampled_from(["fact", "denial", "undo", "redo"]), SENTENCES), max_size=40
)


def after(moves) -> Sentences:
    document = Sentences()
    for move, sentence in moves:
        document.do(move, sentence)
    return document


@given(MOVES)
def test_any_mix_of_answers_undos_and_redos_behaves_like_two_stacks(moves):
    document = Sentences()
    standing: dict[int, list[Answer]] = {1: [], 2: [], 3: []}
    undone: dict[int, list[Answer]] = {1: [], 2: [], 3: []}
    for move, sentence in moves:
        could = document.do(move, sentence)
        here, gone = standing[sentence], undone[sentence]
        if move == "undo":
            assert could == bool(here)
            if could:
                gone.append(here.pop())
        elif move == "redo":
            assert could == bool(gone)
            if could:
                here.append(gone.pop())
        else:
            here.append(says(move))
            gone.clear()
        assert document.answer(sentence) == (here[-1] if here else OPEN)
        assert replayed(document.of(sentence)).answer == document.answer(sentence)


@given(MOVES, SENTENCES)
def test_undo_and_then_redo_changes_nothing(moves, sentence):
    document = after(moves)
    before = document.answer(sentence)
    if document.do("undo", sentence):
        assert document.do("redo", sentence)
    assert document.answer(sentence) == before


@given(MOVES, SENTENCES)
def test_a_new_answer_leaves_nothing_to_redo_on_its_sentence(moves, sentence):
    document = after(moves)
    others = [turn for turn in turns(document.steps).redo if turn.sentence != sentence]
    document.do("fact", sentence)
    assert list(turns(document.steps).redo) == others


@given(MOVES, st.sampled_from(["undo", "redo"]))
def test_what_the_desk_is_told_is_what_undo_and_redo_then_do(moves, way):
    """All the way back, or forth: each turn, the last first, does what the desk expects."""
    document = after(moves)
    told = list(getattr(turns(document.steps), way))
    while told:
        turn = told.pop()
        assert document.do(way, turn.sentence)
        assert document.answer(turn.sentence) == turn.answer
        assert list(getattr(turns(document.steps), way)) == told
    assert not any(document.do(way, sentence) for sentence in (1, 2, 3))


def test_the_last_thing_done_is_the_first_to_be_undone_also_when_it_was_redone():
    document = after([("fact", 1), ("denial", 2), ("undo", 2), ("denial", 1), ("redo", 2)])
    assert [turn.sentence for turn in turns(document.steps).undo] == [1, 1, 2]
    assert turns(document.steps).redo == ()
    document.do("undo", 1)
    assert turns(document.steps).redo == (Turn(sentence=1, answer=says("denial")),)


def test_no_more_than_the_newest_steps_are_told():
    document = after([("fact", number) for number in range(LONGEST + 20)])
    told = turns(document.steps).undo
    assert (len(told), told[0].sentence) == (LONGEST, 20)


def test_marks_survive_the_way_to_json_and_back():
    marks = (
        Mark(
            label="denial",
            spans=(
                Span(role="cue", start=1, end=3, text="né"),
                Span(role="source", start=4, end=5, text="x", is_machine_made=True),
            ),
        ),
        Mark(label="fact"),
    )
    assert from_json(to_json(marks)) == marks
    assert to_json(marks)[0]["spans"] == [
        {"role": "cue", "start": 1, "end": 3, "text": "né"},
        {"role": "source", "start": 4, "end": 5, "text": "x", "is_machine_made": True},
    ]


def test_the_chain_depends_on_every_fact_and_on_the_step_before():
    hashes = {
        chain("", {"a": 1}),
        chain("", {"a": 2}),
        chain("x", {"a": 1}),
        chain("", {"a": 1, "b": None}),
    }
    assert len(hashes) == 4
    assert chain("", {"a": 1, "b": 2}) == chain("", {"b": 2, "a": 1})


@given(
    note=st.text(),
    marks=st.lists(st.dictionaries(st.text(), st.text() | st.integers())),
    annotation=st.integers(1),
    submission=st.uuids(),
)
def test_first_steps_alike_are_chained_as_each_alone(note, marks, annotation, submission):
    alike = {"number": 1, "note": note, "marks": marks, "undoes": None}
    whole = alike | {"annotation": annotation, "submission": str(submission)}
    assert first_steps(alike)(annotation, submission) == chain("", whole)
