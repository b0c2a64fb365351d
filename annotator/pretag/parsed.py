"""A sentence made ready for the rules: its tokens, and which of them are quoted."""

from dataclasses import dataclass
from typing import TypeAlias

from annotator.pretag.lexicon.grammar import END_MARKS
from annotator.pretag.quotes import Quotation
from annotator.pretag.tokens import Tokens, tokenise
from annotator.pretag.values import Sentence

Range: TypeAlias = tuple[int, int]
"""Half-open; of tokens where a name says tokens, else of code points."""

OUTSIDE = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """`quoted[i]` is the index in `quotations` that token i belongs to, or OUTSIDE.

    `stop` is the first token of the closing punctuation: content that runs to the end of the
    sentence ends there, unless a quotation holds that punctuation.
    """

    tokens: Tokens
    quotations: tuple[Quotation, ...]
    quoted: list[int]
    role: str
    stop: int

    def characters(self, tokens: Range) -> Range:
        """Where the tokens `[first, last)` stand in the text."""
        return self.tokens.starts[tokens[0]], self.tokens.ends[tokens[1] - 1]


def parse(sentence: Sentence, quotations: tuple[Quotation, ...]) -> Parsed:
    """Tokens and quotations of one sentence, in linear time."""
    tokens = tokenise(sentence.text)
    count = len(tokens)
    quoted = [OUTSIDE] * count
    index = 0
    for number, quotation in enumerate(quotations):
        while index < count and tokens.starts[index] < quotation.start:
            index += 1
        while index < count and tokens.starts[index] < quotation.end:
            quoted[index] = number
            index += 1
    stop = count
    while stop > 1 and tokens.words[stop - 1] in END_MARKS and quoted[stop - 1] == OUTSIDE:
        stop -= 1
    return Parsed(
        tokens=tokens, quotations=quotations, quoted=quoted, role=sentence.role, stop=stop
    )
