"""axe finds nothing on the desk, in any state of it, in either theme, wide or narrow."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.world import answer, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "zoomed": {"viewport": {"width": 640, "height": 400}},
    "contrast": {"contrast": "more"},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_state_is_accessible(open_page, annotator, document, complaints, axe, screen):
    complaints.expect("Failed to load resource")
    page = open_page(annotator.person, **SCREENS[screen])
    desk = Desk(page).open()
    assert axe(page) == []

    desk.press("Shift+D", "Shift+A", "Enter", "x", "Home")
    desk.wait_saved()
    assert axe(page) == []

    repair = desk.break_server()
    desk.press("n", "4")
    desk.wait_says("Waiting to send (1)")
    assert axe(page) == []

    answer(annotator, document, 2, says("denial"))
    repair()
    desk.wake()
    desk.wait_says("Changed elsewhere (1)")
    desk.button("Changed elsewhere")
    assert axe(page) == []
    desk.button("Take the saved one")

    desk.press("n", "4", "4")
    expect(page.get_by_role("heading", name="You have finished this document")).to_be_visible()
    assert axe(page) == []

    desk.press("?")
    assert axe(page) == []
    desk.press("Escape")
    page.locator("summary").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_to_annotate_is_said_with_what_comes_next(open_page, annotator, axe):
    page = open_page(annotator.person)
    page.goto("/campaigns/ferries/annotate/")
    expect(page.get_by_role("heading", name="Nothing to annotate right now")).to_be_visible()
    assert axe(page) == []


def test_the_theme_is_kept_and_never_flashes(open_page, annotator):
    page = open_page(annotator.person)
    page.goto("/")
    page.get_by_role("button", name="Dark").click()
    page.reload(wait_until="commit")
    page.wait_for_selector("html[data-theme=dark]", state="attached")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(20, 23, 26)"


def test_the_sign_in_page_is_ours(page, db, axe):
    page.goto("/accounts/login/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert axe(page) == []
