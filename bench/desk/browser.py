"""What a person at the desk waits for, measured in Chromium.

A tool is told by a few words (`Tool`): where its page for labelling is, what shows the sentence
that is to be judged, which keys judge it and go on. So ours and others are measured by the same lines.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests import chromium

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
VIEWPORT = {"width": 1280, "height": 800}
HURRIED = 0.1
READING = 0.3
"""Seconds from the last key of a turn to the first look whether it is over.

At the first the next key falls on what the last answer still has to do: it is stored, confirmed and
its page drawn anew. At the other that is done, though nobody reads a sentence in as little.
"""
# Looks, once a frame, which sentence shows, and remembers when another one did: the frame is
# painted once the message that is posted within it comes back.
WATCH = """(shown) => {
  const watch = window.benchWatch = { pressed: 0, painted: [], first: 0, at: 0 };
  const now = () => { const one = document.querySelector(shown); return one ? one.textContent.trim() : ''; };
  let before = '';
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift' && event.key !== 'Control') watch.pressed = watch.pressed || event.timeStamp;
  }, true);
  const look = () => {
    const text = document.documentElement ? now() : '';
    if (text && text !== before) {
      const channel = new MessageChannel();
      const pressed = watch.pressed;
      channel.port1.onmessage = () => {
        const at = performance.now();
        watch.at = performance.timeOrigin + at;
        if (!watch.first) watch.first = at;
        else if (pressed) watch.painted.push(at - pressed);
      };
      channel.port2.postMessage(0);
      watch.pressed = 0;
      before = text;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""

CODE = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter((one) => one.entryType === 'navigation' || /\\.(css|js)(\\?|$)/.test(one.name))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """One tool: the keys of a turn are the presses that judge one sentence and bring the next."""

    name: str
    address: str
    cookies: list[dict[str, Any]] = field(default_factory=list)
    shown: str
    first: str = ""  # what shows the first sentence, where another selector finds it sooner
    turns: list[list[str]]
    heard: tuple[str, ...] = ()  # for each key, end of the address read before the next one


@dataclass(frozen=True, kw_only=True)
class Turns:
    """Milliseconds from the first key of a turn to the paint of the next sentence; requests a turn."""

    milliseconds: list[float]
    requests: float


def path() -> str:
    """The Chromium of the tests; HEARSAY_CHROMIUM says another."""
    found = chromium.find()
    assert found, "no Chromium here: run bin/test once"
    return found


def name() -> str:
    """What it is called on this machine: chromium, or chromium-headless-shell."""
    return Path(path()).name


@contextmanager
def chrome() -> Iterator[Browser]:
    """A browser of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, tool: Tool, *, shown: str = "") -> Iterator[Page]:
    """The page, watched from its first byte, in a browser that has never seen it."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    if tool.cookies:
        context.add_cookies(tool.cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(f"({WATCH})({shown or tool.shown!r})")
    try:
        yield page
    finally:
        context.close()


def first_sight(browser: Browser, tool: Tool, times: int = 5) -> list[float]:
    """Milliseconds from asking for the page to the paint of its first sentence, nothing cached."""
    found = []
    for _ in range(times):
        with opened(browser, tool, shown=tool.first) as page:
            page.goto(tool.address)
            page.wait_for_function("() => window.benchWatch?.first > 0")
            found.append(page.evaluate("() => window.benchWatch.first"))
    return found


@dataclass(frozen=True, kw_only=True)
class Weight:
    """Bytes of HTML, CSS and JavaScript as they came, compressed; all bytes on the wire, with heads
    and whatever else came; the number of requests."""

    code: int
    wire: int
    requests: int


def weight(browser: Browser, tool: Tool) -> Weight:
    """Of the page, nothing cached, until it rests."""
    with opened(browser, tool) as page:
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(tool.address)
        page.wait_for_function("() => window.benchWatch?.first > 0")
        page.wait_for_load_state("networkidle")
        return Weight(code=page.evaluate(CODE), wire=int(sum(sizes)), requests=len(sizes))


def turns(
    browser: Browser, tool: Tool, *, slowdown: int = 1, pause: float = HURRIED, warm: int = 3
) -> Turns:
    """Judge sentence after sentence, each once the one before is through."""
    with opened(browser, tool) as page:
        page.goto(tool.address)
        page.wait_for_function("() => window.benchWatch?.first > 0")
        page.wait_for_load_state("networkidle")
        time.sleep(2)  # the keys of other tools work some time after their text shows
        if slowdown > 1:
            wire = page.context.new_cdp_session(page)
            wire.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for number, keys in enumerate(tool.turns, start=1):
            if number == warm + 1:
                asked.clear()
            _turn(page, tool, keys, number, pause)
        page.wait_for_load_state("networkidle")
        painted: list[float] = page.evaluate("() => window.benchWatch.painted")
        measured = len(tool.turns) - warm
        return Turns(milliseconds=painted[warm:], requests=len(asked) / measured)


def _turn(page: Page, tool: Tool, keys: list[str], number: int, pause: float) -> None:
    """One turn; what is pressed is remembered from its first key on."""
    for key, address in zip_longest(keys, tool.heard):
        if address:
            with page.expect_response(
                lambda got, end=address: got.request.method == "GET" and got.url.endswith(end)
            ):
                page.keyboard.press(key)
        else:
            page.keyboard.press(key)
    until = time.time() + 20
    # Whoever looks takes part in what is measured: not once a frame, and not before it is likely over.
    time.sleep(pause)
    while page.evaluate("() => window.benchWatch.painted.length") < number:
        assert time.time() < until, f"turn {number}: no other sentence came to be seen"
        time.sleep(0.03)


def typed(page: Page, keys: list[str], *, every: float) -> None:
    """Keys at a steady beat, whatever the page makes of them."""
    begun = time.perf_counter()
    for number, key in enumerate(keys):
        time.sleep(max(0.0, begun + number * every - time.perf_counter()))
        page.keyboard.press(key)


def painted_at(page: Page, after: float) -> float:
    """The clock, in ms, at the first paint of another sentence after a time, whatever page it is on."""
    until = time.time() + 20
    while time.time() < until:
        with suppress(Error):  # the page is being left
            at: float = page.evaluate("() => window.benchWatch?.at ?? 0")
            if at > after:
                return at
        time.sleep(0.01)
    raise TimeoutError("no other sentence came to be seen")


def median_and_p95(values: list[float]) -> tuple[float, float]:
    """Of at least two values."""
    cuts = quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[18]
