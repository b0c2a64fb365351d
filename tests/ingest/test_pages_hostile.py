"""Pages that would exhaust a reader, and pages whose scripts have not run."""

import time

import pytest

from annotator.ingest import pages, visible

TEXT = "The harbour council voted on Tuesday to close the old terminal, which had served for years."


@pytest.mark.parametrize(
    "source",
    [
        ("<div>" * 200 + f"<p>{TEXT}</p>") * 300,
        "<span>" * 300_000 + TEXT,
        "<table><tr><td>" * 5_000 + TEXT,
        f"<p {'a' * 1_000_000}>{TEXT}",
    ],
)
def test_depth_and_length_cost_no_more_than_they_should(source: str) -> None:
    start = time.process_time()
    pages.read(source)
    assert time.process_time() - start < 10


def test_parts_that_react_streams_in_are_read_in_their_places() -> None:
    parts = f'<div hidden id="S:1"><p>{TEXT} First.</p></div><script>$RC("B:1","S:1")</script>'
    body = f'<h1>Terminal closes</h1><template id="B:1"></template><p>{TEXT} Second.</p>'
    read = pages.read(f"<html><body><article>{body}</article>{parts}</body></html>")
    assert [line.text for line in read.lines] == [
        "Terminal closes",
        f"{TEXT} First.",
        f"{TEXT} Second.",
    ]


def test_a_block_is_pruned_with_all_in_it_and_the_text_after_it_stays() -> None:
    tree = visible.parse(
        "<div><ul><li>Home<li>Sport</ul>a tail<p>One <b>two</b></p><p>Three</p></div>"
    )
    assert tree is not None
    view = visible.view(tree)
    visible.prune(view, [line.text not in ("Home", "Sport", "Three") for line in view.lines])
    assert [line.text for line in visible.view(tree).lines] == ["a tail", "One two"]


def test_of_pages_that_show_nothing_nothing_is_pruned() -> None:
    tree = visible.parse("<p></p>")
    assert tree is not None
    visible.prune(visible.view(tree), [])
    assert visible.view(tree).lines == []
