import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator import tasks
from annotator.models import Document, Job
from tests.ingest.test_actions import CLUTTERED
from tests.world import ARTICLE, add, add_many, answer_all

ADD = "/campaigns/ferries/documents/add/"


def upload(name: str, content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def shown(response) -> str:
    return response.content.decode()


def test_a_paste_leads_to_its_document(signed_in, curator):
    client = signed_in(curator)
    response = client.post(ADD, {"text": CLUTTERED, "outlet": "The Sound"})
    document = Document.objects.get()
    assert response["Location"] == f"/campaigns/ferries/documents/{document.pk}/"
    page = shown(client.get(response["Location"]))
    assert "4 lines left out" in page
    assert "Sign up for our free weekly newsletter" in page
    assert "Put back" in page


def test_the_same_paste_again_says_so_and_adds_nothing(signed_in, curator):
    client = signed_in(curator)
    client.post(ADD, {"text": ARTICLE})
    page = shown(client.post(ADD, {"text": ARTICLE}, follow=True))
    assert "This text is here already" in page
    assert Document.objects.count() == 1


def test_several_files_are_each_taken_or_refused_by_name(signed_in, curator):
    files = [
        upload("ferry.txt", ARTICLE),
        upload("report.pdf", "%PDF-1.7"),
        upload("renamed.txt", b"%PDF-1.7 \x00"),
    ]
    page = shown(signed_in(curator).post(ADD, {"files": files}, follow=True))
    assert Document.objects.count() == 1
    assert "Added: Ferry firm denies overloading claim" in page
    assert "report.pdf: Only .html, .htm, .txt files can be read so far." in page
    assert "renamed.txt: This is a PDF" in page


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Paste an article or choose a file."),
        ({"text": " \n "}, "Paste an article or choose a file."),
        ({"text": ARTICLE, "url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"text": "Share\n\nSubscribe\n\nRead more"}, "article"),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_the_paste_is_not_lost(signed_in, curator, form, told):
    response = signed_in(curator).post(ADD, form)
    assert response.status_code == 422
    assert told in shown(response)
    if form.get("text", "").strip():
        assert form["text"].splitlines()[0] in shown(response)
    assert Document.objects.count() == 0


def test_a_file_that_is_too_large_is_refused_with_the_limit(signed_in, curator):
    big = upload("big.txt", b"x" * (10 * 2**20 + 1))
    response = signed_in(curator).post(ADD, {"files": [big]})
    assert "big.txt: It is larger than 10 MiB" in shown(response)
    assert Document.objects.count() == 0


def test_text_is_text_wherever_it_is_shown(signed_in, curator):
    attack = "<script>alert(1)</script> & <b>bold</b>"
    client = signed_in(curator)
    response = client.post(
        ADD,
        {"text": f"Firm denies {attack} claims today\n\nThe firm said {attack}.", "outlet": attack},
        follow=True,
    )
    for page in (shown(response), shown(client.get("/campaigns/ferries/documents/"))):
        assert "<script>alert" not in page
        assert "<b>bold" not in page
    tasks.work(Job.objects.get().pk)
    desk = shown(client.get("/campaigns/ferries/annotate/"))
    assert "<script>alert" not in desk
    assert "\\u003Cscript\\u003Ealert" in desk


def test_a_line_put_back_is_article_text(signed_in, curator):
    document = add(curator.campaign, CLUTTERED)
    line = document.lines.get(text__startswith="Sign up")
    client = signed_in(curator)
    page = shown(client.post(f"/campaigns/ferries/lines/{line.pk}/restore/", follow=True))
    assert f"Line {line.number} is part of the article again." in page
    assert "3 lines left out" in page


def test_no_line_is_offered_to_put_back_once_somebody_has_answered(signed_in, curator, annotator):
    document = add(curator.campaign, CLUTTERED)
    answer_all(annotator, document, "D")
    page = shown(signed_in(curator).get(f"/campaigns/ferries/documents/{document.pk}/"))
    assert "so its text stays as it is" in page
    assert "Put back" not in page


def test_pages_take_as_many_queries_for_three_documents_as_for_one(signed_in, curator, campaign):
    client, counts = signed_in(curator), set()
    for wanted in (1, 3):
        add_many(campaign, wanted)
        for url in ("/campaigns/ferries/documents/", "/campaigns/ferries/jobs/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            counts.add((url, len(captured)))
    assert len(counts) == 2


def test_an_empty_campaign_says_what_to_do_next(signed_in, curator):
    client = signed_in(curator)
    for page in ("", "documents/"):
        assert "Add the first article" in shown(client.get(f"/campaigns/ferries/{page}"))
    assert "No jobs yet" in shown(client.get("/campaigns/ferries/jobs/"))
    assert "No article has been added" in shown(client.get("/campaigns/ferries/annotate/"))


def test_a_search_that_finds_nothing_says_so(signed_in, curator, document):
    page = shown(signed_in(curator).get("/campaigns/ferries/documents/?q=quarry"))
    assert "Nothing found for “quarry”" in page
