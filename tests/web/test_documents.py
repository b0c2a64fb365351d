from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotator import tasks
from annotator.models import Document, Job
from annotator.pretag.refusals import NothingToTag
from tests.ingest.test_actions import CLUTTERED
from tests.ingest.test_intakes import article, jsonl, take_in
from tests.world import ARTICLE, add, add_many, answer_all

ADD = "/campaigns/ferries/documents/add/"


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


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Paste an article, or choose files."),
        ({"text": " \n "}, "Paste an article, or choose files."),
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
    assert f"put back by a person ({curator.person}" in " ".join(page.split())


def test_each_kept_line_says_why(signed_in, curator):
    document = add(curator.campaign, CLUTTERED)
    page = shown(signed_in(curator).get(document.get_absolute_url()))
    told = unescape(page[page.index('id="kept"') :])
    kept = list(document.lines.filter(is_kept=True))
    assert f"{len(kept)} lines kept" in page
    assert [line.text in told for line in kept] == [True] * len(kept)
    assert "the headline" in told
    assert "running text" in told


def test_an_article_that_came_cut_into_sentences_was_kept_whole(signed_in, curator):
    take_in(curator.campaign, jsonl({"title": "Cut", "sentences": ["One came.", "Two went."]}))
    page = shown(signed_in(curator).get(Document.objects.get().get_absolute_url()))
    assert "It was kept whole" in page


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


def test_the_documents_of_one_file_are_shown_alone(signed_in, curator, campaign, elsewhere):
    add(campaign)
    intake = take_in(campaign, jsonl(article(1)))
    client, url = signed_in(curator), "/campaigns/ferries/documents/"
    page = shown(client.get(url, {"intake": intake.pk}))
    assert "Pier 1 painted" in page
    assert "Ferry firm denies" not in page
    assert f'name="intake" value="{intake.pk}"' in page
    assert f'href="{url}">Show all files' in " ".join(page.split())
    found = shown(client.get(url, {"intake": intake.pk, "q": "quarry & co"}))
    assert "Nothing found" in found
    assert f"{url}?q=quarry+%26+co" in found
    foreign = take_in(elsewhere, jsonl(article(2)))
    for number in (foreign.pk, 10**30, "x", "-1"):
        assert client.get(url, {"intake": number}).status_code == 404


def test_the_documents_of_a_file_take_as_many_queries_for_three_as_for_one(
    signed_in, curator, campaign, django_assert_num_queries
):
    client = signed_in(curator)
    one = take_in(campaign, jsonl(article(1)), "one.jsonl")
    three = take_in(campaign, jsonl(*map(article, (2, 3, 4))), "three.jsonl")
    with CaptureQueriesContext(connection) as captured:
        client.get("/campaigns/ferries/documents/", {"intake": one.pk})
    with django_assert_num_queries(len(captured)):
        client.get("/campaigns/ferries/documents/", {"intake": three.pk})


def test_where_each_fact_stood_is_shown_and_a_curator_sets_it_right(signed_in, curator):
    campaign = curator.campaign
    take_in(campaign, jsonl(article(1)))
    document = Document.objects.get()
    client = signed_in(curator)
    page = shown(client.get(document.get_absolute_url()))
    assert "from what came with it" in page
    assert "row 1 of" in page
    assert "Harbour" in page  # a column of its own
    correct = f"{document.get_absolute_url()}correct/"
    form = {
        "title": "Pier painted, at last",
        "outlet": "The Sound",
        "published": "2026-03-15",
        "authors": "Ana Prell\n\n Bo  Fisk ",
        "url": document.url,
        "language": "en",
    }
    page = shown(client.post(correct, form, follow=True))
    assert "Set right: Headline, Published." in page
    assert "set right by cleo" in page
    document.refresh_from_db()
    assert (document.title, str(document.published)) == ("Pier painted, at last", "2026-03-15")
    changes = document.corrections.values_list("field", "before", "after")
    assert set(changes) == {
        ("title", "Pier 1 painted", "Pier painted, at last"),
        ("published", "2026-03-14", "2026-03-15"),
    }
    assert "Nothing was changed." in shown(client.post(correct, form, follow=True))
    wrong = client.post(correct, {**form, "language": "english!", "url": "javascript:x"})
    assert wrong.status_code == 422
    assert document.corrections.count() == 2


def test_versions_and_copies_are_shown(signed_in, curator):
    body = " ".join(f"The crew of boat {n} painted pier {n * 7} on a Monday." for n in range(20))
    row = {**article(1), "text": body}
    rows = [row, {**row, "text": body.replace("boat 7 ", "boat 71 ")}]
    copy = {"title": "Paint for piers", "text": f"{body} More follows.", "outlet": "Valley News"}
    take_in(curator.campaign, jsonl(*rows, copy))
    old, new, other = Document.objects.order_by("pk")
    client = signed_in(curator)
    page = shown(client.get(old.get_absolute_url()))
    assert "There is a later version of this article" in page
    assert new.get_absolute_url() in page
    assert "The same story elsewhere" in page
    assert other.get_absolute_url() in page
    page = shown(client.get(new.get_absolute_url()))
    assert "There is a later version" not in page
    assert old.get_absolute_url() in page


def test_an_article_in_another_language_says_why_nothing_is_suggested(signed_in, curator):
    german = (
        "Hafen bestreitet Vorwurf\n\nDie Firma wies den Vorwurf am Montag zurück und sprach von "
        "einem Irrtum. Die Gewerkschaft hatte ihr vorgeworfen, die Fähren zu überladen."
    )
    document = add(curator.campaign, german)
    tasks.work(Job.objects.get().pk)
    page = shown(signed_in(curator).get(document.get_absolute_url()))
    assert "No suggestions for this article" in page
    assert "chip--suggested" not in page
    with pytest.raises(NothingToTag):
        tasks.pretag_missing(campaign=curator.campaign, by=None)


def test_a_curator_sees_who_has_a_document_and_locks_it(signed_in, curator, annotator, document):
    answer_all(annotator, document, "DCDAF")
    client, url = signed_in(curator), document.get_absolute_url()
    page = shown(client.get(url))
    seats = page[page.index('id="seats"') :]
    assert "anna" in seats
    assert "Lock</button>" in seats
    page = shown(client.post(f"{url}lock/", follow=True))
    assert "Locked: nobody can change their answers to it." in page
    document.refresh_from_db()
    assert document.locked_by == curator.person
    assert "Unlock</button>" in page
    client.post(f"{url}unlock/")
    document.refresh_from_db()
    assert document.locked_at is None


def test_a_viewer_sees_who_has_a_document_and_does_not_lock_it(
    signed_in, viewer, annotator, document
):
    answer_all(annotator, document, "DCDAF")
    page = shown(signed_in(viewer).get(document.get_absolute_url()))
    assert "anna" in page[page.index('id="seats"') :]
    assert "Lock</button>" not in page


def test_a_document_costs_as_much_with_two_annotators_as_with_one(
    signed_in, curator, annotator, second, document
):
    client, url = signed_in(curator), document.get_absolute_url()
    counts = set()
    for member in (annotator, second):
        answer_all(member, document, "DCDAF")
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counts.add(len(captured))
    assert len(counts) == 1
