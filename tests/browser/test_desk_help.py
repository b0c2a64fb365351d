"""Help at the desk: the guideline, the examples, the keys; and what is looked up is counted."""

import pytest
from playwright.sync_api import expect

from annotator.models import AnnotationEvent, Person
from annotator.models import Label as SchemeLabel
from tests.browser.desk import Desk
from tests.world import NOON, add

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "A long story\n\n" + "\n\n".join(f"Boat {n} left the harbour." for n in range(60))


@pytest.fixture
def desk(open_page, annotator, document):
    return Desk(open_page(annotator.person)).open()


# --- the guideline, the examples ------------------------------------------------------------------


def test_the_guideline_opens_in_place_and_is_counted(desk, annotator, campaign):
    desk.press("g")
    dialog = desk.page.get_by_role("dialog", name="Guideline")
    expect(dialog).to_be_visible()
    first = campaign.guidelines.latest("version").text.strip().splitlines()[0].lstrip("# ")
    expect(dialog).to_contain_text(first)
    desk.press("2")
    assert desk.letters[0] == ""
    desk.press("Escape")
    expect(dialog).to_be_hidden()
    desk.press("g", "Escape", "2")
    desk.wait_saved()
    assert AnnotationEvent.objects.get().guideline_lookups == 2


def test_a_guideline_that_changed_meanwhile_is_told_of(desk, annotator, campaign, curator):
    link = desk.page.get_by_role("link", name="The guideline has changed")
    expect(link).to_be_hidden()
    campaign.guidelines.create(version=2, text="New", written_by=curator.person, written_at=NOON)
    desk.press("1")
    expect(link).to_be_visible()
    assert desk.current == 2


def test_reading_elsewhere_before_the_answer_is_counted(desk):
    desk.press("ArrowRight", "ArrowRight", "Home", "2")
    desk.wait_saved()
    assert AnnotationEvent.objects.get().context_lookups == 1


def test_examples_stand_beside_a_label_when_it_has_the_focus(desk):
    button = desk.page.locator(".label-button[value=denial]")
    examples = desk.page.get_by_role("tooltip")
    expect(examples).to_be_hidden()
    button.hover()
    expect(examples.locator("li").first).to_be_visible()
    desk.page.mouse.move(10, 300)
    expect(examples).to_be_hidden()
    desk.page.locator(".label-button[value=attribution]").focus()
    desk.press("Tab")
    expect(button).to_be_focused()
    expect(examples).to_be_visible()
    expect(button).to_have_attribute("aria-describedby", "label-examples")
    desk.press("Escape")
    expect(examples).to_be_hidden()


# --- keys -----------------------------------------------------------------------------------------


def test_all_keys_in_a_dialog(desk):
    desk.press("?")
    dialog = desk.page.get_by_role("dialog", name="All keys")
    expect(dialog).to_be_visible()
    desk.press("1")
    assert desk.letters[0] == ""
    desk.press("Escape")
    expect(dialog).to_be_hidden()
    desk.press("1")
    assert desk.letters[0] == "A"


def sheet(desk):
    """The cheat sheet: what each command does -> its keys."""
    rows = desk.page.locator(".keys__list > div").evaluate_all(
        "all => all.map(one => [one.querySelector('dd').textContent,"
        " [...one.querySelectorAll('kbd')].map(key => key.textContent)])"
    )
    return dict(rows)


def test_the_cheat_sheet_says_what_the_keys_do(desk):
    desk.press("?")
    keys = sheet(desk)
    assert keys["denial"] == ["2", "d"]
    # The letter c belongs to accusation here.
    assert keys["write a note"] == ["m"]
    assert keys["redo what was undone"] == ["Shift+u"]
    assert keys["sentence before"] == ["←", "↑", "Backspace"]


def test_own_keys_take_the_place_of_the_usual_ones(open_page, annotator, document):
    Person.objects.filter(pk=annotator.person_id).update(keys={"skip": "z", "open": "v"})
    desk = Desk(open_page(annotator.person)).open()
    desk.press("s")
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    desk.press("z", "1")
    assert (desk.current, desk.letters[0]) == (2, "s")
    desk.press("End", "v")
    assert desk.current == 2
    expect(desk.page.get_by_role("button", name="Skip")).to_contain_text("z")
    desk.press("?")
    assert sheet(desk)["skip, for someone else to judge"] == ["z"]


def test_letters_of_the_scheme_win_over_commands(open_page, annotator, campaign):
    SchemeLabel.objects.filter(scheme=campaign.scheme, code="fact").update(letter="N")
    document = add(campaign)
    desk = Desk(open_page(annotator.person)).open()
    desk.press("n")
    assert (desk.current, desk.letters[0]) == (2, "N")
    desk.press("?")
    keys = sheet(desk)
    assert keys["fact"] == ["4", "n"]
    assert keys["next sentence without an answer"] == []
    desk.press("Escape")
    desk.button("Next open")
    assert desk.current == 3
    assert document.sentences.count() == 5


# --- counted --------------------------------------------------------------------------------------


def test_scrolling_the_open_sentence_out_of_sight_is_counted_once(open_page, annotator, campaign):
    add(campaign, LONG)
    desk = Desk(open_page(annotator.person)).open()
    desk.page.mouse.move(300, 300)
    for _ in range(3):
        desk.page.mouse.wheel(0, 900)
        desk.page.wait_for_timeout(400)
    desk.press("4")
    desk.wait_saved()
    assert AnnotationEvent.objects.get().context_lookups == 1


def test_a_long_press_shows_examples_and_answers_nothing(open_page, annotator, document):
    page = open_page(
        annotator.person, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    desk = Desk(page).open()
    box = page.locator(".label-button[value=denial]").bounding_box()
    point = {"x": box["x"] + 20, "y": box["y"] + 20}
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(900)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert (desk.current, desk.letters[0]) == (1, "")
    page.locator(".label-button[value=fact]").tap()
    assert (desk.current, desk.letters[0]) == (2, "F")
    expect(page.get_by_role("tooltip")).to_be_hidden()
