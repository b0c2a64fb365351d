import pytest
from django.db.models import F

from annotator import tasks
from annotator.ingest import actions, queries
from annotator.ingest.refusals import (
    EmptyArticle,
    LineCannotReturn,
    TextIsAnswered,
    UnreadableInput,
    UnsupportedFile,
)
from annotator.models import Document, Job, Line, Original, Outlet, Sentence
from tests.world import ARTICLE, add, add_many, answer_all, seat

CLUTTERED = f"""\
Subscribe for 1 crown a week
Share this article

{ARTICLE}
Sign up for our free weekly newsletter
© 2026 The Sound. All rights reserved.
"""


def take_in(campaign, content, **more):
    return tasks.add_document(campaign=campaign, content=content, by=None, **more)


def test_a_paste_becomes_a_document_with_lines_and_sentences(campaign):
    document = add(campaign, CLUTTERED)
    assert document.title == "Ferry firm denies overloading claim"
    assert [sentence.text for sentence in queries.sentences(document)] == [
        "Ferry firm denies overloading claim",
        "The harbour union accused the ferry firm of overloading its boats.",
        "The firm denied the charge.",
        '"Every boat is counted," director Ana Prell said 🙂.',
        "The ferries cross the sound nine times a day.",
    ]
    assert [line.text for line in queries.dropped(document)] == [
        "Subscribe for 1 crown a week",
        "Share this article",
        "Sign up for our free weekly newsletter",
        "© 2026 The Sound. All rights reserved.",
    ]
    assert document.outlet.name == "The Sound"


def test_the_input_is_kept_byte_for_byte(campaign):
    content = CLUTTERED.replace("\n", "\r\n").encode("utf-16")
    take_in(campaign, content, filename="saved.txt")
    original = Original.objects.get()
    assert (bytes(original.content), original.filename, original.media_type) == (
        content,
        "saved.txt",
        "text/plain",
    )


def test_the_same_text_twice_is_one_document(campaign):
    first = take_in(campaign, ARTICLE.encode())
    again = take_in(campaign, ARTICLE.replace("\n", "\r\n").encode())
    cluttered = take_in(campaign, CLUTTERED.encode())
    assert (first.is_new, again.is_new, cluttered.is_new) == (True, False, False)
    assert first.document == again.document == cluttered.document
    assert (Document.objects.count(), Job.objects.count()) == (1, 1)


def test_two_campaigns_may_hold_the_same_text(campaign, elsewhere):
    assert take_in(campaign, ARTICLE.encode()).is_new
    assert take_in(elsewhere, ARTICLE.encode()).is_new


