from collections import Counter

from annotator.assign.draw import assistance


def draw(document: int, *, hidden: int = 20, shown: int = 10) -> str:
    return assistance(
        campaign=1, document=document, annotator=7, hidden_percent=hidden, shown_percent=shown
    )


def test_a_pair_draws_the_same_condition_each_time():
    assert {draw(5) for _ in range(10)} == {draw(5)}


def test_the_shares_are_those_the_campaign_asks_for():
    drawn = Counter(draw(document) for document in range(5000))
    assert 850 < drawn["hidden"] < 1150
    assert 400 < drawn["shown"] < 600
    assert drawn["after"] == 5000 - drawn["hidden"] - drawn["shown"]


def test_all_or_nothing_is_all_or_nothing():
    assert {draw(n, hidden=100, shown=0) for n in range(200)} == {"hidden"}
    assert {draw(n, hidden=0, shown=100) for n in range(200)} == {"shown"}
    assert {draw(n, hidden=0, shown=0) for n in range(200)} == {"after"}
