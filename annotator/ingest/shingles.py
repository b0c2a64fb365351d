"""A text as a small set of numbers, by which near-duplicates are found without comparing texts.

Words are folded first (case, whitespace, punctuation, quotes, width, invisible characters), so only
a change of words changes the numbers. Runs of `SHINGLE` words are hashed, and of every `WINDOW`
runs in a row the smallest hash is kept: winnowing (Schleimer, Wilkerson & Aiken 2003, "Winnowing:
Local Algorithms for Document Fingerprinting", SIGMOD). What it guarantees:

- a passage of `SHINGLE + WINDOW - 1` words (8) that two texts share gives a shared fingerprint,
  wherever it stands;
- no passage shorter than `SHINGLE` words (5) does, so stock phrases do not count;
- as `WINDOW <= SHINGLE`, another word in a place changes the fingerprints, unless it is among the
  first or last three of the text;
- about 2 / (WINDOW + 1) of the runs are kept: 0.4 a word.

A fingerprint is a non-negative integer of 63 bits, the same in every process and on every machine.
It follows Unicode's tables for letters and case, which are stable for characters once assigned.
"""

import hashlib
import re
import sys
import unicodedata
from array import array
from collections.abc import Set
from functools import lru_cache

import numpy as np

SHINGLE = 5
WINDOW = 4

_BITS_63 = 2**63 - 1
# A longer word is cut, so that neither the memory of known words nor a single step grows with it.
_LONGEST_WORD = 64
# These are written without spaces between words, so each character is taken as a word.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^\W_]{{1,{_LONGEST_WORD}}}")
_WORD_OR_IDEOGRAPH = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]{{1,{_LONGEST_WORD}}}")
# The same for ASCII, sooner: all that is no letter or digit becomes a blank.
_APART = "".join(sign if sign.isalnum() else " " for sign in map(chr, range(128)))
# Soft hyphen, joiners, direction marks, byte order mark, and the points and the stretching dash of
# Hebrew and Arabic: a page has them, its copy may not.
_INVISIBLE = re.compile(
    "[\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
# Normalising takes time quadratic in a heap of combining marks; a heap of signs holds no word.
_HEAP = re.compile(r"[^\w\s]{64,}")


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    if text.isascii():
        folded = text.casefold()
        found = folded.translate(_APART).split()
        is_short = len(max(found, key=len, default="")) <= _LONGEST_WORD
        return found if is_short else _WORD.findall(folded)
    visible = _HEAP.sub(" ", _INVISIBLE.sub("", text))
    return _WORD_OR_IDEOGRAPH.findall(unicodedata.normalize("NFKC", visible).casefold())


def fingerprints(text: str) -> frozenset[int]:
    """The winnowed shingles of `text`; empty if and only if it holds no word.

    A text shorter than a shingle is one shingle. Time is linear in the text.

    A shingle's hash is the sum of its words' hashes times powers of three, modulo 2^63. As sums of
    different powers of three differ, two different shingles are equal with a probability of at
    most 2^-56 over the words' hashes.
    """
    hashes = list(map(_hash, words(text)))
    if not hashes:
        return frozenset()
    if len(hashes) < SHINGLE:
        return frozenset((sum(3**at * value for at, value in enumerate(hashes)) & _BITS_63,))
    # Written out for SHINGLE = 5 and WINDOW = 4. What is above 64 bits falls off, as it must.
    v = np.array(hashes, dtype=np.uint64)
    runs = (v[:-4] + 3 * v[1:-3] + 9 * v[2:-2] + 27 * v[3:-1] + 81 * v[4:]) & _BITS_63
    if len(runs) < WINDOW:
        return frozenset((int(runs.min()),))
    pairs = np.minimum(runs[:-1], runs[1:])
    return frozenset(np.minimum(pairs[:-2], pairs[2:]).tolist())


def packed(fingerprints: Set[int]) -> bytes:
    """Fingerprints as they are stored: 8 bytes each, ascending, the lowest byte first."""
    values = array("q", sorted(fingerprints))
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def unpacked(data: bytes) -> frozenset[int]:
    """The reverse of `packed`."""
    values = array("q", data)
    if sys.byteorder == "big":
        values.byteswap()
    return frozenset(values)


def containment(a: Set[int], b: Set[int]) -> float:
    """How much of the smaller is in the larger, in [0, 1]; 0.0 when one is empty.

    Broder 1997, "On the resemblance and containment of documents", taken of the smaller set so
    that it is symmetric: a text cut short is contained in the whole one.
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def resemblance(a: Set[int], b: Set[int]) -> float:
    """The share of their union that both have (Broder 1997, Jaccard), in [0, 1]; 0.0 if empty."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


@lru_cache(maxsize=2**16)
def _hash(word: str) -> int:
    # Most words of an article have been met before, which makes this the fast part.
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest()) >> 1
