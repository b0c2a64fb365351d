"""The words with a full stop of their own, sorted by what the stop tells about the sentence.

English press usage. Sets marked lower are compared in lower case, the others as written.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_A_NAME = _words(
    "Mr Mrs Ms Mx Messrs Dr Prof Rev Fr Hon Pres Gov Lt Gen Col Maj Capt Cmdr Cpl Sgt Pvt Adm Brig"
    " Sen Sens Rep Reps Amb Atty Supt Det Insp Mt Ft Mgr Msgr"
)
"""Titles: a name follows, the sentence goes on."""

BEFORE_A_NUMBER = _words("no nos n° nº sec p pp vol vols fig figs ch para")
"""Lower. Not an end when a figure follows: "No. 10". "No." alone is an answer."""

MONTHS = _words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")

NEVER_LAST = _words("vs v e.g i.e cf viz approx ca esp incl")
"""Lower. More must follow."""

OFTEN_LAST = _words(
    "Inc Corp Co co Ltd Bros Jr Sr etc al Ave Blvd Rd St st Ph.D M.D B.A M.A LL.B Esq Dept dept"
    " Univ Assn Intl Govt govt ft lb lbs oz mph sq min max"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb"
    " Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que"
)
"""An end only where the next word is one that opens sentences: "Apple Inc. The company"."""

SHOUTED_NAMES = frozenset(("Yahoo", "Jeopardy"))

_STARTERS = _words(
    # Articles, pronouns, determiners.
    "the a an this that these those there here he she it they we you i his her its their our my"
    " your some many most several both each another others all few"
    # Conjunctions and adverbs.
    " and but or so yet nor if when while although though because since as after before until"
    " once whether unless however meanwhile also then now still later earlier instead"
    " nevertheless moreover furthermore afterwards perhaps yes today yesterday"
    # Prepositions.
    " in on at by with from to under during following despite according among for of about over"
    " through without within"
    # Questions, and titles that stand before a name.
    " how what who why where which whose did does do is are was were has have had can could would"
    " should will mr mrs ms mx"
)


def opens_sentence(word: str) -> bool:
    """Whether `word`, with a capital, is of the kind that opens sentences and seldom starts a name."""
    bare = word.split("’")[0].split("'")[0]
    return bare[:1].isupper() and bare.lower() in _STARTERS
