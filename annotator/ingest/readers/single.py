"""Files that are one article."""

from typing import BinaryIO

from annotator.ingest.readers import limits
from annotator.ingest.refusals import TooLarge, UnreadableInput


def whole(file: BinaryIO) -> bytes:
    """All bytes. Raises TooLarge past the size of an article, UnreadableInput for none."""
    file.seek(0)
    data = file.read(limits.RECORD + 1)
    if len(data) > limits.RECORD:
        raise TooLarge(
            "It is larger than {size} MiB, more than any article.",
            size=limits.RECORD // limits.MIB,
        )
    if not data:
        raise UnreadableInput("The file is empty.")
    return data
