"""Spans on the desk: by keyboard alone, by mouse, by touch; drawn, stored, and whose they are."""

import pytest
from playwright.sync_api import Locator, Page, expect

from annotator.models import AnnotationEvent, Assignment, Candidate, Span, Tagger
from tests.browser.desk import Desk, stored
from tests.servers import until
from tests.world import add, answer_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Of the article of tests/world.py: sentence 3 is "The firm denied the charge.", and sentence 4
# '"Every boat is counted," director Ana Prell said 🙂.'
ROLES = ["source", "cue", "content", "target"]


@pytest.fixture
def desk(open_page, annotator, document):
    return Desk(open_page(annotator.person)).open()


def go_to(desk: Desk, number: int) -> None:
    desk.press("Home", *["ArrowRight"] * (number - 1))
    assert desk.current == number


def spans(member, number: int) -> list[tuple[str, str, str, bool]]:
    """What is stored: label, role, text, and whether it is the machine's."""
    found = Span.objects.filter(
        mark__annotation__annotator=member.person, mark__annotation__sentence__index=number - 1
    )
    for span in found.select_related("mark__annotation__sentence__document"):
        assert span.mark.annotation.sentence.text[span.start : span.end] == span.text
    return [
        (span.mark.label.code, span.role, span.text, span.is_machine_made)
        for span in found.order_by("mark__number", "start", "role")
    ]


def shown(page: Page) -> list[str]:
    """The spans the panel tells of."""
    return page.locator(".span-chip__text").evaluate_all(
        "all => all.map(b => b.getAttribute('aria-label'))"
    )


def drawn(page: Page) -> dict[str, str]:
    """Letter -> the words that are underlined with it, in the current sentence."""
    pieces = page.locator(".sentence[aria-current=true] .span").evaluate_all(
        "all => all.map(s => [s.dataset.span, s.dataset.tag ?? '', s.textContent])"
    )
    tags = {number: tag for number, tag, _ in pieces if tag}
    return {
        tag: "".join(text for other, _, text in pieces if other == number)
        for number, tag in tags.items()
    }


def heard(desk: Desk, text: str) -> None:
    expect(desk.page.locator("[data-announce]")).to_have_text(text)


# --- by keyboard alone --------------------------------------------------------------------------


