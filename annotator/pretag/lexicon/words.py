"""How word lists are written: as running text, so that a list of a hundred is read at a glance."""


def word_set(text: str) -> frozenset[str]:
    """The set of the words of `text`, which are parted by white space."""
    return frozenset(text.split())
