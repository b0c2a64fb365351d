"""axe finds nothing on the desk, in any state of it, in either theme, wide or narrow."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from annotator.models import Assignment
from tests.browser.desk import Desk, in_arm
from tests.world import add, answer, answer_all, says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "zoomed": {"viewport": {"width": 640, "height": 400}},
    "contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
}
ARABIC = """\
الشركة تنفي التهمة

نفت الشركة التهمة في بيان لها. وقال المدير Ana Prell إن القوارب آمنة.

تعبر العبارات المضيق تسع مرات في اليوم.
"""


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(params=SCREENS)
def screen(request):
    return SCREENS[request.param]


def test_every_state_of_judging_is_accessible(
    open_page, annotator, document, complaints, axe, screen
):
    complaints.expect("Failed to load resource")
    in_arm("shown", annotator, document, "D.91 C.8 D.77 A.9 F.6")
    page = open_page(annotator.person, **screen)
    desk = Desk(page).open()
    assert axe(page) == []

    desk.press("Shift+D", "Shift+A", "Enter", "x", "Home")
    desk.wait_saved()
    assert axe(page) == []

    desk.press("l", "m")
    desk.type("Whose claim?")
    assert axe(page) == []
    desk.press("Control+Enter")
    for key in ("s", "g", "?"):
        desk.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert axe(page) == []
        assert fits(page)
        desk.press("Escape")

    page.locator("summary").click()
    assert axe(page) == []
    assert fits(page)
    desk.press("Escape")
    page.locator(".label-button[value=denial]").focus()
    desk.press("Tab")
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert axe(page) == []


def test_every_state_of_trouble_is_accessible(
    open_page, annotator, document, complaints, axe, screen
):
    complaints.expect("Failed to load resource")
    page = open_page(annotator.person, **screen)
    desk = Desk(page).open()
    repair = desk.break_server()
    desk.press("l", "n", "4")
    desk.wait_says("Waiting to send (2)")
    assert axe(page) == []

    answer(annotator, document, 1, says("denial"))
    repair()
    desk.wake()
    desk.wait_says("Changed elsewhere (1)")
    desk.button("Changed elsewhere")
    assert axe(page) == []
    assert fits(page)
    desk.button("Take the saved one")

    Session.objects.all().delete()
    desk.press("n", "4")
    expect(page.get_by_role("dialog", name="Sign in again")).to_be_visible()
    assert axe(page) == []
    assert fits(page)


def test_the_end_and_what_is_read_only_are_accessible(open_page, annotator, document, axe, screen):
    page = open_page(annotator.person, **screen)
    desk = Desk(page).open()
    desk.press("4", "l", "s", "Enter", "End", "ArrowRight")
    assert axe(page) == []
    desk.press("n", "4", "4", "4", "4")
    expect(page.get_by_role("heading", name="Every sentence has its answer")).to_be_visible()
    desk.wait_saved()
    assert axe(page) == []
    assert fits(page)

    answer_all(annotator, document, "")
    Assignment.objects.update(finished_at="2026-03-14T12:00Z")
    desk.address = f"{desk.address}?document={document.pk}"
    desk.open()
    expect(page.get_by_role("heading", name="You have handed in")).to_be_attached()
    assert axe(page) == []
    assert fits(page)


def test_right_to_left_text_is_read_and_walked_from_the_right(
    open_page, annotator, campaign, axe, screen
):
    add(campaign, ARABIC)
    page = open_page(annotator.person, **screen)
    desk = Desk(page).open()
    second, third = (desk.sentence(n).bounding_box() for n in (2, 3))
    assert third["x"] < second["x"] or third["y"] > second["y"]
    desk.press("ArrowLeft")
    assert desk.current == 2
    desk.press("ArrowRight")
    assert desk.current == 1
    assert (
        page.locator(".sentence").nth(1).evaluate("one => getComputedStyle(one).unicodeBidi")
        == "plaintext"
    )
    assert axe(page) == []


def test_nothing_glides_where_motion_is_reduced(open_page, annotator, campaign):
    add(campaign, "A story\n\n" + "\n\n".join(f"Boat {n} left." for n in range(60)))
    page = open_page(annotator.person, reduced_motion="reduce")
    desk = Desk(page).open()
    page.evaluate("""() => addEventListener("scroll", () => window.places?.push(scrollY))""")
    most = []
    for _ in range(9):
        # Slower than typing, which glides for nobody.
        page.wait_for_timeout(600)
        page.evaluate("() => { window.places = []; }")
        desk.press("j")
        page.wait_for_timeout(250)
        most.append(page.evaluate("() => new Set(window.places).size"))
    assert max(most) == 1


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
