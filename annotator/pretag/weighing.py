"""What an attribution really is, by what is said: accusation, denial or no more than itself."""

from dataclasses import replace

from annotator.pretag import (
    clause_subjects,
    denials,
    falsehoods,
    noun_phrases,
    rejection,
    subjects,
)
from annotator.pretag.chargeable import may_be_charged
from annotator.pretag.lapses import HARMS
from annotator.pretag.lexicon.grammar import AUXILIARIES, DETERMINERS, FINITE, HAVE
from annotator.pretag.lexicon.nouns import HARSH_NAMES
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, DENIAL, Mark
from annotator.pretag.parsed import OUTSIDE, Parsed, Range
from annotator.pretag.said import Said
from annotator.pretag.wrongdoing import wrong_in


def alleged(parsed: Parsed, plain: Mark, said: Said, verb: int) -> Mark | None:
    """An allegation accuses, unless what is alleged names no one who did it."""
    words = parsed.tokens.words
    content = said.content
    if content is None or (
        said.frame == "object"
        and _is_adjective(words, verb, named=parsed.tokens.is_name(content[0]))
    ):
        return None
    if said.frame == "passive":
        subject = subjects.before(parsed, verb)
        impersonal = words[verb] == "it's" or (subject is not None and words[subject[0]] == "it")
        target = clause_subjects.of_clause(parsed, content) if impersonal else subject
    elif said.frame == "object":
        target = _whose(parsed, content)
    else:
        wrong = wrong_in(parsed, content)
        target = (
            wrong.target if wrong and wrong.target else clause_subjects.of_clause(parsed, content)
        )
        after = words[target[1] : target[1] + 1] if target else []
        suffered = (
            bool(after)
            and after[0] in {"was", "were", "would", "will"}
            and not _is_doing(words, target[1] + 1 if target else 0)
            and "by" not in words[content[0] : content[1]]
        )
        if wrong is None and suffered:
            return plain
        if target and words[target[0]] in {"there", "it"}:
            target = None
        if target and wrong is None and clause_subjects.suffers(parsed, target, content):
            target = None
    spot = parsed.characters(target) if target else None
    return replace(plain, label=ACCUSATION, target=spot)


def _whose(parsed: Parsed, content: Range) -> Range | None:
    """Whose wrong "alleged bribery by the mayor", "alleges fraud among officials" speaks of."""
    words = parsed.tokens.words
    for index in range(content[0] + 1, content[1] - 1):
        if words[index] in {"by", "among"}:
            found = noun_phrases.noun_phrase(parsed, index + 1)
            return found if found and may_be_charged(parsed, found) else None
        if words[index] in {",", ";", "that", "who", "which"}:
            return None
    return None


def _is_doing(words: list[str], index: int) -> bool:
    """Whether what follows "was" is an act that goes on: "was (secretly) taping"."""
    near = [word for word in words[index : index + 2] if not word.endswith("ly")]
    return bool(near) and near[0].endswith("ing")


_INSISTS = word_set("""
insist maintain swear protest retort counter reply respond contend profess
""")

_STATES = word_set("""
say write state tell argue claim assert add contend maintain insist reveal conclude find report show
believe detail aver
""")


def _is_prosecutor(parsed: Parsed, plain: Mark) -> bool:
    """Whether the source is one whose reports about a person are charges."""
    if plain.source is None:
        return False
    words = {word.strip(",.") for word in parsed.tokens.text[slice(*plain.source)].lower().split()}
    in_court = "court" in words and not _PAPERS.isdisjoint(words)
    in_court = in_court or {"statement", "claim"} <= words
    return in_court or not _PROSECUTORS.isdisjoint(words)


_PAPERS = frozenset({"filing", "filings", "papers", "documents", "records"})
_PROSECUTORS = word_set("""
prosecutors prosecutor prosecution indictment lawsuit lawsuits suit suits complaint plaintiffs plaintiff affidavit
warrant whistleblower whistleblowers chargesheet extradition charging fir
""")


def _did(parsed: Parsed, target: Range, content: Range) -> bool:
    """Whether somebody who may be charged is said to have done something, not to be about to."""
    words = parsed.tokens.words
    if words[target[0]] in {"i", "we"}:
        return False
    verb = target[1]
    if words[verb : verb + 1] == [","] and "," in words[verb + 1 : min(content[1], verb + 10)]:
        verb = words.index(",", verb + 1) + 1  # "the men, aged 24 and 51, bought"
    after = words[verb] if verb < content[1] else ""
    return may_be_charged(parsed, target) and (
        after in HAVE or (after not in AUXILIARIES and after in FINITE) or after.endswith("ed")
    )


def _is_adjective(words: list[str], verb: int, *, named: bool) -> bool:
    """Whether "alleged" qualifies a noun: "and alleged fraud", "several alleged thefts"."""
    before = words[verb - 1] if verb else ""
    if words[verb] in {"has", "have", "had"} and not named:
        return words[verb + 2] not in DETERMINERS
    return words[verb] == "alleged" and (
        before.endswith("ing") or before in {"several", "and", "or", "more", ","} or not before
    )


_NAMING = word_set("""
name identify call label brand describe term dub characterize characterise
""")


_NAMING_REACH = 24


