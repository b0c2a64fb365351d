"""All that can be said of a sentence besides its label, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from annotator.models import AnnotationEvent, Membership
from tests.browser.desk import Desk, in_arm, stored, told
from tests.world import answer, says, seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_page, annotator, document):
    return Desk(open_page(annotator.person)).open()


# --- skip, note, flag ---------------------------------------------------------------------------


def test_skip_asks_why_and_goes_on(desk, annotator):
    desk.press("s")
    expect(desk.page.get_by_role("dialog", name="Why skip it?")).to_be_visible()
    desk.press("2")
    assert (desk.current, desk.letters[0]) == (2, "s")
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    expect(desk.sentence(2)).to_be_focused()
    desk.press("s", "Enter")
    desk.press("s", "ArrowDown", "Enter")
    desk.wait_saved()
    assert [told(annotator, n).reason for n in (1, 2, 3)] == ["context", "context", "cut"]


def test_escape_skips_nothing(desk, annotator):
    desk.press("s", "Escape", "4")
    desk.wait_saved()
    assert stored(annotator) == {1: ("answered", ["fact"], 1)}


def test_a_note_is_written_in_place_and_kept(desk, annotator):
    desk.press("m")
    desk.type("Whose claim is 12?")
    desk.press("Control+Enter")
    expect(desk.sentence(1)).to_be_focused()
    assert desk.heard == "Note kept."
    desk.press("2", "Backspace")
    expect(desk.page.get_by_role("textbox", name="Note")).to_have_value("Whose claim is 12?")
    desk.wait_saved()
    kept = told(annotator, 1)
    assert (kept.status, kept.note) == ("answered", "Whose claim is 12?")
    assert desk.letters[0] == "D✎"


def test_a_note_stands_on_a_sentence_without_an_answer_too(desk, annotator):
    desk.press("m")
    desk.type("Later")
    desk.page.locator(".sentence").nth(2).click()
    assert desk.current == 3
    desk.wait_saved()
    kept = told(annotator, 1)
    assert (kept.status, kept.note) == ("open", "Later")
    desk.press("Home", "m", "Control+a", "Delete", "Control+Enter")
    desk.wait_saved()
    assert told(annotator, 1).note == ""


def test_escape_leaves_the_note_as_it_was(desk, annotator):
    desk.press("m")
    desk.type("No")
    desk.press("Escape", "1")
    desk.wait_saved()
    assert told(annotator, 1).note == ""
    assert stored(annotator) == {1: ("answered", ["attribution"], 1)}


def test_a_flag_goes_on_and_off_and_moves_nothing(desk, annotator):
    desk.press("l")
    assert (desk.current, desk.letters[0], desk.state) == (1, "⚑", "⚑ flagged")
    assert desk.heard == "Flagged."
    desk.wait_saved()
    assert (told(annotator, 1).status, told(annotator, 1).is_flagged) == ("open", True)
    desk.press("3", "Backspace", "l")
    desk.wait_saved()
    kept = told(annotator, 1)
    assert (kept.is_flagged, [mark.label.code for mark in kept.marks.all()]) == (
        False,
        ["accusation"],
    )


def test_an_exclamation_mark_flags_where_it_is_no_digit(desk):
    desk.page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {bubbles: true, code: "Slash", key: "!"}))"""
    )
    assert desk.state == "⚑ flagged"


def test_keys_in_one_frame_mean_what_they_would_one_by_one(desk, annotator):
    """What stands in the panel follows a frame later; who presses on does not wait for it."""
    desk.page.evaluate(
        """() => {
            for (const key of ["1", "l", "m"]) {
                const event = new KeyboardEvent("keydown", {bubbles: true, key});
                document.activeElement.dispatchEvent(event);
            }
        }"""
    )
    desk.type("Who?")
    desk.press("Control+Enter")
    desk.wait_saved()
    assert stored(annotator)[1][1] == ["attribution"]
    assert (told(annotator, 1).note, told(annotator, 1).is_flagged) == ("", False)
    assert (told(annotator, 2).note, told(annotator, 2).is_flagged) == ("Who?", True)


def test_note_and_flag_stay_with_every_kind_of_answer(desk, annotator):
    desk.press("l", "m")
    desk.type("N")
    desk.press("Control+Enter", "1", "Backspace", "x", "Backspace", "s", "1", "Backspace", "u")
    desk.wait_saved()
    kept = told(annotator, 1)
    assert (kept.status, kept.note, kept.is_flagged, kept.reason) == (
        "not_article_text",
        "N",
        True,
        "",
    )


# --- the suggestion -----------------------------------------------------------------------------


