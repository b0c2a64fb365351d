"""Which column holds what, guessed from its name and from what stands in it.

Names count in English, German, French and Spanish, whatever their case, accents and separators.
Of a nested key the whole is looked at first, then its last part: `meta.title` is a title.
"""

import re
import unicodedata
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Any

from annotator.ingest.readers.objects import as_text
from annotator.ingest.readers.values import Mapping

# The first name that a column has wins: a file with `title` and `headline` has its title in `title`.
NAMES: dict[str, tuple[str, ...]] = {
    "html": ("html", "raw html", "html content", "content html", "body html", "page html", "page source", "source html",
             "quelltext", "codigo html"),
    "pasted": ("pasted", "paste", "pasted text"),
    "text": ("text", "clean", "full text", "article text", "plain text", "raw text", "body text", "main text",
             "text content", "maintext", "articlebody", "body", "article", "content", "contents", "story",
             "volltext", "artikeltext", "haupttext", "fliesstext", "inhalt", "artikel", "beitrag",
             "texte", "texte integral", "contenu", "corps", "corps de texte", "contenu article",
             "texto", "texto completo", "contenido", "cuerpo", "articulo", "nota", "data"),
    "sentences": ("sentences", "sents", "sentence list", "saetze", "satze", "satzliste", "phrases",
                  "oraciones", "frases"),
    "sentence": ("sentence", "sentence text", "sent", "satz", "satztext", "phrase", "oracion", "frase"),
    "document": ("document id", "doc id", "docid", "documentid", "article id", "articleid", "text id", "textid",
                 "document", "doc", "dokument id", "dokument", "artikel id", "dokumentid", "artikelid",
                 "id document", "id article", "document sha256", "id documento", "id articulo", "story id"),
    "title": ("title", "headline", "article title", "heading", "page title", "hed", "titel", "ueberschrift",
              "uberschrift", "schlagzeile", "titre", "titre article", "titulo", "titular", "encabezado", "subject"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "medium", "source name", "site name", "sitename",
               "media outlet", "media", "journal", "site", "source", "domain", "feed", "zeitung", "quelle", "verlag",
               "publikation", "medio", "fuente", "periodico", "diario", "editeur", "media name"),
    "url": ("url", "link", "article url", "page url", "source url", "web url", "weburl", "permalink", "canonical url",
            "uri", "href", "address", "adresse", "webadresse", "lien", "enlace", "direccion", "source link"),
    "published": ("published", "published at", "publication date", "date published", "datepublished", "pub date",
                  "pubdate", "publish date", "publishedat", "publishdate", "published date", "date", "datetime",
                  "published on", "time", "timestamp", "day", "datum", "veroeffentlicht", "veroffentlicht",
                  "erscheinungsdatum", "veroffentlichungsdatum", "veroeffentlichungsdatum", "tag",
                  "date de publication", "date publication", "publie le", "fecha", "fecha de publicacion",
                  "fecha publicacion", "created at", "seendate"),
    "author": ("author", "authors", "byline", "by", "writer", "journalist", "reporter", "autor", "autoren",
               "autorin", "verfasser", "auteur", "auteurs", "autores", "creator"),
    "language": ("language", "lang", "language code", "sprache", "langue", "idioma", "lengua"),
    "label": ("label", "labels", "gold label", "gold labels", "category label", "etikett", "etiquette", "etiqueta"),
}  # fmt: skip

_APART = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKUP = re.compile(
    r"(?i)<(?:!doctype html|html|head|body|p|div|br|article|span|h1|a href)\b[^>]{0,500}>"
)
_ADDRESS = re.compile(r"https?://\S+")
_WORDY = 20


def guess(columns: Sequence[str], rows: Sequence[Dictionary[str, Any]]) -> Mapping:
    """The mapping that names and the values of some rows suggest; each column is used once."""
    chosen: dict[str, str] = {}
    for field, names in NAMES.items():
        if column := _named(columns, names, chosen.values()):
            chosen[field] = column
    _by_content(chosen, columns, rows)
    return Mapping(**chosen)


def missing(mapping: Mapping, columns: Sequence[str]) -> list[str]:
    """The columns that the mapping names and the file does not have."""
    return [
        column
        for field in fields(mapping)
        if (column := getattr(mapping, field.name)) and column not in columns
    ]


def _named(columns: Sequence[str], names: Sequence[str], taken: Any) -> str:
    free = [column for column in columns if column not in taken]
    for parts in (slice(None), slice(-1, None)):
        spelled: dict[str, str] = {}
        for column in free:
            spelled.setdefault(_spell(".".join(column.split(".")[parts])), column)
        for name in names:
            if name in spelled:
                return spelled[name]
    return ""


def _spell(name: str) -> str:
    bare = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name.strip().lstrip("\ufeff")))
    bare = "".join(char for char in bare.replace("ß", "ss") if not unicodedata.combining(char))
    return _APART.sub(" ", bare).strip().casefold()


def _by_content(
    chosen: dict[str, str], columns: Sequence[str], rows: Sequence[Dictionary[str, Any]]
) -> None:
    """Set right what the values say louder than the names."""

    def values(column: str) -> list[str]:
        return [text for row in rows if (text := as_text(row.get(column)))]

    text = chosen.get("text")
    if text and "sentences" not in chosen and _is_list(rows, text):
        chosen["sentences"] = chosen.pop("text")
    elif text and "html" not in chosen and _mostly(_MARKUP, values(text)):
        chosen["html"] = chosen.pop("text")
    if not {"text", "html", "pasted", "sentences", "sentence"} & chosen.keys():
        free = [column for column in columns if column not in chosen.values()]
        longest = max(free, key=lambda column: _length(values(column)), default="")
        if (
            longest
            and _length(values(longest)) >= _WORDY
            and not _mostly(_ADDRESS, values(longest))
        ):
            chosen["html" if _mostly(_MARKUP, values(longest)) else "text"] = longest
    if "document" not in chosen and {"sentence", "text"} & chosen.keys():
        alike = [c for c in columns if _spell(c) in ("id", "nr", "no") and c not in chosen.values()]
        if alike and _repeats(values(alike[0])):
            chosen["document"] = alike[0]
    if "document" in chosen and "sentence" not in chosen and "text" in chosen:
        if _repeats(values(chosen["document"])):
            chosen["sentence"] = chosen.pop("text")
    if "sentence" not in chosen:
        # An id without rows to gather is only an id: it stays among the metadata.
        chosen.pop("document", None)
    outlet = chosen.get("outlet")
    if outlet and "url" not in chosen and _mostly(_ADDRESS, values(outlet)):
        chosen["url"] = chosen.pop("outlet")


def _is_list(rows: Sequence[Dictionary[str, Any]], column: str) -> bool:
    found = [row[column] for row in rows if row.get(column)]
    return bool(found) and all(isinstance(value, list) for value in found)


def _mostly(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return sum(pattern.search(text[:20_000]) is not None for text in texts) * 2 > len(texts)


def _length(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / len(texts) if texts else 0


def _repeats(texts: Sequence[str]) -> bool:
    return any(a == b for a, b in pairwise(texts))