def judged(parsed: Parsed, lemma: str, plain: Mark, content: Range) -> Mark | None:
    """As in "Called the report a lie" denies; "called him a liar" accuses."""
    if lemma in _INSISTS and rejection.insists_not(parsed, content):
        return replace(
            plain, label=DENIAL, score=0.6, evidence=plain.evidence + "; insists that not"
        )
    if lemma == "charge" or (lemma in _STATES and _is_prosecutor(parsed, plain)):
        target = clause_subjects.of_clause(parsed, content)
        named = target and _is_named(parsed, target)
        if target and (named or _did(parsed, target, content)):
            return replace(plain, label=ACCUSATION, score=0.55, target=parsed.characters(target))
    if lemma in {"attribute", "ascribe"}:
        return _laid_at(parsed, plain, content)
    if lemma not in _NAMING:
        return None
    if denials.calls_false(parsed, content):
        return replace(plain, label=DENIAL, score=0.65)
    reach = _NAMING_REACH if lemma in {"name", "identify"} else 14
    words = parsed.tokens.words[content[0] : min(content[1], content[0] + reach)]
    if any(word in HARSH_NAMES for word in words):
        target = _called(parsed, content)
        return replace(
            plain, label=ACCUSATION, score=0.6, target=parsed.characters(target) if target else None
        )
    return None


def _is_named(parsed: Parsed, target: Range) -> bool:
    """Whether a name that does not only open the sentence is who it is about; "I" is none."""
    first = target[0]
    return first > 0 and parsed.tokens.is_name(first) and parsed.tokens.words[first] not in _SELVES


_SELVES = frozenset({"i", "we"})
_THINGS = frozenset({"it", "this", "that"})


def _called(parsed: Parsed, content: Range) -> Range | None:
    """Whom "called the clerk a thief" calls one: the words before "a", "as" or a quotation."""
    words = parsed.tokens.words
    if words[content[0]] in {"a", "an"}:
        return None
    for index in range(content[0] + 1, min(content[1], content[0] + _NAMING_REACH)):
        if (
            words[index] in {"a", "an", "as"}
            or parsed.quoted[index] != OUTSIDE
            or words[index] in HARSH_NAMES
        ):
            target = content[0], index
            is_person = words[content[0]] not in _THINGS and words[index - 1] not in HARMS
            return target if is_person else None
    return None


def _laid_at(parsed: Parsed, plain: Mark, content: Range) -> Mark | None:
    """As in "Attributed the bombing to the rebels": harm laid at someone's door."""
    words = parsed.tokens.words
    for index in range(content[0], min(content[1], content[0] + 15)):
        if words[index] == "to" and index > content[0]:
            target = noun_phrases.noun_phrase(parsed, index + 1)
            if (
                target
                and not HARMS.isdisjoint(words[content[0] : index])
                and may_be_charged(parsed, target)
            ):
                return replace(
                    plain,
                    label=ACCUSATION,
                    score=0.6,
                    target=parsed.characters(target),
                    content=parsed.characters((content[0], index)),
                )
            return None
    return None


def weighed(parsed: Parsed, made: Mark, *, charge_stands: bool) -> Mark:
    """`weigh` for a mark whose content is known by its place in the text."""
    if made.label != ATTRIBUTION or made.content is None:
        return made
    tokens = parsed.tokens
    inside = [
        index
        for index in range(len(tokens))
        if made.content[0] <= tokens.starts[index] < made.content[1]
    ]
    if not inside:
        return made
    content = (inside[0], inside[-1] + 1)
    found = weigh(parsed, made, content, charge_stands=charge_stands)
    if (
        found.label == ATTRIBUTION
        and _is_prosecutor(parsed, found)
        and not _owns_up(parsed, content)
    ):
        target = clause_subjects.of_clause(parsed, content)
        if target and _did(parsed, target, content):
            return replace(found, label=ACCUSATION, score=0.5, target=parsed.characters(target))
    return found


def _owns_up(parsed: Parsed, content: Range) -> bool:
    words = parsed.tokens.words[content[0] : content[1]]
    return not _ADMISSIONS.isdisjoint(words)


_ADMISSIONS = frozenset({"admitted", "admits", "confessed", "pleaded", "cooperated", "testified"})


_UNKNOWN = word_set("""
hackers thieves gunmen gunman burglars robbers attackers vandals arsonists assailants intruders pirates
criminals fraudsters scammers raiders bandits
""")


def _is_unknown(parsed: Parsed, target: Range | None) -> bool:
    """Whether only "hackers" or "two gunmen" did it: nobody who can be named is charged."""
    if target is None or target[1] - target[0] > 2:
        return False
    words = parsed.tokens.words[slice(*target)]
    return words[-1] in _UNKNOWN and words[0] != "the"


def weigh(parsed: Parsed, made: Mark, content: Range, *, charge_stands: bool) -> Mark:
    """An attribution whose content charges someone or rejects a standing charge is that."""
    if rejection.outright(
        parsed, content, charge_stands=charge_stands
    ) or falsehoods.calls_a_claim_false(parsed, content, charge_stands=charge_stands):
        return replace(
            made, label=DENIAL, score=0.6, evidence=made.evidence + "; says it is not so"
        )
    if falsehoods.says_it_did_no_wrong(parsed, content):
        return replace(
            made, label=DENIAL, score=0.55, evidence=made.evidence + "; says no wrong was done"
        )
    if charge_stands and rejection.opens_with_none(parsed, content):
        return replace(
            made, label=DENIAL, score=0.5, evidence=made.evidence + "; says there was none"
        )
    if charge_stands and (
        rejection.disowns(parsed, content)
        or rejection.never_did(parsed, content)
        or rejection.i_did_not(parsed, content)
    ):
        return replace(made, label=DENIAL, score=0.55, evidence=made.evidence + "; disowns an act")
    wrong = wrong_in(parsed, content)
    if wrong and not _is_unknown(parsed, wrong.target):
        target = parsed.characters(wrong.target) if wrong.target else None
        evidence = f"{made.evidence}; charges '{wrong.word}'"
        return replace(
            made, label=ACCUSATION, score=wrong.sure * 0.9, evidence=evidence, target=target
        )
    return made
