"""What do the thresholds of `annotator.ingest.similar` cost? Prints the tables they rest on.

    .venv/bin/python -m bench.intake.similar /work/shared/eval

Articles are the bodies of `intake/pages.jsonl.gz`. Corrected versions, wire copies and pages that
only share an appeal, a form of words or a quotation are made of them, with a fixed seed. Pairs of
different pages are unrelated, but for those listed under "alike by nature", which a person judges.
"""

import gzip
import json
import platform
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from annotator.ingest import lookup, shingles, similar
from annotator.ingest.similar import Relation, Seen

SEED = 1997
LEVELS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, kw_only=True)
class Page:
    title: str
    url: str
    text: str

    def paragraphs(self) -> list[str]:
        return [line for line in self.text.split("\n") if line.strip()]

    def sentences(self) -> list[str]:
        return SENTENCE_END.split(self.text)


@dataclass(frozen=True, kw_only=True)
class Pair:
    kind: str
    expected: Relation
    a: Seen
    b: Seen


def read(folder: Path) -> list[Page]:
    with gzip.open(folder / "intake" / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Page(title=row["title"] or "", url=row["url"], text=row["text"]) for row in rows]


def seen(page: Page, *, outlet: str = "The Harbour Post", title: str = "", text: str = "") -> Seen:
    return Seen(
        fingerprints=shingles.fingerprints(text or page.text),
        title=title or page.title,
        outlet=outlet,
    )


# Each of these makes a text of a page, with words borrowed from another page where it needs any.


def sentence_changed(page: Page, other: Page, chance: random.Random) -> str:
    mine = page.sentences()
    mine[chance.randrange(len(mine))] = chance.choice(other.sentences())
    return " ".join(mine)


def three_changed_and_a_note(page: Page, other: Page, chance: random.Random) -> str:
    text = page.text
    for _ in range(3):
        text = sentence_changed(Page(title="", url="", text=text), other, chance)
    return f"{text}\nCorrection: an earlier version of this article gave another figure."


def paragraph_added(page: Page, other: Page, chance: random.Random) -> str:
    mine = page.paragraphs()
    mine.insert(chance.randint(0, len(mine)), chance.choice(other.paragraphs()))
    return "\n".join(mine)


