"""Files through the pages: given, mapped, followed, accounted for, taken out again."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotator import tasks
from annotator.export.formats.csv import plain
from annotator.ingest import batches, queries
from annotator.ingest.queries import Pace, State
from annotator.jobs import actions as jobs
from annotator.models import (
    Annotation,
    Candidate,
    Document,
    Intake,
    IntakeRow,
    Job,
    Membership,
)
from tests.ingest.readers.samples import MHTML, PAGE, docx, warc, warc_record, xlsx, zipped
from tests.ingest.test_intakes import article, draft, jsonl, take_in
from tests.world import ARTICLE, NOON, add, answer, says, seat

ADD = "/campaigns/ferries/documents/add/"
FILES = "/campaigns/ferries/files/"
TABLE = (
    "headline;body;medium;desk\n"
    + "".join(f'{a["title"]};"{a["text"]}";Post;city\n' for a in map(article, (1, 2)))
).encode()
DOCCANO = jsonl(
    {"text": "The firm denied it.", "label": ["denial"]},
    {"text": "The pier is grey.", "label": ["weather"]},
)


@pytest.fixture
def curating(signed_in, curator):
    return signed_in(curator)


def upload(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def give(client, *files: SimpleUploadedFile, **more):
    return client.post(ADD, {"way": "files", "files": list(files), **more})


def shown(response) -> str:
    return " ".join(response.content.decode().split())


def url(intake: Intake, *rest: str) -> str:
    return "/".join([f"{FILES}{intake.pk}", *rest, ""])


def only() -> Intake:
    return Intake.objects.get()


def work(intake: Intake) -> Intake:
    intake.refresh_from_db()
    assert intake.job_id is not None
    tasks.work(intake.job_id)
    intake.refresh_from_db()
    return intake


def kept() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# --- giving files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", PAGE),
        ("page.mhtml", MHTML),
        ("ferry.txt", ARTICLE.encode()),
        ("ferry.docx", docx("Title: Ferry firm denies", "The firm denied the charge on Monday.")),
        ("crawl.warc.gz", warc(warc_record(), packed=True)),
        ("pages.zip", zipped({"one.html": PAGE, "two.txt": ARTICLE.encode()})),
    ],
)
def test_pages_and_texts_begin_at_once(curating, name, content):
    response = give(curating, upload(name, content), outlet="The  Sound")
    intake = only()
    assert response["Location"] == url(intake)
    assert (intake.filename, intake.outlet, intake.job is not None) == (name, "The Sound", True)
    assert "waiting for a worker" in shown(curating.get(url(intake)))
    work(intake)
    assert intake.made >= 1
    assert "done" in shown(curating.get(url(intake)))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("rows.csv", TABLE, "cells parted by semicolon"),
        ("rows.jsonl", jsonl(article(1)), "JSON Lines"),
        ("rows.json", b'[{"title": "A", "text": "The pier was painted on Monday."}]', "JSON"),
        ("rows.xlsx", xlsx(a=[["title", "text"], ["A", "The pier is grey."]]), "Excel workbook"),
        ("export.jsonl", DOCCANO, "export of doccano"),
        ("tables.zip", zipped({"one.csv": TABLE}), "ZIP archive"),
    ],
)
def test_tables_and_labels_are_asked_about_first(curating, name, content, told):
    response = give(curating, upload(name, content), outlet="Port & Sea")
    intake = only()
    assert response["Location"] == url(intake)
    assert intake.outlet == "Port & Sea"
    assert intake.job is None
    page = shown(curating.get(response["Location"]))
    assert told in page
    assert 'value="Port &amp; Sea"' in page
    assert "waiting for you" in shown(curating.get(FILES))


def test_several_files_become_one_archive_whose_bad_ones_are_accounted_for(curating):
    give(
        curating,
        upload("ferry.txt", ARTICLE),
        upload("ferry.txt", ARTICLE.replace("nine", "two")),
        upload("report.pdf", "%PDF-1.7"),
    )
    intake = work(only())
    assert intake.filename == "ferry.txt and 2 others.zip"
    assert (intake.rows_read, intake.made + intake.updated, intake.skipped) == (3, 2, 1)
    page = shown(curating.get(url(intake)))
    assert "report.pdf" in page
    assert "This is a PDF" in page
    assert not list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir())


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], ["Choose a file, or several."]),
        ([("report.pdf", "%PDF-1.7")], ["report.pdf: This is a PDF"]),
        ([("void.csv", "")], ["void.csv: The file is empty."]),
        ([("broken.xlsx", b"PK\x03\x04 xl/ nothing")], ["broken.xlsx: "]),
        (
            [("a.pdf", "%PDF-1.7"), ("b.png", b"\x89PNG")],
            ["a.pdf: This is a PDF", "b.png: This is a picture"],
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_nothing_is_kept(curating, files, told):
    before = kept()
    response = give(curating, *(upload(*file) for file in files))
    assert response.status_code == 422
    for words in told:
        assert words in shown(response)
    assert 'aria-invalid="true"' in shown(response)
    assert not Intake.objects.exists()
    assert kept() == before


def test_what_is_too_large_is_refused_with_the_limit(curating, settings):
    settings.MAX_UPLOAD_BYTES = 1000
    response = give(curating, upload("big.txt", "x" * 1001), upload("small.txt", ARTICLE))
    assert "big.txt: It is larger than 1000" in shown(response).replace("\xa0", " ")
    assert "small.txt:" not in shown(response)
    response = give(curating, *(upload(f"{n}.txt", "x" * 600) for n in range(2)))
    assert "Together they are larger than" in shown(response)
    assert not Intake.objects.exists()


def test_a_script_is_sent_on_without_reading_the_page_itself(curating):
    asked = {"way": "files", "files": [upload("ferry.txt", ARTICLE)]}
    response = curating.post(ADD, asked, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (200, url(only()))


def test_the_same_file_again_leads_to_what_came_of_it(curating, django_capture_on_commit_callbacks):
    give(curating, upload("ferry.txt", ARTICLE))
    first = work(only())
    before = kept()
    with django_capture_on_commit_callbacks(execute=True):
        response = give(curating, upload("again.txt", ARTICLE))
    assert response["Location"] == url(first)
    page = shown(curating.get(url(first)))
    assert "This file was taken in on" in page
    assert only() == first
    assert kept() == before


def test_a_single_article_is_one_click_away(curating):
    give(curating, upload("ferry.txt", ARTICLE))
    intake = work(only())
    document = Document.objects.get()
    page = shown(curating.get(url(intake)))
    assert f'href="/campaigns/ferries/documents/{document.pk}/">Open the article' in page


# --- how it is read -----------------------------------------------------------------------------


def mapping(**more: str) -> dict[str, str]:
    return {"column_title": "headline", "column_text": "body", "labels_become": "candidates"} | more


def test_the_guess_is_chosen_and_the_rest_is_kept_as_metadata(curating, campaign):
    page = shown(curating.get(url(draft(campaign, TABLE, "rows.csv"))))
    for chosen in ("headline", "body", "medium"):
        assert f'<option value="{chosen}" selected>' in page
    assert page.count(">kept as metadata<") == 1
    assert "Pier 1 was painted" in page
    assert 'role="region"' in page


def test_a_draft_is_read_as_the_form_says(curating, campaign):
    intake = draft(campaign, TABLE, "rows.csv")
    sent = mapping(column_author="desk", outlet="Port News")
    response = curating.post(url(intake, "begin"), sent)
    assert response["Location"] == url(intake)
    work(intake)
    document = Document.objects.get(title="Pier 1 painted")
    assert (document.outlet.name, document.authors) == ("Port News", ["city"])
    assert document.metadata == {"medium": "Post"}
    page = shown(curating.get(url(intake)))
    assert "column “desk”" in page
    assert "Port News, where none is named" in page


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"column_text": ""}, "Say which column holds the article, or its sentences."),
        ({"column_author": "headline"}, "The column “headline” is chosen for two things."),
        ({"column_text": "elsewhere"}, "Select a valid choice."),
        (
            {"column_label": "desk", "labels_become": "annotations"},
            "Answers need a name to stand under.",
        ),
    ],
)
def test_a_mapping_that_does_not_fit_is_told_at_the_form(curating, campaign, sent, told):
    intake = draft(campaign, TABLE, "rows.csv")
    response = curating.post(url(intake, "begin"), mapping(**sent))
    assert response.status_code == 422
    assert told in shown(response)
    intake.refresh_from_db()
    assert intake.job is None


def test_a_draft_that_was_taken_in_already_is_forgotten(curating, campaign):
    first, second = (draft(campaign, TABLE, name) for name in ("rows.csv", "again.csv"))
    for intake in (first, second):
        response = curating.post(url(intake, "begin"), mapping())
    assert response["Location"] == url(first)
    assert "Nothing was added; this is what came of it then." in shown(curating.get(url(first)))
    assert only() == first


def test_the_same_table_read_in_another_way_is_taken_in(curating, campaign):
    first, second = (draft(campaign, TABLE, "rows.csv") for _ in range(2))
    curating.post(url(first, "begin"), mapping())
    response = curating.post(url(second, "begin"), mapping(outlet="Port News"))
    assert response["Location"] == url(second)


def test_labels_become_suggestions_answers_or_nothing(curating, campaign):
    page = shown(curating.get(url(draft(campaign, DOCCANO, "a.jsonl"))))
    assert "What labels in the file become" in page
    assert "column_text" not in page
    suggested, answered, left = (
        draft(campaign, DOCCANO.replace(b"pier", pier.encode()), f"{pier}.jsonl")
        for pier in ("pier", "quay", "dock")
    )
    curating.post(url(suggested, "begin"), {"labels_become": "candidates"})
    assert work(suggested).labels_taken == 1
    assert Candidate.objects.get(label__code="denial").tagger.name == "imported"
    told = shown(curating.get(url(suggested)))
    assert "1 × the scheme has no label “weather”" in told
    assert "labels taken" in told

    refused = curating.post(url(answered, "begin"), {"labels_become": "annotations"})
    assert "Answers need a name to stand under." in shown(refused)
    curating.post(url(left, "begin"), {"labels_become": "nothing", "annotator_name": "Ida"})
    left = work(left)
    assert (left.labels_taken, left.annotator_name) == (0, "")
    assert "became nothing: leave them out" in shown(curating.get(url(left)))


def test_labels_that_become_answers_stand_under_the_name_given(curating, campaign):
    intake = draft(campaign, DOCCANO, "a.jsonl")
    curating.post(
        url(intake, "begin"), {"labels_become": "annotations", "annotator_name": "Old team"}
    )
    work(intake)
    assert Annotation.objects.count() == 1
    assert Membership.objects.filter(is_import=True).count() == 1
    assert "answers of an import annotator “Old team”" in shown(curating.get(url(intake)))


def test_a_label_of_a_table_is_asked_about_only_where_a_column_holds_it(curating, campaign):
    intake = draft(campaign, TABLE, "rows.csv")
    # The question is hidden then; whatever was sent in it does not count.
    curating.post(url(intake, "begin"), mapping(labels_become="annotations", annotator_name="Ida"))
    intake.refresh_from_db()
    assert (intake.labels_become, intake.annotator_name) == ("candidates", "")


def test_a_draft_is_discarded_with_its_file(curating, campaign, django_capture_on_commit_callbacks):
    before = kept()
    intake = draft(campaign, TABLE, "rows.csv")
    with django_capture_on_commit_callbacks(execute=True):
        response = curating.post(url(intake, "discard"), follow=True)
    assert "Discarded: rows.csv" in shown(response)
    assert not Intake.objects.exists()
    assert kept() == before


def test_what_is_begun_is_neither_begun_nor_discarded_again(curating, campaign):
    intake = take_in(campaign, TABLE, "rows.csv")
    page = shown(curating.post(url(intake, "begin"), mapping(), follow=True))
    assert "This file is being taken in already." in page
    page = shown(curating.post(url(intake, "discard"), follow=True))
    assert "its articles can be taken out again instead" in page
    assert only() == intake


def test_a_draft_whose_file_is_gone_says_so_and_can_be_discarded(curating, campaign):
    intake = draft(campaign, TABLE, "rows.csv")
    Path(intake.file.path).unlink()
    page = shown(curating.get(url(intake)))
    assert "no longer on the disk" in page
    assert "Take in" not in page
    assert "Discarded" in shown(curating.post(url(intake, "discard"), follow=True))


def test_a_viewer_sees_a_draft_and_cannot_begin_it(signed_in, viewer, campaign):
    page = shown(signed_in(viewer).get(url(draft(campaign, TABLE, "rows.csv"))))
    assert "Pier 1 was painted" in page
    assert "Take in" not in page


def test_what_stands_in_a_file_is_text_wherever_it_is_shown(curating, campaign):
    attack = "<script>alert(1)</script>"
    content = jsonl({"title": attack, "text": ""}, {attack: "x", "text": f"It said {attack}."})
    intake = draft(campaign, content, f"{attack}.jsonl".replace("/", ""))
    pages = [curating.get(url(intake)), curating.get(FILES)]
    curating.post(url(intake, "begin"), {"column_title": "title", "column_text": "text"})
    work(intake)
    pages += [curating.get(url(intake)), curating.get("/campaigns/ferries/jobs/")]
    pages += [curating.get("/campaigns/ferries/documents/", {"intake": intake.pk})]
    assert all("<script>alert" not in page.content.decode() for page in pages)


# --- how far it is ------------------------------------------------------------------------------


def running(campaign, rows: int, **more) -> Intake:
    intake = draft(campaign, jsonl(*map(article, range(1, rows + 1))))
    return tasks.begin_intake(intake=intake, by=None, **more)


def test_a_running_intake_asks_for_itself_until_its_books_are_final(
    curating, campaign, monkeypatch
):
    monkeypatch.setattr(batches, "ROWS", 2)
    intake = running(campaign, 5)
    jobs.note_worker(name="host", at=timezone.now())
    tasks._work_on(intake.job_id)
    progress = curating.get(url(intake, "progress"))
    assert progress.status_code == 200
    assert 'hx-trigger="every 1s"' in shown(progress)
    assert "Of 2 rows: 2 added, 0 new versions, 0 here already, 0 skipped, 0 failed" in shown(
        progress
    )
    page = shown(curating.get(url(intake) + "?outcome=failed"))
    assert f'hx-get="{url(intake)}' in page
    assert "Cancel" in page
    assert "Undo" not in page

    work(intake)
    over = curating.get(url(intake, "progress"))
    assert (over.status_code, over["HX-Trigger"]) == (286, "intake-over")
    assert "hx-trigger" not in shown(over)
    assert "Of 5 rows: 5 added" in shown(over)


def test_it_is_said_when_nobody_works(curating, campaign):
    intake = running(campaign, 1)
    assert "No worker has been seen for a minute" in shown(curating.get(url(intake)))
    jobs.note_worker(name="host", at=timezone.now())
    assert "No worker has been seen" not in shown(curating.get(url(intake)))


def test_the_pace_is_that_of_the_last_minute(campaign, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 2)
    intake = running(campaign, 10)
    assert queries.pace(intake, at=NOON) is None
    for seconds in (0, 4, 8):
        tasks._work_on(intake.job_id)
        chunk = intake.job.chunks.filter(state="done").latest("number")
        chunk.done_at, chunk.items = NOON + timedelta(seconds=seconds), 100
        chunk.save()
        intake.refresh_from_db()
        if not seconds:
            assert queries.pace(intake, at=NOON) is None
    Intake.objects.filter(pk=intake.pk).update(position=300, size=500)
    intake.refresh_from_db()
    at = NOON + timedelta(seconds=9)
    # 200 bytes in 8 seconds are 25 a second; 6 rows were 300 bytes; 200 bytes are left.
    assert queries.pace(intake, at=at) == Pace(
        rows_a_second=0.5, documents_a_second=0.5, seconds_left=8.0
    )
    assert queries.pace(intake, at=at + timedelta(minutes=2)) is None


def test_the_page_shows_the_pace(curating, campaign, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 2)
    intake = running(campaign, 10)
    for _ in range(3):
        tasks._work_on(intake.job_id)
    page = shown(curating.get(url(intake, "progress")))
    assert "rows a second</dt> <dd> –" not in page
    assert "a moment" in page


def test_it_is_cancelled_and_gone_on_with_from_its_own_page(curating, campaign, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 2)
    intake = running(campaign, 5)
    tasks._work_on(intake.job_id)
    response = curating.post(f"/campaigns/ferries/jobs/{intake.job_id}/cancel/")
    assert response["Location"] == url(intake)
    page = shown(curating.get(url(intake)))
    assert "Cancelled by cleo on" in page
    assert "Of 2 rows" in page
    response = curating.post(f"/campaigns/ferries/jobs/{intake.job_id}/retry/")
    assert response["Location"] == url(intake)
    assert "Of 5 rows" in shown(curating.get(url(work(intake))))


def test_a_fault_of_ours_is_told_and_gone_on_with(curating, campaign):
    intake = running(campaign, 2)
    for _ in range(3):
        intake.job.chunks.update(due_at=NOON)
        claim = jobs.claim(job=intake.job_id, worker="w", at=timezone.now())
        jobs.fail(claim=claim, reason="OSError: no space left", at=timezone.now())
    page = shown(curating.get(url(intake)))
    assert "stopped by a fault" in page
    assert "OSError: no space left" in page
    assert "Go on" in page
    curating.post(f"/campaigns/ferries/jobs/{intake.job_id}/retry/")
    assert "Of 2 rows: 2 added" in shown(curating.get(url(work(intake))))


# --- what became of it --------------------------------------------------------------------------


MIXED = jsonl(article(1), {"title": "=cmd()", "text": ""}, '{"text": "broken', article(1))


def test_each_row_that_was_not_taken_is_listed_with_its_reason(curating, campaign):
    intake = take_in(campaign, MIXED)
    assert (intake.made, intake.same, intake.skipped, intake.failed) == (1, 1, 1, 1)
    page = shown(curating.get(url(intake)))
    assert "There is no text in “text”." in page
    assert "This is not JSON" in page
    assert "The same text is here already." in page
    failed = shown(curating.get(url(intake) + "?outcome=failed"))
    assert "This is not JSON" in failed
    assert "There is no text" not in failed
    same = shown(curating.get(url(intake) + "?outcome=same"))
    assert f"/documents/{Document.objects.get().pk}/" in same
    assert "There is no text" in shown(curating.get(url(intake) + "?outcome=nonsense"))


def test_rows_are_shown_fifty_a_page(curating, campaign):
    intake = take_in(campaign, jsonl(*({"title": f"No {n}", "text": ""} for n in range(60))))
    first = shown(curating.get(url(intake) + "?outcome=skipped"))
    assert "1–50 of 60" in first
    assert 'href="?outcome=skipped&amp;page=2"' in first
    assert "No 55" in shown(curating.get(url(intake) + "?outcome=skipped&page=2"))


def test_the_rows_are_downloaded_as_cells_that_no_spreadsheet_computes(curating, campaign):
    intake = take_in(campaign, MIXED, "=files.jsonl")
    response = curating.get(f"{FILES}{intake.pk}/not-taken.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.streaming
    assert f"ferries-file-{intake.pk}-not-taken.csv" in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode())))
    assert list(rows[0]) == ["outcome", "file", "row", "code", "reason", "excerpt", "document"]
    assert [(row["outcome"], row["row"]) for row in rows] == [
        ("same", "4"),
        ("skipped", "2"),
        ("failed", "3"),
    ]
    assert rows[0]["document"] == str(Document.objects.get().pk)
    assert {row["file"] for row in rows} == {"'=files.jsonl"}
    assert plain(rows[0]["file"]) == "=files.jsonl"


def test_many_rows_are_downloaded_in_one_query(curating, campaign, django_assert_max_num_queries):
    intake = take_in(campaign, jsonl(article(1)))
    IntakeRow.objects.bulk_create(
        IntakeRow(intake=intake, outcome="failed", where="a", row=n, code="x", message="No.")
        for n in range(2000)
    )
    with django_assert_max_num_queries(8):
        response = curating.get(f"{FILES}{intake.pk}/not-taken.csv")
        assert sum(chunk.count(b"\n") for chunk in response) == 2001


def test_failed_rows_are_tried_once_more(curating, campaign):
    intake = take_in(campaign, MIXED)
    assert "Try the failed rows again" in shown(curating.get(url(intake)))
    page = shown(curating.post(url(intake, "retry"), follow=True))
    assert "1 row is being read once more." in page
    assert "being read" in page
    work(intake)
    assert (intake.rows_read, intake.failed) == (4, 1)

    fine = take_in(campaign, jsonl(article(2)))
    assert "Try the failed rows again" not in shown(curating.get(url(fine)))
    page = shown(curating.post(url(fine, "retry"), follow=True))
    assert "No row of this file failed." in page


def test_everything_is_taken_out_again(curating, campaign):
    intake = take_in(campaign, jsonl(*map(article, (1, 2, 3))))
    page = shown(curating.post(url(intake, "undo"), follow=True))
    assert "being taken out" in page
    assert "0 of 3" in page
    progress = curating.get(url(intake, "progress"))
    assert (progress.status_code, "every 1s" in shown(progress)) == (200, True)
    intake.refresh_from_db()
    tasks.work(intake.undoing_id)
    assert curating.get(url(intake, "progress"))["HX-Trigger"] == "intake-over"
    page = shown(curating.get(url(intake)))
    assert "Taken out by cleo on" in page
    assert "Show its documents" not in page
    assert not Document.objects.exists()
    again = draft(campaign, jsonl(*map(article, (1, 2, 3))))
    curating.post(url(again, "begin"), {"column_title": "title", "column_text": "text"})
    assert work(again).made == 3


def test_what_was_answered_stays(curating, campaign, annotator):
    intake = take_in(campaign, jsonl(article(1)))
    document = Document.objects.get()
    seat(annotator, document)
    answer(annotator, document, 0, says("fact"))
    page = shown(curating.post(url(intake, "undo"), follow=True))
    assert "Somebody has answered an article of this file" in page
    assert Document.objects.count() == 1


def test_what_somebody_answers_meanwhile_stays_and_is_told(
    curating, campaign, annotator, monkeypatch
):
    intake = take_in(campaign, jsonl(article(1), article(2)))
    document = Document.objects.get(title="Pier 1 painted")
    seat(annotator, document)
    answer(annotator, document, 0, says("fact"))
    monkeypatch.setattr(queries, "is_intake_answered", lambda _: False)
    monkeypatch.setattr(queries, "seats_of_people", lambda _: Document.objects.none())
    curating.post(url(intake, "undo"))
    intake.refresh_from_db()
    tasks.work(intake.undoing_id)
    assert list(Document.objects.all()) == [document]
    assert "1 of its documents</a> stays because" in shown(curating.get(url(intake)))


def test_what_is_running_is_not_taken_out(curating, campaign):
    intake = running(campaign, 1)
    page = shown(curating.post(url(intake, "undo"), follow=True))
    assert "cancel that first" in page


def test_an_undo_that_stopped_is_gone_on_with(curating, campaign):
    intake = take_in(campaign, jsonl(article(1)))
    curating.post(url(intake, "undo"))
    intake.refresh_from_db()
    response = curating.post(f"/campaigns/ferries/jobs/{intake.undoing_id}/cancel/")
    assert response["Location"] == url(intake)
    page = shown(curating.get(url(intake)))
    assert "partly taken out" in page
    assert "Go on taking out" in page
    curating.post(f"/campaigns/ferries/jobs/{intake.undoing_id}/retry/")
    tasks.work(intake.undoing_id)
    assert not Document.objects.exists()


def test_a_viewer_sees_what_became_of_it_and_changes_nothing(signed_in, viewer, campaign):
    page = shown(signed_in(viewer).get(url(take_in(campaign, MIXED))))
    assert "Of 4 rows" in page
    assert "Download all as CSV" in page
    for button in ("Undo", "Try the failed rows again", "Cancel"):
        assert button not in page


def test_the_job_that_pre_tags_is_a_link_away(curating, campaign):
    intake = take_in(campaign, jsonl(article(1)))
    job = Job.objects.get(key=f"pretag/intake/{intake.pk}")
    assert f'href="/campaigns/ferries/jobs/{job.pk}/"> 0 of 1' in shown(curating.get(url(intake)))
    tasks.work(job.pk)
    assert f'href="/campaigns/ferries/jobs/{job.pk}/"> done' in shown(curating.get(url(intake)))


# --- lists --------------------------------------------------------------------------------------


def test_every_state_has_its_word(campaign, curating, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 1)

    def state(intake: Intake) -> State:
        return queries.state(queries.intakes(campaign).get(pk=intake.pk))

    intake = draft(campaign, jsonl(article(1), article(2)))
    assert state(intake) == State.DRAFT
    intake = tasks.begin_intake(intake=intake, by=None)
    assert state(intake) == State.RUNNING
    claim = jobs.claim(job=intake.job_id, worker="w", at=timezone.now())
    curating.post(f"/campaigns/ferries/jobs/{intake.job_id}/cancel/")
    assert state(intake) == State.STOPPING
    jobs.fail(claim=claim, reason="x", at=timezone.now())
    assert state(intake) == State.CANCELLED
    curating.post(f"/campaigns/ferries/jobs/{intake.job_id}/retry/")
    work(intake)
    assert state(intake) == State.DONE
    words = shown(curating.get(FILES))
    assert "articles.jsonl" in words
    assert "done" in words


def test_no_files_yet_is_said_with_what_to_do(curating):
    page = shown(curating.get(FILES))
    assert "No files yet" in page
    assert ADD in page


def test_pages_take_as_many_queries_for_three_files_as_for_one(curating, campaign):
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert curating.get(address).status_code in (200, 286)
        return len(captured)

    one = take_in(campaign, jsonl(article(1), {"title": "x", "text": ""}, article(1)))
    jobs_page = "/campaigns/ferries/jobs/"
    with_one = [cost(FILES), cost(jobs_page), cost(url(one)), cost(url(one, "progress"))]
    rows = [article(n) for n in (3, 4, 5)] + [{"title": "x", "text": ""}] * 3 + [article(3)] * 3
    three = take_in(campaign, jsonl(*rows), "three.jsonl")
    draft(campaign, TABLE, "rows.csv")
    assert [cost(FILES), cost(jobs_page), cost(url(three)), cost(url(three, "progress"))] == (
        with_one
    )


def test_jobs_tell_their_file_and_count_in_bytes(curating, campaign):
    intake = take_in(campaign, jsonl(*map(article, range(1, 12))))
    page = shown(curating.get("/campaigns/ferries/jobs/")).replace("\xa0", " ")
    assert f'href="{url(intake)}"' in page
    assert "3.1 KB / 3.1 KB" in page
    page = shown(curating.get(f"/campaigns/ferries/jobs/{intake.job_id}/")).replace("\xa0", " ")
    assert f'href="{url(intake)}"' in page
    assert "3.1 KB of 3.1 KB" in page


def test_the_pages_lead_to_each_other(curating, campaign):
    add(campaign)
    for page in ("/campaigns/ferries/documents/", ADD):
        assert f'href="{FILES}"' in shown(curating.get(page))


def test_pretagging_goes_on_being_told_when_the_file_is_read(curating, campaign):
    intake = work(running(campaign, 2))
    page = shown(curating.get(url(intake)))
    told = page[page.index('id="pretagging"') :][:400]
    assert 'hx-trigger="every 2s"' in told
    tasks.work(Job.objects.get(kind=Job.Kind.PRETAG).pk)
    page = shown(curating.get(url(intake)))
    assert "hx-trigger" not in page[page.index('id="pretagging"') :][:400]
