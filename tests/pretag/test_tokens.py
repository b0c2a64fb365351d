"""Tokens and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.pretag.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("The U.S. paid $4,000.50.", ["The", "U.S.", "paid", "$", "4,000.50", "."]),
        ("It didn’t, she said.", ["It", "didn’t", ",", "she", "said", "."]),
        ("Mr. Ober’s co-owner", ["Mr.", "Ober’s", "co-owner"]),
        ("“Go,” he said", ["“", "Go", ",", "”", "he", "said"]),
    ],
)
def test_words_keep_their_inner_marks(text: str, raw: list[str]) -> None:
    assert tokenise(text).raw == raw


@given(st.text(max_size=200))
def test_tokens_quote_the_text_in_order_and_leave_out_only_space(text: str) -> None:
    tokens = tokenise(text)

    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.raw
    assert "".join(tokens.raw) == "".join(text.split())
