"""What a screen reader hears of the desk: the accessibility tree and the live regions."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, in_arm

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_page, annotator, document):
    return Desk(open_page(annotator.person)).open()


def test_position_answer_and_saved_are_said(desk):
    live = desk.page.locator("[aria-live=polite]")
    desk.press("Shift+D", "Shift+A")
    assert desk.heard == "Denial, attribution. Enter goes on."
    desk.press("Enter")
    assert desk.heard == "Sentence 2 of 5."
    desk.press("Backspace")
    assert desk.heard == "Sentence 1 of 5. Denial, attribution."
    expect(desk.page.locator("[data-announce-saved]")).to_have_text("Saved")
    assert "polite" in {one.get_attribute("aria-live") for one in live.all()}


def test_the_tree_names_what_is_there(desk):
    desk.press("2", "Backspace", "l")
    desk.beside()
    tree = desk.page.locator("#main").aria_snapshot()
    for named in (
        '- heading "Ferry firm denies overloading claim',
        '- img "denial, flagged"',
        '- complementary "This sentence"',
        '- heading "Sentence 1 of 5"',
        '- group "Labels"',
        '- textbox "Note',
    ):
        assert named in tree, tree
    pressed = desk.page.get_by_role("button", pressed=True)
    assert [one.split("\n")[0] for one in pressed.all_inner_texts()] == ["2", "l"]


def test_the_current_sentence_is_named_current(desk):
    desk.press("4")
    expect(desk.sentence(2)).to_have_attribute("aria-current", "true")
    expect(desk.sentence(2)).to_be_focused()
    assert desk.page.locator("[aria-current=true].sentence").count() == 1


def test_a_proposal_is_never_ticked(open_page, annotator, document):
    in_arm("shown", annotator, document, "D.91 - - - -")
    desk = Desk(open_page(annotator.person)).open()
    expect(desk.page.locator(".label-button[value=denial]")).to_have_attribute(
        "aria-pressed", "false"
    )


def test_the_keys_are_told_with_the_buttons(desk):
    skip = desk.page.get_by_role("button", name="Skip")
    assert skip.get_attribute("aria-keyshortcuts") == "s"
    redo = desk.page.get_by_role("button", name="Redo")
    assert redo.get_attribute("aria-keyshortcuts") == "Shift+U"
