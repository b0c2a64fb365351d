"""The whole line in a real browser, with a real worker: a page in, a dataset out."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from annotator import tasks
from annotator.models import Annotation, Candidate, Document, GoldLabel
from tests.browser.desk import Desk
from tests.ingest.test_actions import CLUTTERED
from tests.servers import until

pytestmark = pytest.mark.browser

SEED = Path(__file__).resolve().parents[2].parent / "shared/data/000_b55cd9ee8da52b46.txt"


def paste(page, text: str) -> None:
    page.goto("/campaigns/ferries/documents/add/")
    page.get_by_label("Paste an article").fill(text)
    page.get_by_role("button", name="Add", exact=True).click()


def download(page, kind: str) -> bytes:
    page.goto("/campaigns/ferries/")
    with page.expect_download() as started:
        page.get_by_role("link", name=f"Download {kind}").click()
    return Path(started.value.path()).read_bytes()


def test_from_a_cluttered_paste_to_gold_in_a_file(
    transactional_db, worker, open_page, owner, annotator, second, axe
):
    curating = open_page(owner.person)
    paste(curating, CLUTTERED)
    expect(curating.get_by_role("heading", level=1)).to_contain_text("Ferry firm denies")
    until(lambda: Candidate.objects.values("sentence").distinct().count() == 5)
    expect(curating.locator(".chip--suggested").first).to_be_visible()
    expect(curating.locator("#pretagging")).to_have_text("done")
    assert axe(curating) == []

    for member, keys in ((annotator, "23214"), (second, "23214")):
        desk = Desk(open_page(member.person)).open()
        desk.press(*keys)
        desk.wait_saved()
        expect(desk.page.get_by_text("Every sentence has its answer")).to_be_visible()
        desk.press("Enter")
        expect(desk.page.get_by_text("Nothing to annotate right now")).to_be_visible()
    assert Annotation.objects.count() == 10

    until(lambda: GoldLabel.objects.count() == 5)
    lines = [json.loads(line) for line in download(curating, "JSON Lines").splitlines()]
    assert [line["gold"]["labels"] for line in lines] == [
        ["denial"],
        ["accusation"],
        ["denial"],
        ["attribution"],
        ["fact"],
    ]
    assert download(curating, "CSV").startswith(b"document_id,")


def test_a_line_left_out_is_one_click_away_and_can_be_put_back(
    transactional_db, redis, open_page, curator
):
    page = open_page(curator.person)
    paste(page, CLUTTERED)
    page.get_by_text("4 lines left out").click()
    page.get_by_role("button", name="Put line 1 back into the article").click()
    expect(page.get_by_text("Line 1 is part of the article again.")).to_be_visible()
    expect(page.get_by_text("3 lines left out")).to_be_visible()
    assert Document.objects.get().sentences.count() == 6


def test_the_page_shows_how_far_the_job_is_and_then_what_it_found(
    transactional_db, redis, open_page, curator, campaign
):
    page = open_page(curator.person)
    paste(page, CLUTTERED)
    expect(page.get_by_text("waiting for a worker")).to_be_visible()
    expect(page.get_by_text("No worker has been seen for a minute")).to_be_visible()
    tasks.sweep()
    tasks.work(campaign.jobs.get().pk)
    expect(page.locator(".chip--suggested").first).to_be_visible()
    expect(page.get_by_text("1 of 1 · done")).to_be_visible()
    expect(page.get_by_text("Added: Ferry firm denies")).to_be_visible()


@pytest.mark.parametrize(
    "look", [{"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 800}}]
)
def test_every_page_is_silent_and_sound(
    transactional_db, redis, open_page, owner, document, axe, look
):
    """No console error, no CSP violation (the fixture sees to it), and axe finds nothing."""
    owner.person.is_staff = True
    owner.person.save()
    page = open_page(owner.person, **look)
    job = document.campaign.jobs.get().pk
    for path in (
        "/",
        "/tokens/",
        "/campaigns/new/",
        "/campaigns/ferries/",
        "/campaigns/ferries/documents/",
        "/campaigns/ferries/documents/?q=nothing",
        "/campaigns/ferries/documents/add/",
        f"/campaigns/ferries/documents/{document.pk}/",
        "/campaigns/ferries/guideline/",
        "/campaigns/ferries/guideline/edit/",
        "/campaigns/ferries/people/",
        "/campaigns/ferries/jobs/",
        f"/campaigns/ferries/jobs/{job}/",
        "/accounts/password/set/",
        "/accounts/logout/",
    ):
        assert page.goto(path).ok, path
        assert axe(page) == [], path
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{path} is wider than the window by {width}"


@pytest.mark.skipif(not SEED.exists(), reason="../shared is not here")
def test_the_page_we_started_from_comes_out_clean_and_tagged(
    transactional_db, worker, open_page, owner
):
    page = open_page(owner.person)
    paste(page, SEED.read_text())
    until(lambda: Candidate.objects.values("sentence").distinct().count() == 12)
    document = Document.objects.get()
    assert (document.sentences.count(), document.lines.filter(is_kept=True).count()) == (12, 10)
    found = {
        candidate.label.code: {span["role"]: span["text"] for span in candidate.spans}
        for candidate in Candidate.objects.filter(label__code__in=["accusation", "denial"])
    }
    assert found["accusation"]["target"] == "Russia"
    assert found["accusation"]["cue"].startswith("have accused")
    assert found["denial"]["cue"] == "has denied"
    sources = {
        span["text"]
        for candidate in Candidate.objects.filter(label__code="attribution")
        for span in candidate.spans
        if span["role"] == "source"
    }
    assert {"The Kremlin", "Kremlin spokesman Dmitry Peskov"} <= sources
