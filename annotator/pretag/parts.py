"""How documents are put together into chunks."""

from collections.abc import Iterable, Iterator


def parts(sizes: Iterable[tuple[int, int]], *, most: int, sentences: int) -> Iterator[list[int]]:
    """Split (document, its sentences) into runs of at most `most` documents.

    A run ends before it would have more than `sentences` sentences; a document that is longer
    by itself is a run of its own.
    """
    part: list[int] = []
    total = 0
    for document, size in sizes:
        if part and (len(part) == most or total + size > sentences):
            yield part
            part, total = [], 0
        part.append(document)
        total += size
    if part:
        yield part
