"""Cues of several words, and adverbs: "according to", "reportedly", "pleaded not guilty".

`PHRASES` maps the first word of a cue to the rules that may start there; each rule looks at the
words that follow and answers a mark or None.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from annotator.pretag.answers import QUASHES, issues_denial, plea_of_not_guilty, quashes
from annotator.pretag.blaming import (
    accusation_is,
    at_someone,
    holds_responsible,
    is_called,
    laid_at,
    linked,
)
from annotator.pretag.crediting import (
    according_to,
    as_per,
    by_their_account,
    in_the_view_of,
    per,
)
from annotator.pretag.hearsay import claim_noun, gives_evidence, hearsay, puts_to, sources_say_so
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import Mark
from annotator.pretag.parsed import Parsed
from annotator.pretag.proceedings import (
    allegedly,
    faces_charges,
    files_suit,
    held_in_contempt,
    takes_to_court,
)
from annotator.pretag.rebukes import REBUKES, rebukes
from annotator.pretag.rebuttals import (
    REFUSALS,
    accepts_not,
    had_nothing_to_do,
    has_none_of_it,
    holds_innocence,
    no_evidence,
    pleads_guilty,
    pleads_not_guilty,
    refuses,
)
from annotator.pretag.suspicions import (
    PURSUITS,
    caught,
    inquiry_into,
    on_charges,
    on_suspicion,
    on_trial,
    pursued,
    under_fire,
)

Rule: TypeAlias = Callable[[Parsed, int], Mark | None]


_THAT_NOUNS = word_set("""
claims claim allegations allegation accusations accusation reports rumors rumours rumor rumour
suggestions suggestion assertion assertions speculation complaints concerns fears belief beliefs
suspicions suspicion
""")

_TABLE: tuple[tuple[str, Rule], ...] = (
    ("according", according_to),
    ("in", in_the_view_of),
    ("as", as_per),
    ("by in on", by_their_account),
    ("per", per),
    (" ".join(REFUSALS), refuses),
    ("have having adamant", has_none_of_it),
    ("reportedly reputedly purportedly supposedly", hearsay),
    ("allegedly", allegedly),
    ("pleaded pled pleads plead pleading entered enters enter", pleads_not_guilty),
    ("maintains maintained maintain maintaining protested protests protesting", holds_innocence),
    (
        "professed professes professing proclaimed proclaims proclaiming asserted asserts",
        holds_innocence,
    ),
    ("plead pleads pleaded pleading", holds_innocence),
    ("accept accepts accepted", accepts_not),
    ("pleaded pled pleads", pleads_guilty),
    ("put puts", puts_to),
    ("gave gives given giving served serves", gives_evidence),
    ("there", no_evidence),
    ("faces faced facing face", faces_charges),
    (
        "filed files filing file laid unsealed brought pressed presses lodged lodges levelled leveled "
        "announced announces seek seeks sought seeking",
        files_suit,
    ),
    ("registered made makes making", files_suit),
    ("suspicion suspicions", on_suspicion),
    ("under", under_fire),
    ("trial", on_trial),
    ("charges", on_charges),
    (" ".join(sorted(PURSUITS)), pursued),
    ("hold held holds holding", held_in_contempt),
    ("take takes took taken taking drag drags dragged haul hauls hauled", takes_to_court),
    ("hold held holds holding", holds_responsible),
    ("attributed ascribed attributes blamed pinned pins", laid_at),
    ("accusation allegation charge", accusation_is),
    ("linked tied", linked),
    ("finger fingers blame swipe", at_someone),
    ("labeled labelled called branded dubbed designated", is_called),
    ("caught", caught),
    (" ".join(sorted(_THAT_NOUNS)), claim_noun),
    ("did do does", had_nothing_to_do),
    ("denial denials", issues_denial),
    (" ".join(sorted(QUASHES)), quashes),
    ("plea pleas", plea_of_not_guilty),
    (" ".join(REBUKES), rebukes),
    ("inquiry investigation probe proceedings case", inquiry_into),
    ("based", sources_say_so),
)


def _by_word() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for words, rule in _TABLE:
        for word in words.split():
            found[word] = (*found.get(word, ()), rule)
    return found


PHRASES: Mapping[str, tuple[Rule, ...]] = _by_word()
