from dataclasses import replace
from html import unescape

import pytest

from annotator.annotate.values import Answer
from annotator.models import Annotation, NoteReply
from tests.world import answer, says, seat

URL = "/campaigns/ferries/notes/"


def shown(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def noted(annotator, second, document) -> Annotation:
    """Anna's note; Bert has skipped another sentence."""
    seat(annotator, document)
    seat(second, document)
    answer(annotator, document, 0, replace(says("denial"), note="Which <b>firm</b>?"))
    answer(second, document, 2, Answer(status="skipped", reason="context"))
    return Annotation.objects.get(annotator=annotator.person)


def test_a_curator_reads_each_remark_in_its_context_and_replies(signed_in, curator, noted):
    client = signed_in(curator)
    page = client.get(URL).content.decode()
    assert "Which &lt;b&gt;firm&lt;/b&gt;?" in page
    page = shown(client.get(URL))
    assert "skipped: the article does not tell enough" in page
    assert "The harbour union accused the ferry firm" in page  # after Anna's, before Bert's
    form = {f"reply-{noted.pk}-text": "The ferry firm."}
    reply = client.post(f"{URL}{noted.pk}/reply/?kind=noted&page=1", form)
    assert reply["Location"] == f"{URL}?kind=noted&page=1"
    assert NoteReply.objects.get().text == "The ferry firm."
    assert "Your reply is sent to anna." in shown(client.get(URL))


def test_filters_show_one_kind(signed_in, curator, noted):
    client = signed_in(curator)
    assert "does not tell enough</span>" not in shown(client.get(URL, {"kind": "noted"}))
    assert "Which <b>" in shown(client.get(URL, {"kind": "unanswered"}))
    assert "Which <b>" not in shown(client.get(URL, {"kind": "skipped"}))
    assert "skipped: the article" in shown(client.get(URL, {"reason": "context"}))
    assert "None of this kind" in shown(client.get(URL, {"reason": "cut"}))
    for wrong in ({"kind": "x"}, {"reason": "y"}, {"page": "z"}):
        assert "Which <b>" in shown(client.get(URL, wrong))


def test_a_refused_reply_is_shown_again_with_what_was_written(signed_in, curator, noted):
    Annotation.objects.filter(pk=noted.pk).update(note="", is_flagged=False)
    client = signed_in(curator)
    reply = client.post(f"{URL}{noted.pk}/reply/", {f"reply-{noted.pk}-text": "Yes."})
    assert reply.status_code == 422
    assert "has taken back what they said" in shown(reply)
    assert "> Yes.</textarea>" in shown(reply)
    Annotation.objects.filter(pk=noted.pk).update(note="Again?")
    reply = client.post(f"{URL}{noted.pk}/reply/", {f"reply-{noted.pk}-text": "x" * 2001})
    assert reply.status_code == 422
    assert "x" * 2001 in shown(reply)
    assert not NoteReply.objects.exists()


def test_annotators_see_replies_to_their_own_notes_alone(
    signed_in, curator, annotator, second, noted
):
    signed_in(curator).post(f"{URL}{noted.pk}/reply/", {f"reply-{noted.pk}-text": "The ferry's."})
    page = shown(signed_in(second).get(URL))
    assert "skipped: the article" in page
    assert "The ferry's." not in page
    assert "Which <b>" not in page
    assert NoteReply.objects.get().seen_at is None
    page = shown(signed_in(annotator).get(URL))
    assert "The ferry's." in page
    assert ">new<" in page
    assert "bert" not in page
    assert NoteReply.objects.get().seen_at is not None


def test_viewers_read_and_do_not_reply(signed_in, viewer, noted):
    client = signed_in(viewer)
    page = shown(client.get(URL))
    assert "Which <b>" in page
    assert "Reply" not in page
    assert client.post(f"{URL}{noted.pk}/reply/", {}).status_code == 403


def test_an_empty_page_says_how_notes_are_made(signed_in, annotator):
    assert "Nothing noted yet" in shown(signed_in(annotator).get(URL))
