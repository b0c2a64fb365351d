"""Files on their way in: the books, the cursor, what is repeated, undone, refused."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.utils import timezone

from annotator import tasks
from annotator.ingest import actions, batches, queries
from annotator.ingest.attempts import TIMES
from annotator.ingest.readers.values import Mapping
from annotator.ingest.refusals import (
    IntakeIsAnswered,
    IntakeIsBegun,
    IntakeIsRunning,
    MappingDoesNotFit,
    NothingToRetry,
    TakenInAlready,
    TooLarge,
    UnreadableInput,
    UnsupportedFile,
)
from annotator.jobs import actions as jobs
from annotator.jobs import queries as job_queries
from annotator.models import (
    Annotation,
    Candidate,
    Chunk,
    Document,
    Intake,
    IntakeRow,
    Job,
    Membership,
    Sentence,
)
from tests.world import NOON, add, answer, join, says, seat

Outcome = IntakeRow.Outcome


def article(number: int) -> dict[str, str]:
    return {
        "title": f"Pier {number} painted",
        "text": f"Pier {number} was painted on Monday by {number} men.\n\n"
        f"It had been grey for {number} years. Many people of street {number} liked it grey.",
        "outlet": "The Sound",
        "url": f"https://sound.example/{number}",
        "published": "2026-03-14",
        "author": "Ana Prell; Bo Fisk",
        "section": "Harbour",
    }


def jsonl(*rows: dict | str) -> bytes:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    return ("\n".join(lines) + "\n").encode()


def draft(campaign, content: bytes, name: str = "articles.jsonl") -> Intake:
    return actions.receive(
        campaign=campaign, file=ContentFile(content, name), filename=name, by=None, at=NOON
    )


def take_in(campaign, content: bytes, name: str = "articles.jsonl", **settings) -> Intake:
    intake = tasks.begin_intake(intake=draft(campaign, content, name), by=None, **settings)
    assert intake.job_id is not None
    list(tasks.work_off(intake.job_id))
    intake.refresh_from_db()
    return intake


def books(intake: Intake) -> tuple[int, ...]:
    """Rows read, made, updated, same, skipped, failed; checked against the rows themselves."""
    intake.refresh_from_db()
    by_outcome = {
        outcome: intake.rows.filter(outcome=outcome).count() for outcome in Outcome.values
    }
    assert by_outcome == {
        "same": intake.same,
        "skipped": intake.skipped,
        "failed": intake.failed,
    }
    return (
        intake.rows_read,
        intake.made,
        intake.updated,
        intake.same,
        intake.skipped,
        intake.failed,
    )


def test_articles_of_a_file_become_documents_with_all_that_it_tells(campaign):
    intake = take_in(campaign, jsonl(article(1), article(2)))
    assert books(intake) == (2, 2, 0, 0, 0, 0)
    assert (intake.sentences, intake.position) == (6, intake.size)
    document = Document.objects.get(title="Pier 1 painted")
    assert document.text == article(1)["text"]
    assert (document.outlet.name, document.outlet.domain) == ("The Sound", "sound.example")
    assert (document.authors, str(document.published)) == (["Ana Prell", "Bo Fisk"], "2026-03-14")
    assert document.metadata == {"section": "Harbour"}
    assert (document.where, document.row, document.intake) == ("articles.jsonl", 1, intake)
    assert {one["field"] for one in document.evidence} >= {"title", "outlet", "url", "published"}
    assert list(queries.misquoted()) == []
    assert document.language == "en"


def test_what_came_in_is_pretagged(campaign):
    take_in(campaign, jsonl(*map(article, range(1, 30))))
    job = Job.objects.get(kind=Job.Kind.PRETAG)
    tasks.work(job.pk)
    assert Candidate.objects.values("sentence").distinct().count() == Sentence.objects.count()


def test_a_file_is_read_in_chunks_that_hand_on_the_rest(campaign, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 3)
    intake = take_in(campaign, jsonl(*map(article, range(1, 11))))
    assert books(intake) == (10, 10, 0, 0, 0, 0)
    chunks = list(intake.job.chunks.order_by("number").values_list("number", "state", "items"))
    assert [(number, state) for number, state, _ in chunks] == [(n, "done") for n in range(4)]
    assert sum(items for _, _, items in chunks) == intake.size
    progress = job_queries.progress(intake.job)
    assert (progress.done, progress.total, progress.is_over) == (intake.size, intake.size, True)
    assert job_queries.ledger_faults() == []


def test_one_bad_row_of_many_is_named_and_the_others_are_in(campaign):
    rows = [json.dumps(article(number)).encode() for number in range(1, 51)]
    content = b"\n".join([*rows, b'{"text": "broken \xff byte"}']) + b"\n"
    intake = take_in(campaign, content)
    assert books(intake) == (51, 50, 0, 0, 0, 1)
    (row,) = intake.rows.all()
    assert (row.where, row.row, row.code) == ("articles.jsonl", 51, "not-text")
    assert "broken" in row.excerpt


def test_rows_without_text_are_skipped_with_the_reason(campaign):
    intake = take_in(campaign, jsonl(article(1), {"title": "Empty", "text": " "}, article(2)))
    assert books(intake) == (3, 2, 0, 0, 1, 0)
    (row,) = intake.rows.all()
    assert (row.outcome, row.row, row.code) == ("skipped", 2, "no-text")


@pytest.mark.parametrize("rows_a_batch", [1, 2, 1000])
def test_empty_rows_are_in_the_books_under_their_numbers(campaign, monkeypatch, rows_a_batch):
    monkeypatch.setattr(batches, "ROWS", rows_a_batch)
    content = b"n;text\n1;The pier was painted.\n;\n;\n\n5;It rained all day.\n;\n"
    intake = take_in(campaign, content, "table.csv")
    assert books(intake) == (5, 2, 0, 0, 3, 0)
    assert list(intake.rows.order_by("row").values_list("outcome", "row", "code")) == [
        ("skipped", 3, "empty-row"),
        ("skipped", 4, "empty-row"),
        ("skipped", 7, "empty-row"),
    ]
    assert list(Document.objects.order_by("row").values_list("row", flat=True)) == [2, 6]


def test_the_same_text_twice_is_one_document_and_named(campaign):
    held = add(campaign, article(1)["text"])
    intake = take_in(campaign, jsonl(article(2), article(2), article(1)))
    assert books(intake) == (3, 1, 0, 2, 0, 0)
    assert Document.objects.count() == 2
    rows = list(intake.rows.order_by("row"))
    assert [row.row for row in rows] == [2, 3]
    assert rows[1].document == held


def test_the_same_file_is_taken_in_once(campaign):
    content = jsonl(article(1))
    first = take_in(campaign, content)
    second = draft(campaign, content)
    with pytest.raises(TakenInAlready) as refused:
        tasks.begin_intake(intake=second, by=None)
    assert refused.value.intake == first.pk
    actions.forget(intake=second)
    assert list(Intake.objects.all()) == [first]
    # Read another way it is another intake, and its texts are here already.
    other = take_in(campaign, content, outlet="Elsewhere")
    assert books(other) == (1, 0, 0, 1, 0, 0)


def test_a_file_of_another_campaign_is_none_of_this_ones(campaign, elsewhere):
    take_in(elsewhere, jsonl(article(1)))
    assert books(take_in(campaign, jsonl(article(1)))) == (1, 1, 0, 0, 0, 0)
    assert Document.objects.filter(story__isnull=False).count() == 0


def test_a_draft_is_thrown_away_with_its_file(campaign, django_capture_on_commit_callbacks):
    intake = draft(campaign, jsonl(article(1)))
    path = Path(intake.file.path)
    assert path.read_bytes() == jsonl(article(1))
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget(intake=intake)
    assert not path.exists()
    begun = take_in(campaign, jsonl(article(1)))
    with pytest.raises(IntakeIsBegun):
        actions.forget(intake=begun)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.jsonl", b"", UnreadableInput),
        ("a.pdf", b"%PDF-1.7 words", UnsupportedFile),
        ("a.txt", b"%PDF-1.7 words", UnsupportedFile),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_is_kept(campaign, name, content, refusal):
    with pytest.raises(refusal):
        draft(campaign, content, name)
    assert not Intake.objects.exists()


def test_a_file_that_is_too_large_is_refused(campaign, settings):
    settings.MAX_UPLOAD_BYTES = 10
    with pytest.raises(TooLarge):
        draft(campaign, jsonl(article(1)))


def test_columns_are_mapped_and_a_mapping_must_fit(campaign):
    content = b"kopf;inhalt;wo\nPier painted;The pier was painted on Monday.;The Sound\n"
    intake = draft(campaign, content, "table.csv")
    for mapping, reason in [
        (Mapping(text="nothing"), "no column “nothing”"),
        (Mapping(title="kopf"), "which column holds the article"),
        (Mapping(title="inhalt", text="inhalt"), "chosen for two things"),
    ]:
        with pytest.raises(MappingDoesNotFit, match=reason):
            tasks.begin_intake(intake=intake, mapping=mapping, by=None)
    begun = tasks.begin_intake(
        intake=intake, mapping=Mapping(title="kopf", text="inhalt", outlet="wo"), by=None
    )
    list(tasks.work_off(begun.job_id))
    document = Document.objects.get()
    assert (document.title, document.outlet.name) == ("Pier painted", "The Sound")
    with pytest.raises(IntakeIsBegun):
        tasks.begin_intake(intake=intake, by=None)


def test_sentences_given_cut_stay_as_they_are_given(campaign):
    given = ["Dr. A. Prell spoke. Nobody answered.", "she left", "The end."]
    take_in(campaign, jsonl({"title": "Cut", "sentences": given}))
    document = Document.objects.get()
    assert [s.text for s in queries.sentences(document)] == given


def test_a_headline_that_the_text_begins_with_is_one(campaign):
    row = {**article(1), "text": f"{article(1)['title']}\n{article(1)['text']}"}
    take_in(campaign, jsonl(row))
    assert [s.role for s in queries.sentences(Document.objects.get())][:2] == ["headline", "body"]


def test_a_corrected_article_is_a_new_version_and_the_old_text_stays(campaign):
    body = " ".join(f"The crew of boat {n} painted pier {n * 7} on a Monday." for n in range(20))
    row = {**article(1), "text": body}
    first = take_in(campaign, jsonl(row))
    old = Document.objects.get()
    corrected = {**row, "text": body.replace("boat 7 ", "boat 71 ")}
    second = take_in(campaign, jsonl(corrected), "later.jsonl")
    assert (books(first), books(second)) == ((1, 1, 0, 0, 0, 0), (1, 0, 1, 0, 0, 0))
    new = Document.objects.get(intake=second)
    old.refresh_from_db()
    assert (old.superseded_by, old.text) == (new, body)
    assert old.story == new.story is not None
    third = take_in(
        campaign, jsonl({**row, "text": body.replace("boat 9 ", "boat 99 ")}), "3.jsonl"
    )
    new.refresh_from_db()
    assert new.superseded_by == Document.objects.get(intake=third)


def test_wire_copy_at_two_outlets_is_one_story(campaign):
    body = " ".join(f"The crew of boat {n} painted pier {n * 7} on a Monday." for n in range(20))
    rows = [
        {"title": "Piers painted", "text": body, "outlet": "The Sound"},
        {"title": "Paint for piers", "text": f"{body} More follows.", "outlet": "Valley News"},
        {**article(5)},
    ]
    take_in(campaign, jsonl(*rows))
    one, two, other = Document.objects.order_by("pk")
    assert one.story == two.story is not None
    assert (one.superseded_by, other.story) == (None, None)
    # A copy that comes later joins, also through the paste box.
    add(campaign, f"Piers again\n\n{body} Nothing else is known.", outlet="Third")
    assert Document.objects.filter(story=one.story).count() == 3


def test_an_outlet_is_told_by_its_domain(campaign):
    rows = [
        {"text": "Pier one was painted on Monday.", "url": "https://www.sound.example/1"},
        {"text": "Pier two was painted on Friday.", "url": "https://m.sound.example/2"},
        {
            "text": "Pier three has no paint.",
            "url": "https://sound.example/3",
            "outlet": "The Sound",
        },
        {"text": "Pier four has no boats.", "url": "https://sound.example/4"},
    ]
    take_in(campaign, jsonl(*rows))
    outlets = [d.outlet.name for d in Document.objects.order_by("row").select_related("outlet")]
    assert outlets == ["sound.example", "sound.example", "The Sound", "sound.example"]


LABELLED = b"""document,sentence,label
1,The union accused the firm of fraud.,accusation
1,The firm denied it.,denial
1,Boats sail on Monday.,Weather
2,The pier was painted.,FACT
"""


def test_labels_become_suggestions_of_the_tagger_imported(campaign):
    intake = take_in(campaign, LABELLED, "labelled.csv")
    assert books(intake) == (2, 2, 0, 0, 0, 0)
    assert (intake.labels_taken, intake.labels_left) == (
        3,
        {"the scheme has no label “Weather”": 1},
    )
    found = Candidate.objects.order_by("sentence").values_list(
        "sentence__index", "tagger__name", "label__code", "score"
    )
    assert list(found) == [
        (0, "imported", "accusation", 1.0),
        (1, "imported", "denial", 1.0),
        (0, "imported", "fact", 1.0),
    ]
    assert not Annotation.objects.exists()
    tasks.work(Job.objects.get(kind=Job.Kind.PRETAG).pk)
    from annotator.pretag import queries as pretag

    document = Document.objects.order_by("pk")[0]
    shown = [many[0].tagger.name for _, many in sorted(pretag.candidates_of(document).items())]
    assert shown == ["imported", "imported", "trained"]


def test_labels_become_answers_of_an_import_annotator(campaign, annotator):
    from annotator.annotate import queries as annotate
    from annotator.export import queries as export

    intake = take_in(
        campaign, LABELLED, "labelled.csv", labels_become="annotations", annotator_name="Archive"
    )
    assert intake.labels_taken == 3
    member = Membership.objects.get(is_import=True)
    assert (member.person.username, member.person.is_active) == ("import-ferries-archive", False)
    answers = Annotation.objects.order_by("sentence")
    assert [a.marks.get().label.code for a in answers] == ["accusation", "denial", "fact"]
    assert not Candidate.objects.filter(tagger__name="imported").exists()
    assert list(annotate.broken_chains()) == []
    rows = list(export.rows(campaign))
    assert [[a["labels"] for a in row.annotations] for row in rows] == [
        [["accusation"]],
        [["denial"]],
        [],
        [["fact"]],
    ]
    # One of the two seats is left for a person.
    document = Document.objects.order_by("pk")[0]
    assert seat(annotator, document).seat == 2


def test_labels_may_be_left_out(campaign):
    intake = take_in(campaign, LABELLED, "labelled.csv", labels_become="nothing")
    assert (intake.labels_taken, intake.labels_left) == (0, {})
    assert not Candidate.objects.exists()


def test_labels_of_an_article_that_is_here_already_are_counted(campaign):
    take_in(campaign, LABELLED, "labelled.csv", labels_become="nothing")
    again = take_in(campaign, LABELLED, "labelled.csv")
    assert again.labels_left == {"on an article that was here already": 4}


def test_failed_rows_are_read_again(campaign, monkeypatch):
    from annotator.ingest import taking

    of_record, is_broken = taking.of_record, True

    def sometimes(record, **given):
        if is_broken and record.row in (2, 4):
            raise RuntimeError("a bug")
        return of_record(record, **given)

    monkeypatch.setattr(taking, "of_record", sometimes)
    rows = [article(1), article(2), article(3), article(4), "{broken"]
    intake = take_in(campaign, jsonl(*rows))
    assert books(intake) == (5, 2, 0, 0, 0, 3)
    assert "our fault: RuntimeError: a bug" in intake.rows.get(row=2).message
    is_broken = False
    assert tasks.retry_rows(intake=intake) == 3
    list(tasks.work_off(intake.job_id))
    assert books(intake) == (5, 4, 0, 0, 0, 1)
    assert intake.rows.get().row == 5
    assert sorted(Document.objects.values_list("row", flat=True)) == [1, 2, 3, 4]


def test_there_is_nothing_to_retry_where_nothing_failed(campaign):
    intake = take_in(campaign, jsonl(article(1)))
    with pytest.raises(NothingToRetry):
        tasks.retry_rows(intake=intake)


def killed(intake: Intake, *, times: int) -> None:
    """What a kill does: the chunk is claimed, and nobody ever says what became of it."""
    at = timezone.now()
    assert intake.job_id
    for _ in range(times):
        at += timedelta(minutes=5)
        assert jobs.claim(job=intake.job_id, worker="dies", at=at)
    Chunk.objects.filter(leased_until__isnull=False).update(leased_until=NOON)


def test_a_row_that_was_in_hand_at_two_kills_is_taken_like_any_other(campaign):
    intake = tasks.begin_intake(intake=draft(campaign, jsonl(*map(article, range(1, 6)))), by=None)
    killed(intake, times=2)
    list(tasks.work_off(intake.job_id))
    assert books(intake) == (5, 5, 0, 0, 0, 0)
    assert list(Document.objects.order_by("pk").values_list("row", flat=True)) == [1, 2, 3, 4, 5]


def test_a_row_that_ends_processes_is_passed_over_and_named(campaign, deadly, caplog):
    intake = tasks.begin_intake(intake=draft(campaign, jsonl(*map(article, range(1, 6)))), by=None)
    killed(intake, times=1)
    with deadly(3):
        list(tasks.work_off(intake.job_id))
        assert books(intake) == (5, 4, 0, 0, 0, 1)
        row = intake.rows.get()
        assert (row.row, row.code, row.excerpt) == (3, "crashed", "Pier 3 painted")
        assert caplog.text.count("row 3 ended a process (-9)") == TIMES
        # Tried again it does the same: the worker that tries is not ended by it a second time.
        tasks.retry_rows(intake=intake)
        killed(intake, times=1)
        list(tasks.work_off(intake.job_id))
        assert books(intake) == (5, 4, 0, 0, 0, 1)
    tasks.retry_rows(intake=intake)
    list(tasks.work_off(intake.job_id))
    assert books(intake) == (5, 5, 0, 0, 0, 0)


def test_a_late_worker_doubles_nothing(campaign, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 3)
    intake = tasks.begin_intake(intake=draft(campaign, jsonl(*map(article, range(1, 8)))), by=None)
    claim = jobs.claim(job=intake.job_id, worker="late", at=timezone.now())
    write = tasks.HANDLERS[claim.kind](claim)
    Chunk.objects.update(leased_until=NOON)
    list(tasks.work_off(intake.job_id))
    at = timezone.now()
    assert not jobs.complete(claim=claim, write=lambda: write(at), at=at)
    # The second try went row by row and the rest in threes: the books are the same.
    assert books(intake) == (7, 7, 0, 0, 0, 0)


def test_a_cancelled_intake_stops_and_goes_on(campaign, curator, monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 3)
    intake = tasks.begin_intake(intake=draft(campaign, jsonl(*map(article, range(1, 11)))), by=None)
    claim = jobs.claim(job=intake.job_id, worker="w", at=timezone.now())
    write = tasks.HANDLERS[claim.kind](claim)
    jobs.cancel(job=intake.job, by=curator.person, at=timezone.now())
    at = timezone.now()
    assert jobs.complete(claim=claim, write=lambda: write(at), at=at)
    assert books(intake) == (3, 3, 0, 0, 0, 0)
    assert Job.objects.get(pk=intake.job_id).finished_at
    tasks.work(intake.job_id)
    assert books(intake) == (3, 3, 0, 0, 0, 0)
    tasks.retry(job=intake.job, by=curator.person)
    list(tasks.work_off(intake.job_id))
    assert books(intake) == (10, 10, 0, 0, 0, 0)


def undo(intake: Intake, by) -> None:
    job = tasks.undo_intake(intake=intake, by=by.person)
    list(tasks.work_off(job.pk))


def test_a_whole_intake_is_undone(campaign, curator, monkeypatch):
    monkeypatch.setattr("annotator.ingest.actions.intakes.DOCUMENTS_UNDONE", 3)
    kept = add(campaign)
    intake = take_in(campaign, LABELLED, "labelled.csv", labels_become="annotations")
    other = take_in(campaign, jsonl(*map(article, range(1, 9))))
    tasks.work(Job.objects.filter(kind=Job.Kind.PRETAG).last().pk)
    undo(other, curator)
    undo(intake, curator)
    assert list(Document.objects.all()) == [kept]
    assert not Annotation.objects.exists()
    assert job_queries.ledger_faults() == []
    # It may come again.
    assert books(take_in(campaign, jsonl(*map(article, range(1, 9))))) == (8, 8, 0, 0, 0, 0)


def test_an_intake_is_not_undone_once_somebody_answered(campaign, curator, annotator):
    intake = take_in(campaign, jsonl(article(1), article(2)))
    document = Document.objects.get(row=2)
    seat(annotator, document)
    answer(annotator, document, 0, says("fact"))
    with pytest.raises(IntakeIsAnswered):
        tasks.undo_intake(intake=intake, by=curator.person)
    assert Document.objects.count() == 2


def test_nobody_is_given_a_document_that_is_being_taken_out(campaign, curator, annotator):
    from annotator.assign import actions as assign

    intake = take_in(campaign, jsonl(article(1)))
    seat(annotator, Document.objects.get())
    tasks.undo_intake(intake=intake, by=curator.person)
    assert assign.next_for(membership=annotator, at=timezone.now()) is None


def test_an_intake_is_not_undone_while_it_runs(campaign, curator):
    intake = tasks.begin_intake(intake=draft(campaign, jsonl(article(1))), by=None)
    with pytest.raises(IntakeIsRunning):
        tasks.undo_intake(intake=intake, by=curator.person)


def test_a_document_that_another_file_has_too_stays_as_that_ones(campaign, curator):
    first = take_in(campaign, jsonl(article(1), article(2)))
    second = take_in(campaign, jsonl(article(2), article(3)), "second.jsonl")
    assert books(second) == (2, 1, 0, 1, 0, 0)
    undo(first, curator)
    document = Document.objects.get(title="Pier 2 painted")
    assert (document.intake, document.where, document.row) == (second, "second.jsonl", 1)
    assert books(second) == (2, 2, 0, 0, 0, 0)
    assert Document.objects.count() == 2


def test_the_books_cannot_be_wrong(campaign):
    intake = take_in(campaign, jsonl(article(1)))
    with pytest.raises(IntegrityError):
        Intake.objects.filter(pk=intake.pk).update(made=2)


def test_the_number_of_queries_does_not_depend_on_the_rows(
    campaign, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for name, numbers in (("one", range(1, 2)), ("three", range(2, 5)), ("forty", range(5, 45))):
        intake = tasks.begin_intake(
            intake=draft(campaign, jsonl(*map(article, numbers)), f"{name}.jsonl"), by=None
        )
        with CaptureQueriesContext(
            connection,
        ) as captured:
            list(tasks.work_off(intake.job_id))
        counts.append(len(captured))
    # The first file makes the outlet.
    assert counts[0] >= counts[1] == counts[2]


def test_a_page_and_a_paste_go_the_same_way_as_rows(campaign):
    page = (
        b"<html><head><title>Pier painted | The Sound</title></head><body><nav>Menu</nav><article>"
        b"<h1>Pier painted</h1><p>The pier was painted on Monday by a crew of four men.</p>"
        b"<p>It had been grey for thirty years, and many people liked it grey.</p>"
        b"</article></body></html>"
    )
    rows = jsonl({"html": page.decode(), "url": "https://sound.example/pier"})
    intake = take_in(campaign, rows)
    document = Document.objects.get()
    assert document.title == "Pier painted"
    assert document.lines.filter(is_kept=True).count() == 3
    assert books(intake) == (1, 1, 0, 0, 0, 0)


def test_lines_that_an_outlet_repeats_in_one_file_are_clutter(campaign):
    banner = "Our harbour reporters are paid by readers like you and by nobody else at all."
    bodies = [
        "The pier was painted on Monday by a crew of four men from the upper town, and it shines.",
        "A storm tore two boats from their moorings near the old customs house during the night.",
        "Tickets for the summer ferry cost a third more from May, said the firm that runs it now.",
    ]
    rows = [
        {"pasted": f"{body[:20]}\n\n{banner}\n\n{body}", "outlet": "The Sound"} for body in bodies
    ]
    take_in(campaign, jsonl(*rows))
    assert not Document.objects.filter(text__contains="paid by readers").exists()


def test_a_zip_of_everything_is_taken_in(campaign):
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.jsonl", jsonl(article(1), article(2)))
        archive.writestr("b/c.txt", article(3)["text"])
        archive.writestr("../evil.txt", article(4)["text"])
        archive.writestr("picture.png", b"\x89PNG")
    intake = take_in(campaign, packed.getvalue(), "all.zip")
    assert books(intake) == (5, 3, 0, 0, 1, 1)
    assert {row.code for row in intake.rows.all()} == {"unsafe-name", "unsupported-file"}


def test_a_person_of_that_name_is_not_taken_for_an_import_annotator(campaign):
    from annotator.campaigns import actions as campaigns
    from annotator.campaigns.refusals import NameIsAPersons
    from annotator.models import Role

    join(campaign, "import-ferries-archive", Role.ANNOTATOR)
    with pytest.raises(NameIsAPersons):
        campaigns.import_annotator(campaign=campaign, name="Archive", by=None, at=NOON)


def test_large_records_are_not_held_all_at_once(monkeypatch):
    large = "It was grey. " * 200_000  # 2.6 MB
    rows = jsonl(*({"text": f"{large} Pier {n}."} for n in range(30)))
    reading = batches.Reading(
        lambda: io.BytesIO(rows), format="jsonl", name="a.jsonl", mapping=None, cursor=None
    )
    assert 1 < len(reading.some(20)) < 6
    monkeypatch.setattr(batches, "SENTENCES", 10**9)
    batch = batches.read(reading, lines=lambda outlet: [])
    assert batch.rows < 10
    assert not batch.is_last
    reading.close()
