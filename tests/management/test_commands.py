import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from annotator.campaigns import queries as campaigns
from annotator.gold import queries as gold
from annotator.jobs import actions as jobs
from annotator.models import (
    Annotation,
    Assignment,
    Campaign,
    Candidate,
    Document,
    Membership,
    Person,
    Token,
)
from annotator.notes import queries as notes
from annotator.notes.queries import Kind
from tests.world import ARTICLE, add_many, answer_all


def run(*words, **options) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue().strip()


def report(*words) -> dict:
    return json.loads(run(*words, "--json"))


def test_the_demo_is_made_once(db):
    assert report("seed_demo") == {"campaign": "demo", "is_new": True, "documents": 3}
    answers = Annotation.objects.count()
    assert report("seed_demo") == {"campaign": "demo", "is_new": False}
    assert (Document.objects.count(), Annotation.objects.count()) == (3, answers)


def test_the_demo_has_people_without_passwords_who_agree_for_the_most_part(db):
    run("seed_demo")
    people = {p.username: p.has_usable_password() for p in Person.objects.all()}
    assert people == {
        "demo-curator": False,
        "demo-annotator-1": False,
        "demo-annotator-2": False,
    }
    counts = gold.counts(Campaign.objects.get())
    assert 5 < counts["settled"] < counts["sentences"]


def test_the_demo_has_documents_handed_in_notes_and_a_reply_nobody_has_read(db):
    run("seed_demo")
    assert Assignment.objects.filter(finished_at__isnull=True).count() == 0
    member = Membership.objects.get(person__username="demo-annotator-2")
    assert notes.unread(member) == 1
    assert notes.counts(member)[Kind.FLAGGED] == 1
    assert campaigns.unread_guideline(member) is None
    assert set(Annotation.objects.values_list("guideline_version", flat=True)) == {1}


def test_a_campaign_is_made_from_the_command_line(db):
    assert report("create_campaign", "floods", "--name", "Floods", "--overlap", "3") == {
        "campaign": "floods",
        "name": "Floods",
        "overlap": 3,
    }
    with pytest.raises(CommandError, match="There is a campaign “floods” already"):
        run("create_campaign", "floods")


def test_a_member_is_added_and_made_if_new(campaign):
    told = report("add_member", "nina", "--campaign", "ferries", "--role", "annotator")
    assert (told["username"], told["role"]) == ("nina", "annotator")
    assert not Person.objects.get(username="nina").has_usable_password()


def test_an_unknown_campaign_is_told_with_those_there_are(campaign):
    with pytest.raises(CommandError, match=r"There is no campaign “x”\. There are: ferries"):
        run("add_member", "nina", "--campaign", "x", "--role", "viewer")


def test_a_sign_in_address_works_once(annotator):
    address = run("login_link", "anna")
    path = address.removeprefix("http://127.0.0.1:8000")
    client = Client()
    assert client.get(path).status_code == 302
    assert client.get("/campaigns/ferries/guideline/").status_code == 200
    assert Client().get(path).status_code == 410


def test_nobody_unknown_gets_an_address_or_a_token(db):
    with pytest.raises(CommandError, match="There is no person “ghost”"):
        run("login_link", "ghost")
    with pytest.raises(CommandError, match="There is no person “ghost”"):
        run("create_token", "ghost", "--name", "x", "--scope", "read")


