"""The default scheme's labels as a service is told of them, in the order of precedence."""

from annotator.pretag.marks import ACCUSATION, ATTRIBUTION, DENIAL, FACT
from annotator.pretag.remote.values import Label

LABELS = (
    Label(code=DENIAL, name="denial", definition="a source rejects a claim or charge"),
    Label(
        code=ACCUSATION, name="accusation", definition="somebody charges a target with wrongdoing"
    ),
    Label(code=ATTRIBUTION, name="attribution", definition="a source says, writes or thinks it"),
    Label(code=FACT, name="fact", definition="the outlet says it in its own voice"),
)

# What a definition of a line leaves open. Whoever changes it raises the version in `chat.py`.
NOTES = {
    DENIAL: (
        "Denies, rejects or dismisses an allegation, calls a claim false, pleads not guilty, says "
        "it was not so. Not: turning down a request or an offer; declining to comment; a negative "
        "statement in the outlet's own voice."
    ),
    ACCUSATION: (
        "Accuses, blames, alleges, charges, sues, condemns for an act, or reports a target's "
        "wrongdoing as a claim. Not: criticism without wrongdoing (attribution); a crime with "
        "nobody charged, a verdict or a sentence (fact); the bare mention of a charge in a denial."
    ),
    ATTRIBUTION: (
        "A source other than the outlet is credited with content or with quoted words; "
        "“reportedly”, a headline's colon and a quotation that runs on count. Not beside a denial "
        "or accusation merely because that has a speaker. Not: speech without content; asking, "
        "promising, ordering, agreeing (fact)."
    ),
    FACT: "Everything else: presented as fact, whether true or not. It has no spans.",
}
