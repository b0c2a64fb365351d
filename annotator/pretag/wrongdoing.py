"""Whether what is said charges someone with a wrong: "the firm had falsified the records".

A plain reported claim is an accusation when its content names who did wrong. The test is a verb
of wrongdoing with a subject that acts, or a noun of wrongdoing tied to a person or a body.
"""

from annotator.pretag.acts import SUFFERED, by_someone, by_verb, set_about
from annotator.pretag.chargeable import Wrong
from annotator.pretag.lapses import (
    LAPSES,
    LIMITS,
    WRONGFULLY,
    done_wrongly,
    is_one,
    on_the_part_of,
    past_limits,
    responsible,
)
from annotator.pretag.lexicon.grammar import (
    BE,
)
from annotator.pretag.lexicon.nouns import HARSH_NAMES
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_BASES, WRONG_PHRASES, WRONG_VERBS
from annotator.pretag.parsed import Parsed, Range

_WINDOW = 60


_PHRASE_REACH = 9


_STATES = word_set("""
illegal illegally unlawful unlawfully unconstitutional corrupt dishonest criminal liar liars
thief thieves crook crooks traitor traitors negligent complicit genocide racist war-crimes
murderer murderers cover-up corruption sabotage bribe bribes kickback kickbacks blackmail
fraudulent treason vendetta lying aggression atrocities repression negligence oppression
oppressive persecution
""")


def wrong_in(parsed: Parsed, content: Range) -> Wrong | None:
    """The wrongdoing that the tokens of `content` charge someone with, if any."""
    words = parsed.tokens.words
    end = min(content[1], content[0] + _WINDOW)
    for index in range(content[0], end):
        word = words[index]
        if word == "responsible" and (found := responsible(parsed, content, index)):
            return found
        if word in HARSH_NAMES and (found := is_one(parsed, content, index)):
            return found
        if word in LAPSES and (found := on_the_part_of(parsed, content, index)):
            return found
        if word in SUFFERED and words[index - 1] in BE and index > content[0] + 1:
            if found := by_someone(parsed, content, index):
                return found
        if word in WRONGFULLY and (found := done_wrongly(parsed, content, index)):
            return found
        if word in LIMITS and (found := past_limits(parsed, content, index)):
            return found
        wrong = word in WRONG_VERBS or (
            word in WRONG_PHRASES
            and not WRONG_PHRASES[word].isdisjoint(
                words[index + 1 : min(content[1], index + _PHRASE_REACH)]
            )
        )
        if wrong and (found := by_verb(parsed, content, index)):
            return found
        if word in WRONG_BASES and (found := set_about(parsed, content, index)):
            return found
    return None


def names_wrong(parsed: Parsed, content: Range) -> bool:
    """Whether the words of `content` hold a word of wrongdoing at all, whoever did it."""
    words = parsed.tokens.words
    return any(
        words[index] in _STATES
        or words[index] in WRONG_VERBS
        or (words[index] in WRONG_BASES and words[index - 1] == "who")
        for index in range(content[0], min(content[1], content[0] + _WINDOW))
    )
