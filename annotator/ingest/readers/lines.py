"""Lines of a file with the bytes they stand at."""

from collections.abc import Iterator
from typing import IO

from annotator.ingest.readers import limits

_STEP = 64 * 1024


def read(file: IO[bytes], offset: int) -> Iterator[tuple[bytes | None, int]]:
    """Each line from `offset` on, with the offset right behind it.

    Lines end with "\\n", which they keep. One longer than `limits.LINE` comes as None: it is passed
    over in constant memory.
    """
    file.seek(offset)
    while line := file.readline(limits.LINE + 1):
        offset += len(line)
        if len(line) > limits.LINE and not line.endswith(b"\n"):
            while rest := file.readline(_STEP):
                offset += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield None, offset
        else:
            yield line, offset
