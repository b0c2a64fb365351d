"""Splitting a paragraph into sentences. All examples are invented."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.ingest.sentences import split


def texts(paragraph: str) -> list[str]:
    return [paragraph[start:end] for start, end in split(paragraph)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ferry was late.", "Nobody was told why."],
        ["Mr. Oduya met Lt. Gen. Harrow of the U.S. Army.", "They spoke for an hour."],
        ["The firm is based in the U.S.", "It employs 40 people."],
        ["The U.S. Treasury declined to comment."],
        ["She joined Brask Inc. in May.", "He left Velder Corp.", "The two still talk."],
        ["J. K. Marlow and D.T. Reyes wrote the report.", "It was never published."],
        ["The talks begin at 9 a.m. Monday.", "They end at 5 p.m. EST.", "Nobody expects a deal."],
        ["At 7 a.m. Dr. Ibsen opened the ward.", "It closed at 6 p.m.", "Mr. Lund said why."],
        ["The vote was on Jan. 12, 2031.", "It failed."],
        ["Prices rose 3.5 percent to $1.25.", "Wages did not."],
        ["KYIV (Wire) - The bridge was reopened on Friday.", "Traffic is slow."],
        ["PALM BAY, Fla. (Wire) — Four boats sank.", "No one was hurt."],
        ["See No. 10 for details.", "No. 1 is the mayor."],
        ["“Is it safe?” asked the mayor.", "“No.”"],
        ["“Is it safe?” Marlow said.", "Nobody answered."],
        ["“Run!” she shouted.", "They ran."],
        ['"We deny it," he said.', '"It is false.', 'It was always false."'],
        ["“It is false.", "It was always false.”", "He sat down."],
        ["“The matter … is closed,” he said.", "“I meant that…” she began."],
        ["I never said that....", "She left."],
        ["He waited ... then left.", "Nobody saw him."],
        ["(The ministry disagreed.)", "It was over."],
        ["Write to desk@example.org or see https://example.org/a.b.", "Both are read."],
        ["A phone cost $900.", "iPhone sales fell."],
        ["1. The first point.", "2. The second point."],
        ["• Bread", "• Salt"],
        ["A ferry passes the terminal in Velder", "Photo: Ada Marlow."],
        ["The council chamber”", "Image: Ada Marlow / The Harbour Post"],
        ["A ferry passes the terminal (Photo: Ada Marlow)"],
        ["The caption says Photo: Ada Marlow took it.", "He denied that."],
        ["The harbour closed.[4]", "Ships waited."],
        ["橋は閉鎖された。", "誰も知らなかった。"],
        ["Was it a hoax?!", "Yes."],
        ["The flood 🌊 came at night.", "𝒜ll were asleep."],
    ],
    ids=lambda sentences: sentences[0][:40],
)
def test_a_paragraph_is_split_where_its_sentences_end(sentences: list[str]) -> None:
    glue = "" if sentences[0].endswith("。") else " "
    assert texts(glue.join(sentences)) == sentences


def test_offsets_count_code_points() -> None:
    assert split("𝒜🌊 sank. It rose.") == [(0, 8), (9, 17)]


def test_surrounding_whitespace_belongs_to_no_sentence() -> None:
    assert split("  It rained.\t\u00a0 It stopped. \n") == [(2, 12), (15, 26)]


def test_a_blank_paragraph_has_no_sentence() -> None:
    assert split(" \t\n") == []


@given(
    st.one_of(
        st.text(),
        st.text(alphabet=" .!?…\"'”“()[]1aA•-:\n"),
        st.lists(
            st.sampled_from(["Mr.", "U.S.", "a.m.", "1.", "2)", "“No.”", "...", ". . .", "•", "It"])
        ).map(" ".join),
    )
)
@example('No. " . A')
def test_sentences_are_trimmed_ordered_and_lose_nothing(paragraph: str) -> None:
    spans = split(paragraph)
    assert all(paragraph[start:end] == paragraph[start:end].strip() != "" for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {offset for start, end in spans for offset in range(start, end)}
    assert [i for i, c in enumerate(paragraph) if not c.isspace() and i not in covered] == []


@pytest.mark.parametrize("unit", ["Mr. ", ".", '"', "1. ", "U.S. ", "a" * 10, " ", "• "])
def test_a_megabyte_takes_seconds_at_most(unit: str) -> None:
    # No clock: were the time quadratic, this would take hours.
    assert len(split("x" + unit * (1_000_000 // len(unit)) + "x")) > 0


def test_a_quotation_may_be_kept_whole():
    text = 'Ana said: “It is late. Nobody came! We go.” Bo left. He said "Wait. Now." twice. “Open end. Yes.'
    assert [text[a:b] for a, b in split(text, quotes="keep")] == [
        "Ana said: “It is late. Nobody came! We go.”",
        "Bo left.",
        'He said "Wait. Now." twice.',
        "“Open end.",
        "Yes.",
    ]


@given(st.text(alphabet='ab. “”"«»!A', max_size=80))
def test_keeping_quotations_whole_only_joins(text):
    joined, cut = split(text, quotes="keep"), split(text)
    assert {start for start, _ in joined} <= {start for start, _ in cut}
    assert {end for _, end in joined} <= {end for _, end in cut}
    assert "".join(text.split()) == "".join("".join(text[a:b] for a, b in joined).split())


def test_other_languages_are_cut_by_their_own_rules():
    text = "Am 3. Mai kam Dr. Lang. Er ging."
    assert [text[a:b] for a, b in split(text, language="de")] == [
        "Am 3. Mai kam Dr. Lang.",
        "Er ging.",
    ]
