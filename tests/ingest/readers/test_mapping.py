import pytest

from annotator.ingest.readers.mapping import guess
from annotator.ingest.readers.values import Mapping

TEXT = "The bridge over the river opened on Monday."


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ("Headline", "Body", "Pub Date", "Source"),
            Mapping(title="Headline", text="Body", published="Pub Date", outlet="Source"),
        ),
        (
            ("Titel", "Inhalt", "Datum", "Quelle", "Autorin", "Sprache"),
            Mapping(
                title="Titel",
                text="Inhalt",
                published="Datum",
                outlet="Quelle",
                author="Autorin",
                language="Sprache",
            ),
        ),
        (("Überschrift", "Volltext"), Mapping(title="Überschrift", text="Volltext")),
        (
            ("titre", "contenu", "date de publication", "auteur", "lien"),
            Mapping(
                title="titre",
                text="contenu",
                published="date de publication",
                author="auteur",
                url="lien",
            ),
        ),
        (
            ("Título", "Artículo", "Fecha", "Medio", "enlace"),
            Mapping(
                title="Título", text="Artículo", published="Fecha", outlet="Medio", url="enlace"
            ),
        ),
        (
            ("publishedAt", "source.name", "meta.title", "content"),
            Mapping(
                published="publishedAt", outlet="source.name", title="meta.title", text="content"
            ),
        ),
        (("title", "headline", "text"), Mapping(title="title", text="text")),
        (
            ("doc_id", "sentence", "label"),
            Mapping(document="doc_id", sentence="sentence", label="label"),
        ),
    ],
)
def test_columns_are_known_by_their_names(columns: tuple, expected: Mapping) -> None:
    assert guess(columns, []) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"a": "1", "b": TEXT}], Mapping(text="b")),
        ([{"a": "1", "b": f"<p>{TEXT}</p>"}], Mapping(html="b")),
        ([{"content": f"<p>{TEXT}</p>"}], Mapping(html="content")),
        ([{"text": [TEXT, TEXT]}], Mapping(sentences="text")),
        (
            [{"id": 1, "text": TEXT}, {"id": 1, "text": TEXT}],
            Mapping(document="id", sentence="text"),
        ),
        ([{"id": 1, "text": TEXT}, {"id": 2, "text": TEXT}], Mapping(text="text")),
        ([{"source": "https://daily.example/1", "text": TEXT}], Mapping(url="source", text="text")),
        ([{"a": "x"}], Mapping()),
    ],
)
def test_values_say_more_than_names(rows: list, expected: Mapping) -> None:
    assert guess(tuple(rows[0]), rows) == expected
