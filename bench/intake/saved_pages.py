"""Saved pages to articles: ours beside trafilatura, resiliparse and readability, in one run.

    python bench/intake/saved_pages.py SHARED_EVAL_DIR

The trees of ours were trained on these very pages; what they do on outlets they have not seen is
printed by `train_pages.py`.
"""

import gzip
import importlib.util
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import html
from readability import Document
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction

sys.path.insert(0, str(Path(__file__).parents[2]))

from annotator.ingest.article import read_html
from annotator.ingest.refusals import EmptyArticle, UnreadableInput
from annotator.ingest.values import LineRole

Reader = Callable[[bytes, str], dict[str, Any]]


def ours(data: bytes, url: str) -> dict[str, Any]:
    try:
        article = read_html(data, url=url)
    except (EmptyArticle, UnreadableInput):
        return {}
    return {
        "text": article.text,
        "title": article.title,
        "author": "; ".join(article.authors),
        "date": str(article.published or ""),
    }


def ours_without_headline(data: bytes, url: str) -> dict[str, Any]:
    lines = read_html(data, url=url).lines
    kept = (x.text for x in lines if x.is_kept and x.role is not LineRole.HEADLINE)
    return {"text": "\n".join(kept)}


def trafilatura(data: bytes, url: str) -> dict[str, Any]:
    found: Any = bare_extraction(data, url=url, include_comments=False, with_metadata=True)
    return {name: getattr(found, name, "") for name in ("text", "title", "author", "date")}


def resiliparse(data: bytes, _: str) -> dict[str, Any]:
    return {"text": extract_plain_text(data.decode("utf-8", "replace"), main_content=True)}


def readability(data: bytes, _: str) -> dict[str, Any]:
    summary = Document(data.decode("utf-8", "replace")).summary()
    return {"text": html.document_fromstring(summary.encode()).text_content()}


def main(folder: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    score: Any = importlib.util.module_from_spec(spec) if spec else None
    spec.loader.exec_module(score) if spec and spec.loader else None
    gold = score.read(str(folder / "intake/pages.jsonl.gz"))
    data = [gzip.decompress((folder / "intake" / one["html"]).read_bytes()) for one in gold]
    names = ("trafilatura", "resiliparse", "readability-lxml", "lxml")
    print(platform.machine(), "Python", platform.python_version(), "one process")
    print(", ".join(f"{name} {version(name)}" for name in names))
    print(f"{'':24}{'word F1':>9}{'>= .95':>8}{'title':>7}{'author':>8}{'date':>7}{'pages/s':>9}")
    for reader in (ours, ours_without_headline, trafilatura, resiliparse, readability):
        _row(reader, gold, data, score)


def _row(reader: Reader, gold: list[dict[str, Any]], data: list[bytes], score: Any) -> None:
    reader(data[0], gold[0]["url"])
    start = time.process_time()
    found = [reader(page, one["url"]) for page, one in zip(data, gold, strict=True)]
    speed = len(gold) / (time.process_time() - start)
    pairs = zip(gold, found, strict=True)
    got = score.intake(gold, [{"id": one["id"], **answer} for one, answer in pairs])
    print(
        f"{reader.__name__:24}{got['word_f1']:9.4f}{got['pages_over_95']:8.3f}"
        f"{got['title_exact']:7.3f}{got['author']['f1']:8.3f}{got['date']:7.3f}{speed:9.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
