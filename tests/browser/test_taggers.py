"""Taggers in a browser: the slider, the cells and the sentences; sound and silent on every screen."""

import random
import re

import pytest
from playwright.sync_api import Page, expect

from annotator.models import Document, Job, LearnedModel
from annotator.pretag.learned.gold import LABELS
from annotator.pretag.taggers.trained import Trained
from tests.pretag.judged import clear, settle, suggest
from tests.world import NOON, add_many

pytestmark = pytest.mark.browser

TAGGERS = "/campaigns/ferries/taggers/"
RULES = f"{TAGGERS}rules/"
COMPARE = f"{TAGGERS}compare/?a=rules&b=trained"
LOOKS = [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 800}}]


def said(chance: random.Random, gold: str, *, skill: float) -> str:
    """Candidates for gold "D A F": right as often as the score promises, about."""
    marks = []
    for letter in gold.split():
        score = round(chance.uniform(skill - 0.45, 0.99), 2)
        marks.append(f"{letter if chance.random() < score else chance.choice('DCAF')}{score}")
    return " ".join(marks)


@pytest.fixture
def tagged(transactional_db, campaign) -> list[Document]:
    """Twelve stories with gold, over which two taggers have been."""
    chance = random.Random(3)
    documents = add_many(campaign, 12)
    Document.objects.update(story=None)
    Job.objects.all().delete()
    clear(documents)
    for document in documents:
        gold = " ".join(chance.choices("DCAF", weights=(1, 1, 3, 4), k=5))
        settle(document, gold.replace("D", "A+D", 1))
        suggest(document, said(chance, gold, skill=0.8))
        suggest(document, said(chance, gold, skill=0.95), by="trained")
    return documents


@pytest.fixture
def learned(campaign, curator, tagged) -> LearnedModel:
    names = ("accuracy", "macro F1", *(f"F1 {label}" for label in LABELS), "calibration error")
    return LearnedModel.objects.create(
        campaign=campaign,
        job=Job.objects.create(
            campaign=campaign, kind=Job.Kind.LEARN, key="learn/1", opened_at=NOON, finished_at=NOON
        ),
        version=Trained.version,
        settings_hash="x" * 16,
        files=b"",
        card="# A tagger of this campaign's own\n\n" + "It is for news in English. " * 40,
        report={
            "old": {
                "name": "trained",
                "figures": dict.fromkeys(names, 0.8),
                "intervals": dict.fromkeys(names, (0.77, 0.83)),
            },
            "new": {
                "figures": dict.fromkeys(names, 0.84),
                "intervals": dict.fromkeys(names, (0.81, 0.87)),
            },
            "differences": dict.fromkeys(names, (0.04, -0.01, 0.06))
            | {"F1 accusation": (0.09, 0.05, 0.12)},
            "documents": 40,
            "sentences": 1200,
        },
        taught_by=list(range(40)),
        sentences=1200,
        asked_by=curator.person,
        made_at=NOON,
    )


def slide(page: Page, to: str) -> None:
    page.get_by_label("Least score of a suggestion").fill(to)


def test_figures_follow_the_slider_and_the_address_too(tagged, open_page, curator):
    page = open_page(curator.person)
    page.goto(RULES)
    effect = page.locator("#effect")
    expect(effect).to_contain_text("At 0.00: 100 % of the sentences")
    table = page.get_by_role("region", name="Each label at this threshold")
    before = table.inner_text()
    slide(page, "0.9")
    expect(effect).to_contain_text("At 0.90")
    expect(page).to_have_url(re.compile("threshold=0.9"))
    assert table.inner_text() != before
    slide(page, "1")
    expect(effect).to_contain_text("no sentence has a suggestion at or above it")
    page.reload()
    expect(effect).to_contain_text("At 1.00")


def test_going_back_shows_the_page_and_not_a_part_of_it(tagged, open_page, curator):
    page = open_page(curator.person)
    page.goto(RULES)
    slide(page, "0.9")
    expect(page.locator("#effect")).to_contain_text("At 0.90")
    page.locator(".told__one a").first.click()
    expect(page).to_have_url(re.compile("/documents/"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("rules")
    expect(page.locator("#effect")).to_contain_text("At 0.90")


def test_the_keyboard_moves_the_slider(tagged, open_page, curator):
    page = open_page(curator.person)
    page.goto(f"{RULES}?threshold=0.5")
    page.get_by_label("Least score of a suggestion").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#effect")).to_contain_text("At 0.53")
    expect(page.get_by_label("Least score of a suggestion")).to_be_focused()


def test_a_cell_leads_to_its_sentences_and_keeps_the_threshold(tagged, open_page, viewer):
    page = open_page(viewer.person)
    page.goto(RULES)
    slide(page, "0.7")
    expect(page.locator("#effect")).to_contain_text("At 0.70")
    cell = page.get_by_role("link", name="with gold attribution, suggested fact")
    count = cell.inner_text().split()[0]
    cell.click()
    expect(page).to_have_url(re.compile("threshold=0.7&gold=attribution&said=fact"))
    expect(page.locator("#effect")).to_contain_text("At 0.70")
    expect(page.locator(".told__one")).to_have_count(int(count))
    expect(page.locator(".told__one").first).to_contain_text("rules saw fact")
    page.locator(".told__one a").first.click()
    expect(page).to_have_url(re.compile("/documents/"))


def test_all_of_it_works_without_scripts(tagged, open_page, curator):
    page = open_page(curator.person, java_script_enabled=False)
    page.goto(RULES)
    slide(page, "0.9")
    page.get_by_role("button", name="Show").first.click()
    expect(page.locator("#effect")).to_contain_text("At 0.90")
    page.goto(TAGGERS)
    page.get_by_label("One").select_option("rules")
    page.get_by_label("The other").select_option("trained")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("rules and trained")


def test_choosing_asks_first(tagged, open_page, curator, campaign):
    page, asked = open_page(curator.person), []
    page.goto(TAGGERS)
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Use rules for suggestions").click()
    campaign.refresh_from_db()
    assert (campaign.tagger, len(asked)) == ("trained", 1)
    assert asked[0].startswith("Show the suggestions of “rules” from now on")


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_silent_and_sound(learned, open_page, owner, stranger, axe, look):
    page = open_page(owner.person, **look)
    for path in (
        TAGGERS,
        f"{RULES}?threshold=0.8",
        f"{RULES}?gold=fact&said=attribution",
        f"{TAGGERS}{learned.name}/",
        COMPARE,
        f"{COMPARE}&of=all",
        f"{TAGGERS}compare/?a=rules&b=rules",
    ):
        assert page.goto(path).ok, path
        for more in page.locator("main details").all():
            more.evaluate("one => { one.open = true }")
        assert axe(page) == [], path
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{path} is wider than the window by {width}"


@pytest.mark.parametrize("look", LOOKS)
def test_pages_without_gold_are_sound_too(transactional_db, open_page, owner, document, axe, look):
    suggest(document, "D.95 A.8 F.7 F.6 F.5")
    page = open_page(owner.person, **look)
    for path in (TAGGERS, RULES, f"{TAGGERS}compare/"):
        assert page.goto(path).ok, path
        assert axe(page) == [], path
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{path} is wider than the window by {width}"
