"""Bytes into text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.decode import decode, normalise
from annotator.ingest.refusals import UnreadableInput

TEXT = "“Café” cost €5 — the mayor said."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"),
        (TEXT * 3).encode("utf-16-le"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16-le mark", "utf-16-be mark", "utf-32", "no mark", "cp1252"],
)
def test_the_usual_encodings_are_read(data: bytes) -> None:
    assert decode(data).replace(TEXT, "") == ""


def test_a_declared_charset_is_believed_when_it_is_not_utf_8() -> None:
    assert decode("Привет, мир".encode("koi8-r"), declared="koi8-r") == "Привет, мир"


def test_an_unknown_declared_charset_is_ignored() -> None:
    assert decode(TEXT.encode("cp1252"), declared="x-no-such") == TEXT


def test_one_spoilt_byte_does_not_spoil_a_page_of_utf_8() -> None:
    assert decode(TEXT.encode() + b"\xff") == TEXT + "\ufffd"


def test_line_breaks_become_newlines() -> None:
    assert decode("a\r\nb\rc\x85d\n".encode()) == "a\nb\nc\nd\n"


def test_lone_surrogates_and_nul_are_replaced_in_text() -> None:
    assert normalise("a\ud800b\x00c🌊") == "a\ufffdb\ufffdc🌊"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"a\x00\x01b\x00"]
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        decode(data)


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableInput:
        return
    assert "\x00" not in text
    assert text.encode().decode() == text


def test_a_codec_that_is_no_charset_is_not_used_because_a_page_names_it() -> None:
    assert decode("Zürich \\x41".encode("latin-1"), declared="unicode_escape") == "Zürich \\x41"
    assert decode("Zürich".encode("latin-1"), declared="ISO-8859-1") == "Zürich"