def third_rewritten(page: Page, other: Page, chance: random.Random) -> str:
    mine, theirs = page.sentences(), other.sentences()
    for at in chance.sample(range(len(mine)), len(mine) // 3):
        mine[at] = chance.choice(theirs)
    return " ".join(mine)


def whole(page: Page, _other: Page, _chance: random.Random) -> str:
    return f"LONDON (Agency) - {page.text}\n(Reporting by A. Marlow; editing by B. Quay)"


def cut(share: float) -> Callable[[Page, Page, random.Random], str]:
    def made(page: Page, _other: Page, _chance: random.Random) -> str:
        mine = page.sentences()
        return "LONDON (Agency) - " + " ".join(mine[: max(1, round(share * len(mine)))])

    return made


def edited(share: float) -> Callable[[Page, Page, random.Random], str]:
    """A desk that changes words to its own spelling and style."""

    def made(page: Page, other: Page, chance: random.Random) -> str:
        words = page.text.split()
        theirs = other.text.split()
        return " ".join(chance.choice(theirs) if chance.random() < share else w for w in words)

    return made


def half_used(page: Page, other: Page, _chance: random.Random) -> str:
    """Half of a wire story, and as much again of one's own."""
    mine, theirs = page.sentences(), other.sentences()
    half = len(" ".join(mine)) // 2
    return " ".join(mine)[:half] + " " + " ".join(theirs)[:half]


Make = Callable[[Page, Page, random.Random], str]
VERSIONS: dict[str, Make] = {
    "a sentence changed": sentence_changed,
    "a paragraph added": paragraph_added,
    "three changed and a note": three_changed_and_a_note,
    "a third rewritten": third_rewritten,
}
COPIES: dict[str, Make] = {
    "whole, other headline": whole,
    "first three quarters": cut(0.75),
    "first half": cut(0.5),
    "first quarter": cut(0.25),
    "first tenth": cut(0.1),
    "one word in 50 edited": edited(0.02),
    "one word in 20 edited": edited(0.05),
    "one word in 10 edited": edited(0.1),
    "half used, half own": half_used,
}


def made_pairs(pages: list[Page], chance: random.Random) -> Iterator[Pair]:
    for at, page in enumerate(pages):
        other = pages[(at + 1) % len(pages)]
        first = seen(page)
        amended = f"Correction: {page.title}"
        for kind, make in VERSIONS.items():
            text = make(page, other, chance)
            second = seen(page, title=amended, text=text)
            yield Pair(kind=kind, expected=Relation.NEW_VERSION, a=second, b=first)
        for kind, make in COPIES.items():
            text = make(page, other, chance)
            second = seen(page, outlet="Quay News", title=other.title, text=text)
            yield Pair(kind=kind, expected=Relation.SAME_STORY, a=second, b=first)


def first_words(page: Page, count: int) -> str:
    return " ".join(page.text.split()[:count])


def sharing_pairs(pages: list[Page]) -> Iterator[Pair]:
    """Neighbours of one outlet, both cut to the length of a news article, that share words."""
    lender = pages[0]
    for length in (150, 400):
        for shared in (40, 80, 120):
            appeal = first_words(lender, shared)
            for a, b in pairwise(pages[1:]):
                texts = [f"{first_words(one, length)}\n{appeal}" for one in (a, b)]
                yield Pair(
                    kind=f"{length} words + {shared} shared",
                    expected=Relation.UNRELATED,
                    a=seen(a, text=texts[0]),
                    b=seen(b, text=texts[1]),
                )


def natural_pairs(pages: list[Page]) -> Iterator[Pair]:
    held = [seen(page) for page in pages]
    for a, b in combinations(held, 2):
        yield Pair(kind="different pages", expected=Relation.UNRELATED, a=a, b=b)


def table(title: str, header: list[str], rows: list[list[str]]) -> None:
    print(f"\n{title}")
    width = max(len(row[0]) for row in [header, *rows])
    for row in [header, *rows]:
        print(f"{row[0]:<{width}}", *(f"{cell:>8}" for cell in row[1:]))


def by_kind(pairs: list[Pair]) -> dict[str, list[Pair]]:
    kinds: dict[str, list[Pair]] = {}
    for pair in pairs:
        kinds.setdefault(pair.kind, []).append(pair)
    return kinds


def share(values: list[bool]) -> str:
    return f"{sum(values) / len(values):.4f}"


def per_level(
    title: str,
    measure: Callable[[frozenset[int], frozenset[int]], float],
    positive: list[Pair],
    negative: list[Pair],
) -> None:
    rows = []
    for kind, pairs in by_kind(positive + negative).items():
        found = [measure(pair.a.fingerprints, pair.b.fingerprints) for pair in pairs]
        rows.append(
            [
                f"{kind} ({len(pairs)})",
                *(share([one >= level for one in found]) for level in LEVELS),
            ]
        )
    right = [measure(pair.a.fingerprints, pair.b.fingerprints) for pair in positive]
    wrong = [measure(pair.a.fingerprints, pair.b.fingerprints) for pair in negative]
    hits = [sum(one >= level for one in right) for level in LEVELS]
    false = [sum(one >= level for one in wrong) for level in LEVELS]
    rows.append(["RECALL", *(f"{hit / len(right):.4f}" for hit in hits)])
    rows.append(
        [
            "PRECISION",
            *(f"{h / (h + f):.4f}" if h else "-" for h, f in zip(hits, false, strict=True)),
        ]
    )
    table(title, ["share of pairs at or above", *(f"{level}" for level in LEVELS)], rows)


def judged(pairs: list[Pair]) -> None:
    rows = []
    for kind, some in by_kind(pairs).items():
        told = [similar.relation(pair.a, pair.b) for pair in some]
        rows.append(
            [
                f"{kind} ({len(some)}), expected {some[0].expected}",
                *(share([one == relation for one in told]) for relation in Relation),
            ]
        )
    table("relation()", ["", "story", "version", "none"], rows)


def collisions(pairs: list[Pair]) -> None:
    rows = []
    for least in (1, 2, 4, 8, 16, 32):
        together = [len(pair.a.fingerprints & pair.b.fingerprints) >= least for pair in pairs]
        keys = [len(shared_keys(pair, lookup.KEYS)) >= least for pair in pairs]
        rows.append([f"{least}", f"{sum(together)}", f"{sum(keys)}"])
    table(f"{len(pairs)} pairs of different pages", ["sharing at least", "prints", "keys"], rows)
    print("\nalike by nature (judge these by eye):")
    for pair in pairs:
        contained = shingles.containment(pair.a.fingerprints, pair.b.fingerprints)
        shared = len(pair.a.fingerprints & pair.b.fingerprints)
        if contained >= 0.1 or shared >= similar.ENOUGH_SHARED:
            print(f"  {contained:.2f} {shared:>4}  {pair.a.title[:50]!r} | {pair.b.title[:50]!r}")


def shared_keys(pair: Pair, count: int) -> set[int]:
    a, b = (sorted(one.fingerprints)[:count] for one in (pair.a, pair.b))
    return {*a} & {*b}


def keys_needed(pairs: list[Pair]) -> None:
    counts = (8, 16, 32, 64)
    rows = []
    for kind, some in by_kind(pairs).items():
        related = [
            pair
            for pair in some
            if shingles.containment(pair.a.fingerprints, pair.b.fingerprints) >= similar.COPIED
        ]
        if related:
            cells = [
                share([len(shared_keys(pair, count)) >= lookup.ENOUGH_KEYS for pair in related])
                for count in counts
            ]
            rows.append([f"{kind} ({len(related)})", *cells])
    table(
        f"pairs with containment >= {similar.COPIED} that share {lookup.ENOUGH_KEYS} keys, by keys kept",
        ["", *map(str, counts)],
        rows,
    )


def speed(pages: list[Page]) -> None:
    size = sum(len(page.text.encode()) for page in pages)
    for name in ("no word known", "words known"):
        began = time.process_time()
        prints = sum(len(shingles.fingerprints(page.text)) for page in pages)
        took = time.process_time() - began
        print(f"{name}: {size / took / 1e6:.1f} MB/s, {prints / len(pages):.0f} prints a page")


def main(folder: Path) -> None:
    chance = random.Random(SEED)
    pages = read(folder)
    print(f"{len(pages)} pages; Python {platform.python_version()}; seed {SEED}")
    speed(pages)
    made = list(made_pairs(pages, chance))
    sharing = list(sharing_pairs(pages))
    natural = list(natural_pairs(pages))
    versions = [pair for pair in made if pair.expected == Relation.NEW_VERSION]
    copies = [pair for pair in made if pair.expected == Relation.SAME_STORY]
    per_level("containment", shingles.containment, copies, sharing + natural)
    per_level("resemblance", shingles.resemblance, versions, sharing + natural)
    judged(made + sharing + natural)
    keys_needed(made)
    collisions(natural)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
