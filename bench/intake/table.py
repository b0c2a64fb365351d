"""The one table that is printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """A measure: ours, what the libraries do in the same run, and the goal."""

    measure: str
    ours: str
    beside: str = "–"
    goal: str = "–"


def best_first(found: Mapping[str, float], *, form: str = ".4f", unit: str = "") -> str:
    """Libraries and what they reach, the best one first: “a .96 (b .95, c .91)”."""
    ranked = sorted(found.items(), key=lambda pair: -pair[1])
    told = [f"{name} {value:{form}}{unit}" for name, value in ranked]
    return told[0] + (f" ({', '.join(told[1:])})" if told[1:] else "") if told else "none installed"


def markdown(rows: Sequence[Row]) -> str:
    """The rows under a head."""
    lines = ["| measure | ours | best named library, same run | goal |", "|---|---|---|---|"]
    for row in rows:
        cells = (row.measure, row.ours, row.beside, row.goal)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)
