"""The session ends in mid-article: signing in again in place, and the outbox goes on."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.desk import Desk, stored
from tests.browsing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "nine ferries a day"


@pytest.fixture
def desk(open_page, annotator, second, document, complaints):
    complaints.expect("Failed to load resource")
    for person in (annotator.person, second.person):
        person.set_password(PASSWORD)
        person.save()
    return Desk(open_page(annotator.person)).open()


def dialog(desk):
    return desk.page.get_by_role("dialog", name="Sign in again")


def sign_out(desk, *keys):
    Session.objects.all().delete()
    desk.press(*keys)
    expect(desk.page.get_by_role("link", name="Sign in again")).to_be_visible()


def test_it_is_done_in_place_by_keyboard_and_the_outbox_goes_on(desk, annotator):
    sign_out(desk, "1", "4")
    expect(dialog(desk)).to_be_visible()
    expect(desk.page.get_by_label("User name")).to_have_value("anna")
    expect(desk.page.get_by_label("Password")).to_be_focused()
    desk.type(PASSWORD)
    desk.press("Enter")
    desk.wait_saved()
    expect(dialog(desk)).to_be_hidden()
    assert list(stored(annotator)) == [1, 2]
    expect(desk.sentence(3)).to_be_focused()
    desk.press("2")
    desk.wait_saved()
    assert list(stored(annotator)) == [1, 2, 3]


def test_a_wrong_password_is_said_and_nothing_is_lost(desk, annotator):
    sign_out(desk, "1")
    expect(dialog(desk)).to_be_visible()
    desk.type("wrong")
    desk.press("Enter")
    expect(dialog(desk).get_by_role("status")).to_contain_text("password")
    desk.type(PASSWORD)
    desk.press("Enter")
    desk.wait_saved()
    assert list(stored(annotator)) == [1]


def test_it_can_wait_and_the_bar_offers_it(desk, annotator):
    sign_out(desk, "1")
    expect(dialog(desk)).to_be_visible()
    desk.press("Escape", "2")
    assert desk.letters[:2] == ["A", "D"]
    link = desk.page.get_by_role("link", name="Sign in again")
    assert link.get_attribute("target") == "_blank"
    link.focus()
    desk.press("Enter")
    desk.type(PASSWORD)
    desk.press("Enter")
    desk.wait_saved()
    assert list(stored(annotator)) == [1, 2]


def test_it_never_opens_in_the_middle_of_typing(desk, annotator):
    sign_out(desk, "1")
    for key in "4444":
        desk.page.wait_for_timeout(300)
        desk.press(key)
    assert desk.letters == ["A", "F", "F", "F", "F"]
    expect(dialog(desk)).to_be_visible()


def test_signing_in_in_another_tab_does_as_well(desk, annotator, live_server):
    sign_out(desk, "1", "4")
    sign_in(desk.page.context, annotator.person, live_server.url)
    desk.wake()
    desk.wait_saved()
    expect(dialog(desk)).to_be_hidden()
    assert list(stored(annotator)) == [1, 2]


def test_handing_in_asks_for_it_too(desk, annotator):
    desk.press(*"44444")
    desk.wait_saved()
    Session.objects.all().delete()
    desk.press("Enter")
    expect(dialog(desk)).to_be_visible()
    desk.wake()
    expect(dialog(desk)).to_be_visible()
    desk.type(PASSWORD)
    desk.press("Enter")
    desk.page.wait_for_selector("text=Nothing to annotate right now", timeout=15_000)
    assert annotator.person.assignments.get().finished_at is not None


def test_another_person_gets_none_of_it(desk, annotator, second, live_server):
    sign_out(desk, "1")
    expect(dialog(desk)).to_be_visible()
    desk.page.get_by_label("User name").fill("bert")
    desk.page.get_by_label("Password").fill(PASSWORD)
    desk.press("Enter")
    expect(dialog(desk).get_by_role("status")).to_have_text("Someone else is signed in here.")
    desk.wake()
    desk.wait_says("Someone else is signed in here.")
    assert stored(second) == {}
    sign_in(desk.page.context, annotator.person, live_server.url)
    desk.wake()
    desk.wait_saved()
    assert list(stored(annotator)) == [1]


def test_a_page_that_asks_for_more_is_opened_in_a_tab(desk):
    desk.page.route(
        "**/accounts/login/**", lambda route: route.fulfill(body="<p>Your code?", status=200)
    )
    sign_out(desk, "1")
    expect(dialog(desk)).to_be_visible()
    desk.type(PASSWORD)
    desk.press("Enter")
    expect(dialog(desk).get_by_role("status")).to_contain_text("Sign in in a new tab")
    link = dialog(desk).get_by_role("link", name="Sign in in a new tab")
    assert link.get_attribute("target") == "_blank"
