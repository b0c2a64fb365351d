"""The evaluation sets of the shared folder, and its own score. Read where they lie, never copied."""

import gzip
import importlib.util
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

SENTENCES = ("gum_news", "pud_news", "golden_rules", "tough_news")


@dataclass(frozen=True)
class Sets:
    """The folder with score.py, intake/ and sentences/."""

    folder: Path

    @cached_property
    def score(self) -> Any:
        """The module score.py."""
        spec = importlib.util.spec_from_file_location("score", self.folder / "score.py")
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    @cached_property
    def pages(self) -> list[dict[str, Any]]:
        return self._read("intake/pages.jsonl.gz")

    @cached_property
    def html(self) -> list[bytes]:
        """The pages, unpacked."""
        return [
            gzip.decompress((self.pages_folder / one["html"]).read_bytes()) for one in self.pages
        ]

    @property
    def pages_folder(self) -> Path:
        return self.folder / "intake"

    @cached_property
    def pasted(self) -> list[dict[str, Any]]:
        return self._read("intake/pasted.jsonl.gz")

    def sentences(self, name: str) -> list[dict[str, Any]]:
        return self._read(f"sentences/{name}.jsonl")

    def sizes(self) -> str:
        """One line on what there is."""
        html = sum(map(len, self.html)) / 1e6
        pasted = sum(len(one["pasted"].encode()) for one in self.pasted) / 1e6
        told = [
            f"{len(self.pages)} pages ({html:.1f} MB of HTML)",
            f"{len(self.pasted)} pastes ({pasted:.1f} MB)",
        ]
        for name in SENTENCES:
            found = self.sentences(name)
            count = sum(len(one["sentences"]) for one in found)
            told.append(f"{name} {count} sentences in {len(found)} texts")
        return ", ".join(told)

    def _read(self, name: str) -> list[dict[str, Any]]:
        return self.score.read(str(self.folder / name))
