from hypothesis import given
from hypothesis import strategies as st

from annotator.gold.vote import Ballot, Verdict, unanimous


def ballot(*labels: str, status: str = "answered") -> Ballot:
    return Ballot(status=status, labels=frozenset(labels))


def test_what_all_say_alike_is_settled():
    assert unanimous([ballot("denial", "attribution")] * 2, overlap=2) == Verdict(
        labels=("attribution", "denial"), is_article_text=True, answers=2
    )


def test_a_sentence_is_open_until_all_have_answered():
    assert unanimous([ballot("denial")], overlap=2) is None
    assert unanimous([], overlap=1) is None


def test_a_sentence_is_open_when_the_answers_differ_by_one_label():
    assert unanimous([ballot("denial"), ballot("denial", "attribution")], overlap=2) is None


def test_a_skipped_sentence_is_open_even_if_all_skipped_it():
    assert unanimous([ballot(status="skipped")] * 2, overlap=2) is None
    assert unanimous([ballot("fact"), ballot(status="skipped")], overlap=2) is None


def test_what_all_call_clutter_is_settled_as_not_article_text():
    assert unanimous([ballot(status="not_article_text")] * 2, overlap=2) == Verdict(
        labels=(), is_article_text=False, answers=2
    )


BALLOTS = st.lists(
    st.builds(
        Ballot,
        status=st.sampled_from(["answered", "skipped", "not_article_text"]),
        labels=st.frozensets(st.sampled_from(["fact", "denial"]), max_size=2),
    ),
    max_size=5,
)


@given(BALLOTS, st.integers(1, 4))
def test_a_verdict_never_says_what_somebody_did_not(ballots, overlap):
    verdict = unanimous(ballots, overlap=overlap)
    if verdict:
        assert len(ballots) == verdict.answers >= overlap
        assert {one.labels for one in ballots} == {frozenset(verdict.labels)}


@given(st.permutations([ballot("fact"), ballot("fact"), ballot("denial")]))
def test_the_order_of_the_answers_does_not_matter(ballots):
    assert unanimous(ballots, overlap=3) is None
