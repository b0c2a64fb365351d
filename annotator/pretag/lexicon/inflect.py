"""Regular English inflection, so that a lexicon lists lemmas only."""

_VOWELS = frozenset("aeiou")


def third(lemma: str) -> str:
    """The third person singular: says, tries, pushes."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma + "s"


def past(lemma: str, *, doubles: bool = False) -> str:
    """The regular past and participle: noted, denied, rebutted (`doubles`)."""
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if doubles else "") + "ed"


def present_participle(lemma: str, *, doubles: bool = False) -> str:
    """The -ing form: noting, denying, rebutting (`doubles`), lying."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe")):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if doubles else "") + "ing"
