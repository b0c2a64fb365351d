"""Asking until there is an answer: tries, waits between them, and the pace of one process."""

import random
import time
from collections.abc import Callable
from typing import Any, TypeVar

from annotator.pretag.remote.failures import Failed, ServiceFailed
from annotator.pretag.remote.sending import Line
from annotator.pretag.remote.settings import RemoteSettings
from annotator.pretag.remote.values import Meter

T = TypeVar("T")


def ask(
    line: Line,
    body: dict[str, Any],
    *,
    read: Callable[[bytes], T],
    turn: Callable[[], None],
    meter: Meter,
    settings: RemoteSettings,
) -> T:
    """What `read` makes of the answer to `body`. Raises ServiceFailed after the last try.

    Each try waits for its `turn`, also the second one: a service that is tired is asked no more
    often than a healthy one.
    """
    for number in range(settings.retries + 1):
        turn()
        meter.requests += 1
        meter.retries += number > 0
        try:
            return read(line.post(body))
        except Failed as failed:
            if not failed.may_pass or number == settings.retries:
                error = ServiceFailed(_told(settings, failed, meter, tries=number + 1))
                error.may_pass = failed.may_pass
                raise error from None
            time.sleep(_wait(settings, failed, number))
    raise AssertionError("a try returns or raises")


def _wait(settings: RemoteSettings, failed: Failed, number: int) -> float:
    """What the service asks for, else twice as long each time; jitter keeps workers apart."""
    jitter = 0.5 + random.random() / 2  # noqa: S311 (no secret hangs on it)
    if failed.after is not None:
        return min(settings.longest_wait, failed.after + settings.backoff * (1 - jitter))
    return min(settings.longest_wait, settings.backoff * 2**number * jitter)


def _told(settings: RemoteSettings, failed: Failed, meter: Meter, *, tries: int) -> str:
    spent = meter.usage()
    cost = f", {spent.cost} {spent.currency}" if spent.cost is not None else ""
    return (
        (
            f"The tagger “{settings.name}” was asked {tries} times: {failed}. Spent on this try: "
            f"{spent.requests} requests, {spent.tokens_in + spent.tokens_out} tokens{cost}."
        )
        .replace("1 times", "once", 1)
        .replace(" 1 requests", " 1 request")
    )


class Pace:
    """The rate limit where one process asks alone; workers share theirs through the database."""

    def __init__(self, requests_a_minute: float | None) -> None:
        self._between = 60 / requests_a_minute if requests_a_minute else 0.0
        self._next = 0.0

    def __call__(self) -> None:
        slot = max(time.monotonic(), self._next)
        self._next = slot + self._between
        time.sleep(max(0.0, slot - time.monotonic()))
