"""When a pair of document and annotator sees the machine's help: drawn, and the same each time."""

import hashlib


def assistance(
    *, campaign: int, document: int, annotator: int, hidden_percent: int, shown_percent: int
) -> str:
    """`hidden`, `shown` or `after`, in the shares the campaign asks for.

    The draw is a hash of the pair, not a random number, so that a seat that is given up and
    taken again by the same person keeps its condition and nobody can draw until it suits them.
    """
    digest = hashlib.sha256(f"assistance/{campaign}/{document}/{annotator}".encode()).digest()
    ticket = int.from_bytes(digest[:8]) % 100
    if ticket < hidden_percent:
        return "hidden"
    if ticket < hidden_percent + shown_percent:
        return "shown"
    return "after"
