import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest.readers import READERS
from annotator.ingest.readers.values import GivenLabel, Mapping, Problem, Record
from annotator.ingest.refusals import UnreadableInput, UnsupportedFile
from tests.ingest.readers.samples import jsonl, problems, read, records, rows_of

HEAD = b"id,title,text\n"


def rows(body: bytes) -> list:
    return rows_of("a.csv", HEAD + body, mapping=Mapping(title="title", text="text"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'1,"broken,x\n2,b,Two\n3,c,Three\n', [(2, "bad-quoting"), (3, "Two"), (4, "Three")]),
        (b'1,"broken,x\n2,"b",Two\n3,c,Three\n', [(2, "bad-quoting"), (3, "Two"), (4, "Three")]),
        (b'1,"broken,x\n"2","b","Two"\n', [(2, "bad-quoting"), (3, "Two")]),
        (b'1,a,One\n2,b,"broken', [(2, "One"), (3, "bad-quoting")]),
        (b'1,a,"broken "quote" in it"\n2,b,Two\n', [(2, "bad-quoting"), (3, "Two")]),
        (
            b'1,a,"He "said\nmore, of it\nand the end"\n2,b,"Two\nlines"\n',
            [(2, "bad-quoting"), (3, "Two\nlines")],
        ),
        (b"1,a,b,c\n2,b,Two\n", [(2, "wrong-column-count"), (3, "Two")]),
        (b"1,a\n2,b,Two\n", [(2, "wrong-column-count"), (3, "Two")]),
        (b"1,a,One,,\n", [(2, "One")]),
        (b"\n,,\n 1,a,One\n", [(3, "empty-row"), (4, "One")]),
        (b'1,a,One\n,,\n\n" ",,\n5,b,Two\n,,,,\n,,\n\n', [
            (2, "One"), (3, "empty-row"), (5, "empty-row"), (6, "Two"), (7, "empty-row"), (8, "empty-row"),
        ]),
        (b'1,"broken,x\n,,\n3,c,Three\n', [(2, "bad-quoting"), (3, "empty-row"), (4, "Three")]),
        (b"1,a,\n", [(2, "no-text")]),
        ('1,a,Ünder\n2,b,"\n3,c,Three'.encode(), [(2, "Ünder"), (3, "bad-quoting"), (4, "Three")]),
        ("1,ä,Ü\n2,b,\xff\n3,c,Three".encode("latin-1") * 0 + "1,ä,Ü\n".encode() + b"2,b,\xff\n3,c,T",
         [(2, "Ü"), (3, "not-text"), (4, "T")]),
        (b'1,a,"One\r\nmore\rstill"\r\n2,b,T\x00wo\r\n', [(2, "One\nmore\nstill"), (3, "T\ufffdwo")]),
        (b'1,a,6" pipe\n', [(2, '6" pipe')]),
    ],
)  # fmt: skip
def test_a_bad_row_is_one_problem_and_costs_no_other(body: bytes, expected: list) -> None:
    assert rows(body) == expected


def test_one_broken_quote_does_not_swallow_5000_rows() -> None:
    body = b"".join(b"%d,t,Text %d\n" % (n, n) for n in range(5000))
    found = rows(b'0,"broken,text\n' + body)
    assert (found[0], len(found)) == ((2, "bad-quoting"), 5001)


def test_a_cell_larger_than_an_article_is_one_problem() -> None:
    assert rows(b'1,a,"' + b"x\n" * 5_300_000 + b'"\n2,b,Two\n') == [(2, "too-large"), (3, "Two")]


def test_a_line_of_17_mib_is_one_problem() -> None:
    body = b"1,a," + b"x" * (17 * 2**20) + b"\n2,b,Two\n"
    assert rows(body) == [(2, "line-too-long"), (3, "Two")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_file(delimiter: str) -> None:
    lines = ["title,text", 'One,"First; of | two\tand, more"', "Two,Second"]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows(csv.reader(lines))
    data = buffer.getvalue().encode()
    assert rows_of("a.csv", data) == [(2, "First; of | two\tand, more"), (3, "Second")]
    assert READERS["csv"].preview(io.BytesIO(data), name="a.csv").delimiter == delimiter


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encoding_is_told_from_the_file(encoding: str) -> None:
    data = "Titel;Inhalt\nÜber “uns”;Schöne Grüße\n".encode(encoding)
    (record,) = records("a.csv", data)
    assert (record.title, record.content) == ("Über “uns”", "Schöne Grüße")


def test_other_habits_of_writing_tables_are_read() -> None:
    assert rows_of("a.csv", b'title,text\nOne,"He said \\"no\\" twice"\n') == [
        (2, 'He said "no" twice')
    ]
    assert rows_of("a.tsv", b'title\ttext\nOne\t"Unclosed\nTwo\tSecond\n') == [
        (2, '"Unclosed'),
        (3, "Second"),
    ]
    assert rows_of("a.csv", b"text\nOne, and more\nTwo\n") == [(2, "One, and more"), (3, "Two")]
    assert rows_of("a.csv", b"title,text\rOne,First\rTwo,Second\r") == [(2, "First"), (3, "Second")]
    assert rows_of("a.txt", b"title\ttext\nOne\tFirst\n") == [(2, "First")]


def test_a_table_without_names_of_columns_has_numbers() -> None:
    data = b"1,2024-05-01,The bridge over the river opened on Monday.\n"
    (record,) = records("a.csv", data)
    assert (record.row, record.content) == (1, "The bridge over the river opened on Monday.")
    assert record.metadata == {"column 1": "1", "column 2": "2024-05-01"}


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    assert rows_of("a.csv", b"\n;;\ntitle;text;note\nOne;First;\n;;\n\nTwo;Second;\n") == [
        (4, "First"),
        (5, "empty-row"),
        (7, "Second"),
    ]
    assert rows_of("a.csv", b";;\n\n1;2024-05-01;The bridge over the river opened.\n;;\n") == [
        (1, "empty-row"),
        (3, "The bridge over the river opened."),
        (4, "empty-row"),
    ]


def test_an_empty_line_of_a_single_column_is_no_row_and_an_empty_cell_is_one() -> None:
    data = b'text\nOne.\n\n""\n  \nTwo.\n\n'
    assert rows_of("a.csv", data) == [(2, "One."), (4, "empty-row"), (6, "Two.")]


def test_empty_rows_do_not_cut_an_article_given_by_sentences() -> None:
    data = b"doc_id,sentence\na,One.\n,\n\na,Two.\n,\nb,Three.\n"
    found = [item for item, _ in read("a.csv", data)]
    assert [one.sentences for one in found if isinstance(one, Record)] == [
        ("One.", "Two."),
        ("Three.",),
    ]
    assert [one.row for one in found if isinstance(one, Problem)] == [3, 6]


def test_columns_are_guessed_from_rows_that_are_filled() -> None:
    data = HEAD + b",,\n" * 30 + b"1,a,One\n"
    preview = READERS["csv"].preview(io.BytesIO(data), name="a.csv")
    assert preview.rows == (("1", "a", "One"),)


def test_columns_of_one_name_are_told_apart() -> None:
    (record,) = records("a.csv", b"text,note,note,\nOne,a,b,c\n")
    assert record.metadata == {"note": "a", "note (2)": "b", "column 4": "c"}


def test_sentences_in_a_cell_are_a_list_in_json_or_python_or_lines() -> None:
    cells = ['["One.", "Two’s."]', "['One.', \"Two’s.\"]", "One.\nTwo’s."]
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["sentences"], *([cell] for cell in cells)])
    found = records("a.csv", buffer.getvalue().encode())
    assert [record.sentences for record in found] == [("One.", "Two’s.")] * 3