def test_spans_are_set_by_keyboard_on_an_answered_sentence(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace")
    desk.press("q")
    heard(desk, "source: The. Arrows move, Shift extends, Enter sets, Escape leaves.")
    desk.press("Shift+ArrowRight")
    heard(desk, "source: The firm")
    desk.press("Enter")
    heard(desk, "Source set: The firm")
    assert desk.current == 3
    desk.press("w")
    heard(desk, "cue: denied")
    desk.press("Enter", "e", "Shift+ArrowRight", "Enter")
    assert drawn(desk.page) == {"S": "The firm", "C": "denied", "N": "the charge"}
    assert shown(desk.page) == ["source: The firm", "cue: denied", "content: the charge"]
    desk.press("Enter")
    assert desk.current == 4
    desk.wait_saved()
    assert spans(annotator, 3) == [
        ("denial", "source", "The firm", False),
        ("denial", "cue", "denied", False),
        ("denial", "content", "the charge", False),
    ]


def test_a_role_key_sets_what_is_selected_and_goes_on_to_its_role(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "Shift+ArrowRight", "w", "e", "Shift+End", "Enter")
    desk.wait_saved()
    assert [span[1:3] for span in spans(annotator, 3)] == [
        ("source", "The firm"),
        ("cue", "denied"),
        ("content", "the charge"),
    ]


def test_spans_before_the_label_wait_for_it(desk, annotator):
    go_to(desk, 3)
    desk.press("q", "Shift+ArrowRight", "Enter")
    assert desk.letters[2] == ""
    expect(desk.page.get_by_text("They are kept for the label you give.")).to_be_visible()
    desk.press("ArrowRight", "ArrowLeft")
    assert drawn(desk.page) == {"S": "The firm"}
    desk.reload()
    go_to(desk, 3)
    assert drawn(desk.page) == {"S": "The firm"}
    desk.press("w", "d")
    assert (desk.current, desk.letters[2]) == (4, "D")
    desk.wait_saved()
    assert spans(annotator, 3) == [
        ("denial", "source", "The firm", False),
        ("denial", "cue", "denied", False),
    ]


def test_a_draft_does_not_go_with_fact_but_is_not_lost_either(desk, annotator):
    go_to(desk, 3)
    desk.press("q", "Enter", "f", "Backspace")
    assert drawn(desk.page) == {}
    desk.press("q")
    heard(desk, "No spans are marked for fact.")
    desk.press("a", "Backspace")
    assert drawn(desk.page) == {"S": "The"}
    desk.wait_saved()
    assert spans(annotator, 3) == [("attribution", "source", "The", False)]


def test_escape_leaves_without_change_and_delete_clears(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "Enter", "q", "End", "Escape")
    heard(desk, "Source: nothing changed.")
    assert drawn(desk.page) == {"S": "The"}
    desk.press("q", "Delete")
    heard(desk, "Source removed: The")
    assert drawn(desk.page) == {}
    desk.press("q", "Backspace")
    assert desk.current == 3
    desk.wait_saved()
    assert spans(annotator, 3) == []


def test_setting_a_role_again_replaces_and_shift_adds(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "Enter", "q", "ArrowRight", "Enter")
    assert shown(desk.page) == ["source: firm"]
    desk.press("Shift+Q", "End", "Enter")
    assert shown(desk.page) == ["source: firm", "source: charge"]
    desk.press("q", "q", "Delete")
    assert shown(desk.page) == ["source: firm"]
    desk.wait_saved()
    assert spans(annotator, 3) == [("denial", "source", "firm", False)]


def test_tab_goes_on_to_the_next_mark(desk, annotator):
    go_to(desk, 3)
    desk.press("Shift+D", "Shift+A", "q", "Shift+ArrowRight", "Tab")
    heard(desk, "of attribution. source: The firm")
    desk.press("Enter")
    assert drawn(desk.page) == {"S": "The firm"}
    expect(desk.page.get_by_text("of attribution", exact=True)).to_be_visible()
    desk.press("q", "q", "ArrowRight", "Enter")
    desk.wait_saved()
    assert spans(annotator, 3) == [
        ("denial", "source", "denied", False),
        ("attribution", "source", "The firm", False),
    ]


def test_tab_leaves_span_mode_where_there_is_one_mark(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "Tab")
    expect(desk.page.locator("[data-picked]")).to_have_count(0)
    assert desk.page.evaluate("document.activeElement.closest('.panel') !== null")


def test_clauses_and_quotations(desk, annotator):
    go_to(desk, 4)
    desk.press("a", "Backspace", "e", "Control+Shift+ArrowRight")
    heard(desk, 'content: "Every boat is counted,"')
    desk.press("q")
    heard(desk, "source: director")
    desk.press("Control+ArrowLeft", "Control+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    desk.press("Enter")
    desk.wait_saved()
    assert [span[1:3] for span in spans(annotator, 4)] == [
        ("content", '"Every boat is counted,"'),
        ("source", "director Ana Prell"),
    ]


def test_an_emoji_before_a_span_moves_no_offset(open_page, annotator, campaign):
    add(campaign, "Ferry news\n\n🙂👩‍🚀 𝕄aria said no.")
    desk = Desk(open_page(annotator.person)).open()
    go_to(desk, 2)
    desk.press("a", "Backspace", "w", *["ArrowRight"] * 3, "Enter", "q")
    desk.press("Home", "Enter", "r", "ArrowLeft", "ArrowRight", "Enter")
    desk.wait_saved()
    assert [span[1:3] for span in spans(annotator, 2)] == [
        ("source", "🙂"),
        ("target", "👩‍🚀"),
        ("cue", "said"),
    ]
    cue = Span.objects.get(role="cue")
    assert (cue.start, cue.end) == (11, 15)
    desk.reload()
    go_to(desk, 2)
    assert drawn(desk.page) == {"S": "🙂", "T": "👩‍🚀", "C": "said"}


def test_from_right_to_left_arrows_go_where_they_point(open_page, annotator, campaign):
    add(campaign, "أخبار العبارات\n\nنفت الشركة التهمة، وقالت إن كل قارب محسوب.")
    desk = Desk(open_page(annotator.person)).open()
    go_to_second = "ArrowLeft"
    desk.press("Home", go_to_second)
    assert desk.current == 2
    desk.press("d", "ArrowRight")
    desk.press("q", "ArrowLeft", "Enter", "w", "ArrowRight", "ArrowRight", "Enter")
    desk.press("e", "Home", "Control+ArrowLeft", "Control+Shift+ArrowLeft", "Enter")
    desk.wait_saved()
    assert [span[1:3] for span in spans(annotator, 2)] == [
        ("cue", "نفت"),
        ("source", "الشركة"),
        ("content", "وقالت إن كل قارب محسوب"),
    ]


def test_undo_takes_back_a_span(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "Shift+ArrowRight", "Enter", "u")
    until(lambda: drawn(desk.page) == {})
    desk.press("Shift+U")
    assert drawn(desk.page) == {"S": "The firm"}
    desk.wait_saved()
    assert spans(annotator, 3) == [("denial", "source", "The firm", False)]


def test_other_keys_work_from_span_mode(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "n")
    assert desk.current == 4
    expect(desk.page.locator("[data-picked]")).to_have_count(0)
    expect(desk.page.locator(".sentence .span")).to_have_count(0)


def test_by_the_panel_with_the_keyboard_alone(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace")
    desk.page.get_by_role("button", name="Mark spans").focus()
    desk.press("Enter", "Shift+ArrowRight", "Enter")
    assert shown(desk.page) == ["source: The firm"]
    desk.press("w")
    desk.page.get_by_role("button", name="Set").focus()
    desk.press("Enter")
    assert shown(desk.page) == ["source: The firm", "cue: denied"]
    assert desk.page.evaluate("document.activeElement.ariaCurrent") == "true"
    desk.page.get_by_role("button", name="Remove cue: denied").focus()
    desk.press("Enter")
    assert desk.page.evaluate("document.activeElement.ariaLabel") == "Remove source: The firm"
    desk.page.get_by_role("button", name="source: The firm", exact=True).focus()
    desk.press("Space", "ArrowRight", "Enter")
    assert shown(desk.page) == ["source: denied"]
    desk.page.get_by_role("button", name="Remove source: denied").focus()
    desk.press("Space")
    assert shown(desk.page) == []
    assert desk.page.evaluate("document.activeElement.textContent") == "Mark spans"
    desk.wait_saved()
    assert spans(annotator, 3) == []


# --- by mouse and by touch ----------------------------------------------------------------------


def box_of(sentence: Locator, start: int, end: int) -> dict[str, float]:
    """Where these characters of a sentence are on the screen."""
    return sentence.evaluate(
        """(element, [start, end]) => {
            const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let passed = 0;
            for (let node = texts.nextNode(); node; node = texts.nextNode()) {
                if (start >= passed && start < passed + node.length) range.setStart(node, start - passed);
                if (end > passed && end <= passed + node.length) range.setEnd(node, end - passed);
                passed += node.length;
            }
            const {left, right, top, height} = range.getBoundingClientRect();
            return {left, right, middle: top + height / 2};
        }""",
        [start, end],
    )


def drag(desk: Desk, start: int, end: int) -> None:
    box = box_of(desk.page.locator(".sentence[aria-current=true]"), start, end)
    desk.page.mouse.move(box["left"] + 1, box["middle"])
    desk.page.mouse.down()
    desk.page.mouse.move(box["right"] - 1, box["middle"], steps=4)
    desk.page.mouse.up()


def test_a_drag_snaps_to_words_and_asks_for_the_role(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace")
    drag(desk, 5, 12)  # "irm den"
    menu = desk.page.get_by_role("group", name="Role of these words")
    expect(menu).to_be_visible()
    assert desk.page.evaluate("String(getSelection())") == "firm denied"
    menu.get_by_role("button", name="source").click()
    expect(menu).to_be_hidden()
    desk.wait_saved()
    assert spans(annotator, 3) == [("denial", "source", "firm denied", False)]


def test_with_alt_a_drag_takes_exact_characters(desk, annotator):
    go_to(desk, 3)
    desk.press("d", "Backspace")
    desk.page.keyboard.down("Alt")
    drag(desk, 5, 12)
    desk.page.keyboard.up("Alt")
    desk.press("w")
    desk.wait_saved()
    assert spans(annotator, 3) == [("denial", "cue", "irm den", False)]


def test_escape_closes_the_menu_and_copying_all_opens_none(desk):
    go_to(desk, 3)
    menu = desk.page.get_by_role("group", name="Role of these words")
    drag(desk, 5, 12)
    expect(menu).to_be_visible()
    desk.press("Escape")
    expect(menu).to_be_hidden()
    desk.page.locator(".panel__title").click()
    desk.press("Control+a")
    desk.page.wait_for_timeout(400)
    expect(menu).to_be_hidden()
    assert desk.current == 3


def test_a_drag_past_the_sentence_stays_in_it(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace")
    page = desk.page
    start = box_of(page.locator(".sentence").nth(2), 16, 19)
    end = box_of(page.locator(".sentence").nth(3), 0, 6)
    page.mouse.move(start["left"] + 1, start["middle"])
    page.mouse.down()
    page.mouse.move(end["right"] - 1, end["middle"], steps=4)
    page.mouse.up()
    desk.press("e")
    assert drawn(page) == {"N": "the charge"}
    assert desk.current == 3


def test_a_span_that_is_pressed_can_be_removed_or_get_another_role(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "Shift+ArrowRight", "w", "e", "Shift+End", "Enter")
    page = desk.page
    page.locator(".sentence[aria-current=true] .span[data-role=cue]").click()
    heard(desk, "Cue: denied. Delete removes it.")
    expect(page.locator(".span-chip[data-chosen]")).to_have_text("Cdenied×")
    page.get_by_role("group", name="Role of these words").get_by_role(
        "button", name="target"
    ).click()
    assert drawn(page) == {"S": "The firm", "T": "denied", "N": "the charge"}
    page.locator(".sentence[aria-current=true] .span[data-role=content]").click()
    desk.press("Delete")
    assert drawn(page) == {"S": "The firm", "T": "denied"}
    page.locator(".sentence[aria-current=true] .span[data-role=target]").click()
    page.get_by_role("button", name="Remove the span").click()
    assert drawn(page) == {"S": "The firm"}
    page.get_by_role("button", name="Remove source: The firm").click()
    assert drawn(page) == {}


def test_in_span_mode_a_press_chooses_words(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace")
    desk.button("content")
    sentence = desk.page.locator(".sentence[aria-current=true]")
    for start, end in [(16, 19), (20, 26)]:
        box = box_of(sentence, start, end)
        desk.page.mouse.click((box["left"] + box["right"]) / 2, box["middle"])
    desk.button("Set")
    assert drawn(desk.page) == {"N": "the charge"}


def test_by_touch(open_page, annotator, document):
    page = open_page(
        annotator.person, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    desk = Desk(page).open()
    go_to(desk, 3)
    desk.press("d", "Backspace")
    # What a long press and its handles leave behind.
    page.locator(".sentence[aria-current=true]").evaluate(
        """element => getSelection().setBaseAndExtent(element.firstChild, 1, element.firstChild, 7)"""
    )
    menu = page.get_by_role("group", name="Role of these words")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    sizes = menu.locator("button:visible").evaluate_all(
        "all => all.map(b => Math.min(b.offsetWidth, b.offsetHeight))"
    )
    assert min(sizes) >= 44
    menu.get_by_role("button", name="source").tap()
    page.get_by_role("button", name="More").tap()
    assert shown(page) == ["source: The firm"]
    sizes = page.locator(".spans button:visible").evaluate_all(
        "all => all.map(b => Math.min(b.offsetWidth, b.offsetHeight))"
    )
    assert min(sizes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.wait_saved()
    assert spans(annotator, 3) == [("denial", "source", "The firm", False)]


# --- drawn --------------------------------------------------------------------------------------


def test_spans_that_overlap_are_drawn_under_each_other(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace", "e", "Shift+End", "Enter", "q", "Home", "Shift+ArrowRight")
    desk.press("Enter", "w", "Enter")
    assert drawn(desk.page) == {
        "N": "The firm denied the charge",
        "S": "The firm",
        "C": "denied",
    }
    lines = desk.page.locator(".sentence[aria-current=true] .span").evaluate_all(
        """all => all.map(s => {
            const look = getComputedStyle(s);
            return [s.dataset.role, look.textDecorationStyle, parseFloat(look.textUnderlineOffset)];
        })"""
    )
    styles = {role: style for role, style, _ in lines}
    assert styles == {"content": "dotted", "source": "solid", "cue": "double"}
    offsets = {role: offset for role, _, offset in lines}
    assert offsets["source"] >= offsets["content"] + 4
    tags = desk.page.locator(".sentence[aria-current=true] .span[data-tag]").evaluate_all(
        "all => all.map(s => [s.dataset.tag, getComputedStyle(s, '::before').marginLeft])"
    )
    assert tags[:2] == [["N", "0px"], ["S", tags[1][1]]]
    assert float(tags[1][1].removesuffix("px")) > 8


def test_the_text_stays_text_and_no_word_moves(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace")
    sentence = desk.page.locator(".sentence").nth(2)

    def look():
        places = desk.page.locator(".sentence").evaluate_all(
            "all => all.map(s => [s.offsetLeft, s.offsetTop, s.offsetWidth, s.offsetHeight])"
        )
        return sentence.text_content(), places

    before = look()
    desk.press("q", "Shift+ArrowRight", "w", "e", "Shift+End", "Enter", "r", "Home", "Enter")
    assert look() == before
    copied = sentence.evaluate(
        "element => { getSelection().selectAllChildren(element); return String(getSelection()) }"
    )
    assert copied == "The firm denied the charge."


def test_only_the_current_sentence_is_drawn(desk):
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "Enter", "ArrowRight")
    expect(desk.page.locator(".sentence .span")).to_have_count(0)
    expect(desk.page.locator(".sentence").nth(2)).to_have_text("The firm denied the charge.")
    desk.press("ArrowLeft")
    assert drawn(desk.page) == {"S": "The"}


SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_spans_are_accessible(open_page, annotator, document, axe, screen):
    page = open_page(annotator.person, **SCREENS[screen])
    desk = Desk(page).open()
    go_to(desk, 3)
    desk.press("q", "Shift+ArrowRight")
    if screen == "phone":
        page.get_by_role("button", name="More").tap()
    assert axe(page) == []
    desk.press("w", "e", "Shift+End", "Enter", "d", "Backspace")
    assert axe(page) == []
    desk.press("r")
    assert axe(page) == []
    desk.press("Escape")
    page.locator(".sentence[aria-current=true] .span[data-role=cue]").click()
    expect(page.get_by_role("group", name="Role of these words")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- the policy of the campaign -----------------------------------------------------------------


def test_where_there_are_labels_only_nothing_speaks_of_spans(open_page, annotator, campaign):
    campaign.spans = "none"
    campaign.save()
    add(campaign)
    desk = Desk(open_page(annotator.person)).open()
    expect(desk.page.locator(".spans")).to_have_count(0)
    go_to(desk, 3)
    desk.press("d", "Backspace", "q", "ArrowRight")
    assert desk.current == 4
    drag(desk, 1, 6)
    expect(desk.page.locator(".span-menu:visible")).to_have_count(0)
    desk.press("?")
    expect(desk.page.get_by_role("dialog")).not_to_contain_text("mark the source")


def test_where_spans_are_for_claims_other_labels_say_so(open_page, annotator, campaign):
    campaign.spans = "claims"
    campaign.save()
    add(campaign)
    desk = Desk(open_page(annotator.person)).open()
    go_to(desk, 3)
    desk.press("a", "Backspace", "q")
    heard(desk, "Spans are marked for denial, accusation only.")
    expect(desk.page.get_by_text("Spans are marked for denial, accusation only.")).to_have_count(2)
    expect(desk.page.locator("[data-picked]")).to_have_count(0)
    desk.press("d", "Backspace", "q", "Enter")
    desk.wait_saved()
    assert spans(annotator, 3) == [("denial", "source", "The", False)]


# --- whose they are -----------------------------------------------------------------------------


def propose(document) -> None:
    """A suggestion for sentence 3: denial, The firm, denied, the charge."""
    sentence = document.sentences.get(index=2)
    places = [("source", 0, 8), ("cue", 9, 15), ("content", 16, 26)]
    Candidate.objects.create(
        sentence=sentence,
        label=document.campaign.scheme.labels.get(code="denial"),
        tagger=Tagger.objects.create(name="trained", version="1"),
        rank=1,
        score=0.91,
        spans=[
            {"role": role, "start": start, "end": end, "text": sentence.text[start:end]}
            for role, start, end in places
        ],
    )


@pytest.fixture
def suggested(open_page, annotator, campaign):
    """The desk at sentence 3, whose suggestion is shown."""
    campaign.hidden_percent, campaign.shown_percent = 0, 100
    campaign.save()
    propose(add(campaign))
    desk = Desk(open_page(annotator.person)).open()
    assert Assignment.objects.get().assistance == "shown"
    go_to(desk, 3)
    return desk


ALL = [("source", "The firm"), ("cue", "denied"), ("content", "the charge")]


def test_a_shown_suggestions_spans_are_drawn_as_the_machines(suggested):
    page = suggested.page
    assert drawn(page) == {"S": "The firm", "C": "denied", "N": "the charge"}
    assert shown(page)[0] == "source: The firm, the pre-tagger’s"
    expect(page.locator(".sentence .span[data-machine]")).to_have_count(3)
    look = page.locator(".sentence .span[data-role=source]").evaluate(
        "s => getComputedStyle(s).textDecorationStyle"
    )
    assert look == "dashed"


def test_they_come_along_with_the_same_label_as_the_machines(suggested, annotator):
    suggested.press("d")
    suggested.wait_saved()
    assert spans(annotator, 3) == [("denial", *span, True) for span in ALL]


def test_they_do_not_come_along_with_another_label(suggested, annotator):
    suggested.press("c")
    suggested.wait_saved()
    assert spans(annotator, 3) == []


def test_touching_one_makes_only_that_one_the_persons(suggested, annotator):
    suggested.press("d", "Backspace", "q", "Enter")
    suggested.wait_saved()
    assert spans(annotator, 3) == [("denial", *span, span[0] != "source") for span in ALL]
    expect(suggested.page.locator(".sentence .span[data-machine]")).to_have_count(2)
    suggested.press("Enter")
    assert suggested.current == 4
    suggested.wait_saved()
    assert spans(annotator, 3) == [("denial", *span, False) for span in ALL]


def test_touching_one_before_the_label_is_kept(suggested, annotator):
    suggested.press("q", "ArrowRight", "ArrowLeft", "ArrowLeft", "Enter", "e", "Delete", "d")
    suggested.wait_saved()
    assert spans(annotator, 3) == [
        ("denial", "source", "The", False),
        ("denial", "cue", "denied", True),
    ]


def test_enter_on_a_suggestion_whose_spans_were_changed_takes_them_as_changed(suggested, annotator):
    suggested.press("e", "Shift+ArrowLeft", "Enter", "Enter")
    assert suggested.current == 4
    suggested.wait_saved()
    assert spans(annotator, 3) == [
        ("denial", "source", "The firm", False),
        ("denial", "cue", "denied", False),
        ("denial", "content", "the", False),
    ]
    assert AnnotationEvent.objects.get().is_taken_over is False


def test_enter_on_an_untouched_suggestion_takes_it_over(suggested, annotator):
    suggested.press("Enter")
    suggested.wait_saved()
    assert spans(annotator, 3) == [("denial", *span, False) for span in ALL]
    assert AnnotationEvent.objects.get().is_taken_over is True


def test_shown_after_the_answer_spans_come_with_taking_it_over_only(open_page, annotator, campaign):
    campaign.hidden_percent = campaign.shown_percent = 0
    campaign.save()
    propose(add(campaign))
    desk = Desk(open_page(annotator.person)).open()
    go_to(desk, 3)
    assert drawn(desk.page) == {}
    desk.press("a")
    desk.wait_saved()
    desk.press("Backspace", "d", "Backspace")
    desk.wait_saved()
    assert spans(annotator, 3) == []
    desk.press("t")
    desk.wait_saved()
    assert spans(annotator, 3) == [("denial", *span, False) for span in ALL]


def test_a_document_that_is_handed_in_shows_its_spans_and_changes_none(
    open_page, annotator, document
):
    answer_all(annotator, document, "FADAF")
    page = open_page(annotator.person)
    desk = Desk(page)
    page.goto(f"{desk.address}?document={document.pk}")
    desk.wait_ready()
    go_to(desk, 3)
    desk.press("q")
    expect(page.locator("[data-picked]")).to_have_count(0)
    expect(page.get_by_role("button", name="Mark spans")).to_be_disabled()
    drag(desk, 4, 10)
    expect(page.locator(".span-menu:visible")).to_have_count(0)


# --- quick --------------------------------------------------------------------------------------


def test_a_key_press_touches_its_own_sentence_only(open_page, annotator, campaign):
    add(campaign, "Boats\n\n" + " ".join(f"Boat {n} left at dawn." for n in range(120)))
    desk = Desk(open_page(annotator.person)).open()
    go_to(desk, 5)
    desk.press("d", "Backspace")
    desk.beside()
    desk.page.evaluate(
        """() => {
            window.touched = new Set();
            new MutationObserver((changes) => {
                for (const {target} of changes) {
                    const element = target.nodeType === 1 ? target : target.parentElement;
                    window.touched.add(element.closest(".sentence")?.id ?? "other");
                }
            }).observe(document.querySelector("[data-article]"), {
                subtree: true, childList: true, characterData: true, attributes: true});
        }"""
    )
    desk.press("q", "ArrowRight", "Shift+ArrowRight", "Enter")
    current = desk.page.locator(".sentence[aria-current=true]").get_attribute("id")
    touched = set(desk.page.evaluate("[...window.touched]"))
    assert touched - {"other"} == {current}
    desk.wait_saved()
    assert stored(annotator)[5][1] == ["denial"]
