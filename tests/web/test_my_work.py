from dataclasses import replace
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotator.annotate.values import Answer
from annotator.campaigns import actions as campaigns
from annotator.models import Annotation, Assignment, Campaign, Membership, NoteReply
from annotator.notes import actions as notes
from tests.world import NOON, add, add_many, answer, answer_all, says, seat

URL = "/campaigns/ferries/mine/"


def shown(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def reply_to(annotation: Annotation, by: Membership, text: str) -> None:
    notes.reply_to_note(annotation=annotation, text=text, by=by.person, at=NOON)


def test_annotators_are_led_to_their_work(signed_in, annotator):
    client = signed_in(annotator)
    assert f'href="{URL}"' in shown(client.get("/"))
    assert client.get("/campaigns/ferries/")["Location"] == URL


def test_who_has_nothing_yet_is_told_how_to_begin(signed_in, annotator):
    page = shown(signed_in(annotator).get(URL))
    assert "No documents yet" in page
    assert "Nothing answered today" in page
    assert "Replies to my notes" not in page


def test_each_document_is_there_with_its_state_and_progress(signed_in, annotator, second, document):
    seat(annotator, document)
    answer(annotator, document, 0, says("denial"))
    answer_all(second, document, "DCDAF")
    page = shown(signed_in(annotator).get(URL))
    assert f'href="/campaigns/ferries/annotate/?document={document.pk}"' in page
    assert "Ferry firm denies overloading claim" in page
    assert ">in work<" in page
    assert f"1 of {document.sentences.count()}" in page
    assert "Today: one sentence, 0.0 s" in page
    assert page.count('class="days__bar"') == 14
    assert page.count('class="days__count"') == 1


def test_nobody_sees_the_work_of_others(signed_in, annotator, second, document):
    seat(second, document)
    answer(second, document, 0, replace(says("denial"), note="Sure?", is_flagged=True))
    page = shown(signed_in(annotator).get(URL))
    assert "Ferry firm" not in page
    assert "Sure?" not in page


def test_a_changed_guideline_is_a_callout_with_its_changes_and_a_button(
    signed_in, annotator, curator
):
    Membership.objects.filter(pk=annotator.pk).update(guideline_read=1)
    client = signed_in(annotator)
    assert "The guideline has changed" not in shown(client.get(URL))
    campaigns.revise_guideline(
        campaign=annotator.campaign, text="Be brief.", by=curator.person, at=NOON
    )
    page = shown(client.get(URL))
    assert "The guideline has changed since you last read it" in page
    assert 'href="/campaigns/ferries/guideline/changes/?from=1&to=2"' in page
    assert "I have read it" in page
    client.post("/campaigns/ferries/guideline/read/", {"version": 2})
    assert "The guideline has changed" not in shown(client.get(URL))


def test_a_reply_is_new_once(signed_in, annotator, curator, document):
    seat(annotator, document)
    answer(annotator, document, 0, replace(says("denial"), note="Which firm?"))
    reply_to(Annotation.objects.get(), curator, "The ferry firm.")
    client = signed_in(annotator)
    client.head(URL)
    assert NoteReply.objects.get().seen_at is None
    page = shown(client.get(URL))
    assert "The ferry firm." in page
    assert "You noted: Which firm?" in page
    assert ">new<" in page
    assert NoteReply.objects.get().seen_at is not None
    page = shown(client.get(URL))
    assert "The ferry firm." in page
    assert ">new<" not in page


def test_what_was_flagged_and_skipped_is_listed(signed_in, annotator, document):
    seat(annotator, document)
    answer(annotator, document, 0, replace(says("denial"), is_flagged=True))
    answer(annotator, document, 1, Answer(status="skipped", reason="cut"))
    answer(annotator, document, 2, says("denial"))
    page = shown(signed_in(annotator).get(URL))
    assert "2 sentences are flagged or skipped by you" in page
    assert "The harbour union accused the ferry firm" in page
    assert "The firm denied the charge." not in page


def test_a_hidden_source_is_hidden_here_until_the_document_is_handed_in(
    signed_in, annotator, curator, campaign
):
    Campaign.objects.update(is_source_blind=True)
    text = "Ferry Gazette sued\n\nThe harbour union sued the Ferry Gazette over a report."
    document = add(campaign, text, outlet="Ferry Gazette")
    seat(annotator, document)
    answer(annotator, document, 1, replace(says("accusation"), note="?", is_flagged=True))
    reply_to(Annotation.objects.get(), curator, "Yes.")
    client = signed_in(annotator)
    for page in (URL, "/campaigns/ferries/notes/"):
        told = shown(client.get(page))
        assert "Ferry Gazette" not in told
        assert "█" in told
    Assignment.objects.update(finished_at=timezone.now())
    for page in (URL, "/campaigns/ferries/notes/"):
        told = shown(client.get(page))
        assert "Ferry Gazette" in told
        assert "█" not in told


def test_a_curator_who_annotates_has_a_page_too(signed_in, curator, document):
    seat(curator, document)
    assert "Ferry firm denies" in shown(signed_in(curator).get(URL))


def furnish(campaign: Campaign, annotator: Membership, curator: Membership, count: int) -> None:
    for document in add_many(campaign, count):
        if not Assignment.objects.filter(document=document, annotator=annotator.person).exists():
            seat(annotator, document)
            answer(annotator, document, 0, replace(says("denial"), note="?", is_flagged=True))
            reply_to(Annotation.objects.order_by("-pk")[0], curator, "Yes.")


def test_it_costs_as_much_with_three_documents_as_with_one(signed_in, campaign, annotator, curator):
    Campaign.objects.update(is_source_blind=True)
    client, counts = signed_in(annotator), set()
    for wanted in (1, 3):
        furnish(campaign, annotator, curator, wanted)
        NoteReply.objects.update(seen_at=None)
        for url in (URL, "/campaigns/ferries/notes/"):
            NoteReply.objects.update(seen_at=None)
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            counts.add((url, len(captured)))
    assert len(counts) == 2


def test_many_documents_come_in_pages(signed_in, campaign, annotator):
    for document in add_many(campaign, 21):
        seat(annotator, document)
    client = signed_in(annotator)
    assert shown(client.get(URL)).count('class="held__one"') == 20
    assert shown(client.get(URL, {"page": 2})).count('class="held__one"') == 1
