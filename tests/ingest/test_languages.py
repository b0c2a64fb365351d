"""The language of a text; the sentences are invented."""

import pytest

from annotator.ingest import languages
from annotator.ingest.article import read_html, read_text

ENGLISH = "The council voted on Tuesday to close the old ferry terminal, its leader told reporters."
GERMAN = (
    "Die Regierung hat am Dienstag die Vorwürfe zurückgewiesen und eine Untersuchung angekündigt,"
    " sagte ein Sprecher in der Hauptstadt."
)
CHINESE = "市政府周二表示，将在六月底关闭已经使用了九十年的旧渡轮码头，居民对此表示反对，并要求公布报告的全部内容。"


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (GERMAN, "de"), (CHINESE, "zh")])
def test_a_text_tells_its_language(text: str, code: str) -> None:
    assert languages.of(text) == code


@pytest.mark.parametrize("text", ["", "Menu", "12 13 14 15 " * 100, "Madrid 3, Paris 2"])
def test_a_short_text_tells_none(text: str) -> None:
    assert languages.of(text) == ""


def test_a_text_whose_beginning_leaves_doubt_is_told_by_more_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beginning = "Ortega, Vidal, Okafor, Lindqvist; Porto, Lille, Malmö; " * 12

    def never() -> None:
        raise AssertionError("the model of all languages was asked")

    monkeypatch.setattr(languages, "_identifier", never)
    assert (
        languages.of(beginning + "They said that the ferry would be sold and have left. " * 12)
        == "en"
    )
    with pytest.raises(AssertionError):
        languages.of(beginning)


def test_articles_carry_their_language() -> None:
    assert read_text(GERMAN).language == "de"
    assert read_html(f"<html lang=en><h1>Titel</h1><p>{GERMAN}</p></html>").language == "de"


def test_a_page_too_short_to_tell_has_the_language_it_declares() -> None:
    assert read_html("<html lang=fr><h1>Titre</h1><p>Bonjour.</p></html>").language == "fr"
