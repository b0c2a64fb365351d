"""A sentence cut into words and punctuation, each knowing where it stands."""

import re
from dataclasses import dataclass

# Initialisms keep their stops ("U.S."); a word keeps inner hyphens, apostrophes and commas of
# numbers; anything else that is not a space is a token of its own. Plain words, by far the most,
# are tried first: it saves them the other attempts.
_TOKEN = re.compile(
    r"[a-z]++(?![\w.&'’‐‑-])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Prof|Hon|St|Jr|Sr|Coun|Supt|Adv)\.(?=\s)"
    r"|\d[\d.,]*\d"
    r"|\w+(?:[-'’‐‑&]\w+)*"
    r"|[^\w\s]"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    """Parallel lists over the tokens of `text`.

    `raw[i] == text[starts[i]:ends[i]]`, `words[i]` is `raw[i]` in lower case with straight
    apostrophes; "US" is written as "U.S.".
    """

    text: str
    raw: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int, *words: str) -> bool:
        """Whether `words` stand at `index`."""
        return self.words[index : index + len(words)] == list(words)

    def is_name(self, index: int) -> bool:
        """Whether the token starts with a capital, as names (and sentences) do."""
        return self.raw[index][0].isupper()


def tokenise(text: str) -> Tokens:
    """Cut `text` into tokens, in linear time; white space belongs to none of them."""
    raw: list[str] = _TOKEN.findall(text)
    starts: list[int] = []
    ends: list[int] = []
    end = 0
    for word in raw:
        start = text.index(word, end)  # only white space lies between: this is the match itself
        end = start + len(word)
        starts.append(start)
        ends.append(end)
    words = [word.lower() for word in raw]
    if "US" in text:  # the country, no pronoun
        words = ["u.s." if whole == "US" else word for whole, word in zip(raw, words, strict=True)]
    if "’" in text:
        words = [word.replace("’", "'") for word in words]
    return Tokens(text=text, raw=raw, words=words, starts=starts, ends=ends)
