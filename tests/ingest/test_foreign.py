"""Sentences of other languages than English."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ingest import foreign

ARTICLES = {
    "de": [
        "Der Präsident Dr. Müller sprach am 3. Mai in Berlin.",
        "Die Firma wies den Vorwurf zurück.",
        "„Das stimmt nicht.“",
        "Er ging um 8.30 Uhr zu Prof. Lang, z. B. mit dem Bus 🙂.",
        "Am 21. Juli kam Nr. 5 an.",
    ],
    "fr": [
        "M. Dupont a nié les faits.",
        "« C’est faux », a-t-il dit.",
        "Le 3 mai, Mme. Roy est partie avec lui.",
        "« Jamais ! » a crié le maire.",
    ],
    "es": [
        "El Sr. López negó la acusación.",
        "¿Quién lo hizo?",
        "La Dra. Ruiz habló a las ocho.",
        "«No es cierto», dijo.",
    ],
    "ru": [
        "Г. Иванов отверг обвинения.",
        "В 2020 г. компания закрылась.",
        "Он сказал: «Это ложь».",
    ],
    "ja": ["東京都は発表した。", "市民は反対した！"],
}


@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_is_cut_as_its_language_asks(language):
    text = ("" if language == "ja" else " ").join(ARTICLES[language])
    assert [text[a:b] for a, b in foreign.split(text, language)] == ARTICLES[language]


@given(st.text(max_size=300), st.sampled_from([*ARTICLES, "xx", "tlh"]))
def test_every_character_is_covered_and_no_sentence_overlaps(text, language):
    spans = foreign.split(text, language)
    assert "".join(text.split()) == "".join("".join(text[a:b] for a, b in spans).split())
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_lone_surrogate_stops_nothing():
    assert foreign.split("Eins \ud800. Zwei.", "de")


@pytest.mark.parametrize("space", ["\x85", "\x1c", "\u2028", "\x00", "\x9f"])
@pytest.mark.parametrize("language", ARTICLES)
def test_strange_space_stops_nothing(space, language):
    for text in (f"{space}0", f"Eins.{space}Zwei. {space}", f"{space}{space}0.{space}A b.{space}"):
        spans = foreign.split(text, language)
        assert "".join(text.split()) == "".join("".join(text[a:b] for a, b in spans).split())
