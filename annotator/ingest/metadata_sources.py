"""Where a page tells about itself: JSON-LD, meta elements, microdata, times, its title.

Collected only; `metadata` decides what to believe.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

_MOST_CHARS = 1_000_000
_MOST_OBJECTS = 5_000
_ARTICLES = ("Article", "BlogPosting", "Report", "Review")
_PAGES = ("WebPage",)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a page says of itself, in its own order.

    `metas` are (name or property in lower case, content); `times` are (datetime or content, text,
    class or itemprop) of `<time>` and dated microdata; `authors` are texts of `rel=author` and
    `itemprop=author`; `articles` and `pages` are JSON-LD objects, `named` the names by "@id".
    """

    title: str = ""
    language: str = ""
    canonical: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    times: list[tuple[str, str, str]] = field(default_factory=list)
    authors: list[tuple[str, str]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """(name, content) of these metas, in the order of `names`."""
        for name in names:
            for said, content in self.metas:
                if said == name and content:
                    yield name, content


def collect(tree: html.HtmlElement) -> Told:
    """All that the page tells."""
    told = Told(
        title=_squeezed(next((e.text_content() for e in tree.iter("title")), "")),
        language=_language(tree),
        canonical=next(
            (e.get("href") or "" for e in tree.iter("link") if _rel(e, "canonical")), ""
        ).strip(),
    )
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _squeezed(element.get("content") or "")
        if element.get("itemprop") and content[:1].isdigit():
            told.times.append((content, "", element.get("itemprop")))
        told.metas.append((name.strip().lower(), content))
    for element in tree.iter("time", "span", "div", "p", "a", "abbr", "address"):
        _of_element(told, element)
    for data in _json_ld(tree):
        _of_json(told, data)
    return told


def _of_element(told: Told, element: html.HtmlElement) -> None:
    prop = element.get("itemprop") or ""
    if element.tag == "time" or "date" in prop:
        when = element.get("datetime") or element.get("content") or ""
        how = f"{prop} {element.get('class') or ''} {'pubdate' if 'pubdate' in element.attrib else ''}"
        told.times.append((when.strip(), _squeezed(element.text_content()[:100]), how.lower()))
    if element.tag == "a" and _rel(element, "author"):
        told.authors.append(("rel=author", _squeezed(element.text_content()[:200])))
    elif "author" in prop.lower().split():
        told.authors.append(("itemprop author", _microdata_name(element)))


def _microdata_name(element: html.HtmlElement) -> str:
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.get("itemprop") == "name":
            return _squeezed(inner.get("content") or inner.text_content()[:200])
    return _squeezed(element.get("content") or element.text_content()[:200])


def _json_ld(tree: html.HtmlElement) -> Iterator[Any]:
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        text = (element.text or "")[:_MOST_CHARS].strip()
        text = text.removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


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
    return wanted in (element.get("rel") or "").lower().split()


def _language(tree: html.HtmlElement) -> str:
    return (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()


def _squeezed(text: str) -> str:
    return " ".join(text.split())
