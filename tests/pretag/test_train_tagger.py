"""The commands `train_tagger` and `evaluate_tagger`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotator.pretag.learned import gold, store
from annotator.pretag.taggers.trained import Trained
from tests.pretag import passages


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of thirty small articles."""
    folder = tmp_path_factory.mktemp("model")
    data = passages.write(folder / "data.jsonl", 30)
    call_command("train_tagger", str(data), "--out", str(folder / "out"), "--json")
    return folder


def test_a_model_learns_what_the_data_says(trained: Path) -> None:
    document = next(gold.read(trained / "data.jsonl"))

    found = Trained(trained / "out").tag(document.article)

    assert [candidates[0].label for candidates in found] == [
        marks[0].label for marks in document.marks if marks
    ]


def test_the_same_data_makes_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    call_command("train_tagger", str(trained / "data.jsonl"), "--out", str(tmp_path), "--json")

    assert store.digest(tmp_path) == store.digest(trained / "out")
    assert (tmp_path / store.CARD).read_bytes() == (trained / "out" / store.CARD).read_bytes()


def test_the_card_says_what_was_measured(trained: Path) -> None:
    card = (trained / "out" / store.CARD).read_text("utf-8")

    assert store.digest(trained / "out") in card
    assert "| macro F1 |" in card
    assert "calibration error" in card


def test_data_without_a_label_is_refused(tmp_path: Path) -> None:
    some = passages.documents(4)
    for document in some:
        document["sentences"] = [
            one for one in document["sentences"] if one["marks"][0]["label"] != "denial"
        ]
    data = tmp_path / "data.jsonl"
    data.write_text("\n".join(json.dumps(one) for one in some), "utf-8")

    with pytest.raises(CommandError, match="no sentence of denial"):
        call_command("train_tagger", str(data), "--out", str(tmp_path / "out"))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"doc": "a"}',
        '{"doc": "a", "text": "Hi.", "sentences": [{"start": 0, "end": 9, "marks": []}]}',
        '{"doc": "a", "text": "Hi.", "sentences": [{"start": 0, "end": 3, "marks": '
        '[{"label": "rumour"}]}]}',
        '{"doc": "a", "text": "Hi.", "sentences": [{"start": 0, "end": 3, "marks": '
        '[{"label": "denial", "cue": [2, 7]}]}]}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    data = tmp_path / "gold.jsonl"
    data.write_text("\n" + line, "utf-8")

    with pytest.raises(CommandError, match=r"gold\.jsonl, line 2"):
        call_command("evaluate_tagger", str(data), "--tagger", "rules")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("evaluate_tagger", str(tmp_path / "no.jsonl"), "--tagger", "rules")


def test_an_unknown_tagger_is_said(tmp_path: Path) -> None:
    data = passages.write(tmp_path / "gold.jsonl", 1)

    with pytest.raises(CommandError, match="oracle"):
        call_command("evaluate_tagger", str(data), "--tagger", "oracle")


def test_evaluation_writes_a_line_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = passages.write(tmp_path / "gold.jsonl", 3)
    out = tmp_path / "predictions.jsonl"

    call_command(
        "evaluate_tagger", str(data), "--tagger", "rules", "--predictions", str(out), "--json"
    )

    report = json.loads(capsys.readouterr().out)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(line["doc"], line["i"]) for line in lines] == [
        (f"p{number}", index) for number in range(3) for index in range(6)
    ]
    assert {mark["label"] for line in lines for mark in line["marks"]} == set(gold.LABELS)
    assert report["figures"]["accuracy"] == 1.0
    assert report["documents"] == 3


def test_tagging_needs_no_scikit_learn() -> None:
    program = (
        "import sys\n"
        "from annotator.pretag.taggers import tagger\n"
        "from annotator.pretag.values import Article, Sentence\n"
        "s = Sentence(text='The mayor denied the charge.', paragraph=0)\n"
        "found = tagger('trained').tag(Article(title='', outlet='', sentences=(s,)))\n"
        "assert found[0][0].label == 'denial', found\n"
        "print(sorted({'sklearn', 'scipy', 'numpy', 'django'} & set(sys.modules)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert ran.stdout.strip() == "[]"
