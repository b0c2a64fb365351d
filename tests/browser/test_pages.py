"""The pages around the desk in a browser: by keyboard alone, sound and silent on every screen."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from annotator.annotate.values import Answer
from annotator.campaigns import actions as campaigns
from annotator.models import Annotation, Campaign, Membership, NoteReply
from annotator.notes import actions as notes
from tests.world import NOON, add_many, answer, says, seat

pytestmark = pytest.mark.browser

HOME = "/campaigns/ferries/"
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 800}},
    "forced": {"forced_colors": "active"},
    "forced dark": {"forced_colors": "active", "color_scheme": "dark"},
}


@pytest.fixture
def busy(transactional_db, campaign, annotator, second, curator) -> Campaign:
    """Work under way: documents, a note with a reply, a flag, a skip, a guideline that changed."""
    first, other, _ = add_many(campaign, 3)
    for member in (annotator, second):
        seat(member, first)
    seat(annotator, other)
    answer(annotator, first, 0, replace(says("denial"), note="Which firm is meant?"))
    answer(annotator, first, 1, replace(says("accusation"), is_flagged=True))
    answer(annotator, first, 2, Answer(status="skipped", reason="context"))
    noted = Annotation.objects.get(sentence__index=0, annotator=annotator.person)
    notes.reply_to_note(annotation=noted, text="The ferry firm.", by=curator.person, at=NOON)
    text = campaign.guidelines.get().text.replace("in this order", "in this order, always")
    campaigns.revise_guideline(campaign=campaign, text=text, by=curator.person, at=NOON)
    Membership.objects.filter(pk=annotator.pk).update(guideline_read=1)
    return campaign


PAGES = {
    "mine/": "annotator",
    "guideline/": "annotator",
    "guideline/changes/": "annotator",
    "notes/": "curator",
    "notes/?kind=skipped": "curator",
    "settings/": "curator",
    "guideline/edit/": "curator",
    "/keys/": "annotator",
}


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def small_targets(page: Page) -> list[str]:
    """Controls that a thumb cannot hit: lower than 44 px, but for links within a sentence."""
    return page.evaluate("""() => {
        const controls = "main :is(button, input:not([type=hidden]), select, summary, a.button, a.filter)";
        return [...document.querySelectorAll(controls)].filter((one) => {
            const touched = one.matches("[type=radio], [type=checkbox]") ? one.closest("label") : one;
            const box = touched.getBoundingClientRect();
            return box.width > 0 && box.height < 43.5;
        }).map((one) => one.outerHTML.slice(0, 120));
    }""")


def open_as(open_page, name: str, who: dict[str, Membership], **look) -> Page:
    page = open_page(who[PAGES[name]].person, **look)
    page.goto(name if name.startswith("/") else f"{HOME}{name}")
    return page


@pytest.fixture
def who(annotator, curator) -> dict[str, Membership]:
    return {"annotator": annotator, "curator": curator}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_each_page_is_accessible_and_fits_its_screen(busy, open_page, axe, who, name, look):
    page = open_as(open_page, name, who, **look)
    assert axe(page) == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_a_thumb_hits_every_control(busy, open_page, who, name):
    page = open_as(
        open_page, name, who, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    assert small_targets(page) == []
    assert overflow(page) <= 0


def tab_to(page: Page, name: str) -> None:
    """Tab until the control of that name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText ?? ''"
        )
        if name in told:
            return
    pytest.fail(f"no “{name}” by Tab")


def test_changes_are_read_and_acknowledged_by_keyboard(busy, open_page, annotator):
    page = open_page(annotator.person)
    page.goto(f"{HOME}mine/")
    tab_to(page, "What changed from version 1 to 2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("From version 1 to version 2")
    expect(page.locator("ins")).to_contain_text("always")
    tab_to(page, "I have read it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noted: you have read version 2.")).to_be_visible()
    expect(page.get_by_text("The guideline has changed")).to_have_count(0)


def test_the_questions_are_a_list_of_four_for_a_screen_reader(busy, open_page, annotator):
    page = open_page(annotator.person)
    page.goto(f"{HOME}guideline/")
    tree = page.locator(".decide").aria_snapshot()
    steps = page.locator(".decide__steps > li")
    expect(steps).to_have_count(4)
    assert tree.index("reject a claim") < tree.index("charge an identifiable target")
    assert "Yes: it is D denial" in " ".join(tree.split()).replace("strong: ", "").replace('"', "")


def test_a_note_is_replied_to_by_keyboard(busy, open_page, curator, annotator):
    page = open_page(curator.person)
    page.goto(f"{HOME}notes/?kind=flagged")
    tab_to(page, "Reply")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Well seen.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your reply is sent to anna.")).to_be_visible()
    assert NoteReply.objects.filter(text="Well seen.").count() == 1
    theirs = open_page(annotator.person)
    theirs.goto(f"{HOME}mine/")
    expect(theirs.get_by_text("Well seen.")).to_be_visible()


def test_the_bar_follows_the_shares(busy, open_page, curator):
    page = open_page(curator.person)
    page.goto(f"{HOME}settings/")
    page.get_by_label("Shown at once, %").fill("30")
    expect(page.locator("[data-arm-percent=after]")).to_have_text("50")
    assert page.locator("[data-arm=after]").get_attribute("x") == "50"
    page.get_by_label("Shown at once, %").fill("99")
    expect(page.locator("[data-arm-percent=shown]")).to_have_text("80")
    page.get_by_label("Shown at once, %").fill("30")
    page.get_by_label("Hide the source until a document is handed in").check()
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("The settings are saved.")).to_be_visible()
    saved = Campaign.objects.get()
    assert (saved.shown_percent, saved.is_source_blind) == (30, True)


def test_keys_are_pressed_not_spelled(busy, open_page, annotator):
    page = open_page(annotator.person)
    page.goto("/keys/")
    tab_to(page, "undo the last step")
    page.keyboard.press("Backspace")
    expect(page.locator("#key-undo")).to_have_value("Backspace")
    page.keyboard.press("Delete")
    expect(page.locator("#key-undo")).to_have_value("")
    page.keyboard.press("z")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "key-redo"
    page.keyboard.press("Shift+Z")
    expect(page.locator("#key-redo")).to_have_value("Z")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your keys are saved.")).to_be_visible()
    annotator.person.refresh_from_db()
    assert annotator.person.keys == {"undo": "z", "redo": "Z"}


def test_keys_are_typed_without_a_script(busy, open_page, annotator):
    page = open_page(annotator.person, java_script_enabled=False)
    page.goto("/keys/")
    page.locator("#key-back").fill("page up")
    page.get_by_role("button", name="Save").click()
    annotator.person.refresh_from_db()
    assert annotator.person.keys == {"back": "PageUp"}
