"""Where a page tells about itself: JSON-LD, meta elements, microdata, times, its title.

Collected only; `metadata` decides what to believe.
"""

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html

_MOST_CHARS = 1_000_000
_MOST_OBJECTS = 5_000
_ARTICLES = ("Article", "BlogPosting", "Report", "Review")
_PAGES = ("WebPage",)
_WRAPPINGS = (
    ("<!--", "-->"),
    ("//", "//]]>"),
    ("/*", "/*]]>*/"),
    ("<![CDATA[", "]]>"),
    ("*/", "/*"),
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|contributors?|journalists?|reporters?|writers?|columnists?|staff|people|persons?"
    r"|profiles?|by|bios?|team|autor(?:en|es|i|e)?|auteurs?|redakteure|skribent)/[^/?#]"
)
# By way of the attribute: a third faster than to ask each element for it.
_WITH_MICRODATA = etree.XPath("descendant::*/@itemprop/..")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a page says of itself, in its own order.

    `metas` are (name or property in lower case, content); `times` are (datetime or content, text,
    class or itemprop) of `<time>` and dated microdata; `authors` are texts of `rel=author` and
    `itemprop=author`, `linked` those of all links that lead to an author's page; `articles` and
    `pages` are JSON-LD objects, `named` the names by "@id".
    """

    title: str = ""
    language: str = ""
    canonical: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    times: list[tuple[str, str, str]] = field(default_factory=list)
    authors: list[tuple[str, str]] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, content) of these metas, in the order of `names`."""
        for name in names:
            for said, content in self.metas:
                if said == name and content:
                    yield name, content

    def names(self, value: Any) -> Iterator[str]:
        """The names of the people or bodies in a JSON-LD value, in any of its shapes."""
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                yield self.named.get(item) or entities.unescape(item)
            elif isinstance(item, dict):
                name = item.get("name") or self.named.get(str(item.get("@id"))) or _two_names(item)
                for one in name if isinstance(name, list) else [name]:
                    if isinstance(one, str):
                        yield entities.unescape(one)


def collect(tree: html.HtmlElement) -> Told:
    """All that the page tells. One walk for all tags: a walk costs more than what is done on it."""
    told = Told(language=_language(tree))
    titles, canonicals = [], []
    for element in tree.iter("title", "link", "meta", "script", "time", "a"):
        match element.tag:
            case "a":
                _of_link(told, element)
            case "meta":
                _of_meta(told, element)
            case "time":
                _of_time(told, element)
            case "script":
                _of_script(told, element)
            case "title":
                titles.append(element.text_content())
            case "link" if _rel(element, "canonical"):
                canonicals.append(element.get("href") or "")
    for element in _WITH_MICRODATA(tree):
        if element.tag not in ("meta", "time"):
            _of_microdata(told, element)
    return replace(
        told,
        title=_squeezed(next(iter(titles), "")),
        canonical=next(iter(canonicals), "").strip(),
    )


def _of_link(told: Told, link: html.HtmlElement) -> None:
    is_author = _rel(link, "author")
    if is_author or _AUTHORS_PAGE.search(link.get("href") or ""):
        name = _squeezed(link.text_content()[:200])
        told.linked.append(name)
        if is_author:
            told.authors.append(("rel=author", name))


def _of_meta(told: Told, meta: html.HtmlElement) -> None:
    prop = meta.get("itemprop") or ""
    name = meta.get("property") or meta.get("name") or prop
    content = _squeezed(meta.get("content") or "")
    if "date" in prop.lower() and content[:1].isdigit():
        told.times.append((content, "", prop.lower()))
    told.metas.append((name.strip().lower(), content))


def _of_time(told: Told, element: html.HtmlElement) -> None:
    when = element.get("datetime") or element.get("content") or ""
    pubdate = "pubdate" if "pubdate" in element.attrib else ""
    how = f"{element.get('itemprop') or ''} {element.get('class') or ''} {pubdate}"
    told.times.append((when.strip(), _squeezed(element.text_content()[:100]), how.lower()))


def _of_microdata(told: Told, element: html.HtmlElement) -> None:
    prop = element.get("itemprop").lower()
    if "date" in prop:
        _of_time(told, element)
    if "author" in prop.split() and not _rel(element, "author"):
        told.authors.append(("itemprop author", _microdata_name(element)))


def _two_names(person: dict[str, Any]) -> str:
    return " ".join(str(person[key]) for key in ("givenName", "familyName") if person.get(key))


def _microdata_name(element: html.HtmlElement) -> str:
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.get("itemprop") == "name":
            return _squeezed(inner.get("content") or inner.text_content()[:200])
    return _squeezed(element.get("content") or element.text_content()[:200])


def _of_script(told: Told, script: html.HtmlElement) -> None:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = (script.text or "")[:_MOST_CHARS].strip()
    for start, end in _WRAPPINGS:
        text = text.removeprefix(start).removesuffix(end).strip()
    text = text.rstrip(";")
    data = _loaded(text)
    _of_json(told, _loaded(_TRAILING_COMMA.sub(r"\1", text)) if data is None else data)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _of_json(told: Told, data: Any) -> None:
    waiting, count = [data], 0
    while waiting and count < _MOST_OBJECTS:
        count += 1
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            kinds = str(item.get("@type", ""))
            if any(kind in kinds for kind in _ARTICLES):
                told.articles.append(item)
            elif any(kind in kinds for kind in _PAGES):
                told.pages.append(item)
            name, at = item.get("name"), item.get("@id")
            if isinstance(name, str) and isinstance(at, str):
                told.named.setdefault(at, name)
            waiting.extend(v for v in reversed(list(item.values())) if isinstance(v, dict | list))


def _rel(element: html.HtmlElement, wanted: str) -> bool:
    rel = element.get("rel")
    return rel is not None and wanted in rel.lower().split()


def _language(tree: html.HtmlElement) -> str:
    return (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()


def _squeezed(text: str) -> str:
    return " ".join(text.split())
