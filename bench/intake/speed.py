"""How fast ours reads on one core, beside the libraries: one process, nothing stored."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from annotator.apps import look_for_cycles_seldom
from annotator.ingest import sentences
from annotator.ingest.article import read_html, read_text
from annotator.ingest.refusals import EmptyArticle, UnreadableInput
from bench.intake import peers
from bench.intake.sets import Sets
from bench.intake.table import Row

ROUNDS = 2
SPLIT_BYTES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So much a second of processor time, and of the clock on the wall."""

    cpu: float
    wall: float

    def __str__(self) -> str:
        return f"{self.cpu:.3g} ({self.wall:.3g})"


def rows(sets: Sets) -> Iterator[Row]:
    """All rows about speed, in a process that is tuned as those of the product are."""
    look_for_cycles_seldom()
    yield _splitting(sets)
    yield _pasted(sets)
    yield _pages(sets)


def best_rate(amount: float, work: Callable[[], object]) -> Rate:
    """The best of `ROUNDS`; `amount` is what `work` does."""
    rates = []
    for _ in range(ROUNDS):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        rates.append((amount / (time.process_time() - cpu), amount / (time.perf_counter() - wall)))
    return Rate(cpu=max(cpu for cpu, _ in rates), wall=max(wall for _, wall in rates))


def _splitting(sets: Sets) -> Row:
    paragraphs = _paragraphs(sets)
    size = sum(len(one.encode()) for one in paragraphs) / 1e6

    def rate(split: peers.Split) -> Rate:
        split(paragraphs[0])
        return best_rate(size, lambda: [split(one) for one in paragraphs])

    found, missing = {}, []
    for name in peers.SPLITTERS:
        try:
            found[name] = rate(peers.splitter(name))
        except peers.Missing as how:
            missing.append(f"{name} {how}")
    ranked = sorted(found.items(), key=lambda pair: -pair[1].cpu)
    return Row(
        measure=f"sentence splitting, MB/s a core: CPU (wall), {size:.2f} MB of the pages' texts",
        ours=str(rate(sentences.split)),
        goal="≥ 5",
        beside="; ".join([", ".join(f"{name} {one}" for name, one in ranked), *missing]),
    )


def _paragraphs(sets: Sets) -> list[str]:
    """Paragraphs of the gold texts, about `SPLIT_BYTES` of them."""
    chosen: list[str] = []
    size = 0
    for page in sets.pages:
        for paragraph in filter(str.strip, (page["text"] or "").splitlines()):
            chosen.append(paragraph)
            size += len(paragraph.encode())
        if size >= SPLIT_BYTES:
            break
    return chosen


def _pasted(sets: Sets) -> Row:
    texts = [one["pasted"] for one in sets.pasted]
    return Row(
        measure=f"pasted pages/s a core: CPU (wall), {len(texts)} pastes",
        ours=str(best_rate(len(texts), partial(_each, read_text, texts))),
        goal="≥ 100",
    )


def _pages(sets: Sets) -> Row:
    urls = [one["url"] for one in sets.pages]
    found = list(zip(sets.html, urls, strict=True))

    def ours(page: tuple[bytes, str]) -> object:
        return read_html(page[0], url=page[1])

    def other(page: tuple[bytes, str]) -> object:
        return peers.trafilatura_page(*page)

    try:
        other(found[0])
        beside = f"trafilatura {best_rate(len(found), partial(_each, other, found))}"
    except peers.Missing as missing:
        beside = str(missing)
    return Row(
        measure=f"HTML pages/s a core, text and metadata: CPU (wall), {len(found)} pages",
        ours=str(best_rate(len(found), partial(_each, ours, found))),
        beside=beside,
        goal="≥ 40",
    )


def _each(read: Callable[[Any], object], items: Sequence[Any]) -> None:
    """Read each, whatever comes of it."""
    for item in items:
        try:
            read(item)
        except (EmptyArticle, UnreadableInput):
            continue
