"""Reading ahead changes nothing: the same batches, from the same cursors, whatever goes wrong."""

import io
import json
import threading
from uuid import uuid4

import pytest

from annotator.ingest import batches, taking
from annotator.ingest.shelf import Shelf

ROWS = 16
FILE = "\n".join(
    json.dumps({"text": f"Pier {n} was painted on Monday. It had been grey."}) for n in range(ROWS)
).encode()
PASTES = "\n".join(
    json.dumps({"pasted": f"Pier {n} was painted on Monday by four men.", "outlet": "The Sound"})
    for n in range(ROWS)
).encode()


@pytest.fixture(autouse=True)
def threes(monkeypatch):
    """Batches of three rows."""
    monkeypatch.setattr(batches, "ROWS", 3)


@pytest.fixture
def taken_by(monkeypatch):
    """Which rows were taken by this thread ("here") and which by another ("ahead")."""
    of_record, told = taking.of_record, {"here": [], "ahead": []}

    def watched(record, **given):
        is_here = threading.current_thread() is threading.main_thread()
        told["here" if is_here else "ahead"].append(record.row)
        return of_record(record, **given)

    monkeypatch.setattr(taking, "of_record", watched)
    return told


class Given:
    """A shelf, and the file it reads."""

    def __init__(self, content: bytes = FILE) -> None:
        self.shelf, self.of, self.content = Shelf(), uuid4(), content
        self.asked: list[str] = []

    def next(self, cursor, *, at_most=None):
        return self.shelf.next(
            self.of,
            cursor,
            opened=lambda: batches.Reading(
                lambda: io.BytesIO(self.content),
                format="jsonl",
                name="a.jsonl",
                mapping=None,
                cursor=cursor,
            ),
            lines=self._lines,
            outlet="",
            at_most=at_most,
        )

    def all(self, *, looks_ahead: bool):
        found: list[batches.Batch] = []
        cursor = None
        while not found or not found[-1].is_last:
            found.append(self.next(cursor))
            cursor = found[-1].cursor
            if looks_ahead:
                self.shelf.look_ahead()
        return found

    def _lines(self, outlet):
        assert threading.current_thread() is threading.main_thread()
        self.asked.append(outlet)
        return []


@pytest.mark.parametrize("content", [FILE, PASTES])
def test_what_is_read_ahead_is_what_would_have_been_read(content):
    assert Given(content).all(looks_ahead=True) == Given(content).all(looks_ahead=False)


def test_all_but_the_first_batch_is_read_ahead(taken_by):
    Given().all(looks_ahead=True)
    assert taken_by == {"here": [1, 2, 3], "ahead": list(range(4, ROWS + 1))}


def test_pastes_that_need_the_store_are_not_read_ahead(taken_by):
    given = Given(PASTES)
    given.all(looks_ahead=True)
    assert taken_by == {"here": list(range(1, ROWS + 1)), "ahead": []}
    assert given.asked == ["The Sound"] * 6


def test_what_was_read_ahead_counts_for_nothing_if_another_batch_is_asked_for():
    given = Given()
    first = given.next(None)
    given.shelf.look_ahead()
    again = given.next(None)
    assert again == first
    given.shelf.look_ahead()
    second = given.next(first.cursor, at_most=1)
    assert [one.row for one in second.taken] == [4]
    assert [one.row for one in given.next(second.cursor).taken] == [5, 6, 7]


def test_another_file_is_not_taken_for_this_one():
    given, other = Given(), Given(FILE.replace(b"Pier", b"Quay"))
    other.shelf = given.shelf
    first = given.next(None)
    given.shelf.look_ahead()
    assert other.next(None).taken[0].article.text != first.taken[0].article.text
    assert [one.row for one in given.next(first.cursor).taken] == [4, 5, 6]


def test_after_a_worker_ended_rows_are_taken_apart_until_all_it_had_have_passed(
    taken_by, monkeypatch
):
    monkeypatch.setattr(batches, "ROWS", 5)
    given = Given()
    batch = given.next(None, at_most=1)
    rows = [batch.rows]
    while batch.then:
        given.shelf.look_ahead()
        batch = given.next(batch.cursor, at_most=batch.then)
        rows.append(batch.rows)
    assert rows == [1, 4, ROWS - 5]
    assert taken_by == {"here": [], "ahead": []}


def test_then_batches_are_read_ahead_again(taken_by):
    given = Given()
    batch = given.next(None, at_most=4)
    assert batch.then is None
    given.shelf.look_ahead()
    assert taken_by["ahead"] == []
    batch = given.next(batch.cursor)
    given.shelf.look_ahead()
    given.next(batch.cursor)
    assert taken_by["ahead"] == [8, 9, 10]


def test_no_second_large_batch_is_held(monkeypatch, taken_by):
    monkeypatch.setattr("annotator.ingest.shelf.MOST_BESIDE", 10)
    Given().all(looks_ahead=True)
    assert taken_by["ahead"] == []


def test_what_goes_wrong_ahead_goes_wrong_when_its_turn_comes(monkeypatch):
    given = Given()
    first = given.next(None)

    def broken(*_, **__):
        raise MemoryError

    read = batches.read
    monkeypatch.setattr(batches, "read", broken)
    given.shelf.look_ahead()
    with pytest.raises(MemoryError):
        given.next(first.cursor)
    monkeypatch.setattr(batches, "read", read)
    assert [one.row for one in given.next(first.cursor).taken] == [4, 5, 6]