def test_a_token_is_printed_once_and_works(curator, document, client):
    secret = run("create_token", "cleo", "--name", "x", "--scope", "export", "--days", "7")
    response = client.get("/api/v1/campaigns/ferries/export", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert response.status_code == 200
    assert 6 <= (Token.objects.get().expiry - timezone.now()).days <= 7
    with pytest.raises(CommandError, match="already"):
        run("create_token", "cleo", "--name", "x", "--scope", "export")


def test_files_and_folders_are_taken_in_and_each_is_accounted_for(campaign, tmp_path):
    folder = tmp_path / "saved" / "deep"
    folder.mkdir(parents=True)
    (folder / "ferry.txt").write_text(ARTICLE)
    (folder / "again.TXT").write_text(ARTICLE)
    (folder / "page.html").write_text(
        "<html><body><article><h1>Pier painted</h1>"
        "<p>The pier was painted on Monday by a crew of four men from the town.</p>"
        "<p>It had been grey for thirty years, and many people liked it grey.</p>"
        "</article></body></html>"
    )
    (folder / "picture.png").write_bytes(b"\x89PNG not read")
    (folder / "broken.txt").write_bytes(b"")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(
            "ingest",
            str(tmp_path),
            "--campaign",
            "ferries",
            "--outlet",
            "The Sound",
            "--json",
            stdout=out,
        )
    told = json.loads(out.getvalue())
    assert ended.value.code == 1
    assert (told["added"], told["same"], told["skipped"], told["failed"]) == (2, 1, 1, 1)
    (file,) = told["files"]
    assert (file["rows"], file["is_over"]) == (5, True)
    where = {one["outcome"]: one["where"] for one in file["problems"]}
    assert where["failed"].endswith("saved/deep/broken.txt")
    assert where["skipped"].endswith("saved/deep/picture.png")
    assert Document.objects.count() == 2
    assert {document.outlet.name for document in Document.objects.all()} == {"The Sound"}


def test_a_path_that_is_not_there_is_told(campaign, tmp_path):
    with pytest.raises(CommandError, match="There is no file or folder"):
        run("ingest", str(tmp_path / "nothing"), "--campaign", "ferries")


def test_pretagging_can_be_waited_for(campaign):
    add_many(campaign, 3)
    told = report("pretag", "--campaign", "ferries", "--wait")
    assert (told["is_over"], told["failed"]) == (True, 0)
    assert Candidate.objects.values("sentence").distinct().count() == 15
    assert report("pretag", "--campaign", "ferries")["total"] == 0


def test_an_export_file_is_whole_or_not_there(campaign, annotator, document, tmp_path):
    answer_all(annotator, document, "DCDAF")
    path = tmp_path / "out.jsonl"
    run("export", "--campaign", "ferries", "--format", "jsonl", "--out", str(path))
    assert len(path.read_text().splitlines()) == 5
    assert [file.name for file in tmp_path.iterdir()] == ["out.jsonl"]
    with pytest.raises(CommandError, match="There is no format “xml”"):
        run("export", "--campaign", "ferries", "--format", "xml")
    with pytest.raises(CommandError, match="No such file"):
        run("export", "--campaign", "ferries", "--out", str(tmp_path / "no" / "x"))


def findings() -> dict[str, tuple[str, str]]:
    out = StringIO()
    with suppress(SystemExit):
        call_command("doctor", "--json", stdout=out)
    return {
        one["name"]: (one["state"], one["detail"]) for one in json.loads(out.getvalue())["checks"]
    }


def test_the_doctor_finds_sound_data_sound(campaign, annotator, document):
    answer_all(annotator, document, "DCDAF")
    found = findings()
    for name in ("texts", "candidates", "answers", "histories", "ledger", "database"):
        assert found[name][0] in {"ok", "warn"}, found[name]
    assert found["gold"][0] == "warn"


def test_the_doctor_finds_a_forged_answer(campaign, annotator, document):
    answer_all(annotator, document, "DCDAF")
    Annotation.objects.filter(sentence__index=0).update(status="skipped")
    assert findings()["histories"][0] == "fail"


def test_the_doctor_sees_whether_a_worker_is_there(db):
    assert findings()["workers"][0] == "warn"
    jobs.note_worker(name="host", at=timezone.now())
    assert findings()["workers"][0] == "ok"


def test_the_set_up_address_is_printed_while_there_is_no_account(db):
    address = run("setup_link")
    path = address.removeprefix("http://127.0.0.1:8000")
    password = {"password": "four plain words here", "again": "four plain words here"}
    client = Client()
    assert client.get(path).status_code == 200
    assert client.post(path, {"username": "olga", **password}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert run("setup_link") == ""
    assert Client().get(path).status_code == 404
