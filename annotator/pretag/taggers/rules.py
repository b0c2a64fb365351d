"""The first tagger: written rules over a lexicon, no model, no training.

For each sentence it reads the cues outside quotations from left to right, lets the gravest family
speak first (denial, accusation, speech), then weighs what is said: a reported claim that charges
someone is an accusation, one that rejects a standing charge a denial.
"""

from dataclasses import dataclass, replace

from annotator.pretag import (
    charges,
    denials,
    headlines,
    phrases,
    speech,
    subjects,
)
from annotator.pretag.groups import Group, group
from annotator.pretag.interviews import answers
from annotator.pretag.language import is_foreign, withheld
from annotator.pretag.lexicon.grammar import QUOTE_MARKS
from annotator.pretag.lexicon.verbs import READINGS, Reading, Verb
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, DENIAL, FACT, Mark, mark
from annotator.pretag.parsed import OUTSIDE, Parsed, Range, parse
from annotator.pretag.quotes import quotations
from annotator.pretag.seen import Seen
from annotator.pretag.values import Article, Candidate, Sentence, Span
from annotator.pretag.weighing import alleged, judged, weigh, weighed

_MOST_CUES = 48

_MOST_MARKS = 6

_SHORT_QUOTATION = 36

_ORDER = (DENIAL, ACCUSATION, ATTRIBUTION, FACT)

_CHARGE_WORDS = word_set("""
accused accuses accuse accusing accusation accusations alleged alleges allegation allegations
charged charges indicted blamed denied denies deny suspected lawsuit corruption fraud scandal
claims claimed lie liar lied lying bribe bribes bribery stole stolen theft cheated cheating
abuse misconduct rape raped forged leaked rumour rumours rumor rumors smear wrongdoing complaint
suspicion untrue denial blames blame faked rigged guilty allegedly suit sued sues suing denying refuted
refutes alleging indictment prosecutors prosecution misled retaliation punishment violations complaints breach
breached illegal illegally unlawful extortion smuggling espionage sanctions sabotage irregularities rigging
impropriety
""")

_CHARGE_REACH = 8
_HEADED = 4
"""So many sentences from the headline on tell what its charge is."""


@dataclass(frozen=True, kw_only=True)
class Rules:
    """`settings_hash` is empty: the rules have no settings, their version says it all."""

    name: str = "rules"
    version: str = "6"
    settings_hash: str = ""

    def tag(self, article: Article) -> tuple[tuple[Candidate, ...], ...]:
        """One tuple of candidates a sentence, in order; in another language only "withheld"."""
        if is_foreign(article):
            return withheld(article)
        return tuple(
            _candidates(sentence, reading.marks)
            for sentence, reading in zip(article.sentences, read(article), strict=True)
        )


def read(article: Article) -> list[Seen]:
    """What the rules see in each sentence, in order."""
    found: list[Seen] = []
    last_charge = -_CHARGE_REACH - 1
    spoken = answers(article.sentences)
    quoted = quotations(article.sentences)
    all_parsed = [parse(*one) for one in zip(article.sentences, quoted, strict=True)]
    charging = [not _CHARGE_WORDS.isdisjoint(parsed.tokens.words) for parsed in all_parsed]
    for index, (sentence, parsed) in enumerate(zip(article.sentences, all_parsed, strict=True)):
        if charging[index] or (sentence.role == "headline" and any(charging[1:_HEADED])):
            last_charge = index
        charge_stands = index - last_charge <= _CHARGE_REACH
        marks = _marks(parsed, answer=spoken[index], charge_stands=charge_stands)
        if any(made.label in {ACCUSATION, DENIAL} for made in marks):
            last_charge = index
        found.append(
            Seen(
                parsed=parsed,
                paragraph=sentence.paragraph,
                marks=tuple(sorted(marks, key=lambda made: _ORDER.index(made.label))),
                is_answer=spoken[index],
                charge_stands=charge_stands,
            )
        )
    return found


_NOTHING = Candidate(label=FACT, score=0.6, spans=(), evidence="no source, denial or charge found")


def _candidates(sentence: Sentence, marks: tuple[Mark, ...]) -> tuple[Candidate, ...]:
    if not marks:
        return (_NOTHING,)
    return tuple(
        Candidate(
            label=found.label,
            score=found.score,
            evidence=found.evidence,
            spans=tuple(
                Span(role=role, start=span[0], end=span[1], text=sentence.text[slice(*span)])
                for role, span in (
                    ("source", found.source),
                    ("cue", found.cue),
                    ("content", found.content),
                    ("target", found.target),
                )
                if span and span[0] < span[1]
            ),
        )
        for found in marks
    )


def _marks(parsed: Parsed, *, answer: bool, charge_stands: bool) -> list[Mark]:
    """Every mark of the sentence, those that repeat one another left out."""
    if parsed.stop == 0:
        return []
    found = _cued(parsed, charge_stands=charge_stands)
    if parsed.role == "headline" and not found and (headed := headlines.colon(parsed)):
        found.append(weighed(parsed, headed, charge_stands=charge_stands))
    if parsed.role == "headline" and not found and (quoted := headlines.scare_quotes(parsed)):
        found.append(quoted)
    if not found and (answer or _wholly_quoted(parsed)):
        why = "an answer in an interview" if answer else "inside a quotation"
        whole = (0, len(parsed.tokens))
        plain = mark(parsed, label=ATTRIBUTION, score=0.75, why=why, content=whole)
        found.append(weighed(parsed, plain, charge_stands=charge_stands))
    return _distinct(found)


