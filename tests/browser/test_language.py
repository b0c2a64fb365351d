"""Everything in another language: chosen by hand, on the pages that people use most."""

import re

import pytest
from playwright.sync_api import expect

from tests.pretag.judged import suggest

pytestmark = pytest.mark.browser

ENGLISH_WORDS = (
    "Sign out",
    "Overview",
    "Documents",
    "Guideline",
    "Skip to the page",
    "Auto Light Dark",
    "Next document",
    "Your campaigns",
)
# Too wide for a phone, whatever is in it: tables scroll by themselves.
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CAMPAIGN = "/campaigns/ferries"
PAGES = [
    ("/", "Ihre Kampagnen"),
    (f"{CAMPAIGN}/", "Annotierende"),
    (f"{CAMPAIGN}/documents/", "Dokumente"),
    (f"{CAMPAIGN}/documents/add/", "Artikel hinzufügen"),
    (f"{CAMPAIGN}/files/", "Dateien"),
    (f"{CAMPAIGN}/taggers/", "Tagger"),
    (f"{CAMPAIGN}/jobs/", "Jobs"),
    (f"{CAMPAIGN}/people/", "Personen"),
    (f"{CAMPAIGN}/guideline/", "Richtlinie"),
    ("/tokens/", "API-Token"),
    ("/nowhere/", "Unter dieser Adresse gibt es nichts"),
]


def choose(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def choose_in_menu(page, person, name):
    page.locator("summary", has_text=person.username).click()
    choose(page, name)


def test_somebody_chooses_german_in_the_menu_and_everything_is(
    open_page, owner, document, axe, complaints
):
    complaints.expect("404 (Not Found)")
    page = open_page(owner.person)
    page.goto("/tokens/")
    expect(page.locator("html")).to_have_attribute("lang", "en")

    choose_in_menu(page, owner.person, "Deutsch")

    expect(page.locator("html")).to_have_attribute("lang", "de")
    for address, heading in PAGES:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.locator("main")).to_contain_text(heading)
        shown = page.locator("body").inner_text()
        assert [word for word in ENGLISH_WORDS if word in shown] == [], address
        assert axe(page) == [], address

    choose_in_menu(page, owner.person, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_desk_is_german_in_its_page_and_in_what_its_scripts_say(
    open_page, annotator, document, axe
):
    suggest(document, "F.9 C.8 D.7 D.6 F.5")
    page = open_page(annotator.person, locale="de-DE")
    page.goto(f"{CAMPAIGN}/annotate/")
    page.wait_for_selector("html[data-desk=ready]")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("button", name="Überspringen")).to_be_visible()

    page.keyboard.press("1")

    expect(page.locator("[data-saved]")).to_contain_text("Gespeichert")
    expect(page.locator("[data-pace]")).to_have_text(re.compile(r"^Heute: 1 Satz, \d+,\d s$"))
    assert axe(page) == []


def test_german_fits_on_a_phone(open_page, owner, document, complaints):
    complaints.expect("404 (Not Found)")
    page = open_page(owner.person, locale="de-DE", viewport={"width": 390, "height": 800})
    for address, _ in PAGES:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "de")
        assert page.evaluate(OVERFLOW) <= 0, address


def test_the_sign_in_page_offers_languages_without_a_script_too(open_page, db, axe):
    page = open_page(java_script_enabled=False)
    page.goto("/accounts/login/?next=/tokens/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    choose(page, "Deutsch")

    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    assert page.url.endswith("/accounts/login/?next=/tokens/")


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_the_choice_of_a_language_can_be_hit_and_told(open_page, db, axe, language):
    page = open_page(locale=language, has_touch=True, viewport={"width": 390, "height": 800})
    page.goto("/accounts/login/")
    for name in ("English", "Deutsch"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 44
    assert axe(page) == []
