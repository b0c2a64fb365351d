"""Files in a browser, with a real worker: sent, mapped, followed, accounted for, taken out again."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, Route, expect

from annotator import tasks
from annotator.ingest import batches
from annotator.jobs import actions as jobs
from annotator.models import Document, Intake
from tests.ingest.readers.samples import zipped
from tests.ingest.test_intakes import article, draft, jsonl, take_in

pytestmark = pytest.mark.browser

ADD = "/campaigns/ferries/documents/add/"
FILES = "/campaigns/ferries/files/"
LOOKS = [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 800}}]
SENT = "Choose files, or drop them here"


def table(rows: int) -> bytes:
    lines = [
        f'{a["title"]};"{a["text"]}";Harbour Post;city\n' for a in map(article, range(1, rows + 1))
    ]
    return ("headline;story;paper;desk\n" + "".join(lines)).encode()


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    page.get_by_label(SENT).set_input_files(
        [FilePayload(name=n, mimeType="application/octet-stream", buffer=b) for n, b in files]
    )


def send(page: Page, *files: tuple[str, bytes]) -> None:
    page.goto(ADD)
    choose(page, *files)
    page.get_by_role("button", name="Take in").click()


def test_a_table_from_upload_to_undo(transactional_db, worker, open_page, curator, axe):
    page = open_page(curator.person)
    bad = b'Untold;"";Harbour Post;city\n=Cut;too;few\n'
    send(page, ("harbour.csv", table(30) + bad))

    page.wait_for_url(f"**{FILES}*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("harbour.csv")
    head = page.locator("[data-column=desk]")
    expect(head).to_contain_text("kept as metadata")
    author = page.get_by_label("Author")
    author.focus()
    author.select_option("desk")
    expect(head).to_contain_text("Author")
    expect(head).to_have_attribute("data-chosen-now", "")
    assert axe(page) == []
    page.get_by_role("button", name="Take in").click()

    expect(page.locator("#intake .badge").first).to_have_text("done", timeout=30_000)
    picture = page.get_by_role("img", name="Of 32 rows: 30 added")
    expect(picture).to_be_visible()
    assert Document.objects.first().authors == ["city"]
    assert axe(page) == []

    page.get_by_role("navigation", name="Rows by what became").get_by_text("Skipped").click()
    expect(page.get_by_role("cell", name="There is no text in “story”.")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download all as CSV").click()
    assert "not-taken" in started.value.suggested_filename

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#intake .badge").first).to_have_text("taken out", timeout=30_000)
    expect(page.get_by_text("Taken out by cleo on")).to_be_visible()
    assert not Document.objects.exists()


def test_a_page_follows_its_file_without_moving(
    transactional_db, redis, open_page, curator, campaign, monkeypatch
):
    """Nothing on it moves while numbers change; a button that came with the end still asks first."""
    monkeypatch.setattr(batches, "ROWS", 4)
    intake = tasks.begin_intake(
        intake=draft(campaign, jsonl(*map(article, range(1, 13)))), by=curator.person
    )
    jobs.note_worker(name="host", at=timezone.now())
    page = open_page(curator.person)
    page.goto(intake.get_absolute_url())
    places = set()
    for rows in (0, 4, 8):
        if rows:
            tasks._work_on(intake.job_id)
        expect(page.get_by_role("img", name=f"Of {rows} rows")).to_be_visible()
        places.add(str(page.locator(".books").bounding_box()))
    assert len(places) == 1
    tasks.work(intake.job_id)
    expect(page.get_by_role("img", name="Of 12 rows: 12 added")).to_be_visible()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Undo").click()
    assert len(asked) == 1
    assert Intake.objects.get().undone_at is None


def test_the_page_of_its_job_follows_it_too(
    transactional_db, redis, open_page, curator, campaign, monkeypatch
):
    monkeypatch.setattr(batches, "ROWS", 4)
    intake = tasks.begin_intake(
        intake=draft(campaign, jsonl(*map(article, range(1, 13)))), by=curator.person
    )
    jobs.note_worker(name="host", at=timezone.now())
    page = open_page(curator.person)
    page.goto(f"/campaigns/ferries/jobs/{intake.job_id}/")
    expect(page.get_by_text("0 bytes of 3.4")).to_be_visible()
    tasks._work_on(intake.job_id)
    expect(page.get_by_text(re.compile(r"[1-3]\.\d\sKB of 3\.4\sKB"))).to_be_visible()
    tasks.work(intake.job_id)
    expect(page.get_by_text("over since")).to_be_visible()


def test_several_files_dropped_are_listed_and_sent_as_one(
    transactional_db, redis, open_page, curator
):
    page = open_page(curator.person)
    page.goto(ADD)
    given = page.evaluate_handle(
        """() => {
            const all = new DataTransfer();
            for (const name of ["one", "two"]) {
                const text = `Pier ${name} painted\\n\\nPier ${name} was painted on Monday by many men.`;
                all.items.add(new File([text], `${name}.txt`));
            }
            return all;
        }"""
    )
    page.dispatch_event("[data-upload] h2, [data-upload]", "drop", {"dataTransfer": given})
    expect(page.locator("[data-chosen] li")).to_have_count(2)
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("one.txt and 1 other.zip")


def test_a_refusal_is_told_at_the_field_and_the_files_stay_chosen(
    transactional_db, redis, open_page, curator, complaints, axe
):
    page = open_page(curator.person)
    complaints.expect("422 (Unprocessable")
    send(page, ("report.pdf", b"%PDF-1.7 and more"))
    expect(page.get_by_text("report.pdf: This is a PDF")).to_be_visible()
    expect(page.locator("[data-chosen] li")).to_have_count(1)
    expect(page.get_by_label(SENT)).to_be_focused()
    assert axe(page) == []
    choose(page)
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("Choose a file, or several.")).to_be_visible()
    choose(page, ("harbour.csv", table(2)))
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_role("heading", name="How it begins")).to_be_visible()


def test_what_is_too_large_is_not_even_sent(transactional_db, redis, open_page, curator, settings):
    settings.MAX_UPLOAD_BYTES = 2000
    page = open_page(curator.person)
    page.goto(ADD)
    choose(page, ("large.txt", b"x" * 3000))
    expect(
        page.get_by_text("large.txt: It is larger than 2.0 KB, so it is not taken.")
    ).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Take in").click()
    page.wait_for_timeout(200)
    assert sent == []


def test_sending_shows_how_much_is_sent_and_can_be_stopped(
    transactional_db, redis, open_page, curator, complaints
):
    complaints.expect("htmx:sendAbort")
    complaints.expect("htmx:afterRequest")
    page = open_page(curator.person)
    held: list[Route] = []
    page.route(
        re.compile(f".*{ADD}$"),
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    send(page, ("large.txt", b"The pier is grey. " * 200_000))
    expect(page.get_by_role("progressbar", name="Sending")).to_be_visible()
    expect(page.get_by_role("button", name="Take in")).to_be_disabled()
    page.get_by_role("button", name="Stop sending").click()
    expect(page.get_by_text("Stopped. Nothing was taken in.")).to_be_visible()
    expect(page.get_by_role("button", name="Take in")).to_be_enabled()
    expect(page.locator("[data-chosen] li")).to_have_count(1)
    assert not Intake.objects.exists()
    for route in held:
        route.abort()


def test_a_connection_that_breaks_off_is_told(
    transactional_db, redis, open_page, curator, complaints
):
    complaints.expect("net::ERR_CONNECTION_RESET")
    complaints.expect("htmx:sendError")
    complaints.expect("htmx:afterRequest")
    page = open_page(curator.person)
    page.route(
        re.compile(f".*{ADD}$"),
        lambda route: (
            route.abort("connectionreset") if route.request.method == "POST" else route.continue_()
        ),
    )
    send(page, ("harbour.csv", table(2)))
    expect(page.get_by_text("The connection broke off.")).to_be_visible()
    expect(page.get_by_role("button", name="Take in")).to_be_enabled()


def test_it_works_without_scripts(transactional_db, redis, open_page, curator, complaints):
    complaints.expect("422 (Unprocessable")
    page = open_page(curator.person, java_script_enabled=False)
    send(page, ("report.pdf", b"%PDF-1.7"))
    expect(page.get_by_text("report.pdf: This is a PDF")).to_be_visible()
    send(page, ("harbour.csv", table(2)))
    expect(page.get_by_role("heading", name="How it begins")).to_be_visible()
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("waiting for a worker")).to_be_visible()


def test_the_name_of_an_import_annotator_is_asked_for_where_it_is_needed(
    transactional_db, redis, open_page, curator, campaign, complaints
):
    complaints.expect("422 (Unprocessable")
    page = open_page(curator.person)
    page.goto(draft(campaign, table(2), "harbour.csv").get_absolute_url())
    name, answers = page.get_by_label("Name of the import annotator"), "Answers of an import"
    expect(page.get_by_text(answers)).to_be_hidden()
    page.get_by_label("Label", exact=True).select_option("desk")
    expect(name).to_be_hidden()
    page.get_by_label(answers).check()
    expect(name).to_be_visible()
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text("Answers need a name to stand under.")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_silent_and_sound(
    transactional_db, redis, open_page, owner, campaign, axe, monkeypatch, look
):
    monkeypatch.setattr(batches, "ROWS", 4)
    empty = [{"title": "Untold", "text": ""}] * 2
    rows = jsonl(*map(article, range(1, 11)), *empty, '{"text": "broken', article(1))
    table_draft = draft(campaign, table(3), "a-file-with-a-name-that-goes-on-and-on" * 4 + ".csv")
    archive = draft(campaign, zipped({"one.csv": table(3)}), "tables.zip")
    done = take_in(campaign, rows)
    others = [
        tasks.begin_intake(intake=draft(campaign, jsonl(*map(article, many))), by=owner.person)
        for many in (range(20, 32), range(40, 52), range(60, 62))
    ]
    running, cancelled, undone = others
    for _ in range(2):
        tasks._work_on(running.job_id)
    jobs.cancel(job=cancelled.job, by=owner.person, at=timezone.now())
    tasks.work(undone.job_id)
    tasks.work(tasks.undo_intake(intake=undone, by=owner.person).pk)
    page = open_page(owner.person, **look)
    for path in (
        ADD,
        FILES,
        *(one.get_absolute_url() for one in (table_draft, archive, done, *others)),
        f"{done.get_absolute_url()}?outcome=failed",
        f"/campaigns/ferries/documents/?intake={done.pk}",
        "/campaigns/ferries/jobs/",
        f"/campaigns/ferries/jobs/{running.job_id}/",
    ):
        assert page.goto(path).ok, path
        assert axe(page) == [], path
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{path} is wider than the window by {width}"
