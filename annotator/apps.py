"""The one application of this project."""

import gc

from django.apps import AppConfig


class AnnotatorConfig(AppConfig):
    name = "annotator"
    verbose_name = "Hearsay"

    def ready(self) -> None:
        look_for_cycles_seldom()


def look_for_cycles_seldom() -> None:
    """Batches make values by the hundred thousand and hardly a cycle: looking for cycles as often as
    Python does took a sixth of the time of taking an archive in."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
