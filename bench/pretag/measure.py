"""Our taggers beside a word list and TF-IDF, in one run and one table.

    python bench/pretag/measure.py SHARED_EVAL_DIR [--dev] [--out FILE]

Five-fold cross-validation by document over claims/train + targeted, the invented passages only
teaching; invented news that no model was trained on and whose errors nobody read; quiet printed news;
speed and memory of each tagger in a process of its own. `--dev` also measures claims/dev: for the end, since what was
looked at often is no test any more. Needs scikit-learn. Ten minutes.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotator.pretag.learned import crossing, gold, measures, store
from annotator.pretag.learned.crossing import FOLDS, Tagged, fold
from annotator.pretag.learned.gold import GoldDocument
from annotator.pretag.taggers import tagger
from bench.intake import machine
from bench.pretag import passage_reader
from bench.pretag.baselines import TfIdf, WordList

Row = tuple[str, list[tuple[GoldDocument, Tagged]]]
HELD_OUT = {
    "unread.txt": "plain press, where a quarter of the sentences charge or deny",
    "press.txt": "the same, of other subjects",
    "world.txt": "as sites write for readers everywhere, where one sentence in nine charges or denies",
    "nations.txt": "politics, protest, war and courts of the world, where a quarter of the sentences charge or deny",
}
HELD_OUT_FOLDER = Path(__file__).with_name("held_out")
FIGURES = (
    ("accuracy", 0.90),
    ("macro F1", 0.80),
    ("F1 not fact", 0.93),
    ("F1 accusation", 0.72),
    ("F1 denial", 0.75),
    ("F1 span source", 0.75),
    ("F1 span cue", 0.78),
    ("F1 span content", 0.62),
    ("F1 span target", 0.60),
    ("calibration error", 0.05),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, help="the folder with claims/")
    parser.add_argument("--dev", action="store_true", help="measure claims/dev too; seldom")
    parser.add_argument("--out", type=Path, help="write the table there too")
    asked = parser.parse_args()
    claims = asked.shared / "claims"
    printed = [*gold.read(claims / "train.jsonl"), *gold.read(claims / "targeted.jsonl")]
    invented = [*gold.read(claims / "invented.jsonl", is_invented=True), *passages()]
    told = [*head(), "", "## Cross-validation: train + targeted, by document", ""]
    told += table(held_out(printed, invented))
    for name, what in HELD_OUT.items():
        told += ["", f"## Invented news, unseen and unread: held_out/{name}, {what}", ""]
        held = passages([HELD_OUT_FOLDER / name])
        told += table(on(held, printed, invented))
    told += ["", "## Quiet printed news: held_out/quiet.jsonl with the text of sentences/", ""]
    told += table(on(quiet(asked.shared / "sentences"), printed, invented))
    if asked.dev:
        dev = list(gold.read(claims / "dev.jsonl"))
        told += ["", "## claims/dev", "", *table(on(dev, printed, invented))]
    told += ["", "## Speed and memory", "", *speeds(claims / "train.jsonl")]
    text = "\n".join([*told, "", f"- load when it ended: {machine.load()}"])
    print(text)
    if asked.out:
        asked.out.write_text(text + "\n", "utf-8")


def passages(files: Sequence[Path] = ()) -> list[GoldDocument]:
    """Our own invented passages, which stand beside this program: those that teach, or of `files`."""
    with TemporaryDirectory() as place:
        path = Path(place) / "passages.jsonl"
        passage_reader.write(path, files or sorted(passage_reader.FOLDER.glob("*.txt")))
        return list(gold.read(path, is_invented=True))


def quiet(sentences: Path) -> list[GoldDocument]:
    """Printed news of which only the labels stand here, by their offsets in the text of `sentences`."""
    lines = (HELD_OUT_FOLDER / "quiet.jsonl").read_text("utf-8").splitlines()
    labels = {one["doc"]: one["marks"] for one in map(json.loads, lines)}
    told: list[str] = []
    for name in ("gum_news", "pud_news"):
        for line in (sentences / f"{name}.jsonl").read_text("utf-8").splitlines():
            one = json.loads(line)
            if marks := labels.get(one["doc"]):
                places = [
                    {"start": start, "end": end, "marks": some}
                    for (start, end), some in zip(one["sentences"], marks, strict=True)
                ]
                title = one["text"][slice(*one["sentences"][0])] if name == "gum_news" else ""
                told.append(json.dumps({**one, "title": title, "sentences": places}))
    with TemporaryDirectory() as place:
        path = Path(place) / "quiet.jsonl"
        path.write_text("\n".join(told), "utf-8")
        return list(gold.read(path))


def head() -> list[str]:
    size = sum((store.SHIPPED / name).stat().st_size for name in store.NUMBERS)
    return [*machine.lines(), f"- model {store.digest(store.SHIPPED)}, {size / 1e6:.1f} MB"]


def held_out(printed: Sequence[GoldDocument], invented: Sequence[GoldDocument]) -> list[Row]:
    """Every tagger on documents that it was not trained on (rules and words are trained on none)."""
    rules, words = tagger("rules"), WordList()
    alone: list[tuple[GoldDocument, Tagged]] = []
    joined: list[tuple[GoldDocument, Tagged]] = []
    for number in range(FOLDS):
        for made, teachers in ((alone, printed), (joined, [*printed, *invented])):
            fitted = TfIdf([one for one in teachers if crossing.teaches(one, number)], name="")
            made += [(one, fitted.tag(one.article)) for one in printed if fold(one) == number]
    return [
        ("trained", crossing.crossed([*printed, *invented]).tagged),
        ("rules", [(one, rules.tag(one.article)) for one in printed]),
        ("word list", [(one, words.tag(one.article)) for one in printed]),
        ("TF-IDF + LR", alone),
        ("TF-IDF + LR, with invented", joined),
    ]


def on(
    unseen: Sequence[GoldDocument],
    printed: Sequence[GoldDocument],
    invented: Sequence[GoldDocument],
) -> list[Row]:
    taggers = (
        tagger("trained"),
        tagger("rules"),
        WordList(),
        TfIdf(printed, name="TF-IDF + LR"),
        TfIdf([*printed, *invented], name="TF-IDF + LR, with invented"),
    )
    return [(one.name, [(doc, one.tag(doc.article)) for doc in unseen]) for one in taggers]


def table(rows: Sequence[Row]) -> list[str]:
    """A line a figure, a column a tagger; our trained one with its interval."""
    counts = {name: crossing.by_document(tagged) for name, tagged in rows}
    found = {name: measures.figures(measures.summed(some)) for name, some in counts.items()}
    ranges = crossing.intervals(counts["trained"])
    lines = ["| figure | goal | " + " | ".join(found) + " |", "|---" * (len(found) + 2) + "|"]
    for figure, goal in FIGURES:
        cells = []
        for name, figures in found.items():
            value = figures.get(figure)
            spanless = figure.startswith("F1 span") and not value
            cell = "–" if value is None or spanless else f"{value:.3f}"
            if name == "trained":
                cell += f" ({ranges[figure][0]:.3f} to {ranges[figure][1]:.3f})"
            cells.append(cell)
        lines.append(f"| {figure} | {goal:.2f} | " + " | ".join(cells) + " |")
    return lines


def speeds(texts: Path) -> list[str]:
    lines = [
        "| tagger | sentences/s of processor time | by the clock | first article, s | peak memory, MB |",
        "|---|---|---|---|---|",
    ]
    for name in ("trained", "rules"):
        script = Path(__file__).with_name("speed.py")
        told = subprocess.run(
            [sys.executable, script, name, texts], capture_output=True, text=True, check=True
        ).stdout
        one = json.loads(told)
        lines.append(
            f"| {name} | {one['cpu']:,.0f} | {one['wall']:,.0f} | {one['first']:.2f} | {one['memory']:.0f} |"
        )
    return lines


if __name__ == "__main__":
    main()
