"""The four questions of the default scheme as a picture, with worked examples of our own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotator.models import Label

Words = Promise | str


@dataclass(frozen=True, kw_only=True)
class Example:
    """A sentence, whether the answer to the question is yes, and why."""

    text: Words
    is_yes: bool
    why: Words


@dataclass(frozen=True, kw_only=True)
class Question:
    """Asked in order; who answers yes has found the label with this code."""

    code: str
    text: Words
    examples: tuple[Example, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A question with the label that it leads to, as this campaign calls it."""

    question: Question
    label: Label


QUESTIONS = (
    Question(
        code="denial",
        text=_("Does somebody in it reject a claim or a charge?"),
        examples=(
            Example(
                text=_("The dairy rejected the report that its milk had been watered down."),
                is_yes=True,
                why=_("a report is called untrue"),
            ),
            Example(
                text=_("“We never touched the meter,” the landlord told the tenants."),
                is_yes=True,
                why=_("a negative answer to the charge in the sentence before"),
            ),
            Example(
                text=_("The council rejected the plan for a second car park."),
                is_yes=False,
                why=_("a plan is turned down: nothing is said to be untrue"),
            ),
        ),
    ),
    Question(
        code="accusation",
        text=_(
            "Does somebody, the outlet included, charge an identifiable target with wrongdoing?"
        ),
        examples=(
            Example(
                text=_("Beekeepers blame the spraying company for the dead hives."),
                is_yes=True,
                why=_("a target is named, and so is the harm it did"),
            ),
            Example(
                text=_("The auditor wrote that the choir's treasurer had kept two sets of books."),
                is_yes=True,
                why=_("what is reported is a wrong that somebody did"),
            ),
            Example(
                text=_("Somebody has cut the ropes of the ferry."),
                is_yes=False,
                why=_("a wrong, but nobody is charged with it"),
            ),
        ),
    ),
    Question(
        code="attribution",
        text=_("Does it report what a source says, writes, thinks or claims?"),
        examples=(
            Example(
                text=_("The lighthouse will be open again by May, according to its keeper."),
                is_yes=True,
                why=_("the keeper says it, not the outlet"),
            ),
            Example(
                text=_("Officials expect a quiet winter."),
                is_yes=True,
                why=_("thoughts count, and the source may have no name"),
            ),
            Example(
                text=_("The two mayors talked until midnight."),
                is_yes=False,
                why=_("talk without anything that was said"),
            ),
        ),
    ),
    Question(
        code="fact",
        text=_("Otherwise the outlet says it in its own voice."),
        examples=(
            Example(
                text=_("The market hall has 40 stalls and a leaking roof."),
                is_yes=True,
                why=_("no source; it is presented as fact, which is not the same as true"),
            ),
        ),
    ),
)


def card(labels: Iterable[Label]) -> Sequence[Step]:
    """The questions with this campaign's labels; none for a scheme that is not the default one."""
    by_code = {label.code: label for label in labels}
    if set(by_code) != {question.code for question in QUESTIONS}:
        return ()
    return tuple(Step(question=one, label=by_code[one.code]) for one in QUESTIONS)
