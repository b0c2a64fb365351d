"""What holds for every format."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import RuleBroken
from annotator.ingest.readers import READERS, detect
from annotator.ingest.readers.limits import HEAD
from annotator.ingest.readers.values import Problem, Record
from tests.ingest.readers.samples import FILES, read

EACH = pytest.mark.parametrize(("name", "data"), FILES.values(), ids=FILES.keys())


def test_every_reader_has_a_file_here() -> None:
    found = {detect(name, data[:HEAD]).name for name, data in FILES.values()}
    assert found == set(READERS)


@EACH
def test_a_record_is_read_from_it(name: str, data: bytes) -> None:
    assert [item for item, _ in read(name, data) if isinstance(item, Record)]


@EACH
def test_reading_goes_on_from_any_cursor_with_exactly_the_rest(name: str, data: bytes) -> None:
    items = read(name, data)
    for index, (_, cursor) in enumerate(items, start=1):
        kept = json.loads(json.dumps(cursor))
        assert read(name, data, cursor=kept) == items[index:], (index, cursor)


@EACH
def test_the_same_file_gives_the_same_items(name: str, data: bytes) -> None:
    assert read(name, data) == read(name, data)


@EACH
def test_a_preview_is_of_the_same_file_and_leaves_it_readable(name: str, data: bytes) -> None:
    file = io.BytesIO(data)
    reader = detect(name, data[:HEAD])
    preview = reader.preview(file, name=name)
    assert len(preview.rows) <= 5
    assert all(len(row) == len(preview.columns) for row in preview.rows)
    assert bool(preview.columns) == (reader.has_columns or name in ("all.zip", "articles.jsonl.gz"))
    assert list(reader.read(file, name=name)) == read(name, data)


@EACH
def test_what_is_read_can_be_stored(name: str, data: bytes) -> None:
    for item, _ in read(name, data):
        if isinstance(item, Problem):
            assert item.excerpt.isprintable()
            assert len(item.excerpt) <= 200
            assert item.message
        else:
            texts = [item.title, item.outlet, item.url, item.author, *item.sentences]
            texts += [item.content] if isinstance(item.content, str) else []
            assert not any("\x00" in text or "\r" in text for text in texts)
            assert all(text.encode().decode() == text for text in texts)


@EACH
@settings(max_examples=50)
@given(st.data())
def test_a_spoilt_file_is_refused_or_read_and_never_crashes(name: str, data: bytes, draw) -> None:
    spoilt = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data) - 1))
        spoilt[at : at + draw.draw(st.integers(0, 3))] = draw.draw(st.binary(max_size=3))
    cut = draw.draw(st.integers(0, len(spoilt)))
    for one in (bytes(spoilt), bytes(spoilt[:cut])):
        try:
            items = read(name, one)
        except RuleBroken:
            continue
        for index, (_, cursor) in enumerate(items[:20], start=1):
            assert read(name, one, cursor=cursor) == items[index:]


@given(st.binary(max_size=300), st.sampled_from([name for name, _ in FILES.values()]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        read(name, data)
    except RuleBroken:
        return


@given(
    st.text(alphabet="{}[]\",:\n\\ ae1\t;|'\x00\ud800", max_size=80),
    st.sampled_from(["x.csv", "x.jsonl", "x.json", "x.tsv", "x.txt", "x"]),
)
def test_text_full_of_syntax_is_read_or_refused_and_resumed(text: str, name: str) -> None:
    data = text.encode(errors="surrogatepass")
    try:
        items = read(name, data)
    except RuleBroken:
        return
    for index, (_, cursor) in enumerate(items, start=1):
        assert read(name, data, cursor=cursor) == items[index:]
