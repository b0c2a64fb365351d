"""Verbs that signal speech, thought, denial and charge, with what may follow each of them.

Each line of a table is a lemma and, where it matters, the frames it is taken in:

    q  next to a quotation                  said, "We won"
    t  a that-clause                        noted that it rained
    c  a clause without "that"              says it rained
    p  after or inside what is said         it rained, police said
    n  a noun phrase is content enough      described the scene
    a  object and "as" or a second object   called the plan a mess, described it as a mess
    o  "of", "about" or "against"           warned of delays

A word is looked up once, in a dict of inflected forms, never by searching for lemmas.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.pretag.lexicon.inflect import past, present_participle, third
from annotator.pretag.lexicon.words import word_set

BASE, THIRD, PAST, PARTICIPLE, ING = "base", "third", "past", "participle", "ing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verb:
    """A lemma with its family (which decides the label) and the frames it is taken in."""

    lemma: str
    family: str
    frames: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One way to read an inflected word: the verb and every form the word may be."""

    verb: Verb
    forms: frozenset[str]


SPEECH = """
say qtcp; tell qtcp; state qtcp; add qtcp; note qtcp; claim qtcp; explain qtcp; argue qtcp
assert qtcp; comment qtc; confirm qtcpn; warn qtcpo; declare qtcp; announce qtcp; reveal tcp
acknowledge qtcpn; admit qtcpn; insist qtcp; maintain tcp; suggest qtcpn; indicate tcpn
conclude qtcp; observe qtp; remark qtcp; reply qtp; respond qtp; tweet qtcp; write qtcp; recall qtcp
stress qtcpn; emphasize qtcpn; emphasise qtcpn; underline qtcn; underscore t; reiterate qtcpn
reaffirm qtcn; affirm qtcn; reassert qtcn; contend qtcp; concede qtcpn; testify qtcp; assure qtc
inform qtc; remind qtc; joke qtcp; quip q; mutter q; boast qtcpo; complain qtcpo; lament qtcn
caution qtcpo; disclose qtcp; speculate qtcp; theorize tcp; theorise tcp; hypothesize tcp
report qtcpn; cite nq; project tc; posit tc; promise tp; vow qtc; pledge qt; urge q; ask q
demand q; detail n; mention tn; continue q; elaborate q; exclaim q; shout q; yell q; scream q
whisper qt; read q; go q; post qtc; publish q; confide qtcp; volunteer q; grumble qt; moan q
gush q; scoff q; thunder q; roar q; chant q; sigh q; laugh q; giggle q; sob q; murmur q; snap q
retort qtp; counter qtp; answer qtp; fume q; rage qt; bellow q; storm q; bristle q; shrug q; huff q
opine qtcp; swear tc; profess tn; pronounce q; relate t; recount tnq; describe na
characterize na; characterise na; label a; dub a; brand a; term a; call a; hail a; laud n
liken n; put n; portray a; depict a; identify a; name a; deem a; regard a; consider ca; view a
rate a; imply tc; hint tc; point tcp; show tc; find tcp; rule tcp; hold t; determine t; establish t
discover t; believe tcp; think tcp; fear tcp; hope tcp; reckon tcp; suspect tcp; feel tc
guess tcp; worry tcp; estimate tcpn; predict tcpn; forecast tcn; expect tcn; suppose tc; accept t
anticipate t; envision n; envisage tn; doubt tcn; question n; understand t; calculate tcp
propose t; recommend t; attribute n; ascribe n; credit n; allude n; confess tn; apologize q
apologise q; justify n; submit t; plead t; express n; agree tcp; decide tp; advise tp; learn t
hear tcp; talk qo; speak qo; praise q; applaud q; thank q; dispute t; protest t; stipulate tcp; specify t
clarify tcp; object t; attest qtcp; reassure qtc; mock q; quote q; repeat qt; reason qt
hypothesise tcp; cry q; interject q; proclaim qtc; bemoan qtcn; rue tn; aver qtcp
"""

DENIAL = """
deny; reject; dismiss; dispute; refute; rebut; repudiate; rubbish; debunk; contest; contradict
disavow; disown; rebuff; disagree; belie
"""

ACCUSATION = """
accuse; blame; allege qtcpn; charge; indict; sue; condemn; denounce; criticize; criticise; blast
slam; censure; impeach; fault; implicate; suspect; arrest; detain; arraign; prosecute; lambast
castigate; berate; chastise; reproach; decry; attack
"""

_IRREGULAR: Mapping[str, tuple[str, str]] = {
    "say": ("said", "said"),
    "tell": ("told", "told"),
    "write": ("wrote", "written"),
    "read": ("read", "read"),
    "think": ("thought", "thought"),
    "feel": ("felt", "felt"),
    "hold": ("held", "held"),
    "find": ("found", "found"),
    "show": ("showed", "shown"),
    "swear": ("swore", "sworn"),
    "forecast": ("forecast", "forecast"),
    "understand": ("understood", "understood"),
    "go": ("went", "gone"),
    "put": ("put", "put"),
    "speak": ("spoke", "spoken"),
    "see": ("saw", "seen"),
    "hear": ("heard", "heard"),
}
_DOUBLES = word_set("""
rebut aver quip tip dub snap slam admit refer put sob
rig rob slap stab con bug skim kidnap whip gag shred funnel fib hit tap rip plot commit strip
""")
_IRREGULAR_EXTRA: Mapping[str, tuple[str, ...]] = {
    "label": ("labelled", "labelling"),
}


def _entries(table: str, family: str, default: str) -> Iterator[Verb]:
    for line in table.replace("\n", ";").split(";"):
        if words := line.split():
            frames = words[1] if len(words) > 1 else default
            yield Verb(lemma=words[0], family=family, frames=frozenset(frames))


def forms(lemma: str) -> dict[str, set[str]]:
    """Every inflected word of a lemma, with the forms that each may be."""
    doubles = lemma in _DOUBLES
    simple, participle = _IRREGULAR.get(lemma, (past(lemma, doubles=doubles),) * 2)
    found: dict[str, set[str]] = {}
    for word, form in (
        (lemma, BASE),
        (third(lemma), THIRD),
        (simple, PAST),
        (participle, PARTICIPLE),
        (present_participle(lemma, doubles=doubles), ING),
    ):
        found.setdefault(word, set()).add(form)
    for word in _IRREGULAR_EXTRA.get(lemma, ()):
        found.setdefault(word, set()).update({ING} if word.endswith("ing") else {PAST, PARTICIPLE})
    return found


def _readings() -> dict[str, tuple[Reading, ...]]:
    by_family: dict[tuple[str, str], Verb] = {}
    for table, family, default in (
        (DENIAL, "denial", "tn"),
        (ACCUSATION, "accusation", "n"),
        (SPEECH, "speech", "n"),
    ):
        for verb in _entries(table, family, default):
            by_family[verb.lemma, family] = verb
    found: dict[str, list[Reading]] = {}
    for verb in by_family.values():
        for word, which in forms(verb.lemma).items():
            found.setdefault(word, []).append(Reading(verb=verb, forms=frozenset(which)))
    return {word: tuple(readings) for word, readings in found.items()}


READINGS: Mapping[str, tuple[Reading, ...]] = _readings()
"""Inflected word -> its readings, the gravest family first (denial, accusation, speech)."""
