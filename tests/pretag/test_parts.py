from hypothesis import given
from hypothesis import strategies as st

from annotator.pretag.parts import parts


def split(*sizes: int, most: int = 3, sentences: int = 100) -> list[list[int]]:
    return list(parts(list(enumerate(sizes)), most=most, sentences=sentences))


def test_a_run_has_no_more_documents_than_it_may():
    assert split(1, 1, 1, 1) == [[0, 1, 2], [3]]


def test_a_run_ends_before_it_has_too_many_sentences():
    assert split(60, 40, 1) == [[0, 1], [2]]


def test_a_very_long_document_is_a_run_of_its_own():
    assert split(10, 5000, 10) == [[0], [1], [2]]


@given(st.lists(st.integers(0, 300), max_size=50))
def test_no_document_is_lost_doubled_or_moved(sizes):
    assert [document for part in split(*sizes) for document in part] == list(range(len(sizes)))