@pytest.mark.parametrize(
    ("content", "filename", "refusal"),
    [
        (b"", "empty.txt", EmptyArticle),
        (b"  \n \n", "", EmptyArticle),
        (b"%PDF-1.7 \x00\x01", "report.txt", UnreadableInput),
        (b"PK\x03\x04\x00\x00", "archive.html", UnreadableInput),
        (ARTICLE.encode(), "table.xlsx", UnsupportedFile),
    ],
)
def test_what_is_no_article_is_refused_and_leaves_nothing(campaign, content, filename, refusal):
    with pytest.raises(refusal):
        take_in(campaign, content, filename=filename)
    assert (Document.objects.count(), Line.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_a_line_is_put_back_and_the_article_pretagged_anew(campaign, curator):
    document = add(campaign, CLUTTERED)
    tasks.work(Job.objects.get().pk)
    line = document.lines.get(text__startswith="Sign up")
    tasks.restore_line(line=line, by=curator.person)
    document.refresh_from_db()
    assert document.text.endswith("Sign up for our free weekly newsletter")
    assert document.sentences.count() == 6
    line.refresh_from_db()
    assert (line.is_kept, line.reason, line.restored_by) == (True, "restored", curator.person)
    assert Job.objects.count() == 2
    assert list(queries.misquoted()) == []


def test_the_first_paste_is_still_the_same_document_after_a_line_was_put_back(campaign, curator):
    document = add(campaign, CLUTTERED)
    tasks.restore_line(line=document.lines.get(text__startswith="Sign up"), by=curator.person)
    again = take_in(campaign, CLUTTERED.encode())
    assert (again.is_new, again.document) == (False, document)


def test_no_line_returns_once_somebody_has_answered(campaign, curator, annotator):
    document = add(campaign, CLUTTERED)
    answer_all(annotator, document, "D")
    with pytest.raises(LineCannotReturn):
        tasks.restore_line(line=document.lines.get(text__startswith="Sign up"), by=curator.person)
    assert document.sentences.count() == 5


def test_a_changed_text_is_told(campaign):
    document = add(campaign)
    assert list(queries.misquoted()) == []
    Document.objects.filter(pk=document.pk).update(text=document.text + "!")
    assert len(list(queries.misquoted())) == 1
    Document.objects.filter(pk=document.pk).update(text=document.text)
    Sentence.objects.filter(index=1).update(start=F("start") - 2)
    assert list(queries.misquoted()) == [f"document {document.pk}: sentence 1 quotes no sentence"]


def test_outlets_are_one_a_name_and_campaign(campaign, elsewhere):
    for text in ("One pier was painted on Monday.", "Two piers were painted on Friday."):
        add(campaign, text)
    add(elsewhere, outlet=" The  Sound ")
    assert list(Outlet.objects.values_list("name", flat=True)) == ["The Sound", "The Sound"]


def test_the_list_of_documents_takes_as_many_queries_for_three_as_for_one(
    campaign, django_assert_num_queries
):
    for wanted in (1, 3):
        add_many(campaign, wanted)
        with django_assert_num_queries(1):
            found = list(queries.documents(campaign))
            assert [document.sentence_count for document in found] == [5] * wanted
            assert {document.outlet.name[:6] for document in found} == {"Outlet"}


def test_documents_are_found_by_headline_text_and_outlet(campaign):
    add(campaign)
    for search, count in [("ferry", 1), ("nine times", 1), ("the sound", 1), ("quarry", 0)]:
        assert queries.documents(campaign, search=search).count() == count


def test_an_article_nobody_has_answered_can_be_taken_out_and_put_in_again(campaign, annotator):
    document = add(campaign)
    tasks.work(Job.objects.get().pk)
    seat(annotator, document)
    actions.discard(document=document)
    assert (Document.objects.count(), Sentence.objects.count(), Line.objects.count()) == (0, 0, 0)
    again = add(campaign)
    assert again.sentences.count() == 5


def test_an_article_with_answers_stays(campaign, annotator, document):
    answer_all(annotator, document, "D")
    with pytest.raises(TextIsAnswered):
        actions.discard(document=document)
    assert document.sentences.count() == 5


def test_what_an_outlet_repeats_on_its_pages_is_no_article_text(campaign):
    boast = "The Sound has told the truth about this coast since the first boat was built."
    own = "The council meets on Friday, and hears both sides before it decides on the ferries."
    quarry = [
        "Quarry reopens after the spring floods",
        "The quarry in the upper valley opened again on Monday, after three weeks under water.",
        "Drivers in the upper valley said on Monday that they had waited for it all winter.",
        "The county paid for a new road, and the owner of the quarry for a bridge across it.",
        boast,
    ]
    first = add(campaign, f"{ARTICLE}\n{own}\n\n{boast}\n")
    second = add(campaign, "\n\n".join(quarry))
    assert boast in first.text
    assert [line.text for line in queries.dropped(second)] == [boast]
    assert add(campaign, "\n\n".join(quarry[:-1]), outlet="Another").sentences.count() == 4


def test_reading_a_page_writes_nothing_and_locks_nobody_out(
    campaign, document, django_assert_num_queries
):
    with django_assert_num_queries(2) as captured:
        actions.read_page(campaign=campaign, content=ARTICLE.encode(), outlet="The Sound")
    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)
