"""Nothing lost, nothing twice: the desk's outbox against a real server that fails."""

import pytest
from playwright.sync_api import expect

from annotator.annotate.values import Answer
from annotator.models import AnnotationEvent
from tests.browser.desk import Desk, stored, submissions
from tests.world import answer, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_page, annotator, document, complaints):
    complaints.expect("Failed to load resource")
    return Desk(open_page(annotator.person)).open()


def test_answers_wait_while_the_server_is_away_and_survive_a_reload(desk, annotator):
    repair = desk.break_server()
    desk.press("1", "2", "3")
    desk.wait_says("Waiting to send (3)")
    desk.reload().wait_letters("A", "D", "C", "", "")
    assert desk.current == 4
    assert stored(annotator) == {}
    repair()
    desk.wake()
    desk.wait_saved()
    assert stored(annotator) == {
        1: ("answered", ["attribution"], 1),
        2: ("answered", ["denial"], 1),
        3: ("answered", ["accusation"], 1),
    }


def test_answers_wait_without_a_network(desk, annotator):
    desk.page.context.set_offline(True)
    desk.press("4", "4")
    desk.wait_says("Waiting to send (2)")
    desk.page.context.set_offline(False)
    desk.wait_saved()
    assert list(stored(annotator)) == [1, 2]


def test_a_reply_that_got_lost_stores_nothing_twice(desk, annotator):
    sent = submissions(desk.page)

    def lose(route):
        route.fetch()
        route.abort()

    desk.page.route("**/annotations*", lose, times=1)
    desk.press("2")
    desk.wait_saved()
    assert len(sent) == 2
    assert len({one["submission"] for one in sent}) == 1
    assert AnnotationEvent.objects.count() == 1
    assert stored(annotator) == {1: ("answered", ["denial"], 1)}


def test_a_sentence_changed_three_times_while_waiting_keeps_the_last_answer(desk, annotator):
    repair = desk.break_server()
    desk.press("1", "Backspace", "2", "Backspace", "3")
    desk.wait_says("Waiting to send (3)")
    repair()
    desk.wake()
    desk.wait_saved()
    assert stored(annotator) == {1: ("answered", ["accusation"], 3)}


def test_a_change_on_another_device_is_shown_and_the_person_keeps_theirs(
    desk, annotator, document, complaints
):
    complaints.expect("409 (Conflict)")
    answer(annotator, document, 0, says("fact"))
    desk.press("2", "3")
    desk.wait_says("Changed elsewhere (1)")
    assert stored(annotator)[2] == ("answered", ["accusation"], 1)
    desk.button("Changed elsewhere")
    notice = desk.page.get_by_role("group", name="About this sentence")
    expect(notice).to_contain_text("Someone changed this on another device")
    assert notice.locator("dd").all_inner_texts() == ["D\ndenial", "F\nfact"]
    desk.button("Keep mine")
    desk.wait_saved()
    assert stored(annotator)[1] == ("answered", ["denial"], 2)
    expect(notice).to_be_hidden()


def test_or_takes_the_other_one(desk, annotator, document, complaints):
    complaints.expect("409 (Conflict)")
    answer(annotator, document, 0, says("fact"))
    desk.press("2")
    desk.wait_says("Changed elsewhere (1)")
    desk.button("Changed elsewhere")
    desk.button("Take the saved one")
    assert desk.letters[0] == "F"
    assert stored(annotator)[1] == ("answered", ["fact"], 1)


def test_a_conflict_is_settled_by_keyboard_and_shows_all_that_differs(
    desk, annotator, document, complaints
):
    complaints.expect("409 (Conflict)")
    theirs = Answer(status="skipped", reason="cut", note="Two sentences", is_flagged=True)
    answer(annotator, document, 0, theirs)
    desk.press("m")
    desk.type("Mine")
    desk.press("Control+Enter", "2")
    desk.wait_says("Changed elsewhere")
    desk.page.get_by_role("button", name="Changed elsewhere").focus()
    desk.press("Enter")
    notice = desk.page.get_by_role("group", name="About this sentence")
    mine, saved = notice.locator("dd").all_inner_texts()
    assert (mine.split("\n")[:2], "Note: Mine" in mine) == (["D", "denial"], True)
    assert saved.split("\n") == [
        "skipped",
        "the sentence is cut wrongly",
        "flagged",
        "Note: Two sentences",
    ]
    expect(notice.get_by_role("button", name="Keep mine")).to_be_focused()
    desk.press("Enter")
    desk.wait_saved()
    expect(desk.sentence(1)).to_be_focused()
    assert stored(annotator)[1][:2] == ("answered", ["denial"])
    desk.press("u")
    desk.wait_saved()
    assert stored(annotator)[1][0] == "skipped"
    assert desk.letters[0] == "s⚑✎"


def test_a_refused_answer_stays_visible_and_holds_nothing_up(desk, annotator):
    def refuse(route):
        if refuse.is_on and route.request.post_data_json["marks"][0]["label"] == "denial":
            body = {"code": "closed", "message": "This document was closed by a curator."}
            route.fulfill(status=409, json=body)
        else:
            route.continue_()

    refuse.is_on = True
    desk.page.route("**/annotations*", refuse)
    desk.press("2", "4")
    desk.wait_says("Could not save (1)")
    assert desk.letters[:2] == ["D!", "F"]
    assert list(stored(annotator)) == [2]
    desk.reload().wait_letters("D!", "F")
    desk.button("Could not save")
    expect(desk.page.get_by_text("closed by a curator")).to_be_visible()
    refuse.is_on = False
    desk.button("Try again")
    desk.wait_saved()
    assert stored(annotator)[1] == ("answered", ["denial"], 1)


def test_two_tabs_share_one_outbox(desk, annotator):
    other = Desk(desk.page.context.new_page()).open()
    desk.press("1")
    desk.wait_saved()
    expect(other.page.locator(".letters").first).to_have_text("A")
    other.press("2")
    other.wait_saved()
    assert stored(annotator) == {1: ("answered", ["denial"], 2)}


def test_without_a_database_in_the_browser_it_works_and_warns(open_page, annotator, document):
    page = open_page(annotator.person)
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    desk = Desk(page).open()
    desk.press("1")
    desk.wait_saved()
    assert list(stored(annotator)) == [1]


def test_the_answer_carries_the_time_spent_on_it(desk):
    desk.page.wait_for_timeout(400)
    desk.press("1")
    desk.wait_saved()
    spent = AnnotationEvent.objects.get().active_ms
    assert 300 <= spent <= 20_000


def test_an_answer_given_elsewhere_is_there_after_a_reload(desk, annotator, document):
    answer(annotator, document, 0, says("denial"))
    assert desk.reload().letters[0] == "D"