def test_rows_of_one_document_are_one_article() -> None:
    data = b"doc_id,sentence,label\na,One.,fact\na,Two.,denial|fact\nb,Three.,\n"
    first, second = records("a.csv", data)
    assert first.sentences == ("One.", "Two.")
    assert first.labels == (
        GivenLabel(sentence=0, label="fact"),
        GivenLabel(sentence=1, label="denial"),
        GivenLabel(sentence=1, label="fact"),
    )
    assert (second.sentences, second.metadata) == (("Three.",), {"doc_id": "b"})


def test_what_rows_of_one_document_tell_is_the_first_of_each_and_the_rest_where_they_agree() -> (
    None
):
    data = (
        b"doc_id,sentence,title,outlet,desk,day\n"
        b"a,One.,,Daily,north,1\n"
        b"a,Two.,Bridge,Daily,north,1\n"
        b"a,Three.,Bridge,Daily,north,1\n"
        b"a,Four.,Tunnel,,north,2\n"
        b"a,Five.,Tunnel,,north,1\n"
    )
    (record,) = records("a.csv", data)
    assert (record.title, record.outlet) == ("Bridge", "Daily")
    assert record.metadata == {"doc_id": "a", "desk": "north"}
    assert len(record.sentences) == 5
    lines = jsonl(*({"doc_id": "a", "sentence": one, "": one} for one in ("One.", "Two.")))
    (record,) = records("a.jsonl", lines)
    assert (record.sentences, record.metadata) == (("One.", "Two."), {"doc_id": "a"})


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(UnreadableInput):
        read("a.csv", b"\n\n")
    with pytest.raises(UnreadableInput):
        read("a.csv", b'"a,b\nc,d\n')


def test_our_own_csv_is_refused_with_a_better_way() -> None:
    with pytest.raises(UnsupportedFile, match="JSON Lines"):
        read("a.csv", b"document_sha256,sentence_id,sentence_text,gold_method\na,1,b,c\n")


def test_problems_name_row_and_excerpt() -> None:
    (found,) = problems("a.csv", HEAD + b'1,"broken,x\n2,b,Two\n')
    assert (found.where, found.row, found.excerpt) == ("a.csv", 2, '1,"broken,x')


ROW = st.sampled_from(["a,One", "b,Two", ",", " ,", "", " ", ",,,", 'c,"', "d,x,y", '"",""'])


@given(st.lists(ROW, max_size=12), st.sampled_from(["title,text", "doc_id,sentence"]))
def test_each_row_of_a_table_is_accounted_for_from_any_cursor(lines, head: str) -> None:
    data = "\n".join([head, *lines, ""]).encode()
    items = read("a.csv", data)
    for index, (_, cursor) in enumerate(items, start=1):
        assert read("a.csv", data, cursor=cursor) == items[index:]
    if head == "title,text" and not any('"' in line for line in lines if line != '"",""'):
        # A row an item, and its number is that of its line.
        assert [item.row for item, _ in items] == [
            number for number, line in enumerate(lines, start=2) if line.strip()
        ]


CELL = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n,;\"'|\t")
)


@given(st.lists(st.tuples(CELL, CELL.filter(str.strip)), min_size=1, max_size=8), st.booleans())
def test_every_row_that_was_written_is_read(cells, quote_all: bool) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerows([("note", "text", "more"), *((*row, "x") for row in cells)])
    data = buffer.getvalue().encode()
    found = records("a.csv", data, mapping=Mapping(text="text"))
    assert [(one.metadata.get("note", ""), one.content) for one in found] == cells
