import gzip
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.ingest.test_actions import CLUTTERED
from tests.world import ARTICLE, ELSEWHERE

PAGE = (
    "<html lang='en'><head><title>Pier painted | The Sound</title></head><body><nav>Menu</nav>"
    "<article><h1>Pier painted</h1>"
    "<p>The pier was painted on Monday by a crew of four men from the town.</p>"
    "<p>It had been grey for thirty years, and many people liked it grey.</p>"
    "</article></body></html>"
)


def extract(*words: str) -> str:
    out = StringIO()
    call_command("extract", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def batch(tmp_path, records, name="in.jsonl") -> list[dict]:
    source, out = tmp_path / name, tmp_path / "out.jsonl"
    text = "".join(json.dumps(record) + "\n" for record in records)
    source.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    extract("--batch", str(source), "--out", str(out), "--workers", "1")
    return [json.loads(line) for line in out.read_text().splitlines()]


def test_one_input_is_told_line_by_line_and_nothing_is_stored(tmp_path):
    path = tmp_path / "paste.txt"
    path.write_text(CLUTTERED)
    told = json.loads(extract(str(path), "--json", "--outlet", "The Sound"))
    assert (told["title"], told["outlet"]) == ("Ferry firm denies overloading claim", "The Sound")
    assert [line["is_kept"] for line in told["lines"]] == [False] * 2 + [True] * 4 + [False] * 2
    assert all(line["reason"] for line in told["lines"])
    assert [told["text"][a:b] for a, b in told["sentences"]][2] == "The firm denied the charge."
    assert "drop    1  Subscribe" in extract(str(path))


def test_clean_text_is_only_split(tmp_path):
    path = tmp_path / "clean.txt"
    text = f"  Share this\n{ARTICLE}"
    path.write_text(text)
    told = json.loads(extract(str(path), "--json", "--as", "clean"))
    assert told["text"] == text
    assert [text[a:b] for a, b in told["sentences"]][:2] == [
        "Share this",
        "Ferry firm denies overloading claim",
    ]


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz"])
def test_a_batch_gives_a_row_for_each_row_in_the_same_order(tmp_path, name):
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    rows = batch(
        tmp_path,
        [
            {"id": "a", "pasted": CLUTTERED},
            {"id": "b", "html": PAGE, "url": "https://sound.example/pier"},
            {"id": "c", "html_path": "page.html.gz"},
            {"id": "d", "clean": ARTICLE},
        ],
        name,
    )
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["title"] for row in rows[:3]] == [
        "Ferry firm denies overloading claim",
        "Pier painted",
        "Pier painted",
    ]
    for row in rows:
        assert all(row["text"][a:b].strip() == row["text"][a:b] for a, b in row["sentences"])


def test_a_bad_row_is_named_and_the_others_go_on(tmp_path):
    rows = batch(
        tmp_path,
        [
            {"id": 1},
            {"id": 2, "html_path": "gone.html"},
            {"id": 3, "pasted": " "},
            {"id": 4, "clean": "x"},
        ],
    )
    assert [(row["id"], row["text"]) for row in rows] == [(1, ""), (2, ""), (3, ""), (4, "x")]


def test_what_cannot_be_read_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        extract(str(tmp_path / "gone.txt"))
    (tmp_path / "x.txt").write_bytes(b"%PDF-1.7 \x00")
    with pytest.raises(CommandError, match=r"x\.txt: This is a PDF"):
        extract(str(tmp_path / "x.txt"))
    with pytest.raises(CommandError, match="Name a file"):
        extract()


def test_what_an_outlet_repeats_on_its_pages_is_no_article_text(tmp_path):
    boast = "The Sound has told the truth about this coast since the first boat was built."
    quarry = "\n\n".join(
        [
            ELSEWHERE,
            "Drivers in the upper valley said on Monday that they had waited for it all winter.",
            "The county paid for a new road, and the owner of the quarry for a bridge across it.",
        ]
    )
    ferry = f"{ARTICLE}\nThe council meets on Friday, and hears both sides before it decides on it."
    records = [
        {"id": n, "pasted": f"{text}\n{boast}\n", "outlet": "The Sound"}
        for n, text in enumerate((ferry, quarry))
    ]
    alone = [{**record, "outlet": f"outlet {record['id']}"} for record in records]
    assert [boast in row["text"] for row in batch(tmp_path, alone)] == [True, True]
    assert [boast in row["text"] for row in batch(tmp_path, records)] == [False, False]
