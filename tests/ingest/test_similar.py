"""Copies and corrected versions are told from articles that only share a phrase."""

import random
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.ingest import lookup, shingles, similar
from annotator.ingest.shingles import containment, fingerprints, resemblance
from annotator.ingest.similar import Relation, Seen, clusters, relation

VOCABULARY = [f"{start}{end}" for start in "bdfgklmnprst" for end in ("a", "eno", "ilu", "ork")]


def prose(seed: int, count: int = 200) -> str:
    """Words without a meaning, of a writer of their own."""
    chance = random.Random(seed)
    return " ".join(chance.choice(VOCABULARY) + str(seed) for _ in range(count))


texts = st.text(max_size=300) | st.lists(st.sampled_from(VOCABULARY), max_size=80).map(" ".join)
sets = st.frozensets(st.integers(0, 40))
STORY = prose(1)
ARTICLE = Seen(
    fingerprints=fingerprints(STORY),
    title="Ferry strike enters second week",
    outlet="The Harbour Post",
    url="https://www.harbour.example/news/ferry-strike-enters-second-week?utm_source=mail",
    published=date(2031, 5, 2),
)


# Fingerprints.


def test_fingerprints_are_the_same_in_every_process_and_version():
    assert fingerprints("The mayor denied that she had taken money.") == {647727549217186844}


def test_another_process_gives_the_same_fingerprints():
    code = f"from annotator.ingest.shingles import *; print(sorted(fingerprints({STORY!r})))"
    out = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7"},
    )
    assert out.stdout.strip() == str(sorted(fingerprints(STORY)))


@given(texts)
def test_a_fingerprint_fits_a_signed_bigint_and_only_texts_without_words_have_none(text):
    found = fingerprints(text)
    assert all(0 <= value < 2**63 for value in found)
    assert (found == frozenset()) == (shingles.words(text) == [])


@given(st.lists(st.text("abc", min_size=1, max_size=4), max_size=60), st.randoms())
def test_case_whitespace_punctuation_and_quotes_do_not_count(words, chance):
    gaps = [" ", "\n\n", "\t", " — ", "\u00a0", ", “", "” ", " ‘", "... "]
    loud = "".join(
        chance.choice(gaps) + chance.choice([word, word.upper(), f"«{word}»"]) for word in words
    )
    assert fingerprints(loud) == fingerprints(" ".join(words))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the mayor’s aide said “no” to it all", 'The mayor\'s aide said "no" to it all.'),
        ("co\u00adop\u200dera\ufefftion is a word of ours", "cooperation is a word of ours"),
        ("cafe\u0301 owners met in the old town", "café owners met in the old town"),
        ("ｆｕｌｌ width and ﬁne ligatures are folded", "full width and fine ligatures are folded"),
        ("_marked_ as a reader may mark it", "marked as a reader may mark it"),
        ("قال الرئيسُ إنّهُ لا يعلم", "قال الرئيس إنه لا يعلم"),
    ],
)
def test_what_only_looks_different_is_the_same(one, other):
    assert fingerprints(one) == fingerprints(other)


@pytest.mark.parametrize(
    "text",
    [
        "市长在周一的新闻发布会上否认了这些指控",
        "رئيس البلدية ينفي التهم الموجهة إليه اليوم",
        "ראש העיר מכחיש את ההאשמות נגדו היום",
    ],
)
def test_other_scripts_have_words_too(text):
    assert len(shingles.words(text)) >= 6
    assert containment(fingerprints(text), fingerprints(f"🙂 {text} 👩‍👩‍👧‍👦 🏳️‍🌈")) == 1.0


@given(st.text(alphabet=st.characters(max_codepoint=127)))
@example("a" * 130 + "_b\x1fC9" + "d" * 64)
def test_words_of_ascii_are_runs_of_letters_and_digits_of_64_at_most(text):
    assert shingles.words(text) == re.findall(r"[^\W_]{1,64}", text.casefold())


def test_emoji_between_words_do_not_count():
    assert fingerprints(STORY.replace(" ", " 🙂👍🏽 ")) == fingerprints(STORY)


def test_lone_surrogates_and_nul_bytes_do_no_harm():
    assert fingerprints("a\ud800b\x00c") == fingerprints("a b c")


def test_a_text_shorter_than_a_shingle_has_a_fingerprint_of_its_own():
    short = [" ".join(STORY.split()[:count]) for count in range(1, shingles.SHINGLE + 1)]
    assert [len(fingerprints(text)) for text in short] == [1] * shingles.SHINGLE
    assert len({fingerprints(text) for text in short}) == shingles.SHINGLE


@given(st.integers(0, 400), st.integers(0, 192), st.integers(0, 192))
def test_a_shared_passage_of_eight_words_is_always_found(seed, at, to):
    passage = prose(seed, 200).split()[at : at + shingles.SHINGLE + shingles.WINDOW - 1]
    others = prose(-1 - seed).split()
    text = " ".join(others[:to] + passage + others[to:])
    assert fingerprints(text) & fingerprints(prose(seed, 200))


