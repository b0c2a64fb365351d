"""Undo and redo: by the server's history, so that a reload and another device know it too."""

import pytest
from playwright.sync_api import expect

from annotator.models import AnnotationEvent
from tests.browser.desk import Desk, stored
from tests.servers import until
from tests.world import answer, says, seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_page, annotator, document, complaints):
    complaints.expect("Failed to load resource")
    return Desk(open_page(annotator.person)).open()


def statuses(member):
    return {number: status for number, (status, _, _) in stored(member).items()}


def test_undo_goes_back_step_by_step(desk, annotator):
    desk.press("1", "2")
    desk.wait_saved()
    desk.press("u")
    assert (desk.current, desk.letters[:2]) == (2, ["A", ""])
    assert desk.heard == "Undone: no answer. Sentence 2 of 5."
    desk.press("Control+z")
    assert (desk.current, desk.letters[:2]) == (1, ["", ""])
    desk.wait_saved()
    assert statuses(annotator) == {1: "open", 2: "open"}
    desk.press("u")
    assert desk.heard == "Nothing to undo."


def test_redo_goes_forth_again_and_a_new_answer_ends_it(desk, annotator):
    desk.press("1", "2")
    desk.wait_saved()
    desk.press("u", "u", "U")
    assert (desk.current, desk.letters[:2]) == (1, ["A", ""])
    desk.press("Control+Shift+z")
    assert (desk.current, desk.letters[:2]) == (2, ["A", "D"])
    desk.wait_saved()
    assert {n: labels for n, (_, labels, _) in stored(annotator).items()} == {
        1: ["attribution"],
        2: ["denial"],
    }
    desk.press("u", "4", "U")
    assert desk.heard == "Nothing to redo."
    desk.wait_saved()
    assert stored(annotator)[2][1] == ["fact"]


def test_both_survive_a_reload(desk, annotator):
    desk.press("1", "2", "Backspace", "4")
    desk.wait_saved()
    desk.press("u")
    desk.wait_saved()
    desk.reload().press("U")
    desk.wait_letters("A", "F")
    assert desk.current == 2
    desk.wait_saved()
    desk.reload().press("u", "u", "u")
    desk.wait_letters("", "")
    desk.wait_saved()
    assert statuses(annotator) == {1: "open", 2: "open"}


def test_what_was_done_on_another_device_is_undone_here(open_page, annotator, document):
    seat(annotator, document)
    answer(annotator, document, 2, says("denial"))
    desk = Desk(open_page(annotator.person)).open()
    desk.press("u")
    desk.wait_letters("", "", "")
    assert desk.current == 3
    desk.wait_saved()
    assert statuses(annotator) == {3: "open"}


def test_what_waits_in_the_outbox_counts_too(desk, annotator):
    desk.press("1")
    desk.wait_saved()
    repair = desk.break_server()
    desk.press("2", "3")
    desk.wait_says("Waiting to send (2)")
    desk.reload().press("u")  # at once: the outbox may not have been read yet
    until(lambda: (desk.current, desk.letters[:3]) == (3, ["A", "D", ""]))
    desk.press("u", "u")
    assert desk.letters[:3] == ["", "", ""]
    desk.press("U", "U")
    repair()
    desk.wake()
    desk.wait_saved()
    assert {n: labels for n, (_, labels, _) in stored(annotator).items() if labels} == {
        1: ["attribution"],
        2: ["denial"],
    }


def test_what_was_undone_before_it_went_out_can_be_redone_after_a_reload(desk, annotator):
    repair = desk.break_server()
    desk.press("1", "2")
    desk.wait_says("Waiting to send (2)")
    desk.press("u")
    desk.wait_says("Waiting to send (3)")
    desk.reload().wait_letters("A", "")
    repair()
    desk.wake()
    desk.wait_saved()
    assert statuses(annotator) == {1: "answered", 2: "open"}
    assert list(AnnotationEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        "answer",
        "answer",
        "undo",
    ]
    desk.reload().press("U")
    desk.wait_letters("A", "D")
    desk.wait_saved()
    assert stored(annotator)[2][:2] == ("answered", ["denial"])


def test_what_took_back_a_refused_answer_takes_back_nothing_else(desk, annotator):
    desk.press("1")
    desk.wait_saved()
    held = []
    refusal = {"code": "invalid", "message": "No."}

    def hold(route):
        if route.request.post_data_json["marks"][0]["label"] == "denial":
            held.append(route)
        else:
            route.continue_()

    def wait_held(count):
        until(lambda: desk.page.wait_for_timeout(10) or len(held) == count)

    desk.page.route("**/annotations*", hold)
    desk.press("Backspace", "2")
    wait_held(1)
    desk.press("u")
    expect(desk.page.locator("[data-saved]")).to_contain_text("Saving")
    held[0].fulfill(status=400, json=refusal)
    desk.wait_saved()
    assert desk.letters[0] == "A"
    assert stored(annotator) == {1: ("answered", ["attribution"], 1)}
    desk.press("U")  # asks the server again, as an answer
    wait_held(2)
    held[1].fulfill(status=400, json=refusal)
    desk.wait_says("Could not save (1)")
    desk.press("u")
    desk.wait_saved()
    assert (desk.letters[0], stored(annotator)[1][2]) == ("A", 1)


def test_an_answer_over_a_refused_one_stands_on_what_was_before(desk, annotator):
    desk.press("1")
    desk.wait_saved()
    repair = desk.break_server(status=400)
    desk.press("Backspace", "2")
    desk.wait_says("Could not save (1)")
    repair()
    desk.press("Backspace", "3")
    desk.wait_saved()
    desk.press("u")
    assert desk.letters[0] == "A"
    desk.wait_saved()
    assert stored(annotator)[1][:2] == ("answered", ["attribution"])


def test_keys_faster_than_the_server_lose_no_step(desk, annotator):
    desk.press("1", "u", "U", "u", "2", "3", "u", "U")
    desk.wait_saved()
    assert desk.letters[:2] == ["D", "C"]
    assert {n: labels for n, (_, labels, _) in stored(annotator).items()} == {
        1: ["denial"],
        2: ["accusation"],
    }


def test_the_other_tab_knows_the_steps_of_this_one(desk, annotator):
    other = Desk(desk.page.context.new_page()).open()
    desk.press("1")
    desk.wait_saved()
    expect(other.page.locator(".letters").first).to_have_text("A")
    other.press("u")
    other.wait_saved()
    expect(desk.page.locator(".letters").first).to_have_text("")
    assert statuses(annotator) == {1: "open"}
