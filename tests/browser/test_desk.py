"""The desk by keyboard, by mouse and by touch."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, stored
from tests.world import add

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LABELS = ["attribution", "denial", "accusation", "fact"]
TWENTY = "Twenty boats\n\n" + " ".join(f"Boat {n} left the harbour at dawn." for n in range(20))


@pytest.fixture
def desk(open_page, annotator, document):
    return Desk(open_page(annotator.person)).open()


def test_it_starts_at_the_first_sentence(desk):
    assert desk.current == 1
    expect(desk.page.locator(".sentence").first).to_have_text("Ferry firm denies overloading claim")
    expect(desk.page.locator("h1")).to_contain_text("Ferry firm denies")


def test_one_key_answers_and_moves_on(desk, annotator):
    desk.press("2")
    assert desk.current == 2
    assert desk.letters == ["D", "", "", "", ""]
    assert desk.heard == "Denial. Sentence 2 of 5."
    desk.wait_saved()
    assert stored(annotator) == {1: ("answered", ["denial"], 1)}


def test_letters_answer_like_digits(desk, annotator):
    desk.press("a", "d", "c", "f")
    desk.wait_saved()
    assert {n: labels for n, (_, labels, _) in stored(annotator).items()} == {
        1: ["attribution"],
        2: ["denial"],
        3: ["accusation"],
        4: ["fact"],
    }


def test_ten_keys_typed_50_ms_apart_label_ten_sentences(open_page, annotator, campaign):
    add(campaign, TWENTY)
    desk = Desk(open_page(annotator.person)).open()
    for number in range(10):
        desk.press("1234"[number % 4])
        desk.page.wait_for_timeout(50)
    desk.wait_saved()
    assert desk.current == 11
    assert {n: labels for n, (_, labels, _) in stored(annotator).items()} == {
        n + 1: [LABELS[n % 4]] for n in range(10)
    }


def test_shift_builds_a_set_and_enter_goes_on(desk, annotator):
    desk.press("Shift+Digit1", "Shift+D")
    assert desk.current == 1
    assert desk.letters[0] == "D A"
    desk.press("Enter")
    assert desk.current == 2
    desk.wait_saved()
    assert stored(annotator)[1][:2] == ("answered", ["denial", "attribution"])


def test_a_plain_key_completes_the_set(desk):
    desk.press("Shift+D", "a")
    assert (desk.current, desk.letters[0]) == (2, "D A")


def test_a_plain_key_replaces_an_earlier_answer(desk, annotator):
    desk.press("1", "Backspace", "4")
    desk.wait_saved()
    assert stored(annotator) == {1: ("answered", ["fact"], 2)}


def test_not_article_text_and_skip(desk, annotator):
    desk.press("x", "s", "Enter")
    assert (desk.current, desk.letters[:2]) == (3, ["x", "s"])
    desk.wait_saved()
    assert stored(annotator) == {1: ("not_article_text", [], 1), 2: ("skipped", [], 1)}


def test_moving_about(desk):
    places = []
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "End", "Backspace", "Home", "n"]:
        desk.press(key)
        places.append(desk.current)
    assert places == [2, 3, 2, 1, 5, 4, 1, 2]


def test_from_paragraph_to_paragraph(desk):
    # The paragraphs begin with the sentences 1, 2, 3 and 5.
    places = []
    for key in ["j", "j", "j", "k", "ArrowRight", "k", "k"]:
        desk.press(key)
        places.append(desk.current)
    assert places == [2, 3, 5, 3, 4, 3, 2]


def test_enter_goes_on_where_nothing_is_suggested(desk, annotator):
    desk.press("Enter", "Enter")
    assert (desk.current, desk.letters[:2]) == (3, ["", ""])
    assert stored(annotator) == {}


def test_a_swipe_goes_on_and_back(open_page, annotator, document):
    page = open_page(
        annotator.person, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    desk = Desk(page).open()
    swipe(page, 300, 120)
    assert desk.current == 2
    swipe(page, 120, 300)
    assert desk.current == 1


def swipe(page, start, end):
    """A finger over the headline, from side to side."""
    box = page.locator(".sentence").first.bounding_box()
    session = page.context.new_cdp_session(page)
    for kind, x in [("touchStart", start), ("touchMove", (start + end) / 2), ("touchMove", end)]:
        point = {"x": x, "y": box["y"] + 10}
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_keys_held_down_or_meant_for_others_do_nothing(desk):
    desk.page.evaluate(
        """() => {
            const press = (options) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", {bubbles: true, code: "Digit1", key: "1", ...options}));
            press({repeat: true});
            press({ctrlKey: true});
            press({metaKey: true});
            press({altKey: true});
            press({isComposing: true});
        }"""
    )
    assert (desk.current, desk.letters) == (1, [""] * 5)


def test_labels_work_on_a_cyrillic_layout(desk):
    desk.page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {bubbles: true, code: "KeyD", key: "в"}))"""
    )
    assert (desk.current, desk.letters[0]) == (2, "D")


def test_by_mouse(desk):
    desk.page.locator(".sentence").nth(2).click()
    assert desk.current == 3
    desk.page.locator(".label-button[value=denial]").click()
    assert (desk.current, desk.letters[2]) == (4, "D")
    desk.button("Several labels")
    desk.page.locator(".label-button[value=attribution]").click()
    desk.page.locator(".label-button[value=accusation]").click()
    assert (desk.current, desk.letters[3]) == (4, "C A")
    desk.button("Go on")
    desk.press("f")
    assert desk.letters == ["", "", "D", "C A", "F"]


def test_by_touch(open_page, annotator, document):
    page = open_page(
        annotator.person, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    desk = Desk(page).open()
    page.locator(".sentence").nth(1).tap()
    page.locator(".label-button[value=accusation]").tap()
    assert (desk.current, desk.letters[1]) == (3, "C")
    expect(page.get_by_role("button", name="Skip")).to_be_hidden()
    page.get_by_role("button", name="More").tap()
    page.get_by_role("button", name="Skip").tap()
    page.get_by_role("button", name="another reason").tap()
    assert (desk.current, desk.letters[2]) == (4, "s")
    sizes = page.locator(".panel button:visible").evaluate_all(
        "all => all.map(b => Math.min(b.offsetWidth, b.offsetHeight))"
    )
    assert min(sizes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_focus_goes_with_the_sentence_and_stays_on_a_button_pressed_by_keyboard(desk):
    desk.press("1")
    expect(desk.page.locator(".sentence").nth(1)).to_be_focused()
    button = desk.page.locator(".label-button[value=denial]")
    button.focus()
    desk.press("Enter")
    assert (desk.current, desk.letters[1]) == (3, "D")
    expect(button).to_be_focused()


def test_the_current_sentence_is_kept_in_the_middle_third(open_page, annotator, campaign):
    add(campaign, TWENTY.replace(". ", ".\n\n"))
    desk = Desk(open_page(annotator.person, viewport={"width": 1280, "height": 700})).open()
    desk.press(*"4" * 14)
    desk.page.wait_for_timeout(300)
    box = desk.page.locator("[aria-current=true].sentence").bounding_box()
    bar = desk.page.locator(".desk-bar").bounding_box()
    third = (700 - bar["height"]) / 3
    assert bar["height"] + third <= box["y"] + 1
    assert box["y"] + box["height"] <= 700 - third + 1


def test_an_answer_moves_no_word(desk):
    def places():
        return desk.page.locator(".sentence").evaluate_all(
            "all => all.map(s => [s.offsetLeft, s.offsetTop, s.offsetWidth])"
        )

    before = places()
    desk.press(*"1234")
    assert places() == before