@given(st.integers(0, 400), st.integers(0, 194), st.integers(0, 200))
def test_a_shared_passage_of_four_words_never_counts(seed, at, to):
    passage = prose(seed).split()[at : at + shingles.SHINGLE - 1]
    others = prose(-1 - seed).split()
    text = " ".join(others[:to] + passage + others[to:])
    assert not fingerprints(text) & fingerprints(prose(seed))


@given(st.integers(3, 196))
def test_another_word_changes_the_fingerprints(at):
    words = STORY.split()
    words[at] = "not"
    assert fingerprints(" ".join(words)) != fingerprints(STORY)


# In each of these a text could be looked at more than once a character.
SHAPES = {
    "prose": STORY + "\n",
    "one word": "a",
    "no word": "-",
    "combining marks": "\u0301\u0316",
    "ideographs": "新闻",
    "one word again": "no ",
    "marked letters": "a\u0301\u00ad ",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear_in_the_text(shape):
    part = SHAPES[shape]

    def took(size: int) -> float:
        text = part * (size // len(part))
        began = time.process_time()
        fingerprints(text)
        return time.process_time() - began

    assert took(800_000) < 8 * 4 * max(took(100_000), 0.005)


def test_ten_megabytes_are_read_in_seconds():
    text = "\n".join(prose(seed) for seed in range(50))
    text *= 10_000_000 // len(text)
    began = time.process_time()
    fingerprints(text)
    assert time.process_time() - began < 20


# Measures.


@given(sets, sets)
def test_measures_are_symmetric_and_bounded(a, b):
    assert containment(a, b) == containment(b, a)
    assert resemblance(a, b) == resemblance(b, a)
    assert 0 <= resemblance(a, b) <= containment(a, b) <= 1


@given(sets.filter(bool))
def test_a_text_is_contained_in_itself(a):
    assert (containment(a, a), resemblance(a, a)) == (1.0, 1.0)


def test_measures_of_a_known_pair():
    a, b = frozenset({1, 2, 3, 4}), frozenset({3, 4, 5, 6, 7, 8})
    assert (containment(a, b), resemblance(a, b)) == (0.5, 0.25)


def test_nothing_is_contained_in_an_empty_text():
    assert (containment(frozenset(), frozenset({1})), resemblance(frozenset(), frozenset())) == (
        0,
        0,
    )


def test_unrelated_texts_share_nothing():
    assert containment(fingerprints(prose(1)), fingerprints(prose(2))) == 0.0


@given(st.permutations(range(6)))
def test_the_order_of_paragraphs_hardly_matters(order):
    paragraphs = [prose(seed, 80) for seed in range(6)]
    moved = fingerprints("\n".join(paragraphs[at] for at in order))
    assert containment(moved, fingerprints("\n".join(paragraphs))) >= 0.9


@given(st.integers(0, 6), st.integers(10, 20))
def test_a_paragraph_added_keeps_the_rest_contained(at, seed):
    paragraphs = [prose(seed, 80) for seed in range(6)]
    longer = [*paragraphs[:at], prose(seed, 80), *paragraphs[at:]]
    assert containment(fingerprints("\n".join(longer)), fingerprints("\n".join(paragraphs))) >= 0.95


# What an article is to another.


def changed(**fields: Any) -> Seen:
    """The article with a sentence of its text changed."""
    words = STORY.split()
    words[90:100] = prose(7, 12).split()
    return replace(ARTICLE, fingerprints=fingerprints(" ".join(words)), **fields)


def test_an_amended_headline_over_an_amended_text_is_a_new_version():
    amended = changed(title="Correction: ferry strike enters third week", url="")
    assert relation(amended, ARTICLE) == Relation.NEW_VERSION


def test_a_new_headline_at_the_old_address_is_a_new_version():
    moved = changed(
        title="Boats idle again",
        outlet="",
        url="http://m.harbour.example/news/ferry-strike-enters-second-week/#top",
    )
    assert relation(moved, ARTICLE) == Relation.NEW_VERSION


def test_a_new_headline_at_almost_the_old_address_is_a_new_version():
    moved = changed(
        title="Boats idle", url="https://harbour.example/a/ferry-strike-enters-third-week"
    )
    assert relation(moved, ARTICLE) == Relation.NEW_VERSION


def test_a_story_that_grew_at_its_address_is_a_new_version():
    grown = replace(ARTICLE, title="Live", fingerprints=fingerprints(STORY + prose(5, 2000)))
    assert relation(grown, ARTICLE) == Relation.NEW_VERSION


def test_only_the_punctuation_changed_is_a_new_version():
    assert relation(replace(ARTICLE, published=None), ARTICLE) == Relation.NEW_VERSION


@pytest.mark.parametrize(
    "fields",
    [
        {"outlet": "Quay News", "url": "https://quay.example/ferry-strike-enters-second-week"},
        {"outlet": "", "url": ""},
        {"title": "Boats idle", "url": ""},
        {"title": "", "url": ""},
        {"published": date(2031, 5, 9), "url": ""},
        {"title": "Boats idle", "url": "https://harbour.example/"},
        {"title": "Boats idle", "url": "https://[harbour/news"},
    ],
)
def test_the_text_without_the_headline_or_the_outlet_is_the_same_story(fields):
    assert relation(changed(**fields), ARTICLE) == Relation.SAME_STORY


def test_the_first_paragraphs_elsewhere_are_the_same_story():
    start = "LONDON (Agency) - " + " ".join(STORY.split()[:60])
    cut = Seen(fingerprints=fingerprints(start), title="Strike", outlet="Quay News")
    assert relation(cut, ARTICLE) == Relation.SAME_STORY


def test_another_text_under_the_same_headline_is_unrelated():
    other = replace(ARTICLE, fingerprints=fingerprints(prose(2)))
    assert relation(other, ARTICLE) == Relation.UNRELATED


def test_a_shared_appeal_makes_no_copy():
    appeal = prose(9, 80)
    a, b = (
        replace(ARTICLE, fingerprints=fingerprints(f"{prose(seed)}\n{appeal}")) for seed in (1, 2)
    )
    assert relation(a, b) == Relation.UNRELATED


def test_a_sentence_quoted_in_full_makes_no_copy_of_a_brief():
    brief = Seen(fingerprints=fingerprints(" ".join(STORY.split()[50:66])))
    assert len(brief.fingerprints) < similar.ENOUGH_SHARED
    assert relation(brief, ARTICLE) == Relation.UNRELATED
    assert relation(brief, brief) == Relation.SAME_STORY


def test_texts_without_words_are_unrelated():
    assert relation(Seen(fingerprints=frozenset()), Seen(fingerprints=frozenset())) == (
        Relation.UNRELATED
    )


somethings = st.builds(
    Seen,
    fingerprints=st.frozensets(st.integers(0, 12)),
    title=st.sampled_from(["", "Ferry strike", "Ferry strike ends", "Live"]),
    outlet=st.sampled_from(["", "Harbour Post", "harbour post"]),
    url=st.sampled_from(["", "https://a.example/ferry-strike-ends-now", "a.example", "http://[x"]),
    published=st.none() | st.dates(date(2031, 1, 1), date(2031, 1, 9)),
)


@given(somethings, somethings)
def test_a_relation_is_the_same_both_ways(a, b):
    assert relation(a, b) == relation(b, a)


# Clusters.


def test_pairs_become_clusters_named_by_their_smallest_id():
    assert clusters([(9, 4), (2, 7), (4, 2), (5, 6), (3, 3)]) == {
        2: 2, 3: 3, 4: 2, 5: 5, 6: 5, 7: 2, 9: 2,
    }  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.randoms())
def test_clusters_do_not_depend_on_the_order_of_the_pairs(pairs, chance):
    shuffled = [chance.choice([(a, b), (b, a)]) for a, b in pairs]
    chance.shuffle(shuffled)
    found = clusters(pairs)
    assert clusters(shuffled) == found
    assert all(found[a] == found[b] and found[a] <= a for a, b in pairs)
    assert clusters(found.items()) == found


def test_a_long_chain_is_one_cluster():
    chain = [(at, at + 1) for at in range(100_000)]
    assert set(clusters(chain).values()) == set(clusters(reversed(chain)).values()) == {0}


# Looking up.


@given(sets)
def test_keys_are_the_smallest_fingerprints(found):
    assert lookup.lookup_keys(found) == sorted(found)[: lookup.KEYS]


def test_a_cut_of_a_quarter_shares_keys_with_the_whole():
    missed = 0
    for seed in range(200):
        text = prose(seed, 1000)
        whole = lookup.lookup_keys(fingerprints(text))
        cut = lookup.lookup_keys(fingerprints(" ".join(text.split()[:250])))
        missed += len({*whole} & {*cut}) < lookup.ENOUGH_KEYS
    assert missed <= 6


def test_a_document_that_shares_something_rare_comes_before_a_crowd():
    crowd = [(document, key) for document in range(100, 160) for key in (1, 2, 3, 4)]
    rows = [*crowd, (7, 8), (7, 9), (8, 9)]
    likely = lookup.candidates(rows)
    assert (likely[0], len(likely)) == (7, lookup.MOST_CANDIDATES)
    assert likely == lookup.candidates(rows[::-1])


def test_a_key_of_a_crowd_is_not_stored_again():
    rows = [(document, 1) for document in range(lookup.CROWD)] + [(0, 2)]
    assert lookup.storable([1, 2, 3], rows) == [2, 3]


def test_a_copy_is_found_behind_an_appeal_that_all_share_in_bounded_rows():
    store: dict[int, list[int]] = {}
    appeal = prose(-1, 100)
    most = 0
    for document in range(300):
        text = f"{prose(document if document < 299 else 150)}\n{appeal}"
        keys = lookup.lookup_keys(fingerprints(text))
        rows = [(holder, key) for key in keys for holder in store.get(key, [])]
        most = max(most, len(rows))
        for key in lookup.storable(keys, rows):
            store.setdefault(key, []).append(document)
    assert lookup.candidates(rows)[0] == 150
    assert most <= lookup.KEYS * lookup.CROWD
    assert max(map(len, store.values())) == lookup.CROWD