def _cued(parsed: Parsed, *, charge_stands: bool) -> list[Mark]:
    """Marks that a cue outside every long quotation makes, from left to right."""
    words = parsed.tokens.words
    found: list[Mark] = []
    source: Range | None = None
    tried = 0
    for index in range(parsed.stop):
        word = words[index]
        if word not in READINGS and word not in phrases.PHRASES:
            continue
        if parsed.quoted[index] != OUTSIDE and not _is_quoted_cue(parsed, index):
            continue
        tried += 1
        if tried > _MOST_CUES or len(found) >= _MOST_MARKS:
            break
        made = _at(parsed, index, charge_stands=charge_stands)
        if made is None:
            continue
        if made.borrows and made.source is None and source and source[1] <= _begins(made):
            made = replace(made, source=source)
        source = made.source or source
        found.append(made)
    return found


def _is_quoted_cue(parsed: Parsed, index: int) -> bool:
    """Whether a denial is quoted with an adverb or two: "allies “totally deny” it"."""
    words = parsed.tokens.words
    readings = READINGS.get(words[index])
    if not readings or readings[0].verb.family != "denial":
        return False
    quotation = parsed.quotations[parsed.quoted[index]]
    if (
        quotation.open
        or quotation.runs_on
        or "".join(words[index + 1 : index + 2]) not in QUOTE_MARKS
    ):
        return False
    return quotation.end - quotation.start <= _SHORT_QUOTATION


def _begins(made: Mark) -> int:
    return made.cue[0] if made.cue else 0


def _at(parsed: Parsed, index: int, *, charge_stands: bool) -> Mark | None:
    word = parsed.tokens.words[index]
    for rule in phrases.PHRASES.get(word, ()):
        made = rule(parsed, index)
        if made:
            return weighed(parsed, made, charge_stands=charge_stands)
    for reading in READINGS.get(word, ()):
        made = _read(parsed, reading, index, charge_stands=charge_stands)
        if made:
            return made
    return None


def _read(parsed: Parsed, reading: Reading, index: int, *, charge_stands: bool) -> Mark | None:
    """The mark that one reading of the verb at `index` makes."""
    verbs = group(parsed.tokens, index, reading.forms)
    if verbs is None:
        return None
    verb = reading.verb
    if verb.family == "denial":
        made = denials.denied(parsed, verb, verbs)
    elif verb.family == "accusation" and verb.lemma != "allege":
        made = charges.charged(parsed, verb, verbs)
    else:
        made = _spoken(parsed, verb, verbs, charge_stands=charge_stands)
    if made is None:
        return None
    return replace(made, borrows=not verbs.passive and subjects.is_shared(parsed, verbs))


def _spoken(parsed: Parsed, verb: Verb, verbs: Group, *, charge_stands: bool) -> Mark | None:
    """An attribution by a verb of speech, weighed by what is said."""
    said = speech.said(parsed, verb, verbs)
    if said is None:
        return None
    plain = mark(
        parsed,
        label=ATTRIBUTION,
        score=said.sure,
        why=f"{said.frame} with a verb of speech",
        cue=said.cue,
        source=said.source,
        content=said.content,
    )
    if said.content is None:
        return plain
    if verb.lemma == "allege":
        return alleged(parsed, plain, said, verbs.start)
    if verb.lemma in _OWNS_UP or verb.lemma == "rule" or verbs.negated:
        return plain
    # What a hospital or a fire brigade reports as none ("no injuries") answers no charge.
    stands = charge_stands and verb.lemma != "report"
    return judged(parsed, verb.lemma, plain, said.content) or weigh(
        parsed, plain, said.content, charge_stands=stands
    )


_OWNS_UP = frozenset({"admit", "confess", "concede", "acknowledge"})
"""Who admits a wrong charges no one, by the codebook."""


def _wholly_quoted(parsed: Parsed) -> bool:
    """Whether the sentence stands inside a quotation, but for a mark or two."""
    if not parsed.quotations:
        return False
    outside = sum(
        number == OUTSIDE and parsed.tokens.words[index][0].isalnum()
        for index, number in enumerate(parsed.quoted)
    )
    if outside == 0:
        return True
    first = parsed.quotations[0]
    return (first.runs_on or first.start == 0) and outside * 4 <= len(parsed.quoted)


def _distinct(found: list[Mark]) -> list[Mark]:
    """Without attributions whose content lies in that of a mark that was found before."""
    kept: list[Mark] = []
    for made in sorted(found, key=lambda made: _ORDER.index(made.label)):
        if made.label == ATTRIBUTION and any(_repeats(made, other) for other in kept):
            continue
        if made.label == ACCUSATION and any(
            _is_named_in(made, other) or _tells_more_of(made, other) for other in kept
        ):
            continue
        kept.append(made)
    return kept


def _is_named_in(made: Mark, denial: Mark) -> bool:
    """Whether an accusation without accuser is but the charge that a denial names."""
    if denial.label != DENIAL or made.source or not made.cue or not denial.content:
        return False
    if denial.cue and denial.cue[0] > made.cue[1]:
        return False  # charged first, as in "was accused of theft, which he denied"
    return denial.content[0] <= made.cue[0] < denial.content[1]


def _tells_more_of(made: Mark, other: Mark) -> bool:
    """Whether a charge without accuser stands inside the content of another: "of charges that they lied"."""
    if other.label != ACCUSATION or made.source or not made.content or not other.content:
        return False
    return other.content[0] <= made.content[0] and made.content[1] <= other.content[1]


def _repeats(made: Mark, other: Mark) -> bool:
    if made.cue and other.content and other.content[0] <= made.cue[0] < other.content[1]:
        return True
    if made.content and other.content:
        return made.content[0] >= other.content[0] and made.content[1] <= other.content[1]
    return made.content is None and made.cue is not None