def test_enter_takes_a_shown_suggestion_as_it_is(open_page, annotator, document):
    in_arm("shown", annotator, document, "D.91 A.8 - - -")
    desk = Desk(open_page(annotator.person)).open()
    assert "pre-tagger: denial, 0.91, cue ‘Ferry firm’" in desk.suggestion
    expect(desk.page.locator(".label-button[value=denial]")).to_have_attribute("data-suggested", "")
    desk.press("Enter")
    assert (desk.current, desk.letters[0]) == (2, "D")
    desk.wait_saved()
    event = AnnotationEvent.objects.get()
    assert (event.is_taken_over, [mark["label"] for mark in event.marks]) == (True, ["denial"])
    assert event.marks[0]["spans"] == [{"role": "cue", "start": 0, "end": 10, "text": "Ferry firm"}]


def test_enter_held_down_takes_one_suggestion_only(open_page, annotator, document):
    in_arm("shown", annotator, document, "D.9 A.8 F.7 F.7 F.7")
    desk = Desk(open_page(annotator.person)).open()
    desk.press("Enter")
    desk.page.evaluate(
        """() => document.activeElement.dispatchEvent(new KeyboardEvent(
            "keydown", {bubbles: true, code: "Enter", key: "Enter", repeat: true}))"""
    )
    assert desk.letters == ["D", "", "", "", ""]


def test_enter_confirms_what_the_machine_filled_in(open_page, annotator, document):
    in_arm("shown", annotator, document, "D.91 - - - -")
    desk = Desk(open_page(annotator.person)).open()
    desk.press("2")
    desk.wait_saved()
    spans = told(annotator, 1).marks.get().spans
    assert [span.is_machine_made for span in spans.all()] == [True]
    desk.press("Backspace", "Enter")
    assert desk.current == 2
    desk.wait_saved()
    assert [span.is_machine_made for span in spans.model.objects.all()] == [False]
    assert told(annotator, 1).revision == 2


def test_enter_never_changes_an_answer(open_page, annotator, document):
    in_arm("shown", annotator, document, "D.91 - - - -")
    desk = Desk(open_page(annotator.person)).open()
    desk.press("4", "Backspace", "Enter")
    assert desk.current == 2
    desk.wait_saved()
    assert stored(annotator) == {1: ("answered", ["fact"], 1)}


def test_after_the_answer_one_key_takes_the_suggestion_over(open_page, annotator, document):
    in_arm("after", annotator, document, "D.91 A.8 - - -")
    desk = Desk(open_page(annotator.person)).open()
    assert desk.suggestion == "Suggestion: shown after you answer"
    desk.press("4")
    expect(desk.page.locator("[data-suggestion]")).to_contain_text(
        "Sentence 1: pre-tagger: denial, 0.91, cue ‘Ferry firm’"
    )
    expect(desk.page.get_by_role("button", name="Take it over")).to_contain_text("t")
    desk.press("t")
    assert (desk.current, desk.letters[:2]) == (2, ["D", ""])
    assert desk.heard == "Sentence 1: denial, taken over. Sentence 2 of 5."
    desk.wait_saved()
    first, second = AnnotationEvent.objects.order_by("number")
    assert (first.is_taken_over, second.is_taken_over) == (False, True)
    assert (first.suggestion, second.suggestion[0]["label"]) == (None, "denial")


def test_a_suggestion_that_nobody_may_see_cannot_be_taken_over(open_page, annotator, document):
    in_arm("hidden", annotator, document, "D.91 - - - -")
    desk = Desk(open_page(annotator.person)).open()
    assert desk.suggestion.startswith("No suggestions in this article")
    desk.press("4", "t", "Enter")
    desk.wait_saved()
    assert stored(annotator) == {1: ("answered", ["fact"], 1)}


# --- what else the page tells -----------------------------------------------------------------------


def test_the_pace_of_today_is_told(desk):
    pace = desk.page.locator("[data-pace]")
    assert pace.text_content() == ""
    desk.press("1", "2")
    expect(pace).to_contain_text("Today: 2 sentences")


def test_the_byline_stands_below_the_headline(desk):
    expect(desk.page.locator(".byline")).to_contain_text("The Sound")


def test_the_source_is_hidden_until_the_document_is_handed_in(
    open_page, annotator, document, campaign
):
    campaign.is_source_blind = True
    campaign.save()
    desk = Desk(open_page(annotator.person)).open()
    expect(desk.page.locator(".byline")).to_have_text("By: hidden until you finish")


def test_an_answer_from_elsewhere_keeps_its_note_and_flag_when_a_label_is_added(
    open_page, annotator, document
):
    seat(annotator, document)
    given = says("denial")
    answer(annotator, document, 0, given.__class__(**{**given.__dict__, "note": "Sure?"}))
    desk = Desk(open_page(annotator.person)).open()
    desk.press("Home", "Shift+A", "Enter")
    desk.wait_saved()
    assert told(annotator, 1).note == "Sure?"
    assert Membership.objects.filter(person=annotator.person).count() == 1
