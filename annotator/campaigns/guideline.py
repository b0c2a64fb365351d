"""The default guideline, in words for annotators. A campaign may revise it: versions are kept."""

from pathlib import Path

TEXT = Path(__file__).with_name("guideline.md").read_text(encoding="utf-8")
