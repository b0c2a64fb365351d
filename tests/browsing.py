"""Chromium for tests marked `browser`: pages that must stay silent, and an accessibility check."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from annotator.models import Person
from tests import chromium

RESULTS = Path(__file__).resolve().parent.parent / "test-results"
# It asks nothing of the outside, and runs as root and in containers.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
OUTCOME: pytest.StashKey[bool] = pytest.StashKey()
# Else a file waits 40 ms between its head and its body: for Chromium to confirm the head, which it puts off.
WSGIRequestHandler.disable_nagle_algorithm = True

OpenPage = Callable[..., Page]


class Complaints(list[str]):
    """What the browser held against the pages of a test: console errors, exceptions, CSP.

    A test that provokes one says so: `complaints.expect("409 (Conflict)")`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._expected: list[str] = []

    def expect(self, fragment: str) -> None:
        self._expected.append(fragment)

    def unexpected(self) -> list[str]:
        return [c for c in self if not any(fragment in c for fragment in self._expected)]

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.append(f"{message.location.get('url', '')}: {message.text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = chromium.find()
    if executable is None:
        pytest.fail("no Chromium: run bin/test, which installs one, or set HEARSAY_CHROMIUM")
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for async code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def open_page(
    browser: Browser,
    live_server: LiveServer,
    complaints: Complaints,
    request: pytest.FixtureRequest,
) -> Iterator[OpenPage]:
    """Opens a page in a fresh browser profile, signed in as `person`: `open_page(mary)`."""
    contexts: list[BrowserContext] = []

    def open_one(person: Person | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **{"locale": "en-GB", **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        if person:
            sign_in(context, person, live_server.url)
        page = context.new_page()
        complaints.watch(page)
        return page

    yield open_one

    failed = request.node.stash.get(OUTCOME, False)
    for number, context in enumerate(contexts):
        for page in context.pages:
            if failed or complaints.unexpected():
                RESULTS.mkdir(exist_ok=True)
                name = request.node.name.replace("/", "-")
                page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)
        context.close()
    assert complaints.unexpected() == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page of nobody's."""
    return open_page()


# Half faded in, a menu has too little contrast: two frames, so that what is to move moves, then its end.
STILL = """async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const moving = document.getAnimations().filter(
        (one) => one.effect.getComputedTiming().endTime !== Infinity);
    await Promise.all(moving.map((one) => one.finished.catch(() => null)));
}"""


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """`assert axe(page) == []`: axe-core's findings, each with the elements it is about."""

    def check(page: Page) -> list[str]:
        # Through the debugger: the page's own Content-Security-Policy lets no foreign script in.
        debugger = page.context.new_cdp_session(page)
        loaded = debugger.send("Runtime.evaluate", {"expression": AXE_SCRIPT})
        assert "exceptionDetails" not in loaded, loaded
        debugger.detach()
        page.evaluate(STILL)
        found = page.evaluate("() => axe.run()")
        return [
            f"{violation['id']}: {violation['help']} | {node['html']} | {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return check


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report.failed
    return report


def sign_in(context: BrowserContext, person: Person, address: str) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
