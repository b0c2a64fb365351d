"""Word documents: the paragraphs of the main text, a line each.

Deleted text of tracked changes, comments, notes, headers and footers are left out.
"""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from annotator.ingest.readers import archive, limits
from annotator.ingest.readers.texts import one_line, plain
from annotator.ingest.readers.values import Cursor, Item, Preview, Record
from annotator.ingest.refusals import TooLarge, UnreadableInput

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = "word/document.xml"
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}


def preview(_: BinaryIO, **__: object) -> Preview:
    return Preview()


def read(file: BinaryIO, *, name: str, cursor: Cursor | None = None, **_: object) -> Iterator[Item]:
    if cursor is not None:
        return
    with archive.opened(file) as packed:
        title, content = _content(packed)
    record = Record(where=name, row=1, kind="clean", content=content, title=title, metadata={})
    yield record, {"done": 1}


def _content(packed: zipfile.ZipFile) -> tuple[str, str]:
    """The title, if a paragraph has that style, and the text."""
    title, lines, size = "", [], 0
    try:
        entry = packed.getinfo(_MAIN)
        if archive.fault(entry) or entry.file_size > limits.DOCX_PART:
            raise TooLarge("The Word file is larger than any article.")
        with packed.open(entry) as part:
            for style, line in _paragraphs(part):
                size += len(line)
                if size > limits.RECORD:
                    raise TooLarge("The Word file is larger than any article.")
                # Word translates the names of styles: Titel, Titre, Título.
                if not title and style.lower().startswith(("tit", "tít")):
                    title = one_line(line)
                lines.append(line)
    except (etree.LxmlError, *archive.BROKEN):
        raise UnreadableInput("The Word file is damaged.") from None
    content = plain("\n".join(lines)).strip("\n")
    if not content.strip():
        raise UnreadableInput("The Word file holds no text.")
    return title, content


def _paragraphs(part: object) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph; those in text boxes before the one that holds the box."""
    events = etree.iterparse(
        part,
        events=("start", "end"),
        tag=(f"{_W}document", f"{_STRICT}document", f"{_W}p", f"{_STRICT}p", _FALLBACK),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    fallbacks = 0
    for event, node in events:
        kind = etree.QName(node).localname
        if event == "start":
            if kind == "document" and node.getroottree().docinfo.internalDTD is not None:
                raise UnreadableInput("The Word file declares entities, which Word never does.")
            fallbacks += kind == "Fallback"
            continue
        if kind == "Fallback":
            # The same again, for programs that do not know what stands before it.
            fallbacks -= 1
        elif kind == "p" and not fallbacks:
            yield _style(node), _line(node)
        node.clear(keep_tail=True)


def _style(paragraph: etree._Element) -> str:
    for node in paragraph.iter(f"{_W}pStyle", f"{_STRICT}pStyle"):
        return next(iter(node.attrib.values()), "")
    return ""


def _line(paragraph: etree._Element) -> str:
    parts = []
    for node in paragraph.iter(f"{_W}*", f"{_STRICT}*"):
        kind = etree.QName(node).localname
        if kind == "t":
            parts.append(node.text or "")
        # A tab stop in the settings of a paragraph has the same name as a tab in its text.
        elif kind in _BREAKS and etree.QName(node.getparent()).localname == "r":
            parts.append(_BREAKS[kind])
    return "".join(parts)
