"""Where things stand in a plot: numbers of the figures as places in an SVG, ready to be written.

A plot is 300 wide and high, with room for its axes, in the units of `viewBox="0 0 360 356"`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from annotator.campaigns.queries import Day
from annotator.pretag.judging import Bin, Calibration

_LEFT, _TOP, _SIDE = 48.0, 12.0, 300.0
_LARGEST, _SMALLEST = 11.0, 3.0


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A bin of the calibration plot: its place, its size, the ends of its interval if it has one."""

    x: str
    y: str
    radius: str
    top: str
    bottom: str
    bin: Bin


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A bar of a histogram, of `count` things with a score from `low` to `high`."""

    x: str
    y: str
    width: str
    height: str
    low: float
    high: float
    count: int


@dataclass(frozen=True, kw_only=True)
class Curves:
    """Two lines over the threshold, as `points` of a polyline, and where the chosen one stands."""

    right: str
    share: str
    at: str
    rows: tuple["Kept", ...]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is left above a threshold, in per cent, as a row of the table beside the plot."""

    at: str
    share: str
    right: str


def x(share: float) -> str:
    return _told(_LEFT + _SIDE * share)


def y(share: float) -> str:
    return _told(_TOP + _SIDE * (1 - share))


def dots(calibration: Calibration) -> list[Dot]:
    """The bins at (mean score, share right), as large as they have sentences."""
    most = max((one.count for one in calibration.bins), default=1)
    return [
        Dot(
            x=x(one.score),
            y=y(one.right.value or 0.0),
            radius=_told(max(_SMALLEST, _LARGEST * sqrt(one.count / most))),
            top="" if one.right.high is None else y(one.right.high),
            bottom="" if one.right.low is None else y(one.right.low),
            bin=one,
        )
        for one in calibration.bins
    ]


def bars(counts: Sequence[int]) -> list[Bar]:
    """Equal ranges of score from 0 to 1, the largest as high as the plot."""
    most, wide = max([*counts, 1]), 1 / len(counts)
    return [
        Bar(
            x=x(place * wide),
            y=y(count / most),
            width=_told(_SIDE * wide - 2),
            height=_told(_SIDE * count / most),
            low=place * wide,
            high=(place + 1) * wide,
            count=count,
        )
        for place, count in enumerate(counts)
    ]


def curves(rows: Iterable[tuple[float, float, float | None]], *, threshold: float) -> Curves:
    """`rows` are (threshold, share with a suggestion, share of these right)."""
    rows = tuple(rows)
    return Curves(
        share=" ".join(f"{x(at)},{y(share)}" for at, share, _ in rows),
        right=" ".join(f"{x(at)},{y(right)}" for at, _, right in rows if right is not None),
        at=x(threshold),
        rows=tuple(
            Kept(
                at=f"{at:.2f}",
                share=f"{100 * share:.0f}",
                right="–" if right is None else f"{100 * right:.0f}",
            )
            for at, share, right in rows
        ),
    )


# The plot of days is `viewBox="0 0 360 120"`: bars from 16 down to 96, words under them, which may
# be wider than the bar that they are of.
_DAYS_TOP, _DAYS_BOTTOM, _DAYS_LEFT, _DAYS_WIDE = 16.0, 96.0, 12.0, 336.0


@dataclass(frozen=True, kw_only=True)
class DayBar:
    """A day's bar, and where its number and its name are written."""

    day: Day
    x: str
    y: str
    width: str
    height: str
    middle: str
    above: str
    is_named: bool


def days(counts: Sequence[Day]) -> list[DayBar]:
    """A bar a day, the largest as high as the plot; every other day from the last has its name."""
    most, wide = max([*(one.answered for one in counts), 1]), _DAYS_WIDE / max(len(counts), 1)
    bars = []
    for place, one in enumerate(counts):
        high = (_DAYS_BOTTOM - _DAYS_TOP) * one.answered / most
        bars.append(
            DayBar(
                day=one,
                x=_told(_DAYS_LEFT + place * wide + 2),
                y=_told(_DAYS_BOTTOM - high),
                width=_told(wide - 4),
                height=_told(high),
                middle=_told(_DAYS_LEFT + (place + 0.5) * wide),
                above=_told(_DAYS_BOTTOM - high - 4),
                is_named=(len(counts) - 1 - place) % 2 == 0,
            )
        )
    return bars


def _told(number: float) -> str:
    return f"{number:.1f}"
