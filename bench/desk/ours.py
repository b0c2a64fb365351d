"""The rows about Hearsay."""

import time
from collections.abc import Iterator

from playwright.sync_api import Browser

from bench.desk import browser as chromium
from bench.desk import load
from bench.desk.browser import HURRIED, READING, Tool, median_and_p95
from bench.desk.installation import CAMPAIGN, Installation, installation
from bench.intake.store import postgres_server
from bench.intake.table import Row

LONG = 200
SHORT = 21
SWITCHES = 12
TEN = list("1234123412")
NAME = "Hearsay"


def tool(at: Installation, annotator: int = 0, turns: int = 180) -> Tool:
    """The desk as `annotator` has it: one key a sentence."""
    return Tool(
        name=NAME,
        address=f"{at.address}/campaigns/{CAMPAIGN}/annotate/",
        cookies=[{"name": "sessionid", "value": at.sessions[annotator], "url": at.address}],
        shown=".sentence[aria-current='true']",
        first=".sentence",
        turns=[[str(number % 4 + 1)] for number in range(turns)],
    )


def page_rows(browser: Browser) -> Iterator[Row]:
    """What one person waits for, on an article of 200 sentences."""
    # Near the end of an article the next one is fetched, and is then kept for who fetched it.
    with installation(annotators=8, documents=16, sentences=LONG) as at:
        found = chromium.weight(browser, tool(at))
        yield Row(
            measure="page of 200 sentences, nothing cached: kB of HTML, CSS and JS, compressed"
            " (all on the wire, requests)",
            ours=f"{found.code / 1000:.0f} ({found.wire / 1000:.0f}, {found.requests})",
            goal="< 120",
        )
        median, p95 = median_and_p95(chromium.first_sight(browser, tool(at)))
        yield Row(
            measure="first sentence painted, nothing cached: ms, median / p95 of 5",
            ours=f"{median:.0f} / {p95:.0f}",
            goal="< 400",
        )
        yield _key_to_paint(browser, at, (0,), slowdown=1, pause=READING)
        # Three articles: of one, nine keys decide on the p95.
        some, others = (1, 2, 3), (4, 5, 6)
        yield _key_to_paint(browser, at, some, slowdown=4, pause=READING, goal="p95 < 32")
        yield _key_to_paint(browser, at, others, slowdown=4, pause=HURRIED)
        yield _ten_keys(browser, at)
    with installation(annotators=1, documents=SWITCHES + 2, sentences=SHORT) as at:
        median, p95 = median_and_p95(list(_switches(browser, at)))
        yield Row(
            measure=f"handing in to first sentence of the next document painted: ms, median / p95"
            f" of {SWITCHES}",
            ours=f"{median:.0f} / {p95:.0f}",
            goal="p95 < 100",
        )


def _key_to_paint(
    browser: Browser,
    at: Installation,
    annotators: tuple[int, ...],
    *,
    slowdown: int,
    pause: float,
    goal: str = "–",
) -> Row:
    turned = [
        chromium.turns(browser, tool(at, annotator), slowdown=slowdown, pause=pause)
        for annotator in annotators
    ]
    milliseconds = [one for turns in turned for one in turns.milliseconds]
    median, p95 = median_and_p95(milliseconds)
    requests = sum(turns.requests for turns in turned) / len(turned)
    return Row(
        measure=f"key press to next sentence painted, {slowdown}x slowed CPU, a key each {pause} s and"
        f" more: ms, median / p95 of {len(milliseconds)} (requests a sentence)",
        ours=f"{median:.0f} / {p95:.0f} ({requests:.1f})",
        goal=goal,
    )


def _ten_keys(browser: Browser, at: Installation) -> Row:
    with chromium.opened(browser, tool(at, 7)) as page:
        page.goto(tool(at).address)
        page.wait_for_selector("html[data-desk=ready]")
        before = at.ask("answers")["answers"]
        chromium.typed(page, TEN, every=0.05)
        page.wait_for_function(
            "() => document.querySelector('[data-saved]').textContent.includes('Saved')"
        )
        page.wait_for_load_state("networkidle")
        time.sleep(0.5)
        stored = at.ask("answers")["answers"] - before
    return Row(
        measure="ten keys typed 50 ms apart: answers stored", ours=str(stored), goal="10, always"
    )


def _switches(browser: Browser, at: Installation) -> Iterator[float]:
    """Milliseconds from Enter at the end of a document to the next one's first sentence."""
    with chromium.opened(browser, tool(at)) as page:
        page.goto(tool(at).address)
        for _ in range(SWITCHES):
            page.wait_for_selector("html[data-desk=ready]")
            for _ in range(SHORT):
                page.keyboard.press("4")
                time.sleep(0.12)
            page.wait_for_function(
                "() => document.querySelector('[data-saved]').textContent.includes('Saved')"
            )
            time.sleep(1)
            began = time.time() * 1000
            page.keyboard.press("Enter")
            yield chromium.painted_at(page, began) - began


def server_rows() -> Iterator[Row]:
    """What the server does: one annotator alone, eight on SQLite, fifty on PostgreSQL."""
    with installation(annotators=1, documents=30, sentences=LONG) as at:
        yield _load_row(at, "SQLite", annotators=1, goal="p95 < 25")
    with installation(annotators=8, documents=80, sentences=LONG) as at:
        yield _load_row(at, "SQLite", annotators=8, goal="≥ 100/s, p95 < 150")
    with (
        postgres_server() as (name, database),
        installation(annotators=50, documents=150, sentences=LONG, database=database()) as at,
    ):
        yield _load_row(at, name, annotators=50, goal="≥ 150/s, p95 < 400")


def _load_row(at: Installation, database: str, *, annotators: int, goal: str) -> Row:
    told = load.annotate(at, annotators=annotators, seconds=20)
    median, p95 = median_and_p95(told.answers)
    stored = at.ask("answers")
    doubled = stored["steps"] - stored["answers"] + stored["steps"] - stored["submissions"]
    lost = len(told.answers) - stored["answers"]
    faults = f"{len(told.errors)} errors, {lost} lost, {doubled} doubled, {stored['broken']} broken"
    if told.errors:
        faults += f" ({told.errors[0][:120]})"
    who = "one annotator alone" if annotators == 1 else f"{annotators} annotators at once"
    return Row(
        measure=f"{database}, {who}: answers/s; ms an answer, median / p95",
        ours=f"{len(told.answers) / told.seconds:.0f}; {median * 1000:.0f} / {p95 * 1000:.0f};"
        f" {faults}",
        goal=goal,
    )
